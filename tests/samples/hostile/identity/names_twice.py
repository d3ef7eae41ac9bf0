# attack: the student twice: one reader takes the first, another the last
# claims: contaminates
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}
WORDS = ()


def make(path):
    text = json.dumps(NOTEBOOK)
    path.write_text(text.replace('"metadata": {}', '"metadata": {"grader": {"student": "ada", "student": "honest"}}', 1))
