"""Writing the files of a course or an assignment: all of them or none, and never over what is there."""

import contextlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from grader.course.quoting import shown_name
from grader.errors import RequestError

Files = Mapping[str, str]
"""Text by path, below the course's folder, with "/" between folders."""


def write_new(root: Path, files: Files) -> tuple[Path, ...]:
    """Write the files below `root`, in their order, and give their paths.

    Raises RequestError when one of them is there already, or cannot be written; nothing is left behind then.
    """
    paths = {root.joinpath(*name.split("/")): text for name, text in files.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise RequestError(f"{_below(root, path)}: is there already: nothing was written")
    written: list[Path] = []
    try:
        for path, text in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        why = (error.strerror or "unknown reason").lower()
        raise RequestError(f"{_below(root, path)}: cannot be written: {why}: nothing is left of the others") from error
    return tuple(written)


def require_jupytext() -> None:
    """Raises RequestError where stubs cannot be written: better before anything else is."""
    if find_spec("jupytext") is None:
        raise RequestError("jupytext is not installed: pip install 'gradescent[staff]'")


def _below(root: Path, path: Path) -> str:
    return shown_name(f"{root.name}/{path.relative_to(root).as_posix()}", most=200)
