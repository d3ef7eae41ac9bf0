# attack: an attachment whose name leads out of the folder that it is unpacked to
# claims: escapes
# honest: 60
# verdict: graded
# makes: notebook
import json

HONEST = "def double(x):\n    return 2 * x\n\ndef apply(f, x):\n    return f(x) + 1\n"
CELL = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": HONEST}
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [CELL]}


def make(path):
    text = {"cell_type": "markdown", "metadata": {}, "source": "x"}
    text["attachments"] = {"../../vault/attached.txt": {"text/plain": "written"}}
    path.write_text(json.dumps(NOTEBOOK | {"cells": [text, CELL]}))
