# attack: a byte order mark before the notebook, which is no part of JSON
# claims: breaks
# honest: 60
# verdict: graded
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(NOTEBOOK).encode())
