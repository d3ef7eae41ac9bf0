"""Results in words: safe text, tables for a terminal, HTML for a notebook. Nothing here grades or stores."""
