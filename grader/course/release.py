"""What students get: the stub notebook, made from the model answer, and a zip that holds nothing secret."""

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.course.layout import Assignment
from grader.course.regions import refuse_leaks, split_regions
from grader.errors import CourseError, RequestError

# The earliest time that a zip can hold: the same files give the same bytes, whenever they are packed.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# Only these scripts and notebooks go into a bundle; any other may be somebody's solution.
NOT_DATA = (".py", ".pyc", ".pyo", ".ipynb", ".toml", ".so", ".pyd")
LEFTOVER = re.compile(r"\..*|__pycache__|.*~|#.*#|.*\.(?:bak|orig|swp|tmp)", re.IGNORECASE)


def stub_notebook(assignment: Assignment) -> str:
    """The stub notebook's JSON text: the model answer with its solution regions replaced; the same bytes every time.

    Raises CourseError, with file and line, for a model answer that is missing or whose regions are wrong.
    """
    place = f"{assignment.solution_folder.name}/{assignment.model_path.name}"
    model = _text_of(assignment.model_path, place)
    split = split_regions(model, place)
    _refuse_broken_stub(model, split.stub, place)
    cells = _cells(split.stub, assignment.id)
    refuse_leaks(split, "\n".join(cell["source"] for cell in cells), place)
    return _as_json(cells, assignment.id)


def write_stub(assignment: Assignment) -> bool:
    """Writes the stub notebook to its place; True when this changed the file."""
    data = stub_notebook(assignment).encode()
    if assignment.stub_path.is_file() and assignment.stub_path.read_bytes() == data:
        return False
    _write(assignment.stub_path, data)
    return True


def write_bundle(assignment: Assignment, folder: Path) -> Path:
    """Writes `<id>_<topic>.zip` into `folder` and returns its path: stub, settings, public checks, and data files.

    The stub is made anew, whatever lies in the assignment's folder. Hidden files, other scripts and notebooks, caches,
    editors' leftovers and symlinks stay out. Same files, same bytes. Raises CourseError as `stub_notebook` does.
    """
    top = assignment.folder.name
    files = {assignment.stub_path.name: stub_notebook(assignment).encode()}
    files |= {name: path.read_bytes() for name, path in handed_out(assignment)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}", date_time=NO_TIME)
            entry.create_system = 3  # Unix: else the bytes tell on which system it was packed
            entry.external_attr = 0o100644 << 16
            bundle.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    target = folder / f"{top}.zip"
    _write(target, packed.getvalue())
    return target


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise RequestError(f"{path}: cannot be written: {(error.strerror or 'unknown reason').lower()}") from error


def _text_of(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(f"{place}: no model answer to make the stub from") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{place}: byte {error.start}: not UTF-8: save it as UTF-8") from error


def _refuse_broken_stub(model: str, stub: str, place: str) -> None:
    try:
        ast.parse(model)
    except (SyntaxError, ValueError):
        return  # it holds a magic, or does not run: the audit tells which
    try:
        ast.parse(stub)
    except SyntaxError as error:
        raise CourseError(f"{place}: the stub would not be valid Python: {error.msg}: see its # STUB lines") from error


def _cells(script: str, id: str) -> list[dict[str, Any]]:
    try:
        import jupytext  # type: ignore[import-untyped]  # it ships no types
    except ImportError as error:
        raise RequestError("jupytext is not installed: pip install 'gradescent[staff]'") from error
    prefix = re.sub(r"[^A-Za-z0-9-]", "-", id)[:56]  # a cell's id has at most 64 characters
    notebook = jupytext.reads(script, fmt="py:percent")
    return [_cell(cell, f"{prefix}-{index:02}") for index, cell in enumerate(notebook.cells)]


def _cell(cell: Any, id: str) -> dict[str, Any]:
    tags = cell.metadata.get("tags")
    # Whatever else jupytext puts into the metadata depends on its version.
    made = {"cell_type": cell.cell_type, "id": id, "metadata": {"tags": list(tags)} if tags else {}}
    if cell.cell_type == "code":
        made |= {"execution_count": None, "outputs": []}
    return made | {"source": cell.source}


def _as_json(cells: list[dict[str, Any]], id: str) -> str:
    notebook = {
        "cells": [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in cells],
        "metadata": {
            "grader": {"assignment": id},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def handed_out(assignment: Assignment) -> Iterator[tuple[str, Path]]:
    """What students get besides the stub: each file's name in the folder, and its path."""
    for path in (assignment.folder / "assignment.toml", assignment.public_checks):
        if path.is_file() and not path.is_symlink():
            yield path.name, path
    yield from _data_files(assignment.folder, "")


def _data_files(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or LEFTOVER.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from _data_files(path, f"{prefix}{path.name}/")
        elif path.is_file() and path.suffix.lower() not in NOT_DATA:
            yield prefix + path.name, path
