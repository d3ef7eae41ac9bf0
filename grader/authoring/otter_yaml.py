"""The YAML in Otter's cells: read safely, and refused with the cell's place."""

from typing import Any, Final

from grader.authoring.source import SourceCell, clean
from grader.course.quoting import quoted
from grader.errors import NotebookError, RequestError

MOST_POINTS: Final = 1e9


def settings(cell: SourceCell, lines: list[str] | None = None) -> dict[str, Any]:
    """What a block's cell, or some lines of one, says. Raises NotebookError for what is no mapping."""
    try:
        import yaml  # type: ignore[import-untyped]  # its stubs are a package of their own
    except ImportError as error:
        raise RequestError("PyYAML is not installed: pip install 'gradescent[staff]'") from error
    try:
        said = yaml.safe_load("\n".join(cell.lines if lines is None else lines))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError) as error:
        reason = quoted(str(error).split("\n")[0])
        raise NotebookError(f"{cell.place}: its settings are no YAML: {reason}") from None
    if said is None:
        return {}
    if not isinstance(said, dict):
        raise NotebookError(f"{cell.place}: its settings are no names with values")
    return said


def words(value: object, most: int = 100) -> str:
    """What is said as one line; "" for nothing, and for what no person would write as a name."""
    if value is None or isinstance(value, dict | list | bytes):
        return ""
    try:
        return clean(" ".join(str(value).split()))[:most]
    except ValueError:  # a number of too many digits
        return ""


def number(value: object) -> float | None:
    """A number of points that can be, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < MOST_POINTS else None
