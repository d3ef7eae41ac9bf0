# attack: a format that nobody has written down, with the cells elsewhere
# claims: breaks
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}


def make(path):
    path.write_text(json.dumps({"nbformat": 9, "content": {"cells": [CELL]}, "metadata": {}}))
