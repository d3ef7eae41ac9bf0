# attack: fifty thousand cells, each of which costs a little
# claims: hangs
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    small = {"cell_type": "code", "source": "x = 1\n%pylab_not_there", "metadata": {}, "outputs": []}
    path.write_text(json.dumps(NOTEBOOK | {"cells": [CELL, *[small] * 20_000]}))
