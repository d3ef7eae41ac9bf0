"""The model answer, in the staff's process: what hidden tests take their values from."""

import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from grader.course.percent import cells_of_script
from grader.errors import SuiteError

LEFT_OUT = "demo"
"""The tag of cells that only show something: plots, long runs."""


@cache
def load_reference(path: Path, assignment: str) -> ModuleType:
    """The names that a model answer defines. Raises SuiteError when there is none, or when it does not run."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SuiteError(f"{path.name}: cannot be read: the model answer belongs in {path.parent}") from None
    module = ModuleType(f"reference_{assignment}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and pickles look their module up
    for cell in cells_of_script(text):
        if cell.kind == "code" and LEFT_OUT not in cell.tags:
            try:
                exec(compile(cell.source, str(path), "exec"), module.__dict__)  # noqa: S102  the teacher's own file
            except Exception as error:
                raise SuiteError(f"{path.name}: cell {cell.index + 1}: {type(error).__name__}: {error}") from error
    return module
