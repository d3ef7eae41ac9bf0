"""IPython's shell for the in-process stand-in: used when a cell needs it, since loading it is dear."""

import os
from collections.abc import Callable
from typing import Any

from grader.wire.answering import CELL_FILE, describe
from grader.wire.messages import Error


def fake_shell(namespace: dict[str, Any]) -> Callable[[int, str], Error | None]:
    """A function that runs one cell (its number as people count, its text) in `namespace` and gives what it raised."""
    os.environ.setdefault("MPLBACKEND", "agg")
    from IPython.core.inputtransformer2 import leading_empty_lines
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        def showtraceback(self, *args: Any, **kwargs: Any) -> None:
            pass

        def enable_gui(self, gui: str | None = None) -> None:
            pass

        def enable_matplotlib(self, gui: str | None = None) -> tuple[str | None, str]:
            return gui, "agg"

    config = Config()
    config.HistoryManager.enabled = False
    shell: Any = Shell(config=config, user_ns=namespace)  # type: ignore[no-untyped-call]
    shell.input_transformer_manager.cleanup_transforms.remove(leading_empty_lines)  # they count in a traceback's line

    def run_cell(number: int, source: str) -> Error | None:
        shell.compile.get_code_name = lambda *_: CELL_FILE.format(number)
        result = shell.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, KeyboardInterrupt):
            raise error  # Ctrl-C is meant for whoever runs the checks
        return None if error is None else describe(error)

    return run_cell
