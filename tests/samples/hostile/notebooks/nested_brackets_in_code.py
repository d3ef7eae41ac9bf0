# attack: one line of code nested deeper than the compiler goes
# honest: 60
# verdict: graded
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    deep = CELL | {"source": "x = " + "-" * 200_000 + "1"}
    path.write_text(json.dumps(NOTEBOOK | {"cells": [CELL, deep]}))
