"""Results in words: safe text, tables for a terminal, HTML for a notebook, pages. Nothing here grades."""
