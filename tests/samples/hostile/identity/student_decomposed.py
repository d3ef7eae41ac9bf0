# attack: a name with its accent apart: the same student as with the accent in the letter
# honest: 60
# verdict: graded
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}
WORDS = ()


def make(path):
    NOTEBOOK["metadata"]["grader"] = {"assignment": "target", "student": "ame\u0301lie"}
    path.write_text(json.dumps(NOTEBOOK))
