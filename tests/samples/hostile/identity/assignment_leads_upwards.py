# attack: the metadata's assignment is a path out of the folder of results
# claims: escapes
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}
WORDS = ()


def make(path):
    NOTEBOOK["metadata"]["grader"] = {"assignment": "../../../vault/assignment", "student": "mallory"}
    path.write_text(json.dumps(NOTEBOOK))
