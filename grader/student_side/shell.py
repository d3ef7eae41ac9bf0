"""IPython's shell as the notebook's cells expect it, without history, colours, a terminal, or a screen.

The shell is made once in the zygote and is used by every fork: making it costs far more than running a cell.
"""

import subprocess
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.inputtransformer2 import leading_empty_lines
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grader.wire.answering import CELL_FILE, describe
from grader.wire.messages import Error


class CellCompiler(CachingCompiler):
    """Names the code of each cell by the cell's place in the notebook, so that a traceback can point to it."""

    cell_number = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """The file name of the cell that is compiled now."""
        return CELL_FILE.format(self.cell_number)


class NotebookShell(InteractiveShell):
    """A shell whose output is plain text and whose tracebacks are reported, not printed."""

    compiler_class = CellCompiler

    def system(self, cmd: str) -> None:
        """`!command`: runs inside the sandbox, without a terminal."""
        line = self.var_expand(cmd, depth=1)  # type: ignore[no-untyped-call]
        done = subprocess.run(  # noqa: S602  the student's own shell line, inside the sandbox
            line, shell=True, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        print(done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace"), end="")  # noqa: T201
        self.user_ns["_exit_code"] = done.returncode

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: formatting a traceback costs more than the cell, and `run_cell` gives the exception."""

    showsyntaxerror = showtraceback
    showindentationerror = showtraceback

    def enable_gui(self, gui: str | None = None) -> None:
        """Nothing: there is no screen."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
        """`%matplotlib inline` and its like: the Agg backend is set by the environment."""
        return gui, "agg"

    def ask_exit(self) -> None:
        """`exit` in a notebook ends nothing here."""


def make_shell() -> NotebookShell:
    """A shell that has run one cell, so that its lazy parts are loaded before the first fork."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.cache_size = 0
    shell: NotebookShell = NotebookShell.instance(config=config)
    if shell.display_formatter is not None:
        shell.display_formatter.active_types = ["text/plain"]
    # Leading blank lines count: a traceback's line is the one that the student sees in the cell.
    shell.input_transformer_manager.cleanup_transforms.remove(leading_empty_lines)
    run_cell(shell, 0, "pass")
    return shell


def run_cell(shell: NotebookShell, number: int, source: str) -> Error | None:
    """Run one cell, `number` as people count. What it raised, or None."""
    CellCompiler.cell_number = number
    result = shell.run_cell(source)  # type: ignore[no-untyped-call]
    error = result.error_before_exec or result.error_in_exec
    return None if error is None else describe(error)
