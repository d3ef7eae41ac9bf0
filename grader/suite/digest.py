"""What a suite and its assignment are known by: a result says what judged it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from grader.course.layout import Assignment


def suite_digest(assignment: Assignment) -> str:
    """SHA-256, hexadecimal, over the hidden folder, `assignment.toml`, the model answer, misconceptions and limits."""
    digest = hashlib.sha256()
    for name, path in _files(assignment):
        data = path.read_bytes()
        for part in (name.encode(), data):
            digest.update(len(part).to_bytes(8, "big") + part)
    # What course.toml may set too.
    digest.update(repr((assignment.limits, assignment.consequential_errors)).encode())
    return digest.hexdigest()


def _files(assignment: Assignment) -> Iterator[tuple[str, Path]]:
    for path in sorted(assignment.hidden_folder.rglob("*")):
        hidden = any(
            part.startswith(".") or part == "__pycache__" for part in path.parts[len(assignment.hidden_folder.parts) :]
        )
        if path.is_file() and not hidden:
            yield path.relative_to(assignment.hidden_folder).as_posix(), path
    yield "assignment.toml", assignment.folder / "assignment.toml"
    if assignment.model_path.is_file():
        yield "model", assignment.model_path
    if assignment.misconceptions_path.is_file():
        yield "misconceptions", assignment.misconceptions_path
