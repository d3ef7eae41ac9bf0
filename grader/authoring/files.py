"""Writing the files of a course or an assignment: all of them or none, and never over what is there."""

import contextlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from grader.course.quoting import shown_name
from grader.errors import RequestError

Files = Mapping[str, str | bytes]
"""Text, or what a data file holds, by path below the course's folder, with "/" between folders."""


def write_new(root: Path, files: Files) -> tuple[Path, ...]:
    """Write the files below `root`, in their order, and give their paths.

    Raises RequestError when one of them is there already, or cannot be written; nothing is left behind then.
    """
    paths = {root.joinpath(*name.split("/")): content for name, content in files.items()}
    for path in paths:
        if path.exists() or path.is_symlink():
            raise RequestError(f"{_below(root, path)}: is there already: nothing was written")
    written: list[Path] = []
    try:
        for path, content in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content.encode() if isinstance(content, str) else content)
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
