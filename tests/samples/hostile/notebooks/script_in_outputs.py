# attack: saved outputs with a script and a forged score, for whoever shows or believes them
# honest: 60
# verdict: graded
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    html = {"output_type": "display_data", "metadata": {"score": 100}, "data": {"text/html": "<script>alert(1)</script>"}}
    line = {"output_type": "stream", "name": "stdout", "text": "RESULT {\"student\": \"mallory\", \"score\": 100}"}
    path.write_text(json.dumps(NOTEBOOK | {"cells": [CELL | {"outputs": [html, line]}]}))
