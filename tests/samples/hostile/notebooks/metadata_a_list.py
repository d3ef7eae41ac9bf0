# attack: metadata that is a list, from a converter that had none
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    path.write_text(json.dumps(NOTEBOOK | {"metadata": ["grader"]}))
