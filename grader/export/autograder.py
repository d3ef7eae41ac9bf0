"""The zip that grades an assignment on Gradescope: this grader, the assignment with its hidden suite, two scripts."""

import io
import json
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

import msgspec

from grader.course.layout import Assignment, Course
from grader.course.release import NO_TIME, handed_out
from grader.errors import SuiteError

Sandbox = Literal["best", "bubblewrap", "none"]
SETTINGS: Final = "autograder.json"
_EXTRAS: Final = ("matplotlib",)  # students' notebooks plot

WARNING: Final = """\
# WARNING: made with --sandbox none. Student code runs as root beside the hidden suite: it can read the suite, write
# any score and reach the network. Whoever wants to cheat can."""

SCRIPTS: Final = ("run_autograder", "setup.sh")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the program in the zip is told."""

    assignment: str
    sandbox: Sandbox = "best"
    raw: bool = False


def autograder_zip(course: Course, assignment: Assignment, settings: Settings) -> bytes:
    """The zip's bytes; the same files give the same ones. It holds the hidden suite: it is for staff alone.

    Raises SuiteError when the assignment has no hidden suite here.
    """
    if not assignment.hidden_folder.is_dir():
        raise SuiteError(f"{assignment.hidden_folder.name}: no hidden suite: it belongs in tests/hidden")
    files = {name: _script(name, warns=settings.sandbox == "none").encode() for name in SCRIPTS}
    files[SETTINGS] = msgspec.json.format(msgspec.json.encode(settings)) + b"\n"
    files["requirements.txt"] = "".join(f"{line}\n" for line in dict.fromkeys(_requirements())).encode()
    files["course/course.toml"] = _course_toml(course, assignment).encode()
    files |= {name: path.read_bytes() for name, path in _copied(assignment)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=NO_TIME)
            entry.create_system = 3  # Unix, whose modes these are
            entry.external_attr = (0o100755 if name in SCRIPTS else 0o100644) << 16
            bundle.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def _script(name: str, *, warns: bool) -> str:
    text = (Path(__file__).parent / "scripts" / name).read_text(encoding="utf-8")
    interpreter, _, rest = text.partition("\n")
    return f"{interpreter}\n{WARNING}\n{rest}" if warns else text


def _requirements() -> Iterator[str]:
    """What this package says that it needs, without its extras."""
    for line in metadata.requires("gradescent") or []:
        need, _, condition = line.partition(";")
        if "extra" not in condition or need.startswith(_EXTRAS):
            yield need.strip()


def _course_toml(course: Course, assignment: Assignment) -> str:
    """The course's defaults, and nothing else that its file may say: where the gradebook is, for one."""
    late = {
        name: value
        for name, value in msgspec.structs.asdict(course.counting.late).items()
        if value is not None and name != "due"
    }
    tables = {"limits": msgspec.structs.asdict(course.limits), "late": late}
    lines = [
        f"assignments = {json.dumps([assignment.id])}",
        f"consequential_errors = {json.dumps(course.consequential_errors)}",
    ]
    for table, values in tables.items():
        lines += [f"[{table}]", *(f"{name} = {json.dumps(value)}" for name, value in values.items())]
    return "\n".join([*lines, ""])


def _copied(assignment: Assignment) -> Iterator[tuple[str, Path]]:
    package = Path(__file__).resolve().parents[1]
    top = assignment.folder.name
    yield from ((f"course/assignments/{top}/{name}", path) for name, path in handed_out(assignment))
    yield from _below(assignment.solution_folder, f"course/solutions/{top}")
    yield from _below(assignment.hidden_folder, f"course/tests/hidden/{top}")
    yield from _below(package, "grader")


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in inside.parts):
            yield f"{name}/{inside.as_posix()}", path
