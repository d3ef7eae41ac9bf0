# attack: the file's own name paints on the terminal when the error names it
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}
WORDS = ("--student", "mallory", "--assignment", "target")


def make(path):
    named = path.with_name("target_\x1b[2J\x1b]0;passed\x07\u202e.ipynb")
    named.write_text("{")
    return named
