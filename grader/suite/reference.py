"""The model answer, in the staff's process: what hidden tests take their values from."""

import sys
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

from grader.course.percent import cells_of_script
from grader.errors import SuiteError
from grader.records import Cell

LEFT_OUT = "demo"
"""The tag of cells that only show something: plots, long runs."""


class ModelCode(NamedTuple):
    """A model answer's cells, compiled; `path` is where they came from."""

    path: Path
    cells: tuple[tuple[int, CodeType], ...]

    def run_in(self, namespace: dict[str, Any]) -> None:
        """Run the cells. Raises SuiteError when one raises."""
        for index, code in self.cells:
            try:
                exec(code, namespace)  # noqa: S102  the teacher's own file
            except Exception as error:
                raise SuiteError(f"{self.path.name}: cell {index + 1}: {type(error).__name__}: {error}") from error

    def namespace(self) -> dict[str, Any]:
        """The names it defines, made anew."""
        names: dict[str, Any] = {"__name__": "__main__", "__file__": str(self.path)}
        self.run_in(names)
        return names


def model_cells(path: Path) -> tuple[Cell, ...]:
    """The cells of a model answer, without those that only show something."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SuiteError(f"{path.name}: cannot be read: the model answer belongs in {path.parent}") from None
    return tuple(
        Cell(index=cell.index, source=cell.source)
        for cell in cells_of_script(text)
        if cell.kind == "code" and LEFT_OUT not in cell.tags
    )


@cache
def model_code(path: Path) -> ModelCode:
    """A model answer, compiled once. Raises SuiteError when there is none, or when it is not valid Python."""
    compiled = []
    for cell in model_cells(path):
        try:
            compiled.append((cell.index, compile(cell.source, str(path), "exec")))
        except (SyntaxError, ValueError) as error:
            raise SuiteError(f"{path.name}: cell {cell.index + 1}: {type(error).__name__}: {error}") from error
    return ModelCode(path, tuple(compiled))


@cache
def load_reference(path: Path, assignment: str) -> ModuleType:
    """The names that a model answer defines. Raises SuiteError when there is none, or when it does not run."""
    code = model_code(path)
    module = ModuleType(f"reference_{assignment}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses and pickles look their module up
    code.run_in(module.__dict__)
    return module
