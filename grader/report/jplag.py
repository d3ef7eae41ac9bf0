"""A class's code as JPlag reads it: a folder for each submission, and one for the code that was handed out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.errors import RequestError
from grader.feedback.page_files import file_part, write_page
from grader.records import Cell

SUBMISSIONS = "submissions"
BASE_CODE = "base-code"


def write_for_jplag(
    folder: Path, assignment: str, code: Mapping[str, Sequence[Cell]], given: Mapping[str, Sequence[Cell]]
) -> None:
    """Writes `submissions/<student>/<assignment>.py` and, of what was `given`, `base-code/<name>.py` into `folder`.

    `jplag --language python3 --base-code FOLDER/base-code FOLDER/submissions` compares them. Raises RequestError when
    something stands in the way, an earlier class too: JPlag would compare with it.
    """
    if (folder / SUBMISSIONS).exists() or (folder / BASE_CODE).exists():
        raise RequestError(f"{folder}: holds an earlier export: name another folder with --jplag")
    for student, cells in code.items():
        write_page(folder / SUBMISSIONS / file_part(student), f"{assignment}.py", script(cells), "--jplag")
    for name, cells in given.items():
        write_page(folder / BASE_CODE, f"{file_part(name)}.py", script(cells), "--jplag")


def script(cells: Sequence[Cell]) -> str:
    """The code cells as one plain Python file. A notebook's own commands become comments: no parser knows them."""
    return "\n\n".join("\n".join(map(_line, cell.source.split("\n"))) for cell in cells) + "\n"


def _line(line: str) -> str:
    return f"# {line}" if line.startswith(("%", "!")) else line
