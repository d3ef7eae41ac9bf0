# attack: R code for another kernel, which Python half understands
# honest: 0
# verdict: refused
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    spec = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    path.write_text(json.dumps(NOTEBOOK | {"metadata": spec, "cells": [CELL | {"source": "double <- function(x) 2 * x"}]}))
