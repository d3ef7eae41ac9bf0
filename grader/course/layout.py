"""The course folder: where each file lies, and what `course.toml` and `assignment.toml` say."""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from grader.course.quoting import quoted, shown_name
from grader.course.toml import converted, read_toml
from grader.errors import CourseError, NoCourseError
from grader.records import Counting, FeedbackPolicy, LatePolicy, Limits

ASSIGNMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,63}")
PUBLIC_CHECKS = re.compile(r"test_(?P<id>[A-Za-z0-9][A-Za-z0-9.-]{0,63})_public\.py")

STATE: Final = ".grader"
"""The folder of a course that `grade` itself writes to."""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to be written; `points` is the sum of its hidden tests, `depends_on` names earlier tasks."""

    name: str
    points: float
    depends_on: tuple[str, ...] = ()


class _AssignmentFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    tasks: tuple[Task, ...] = ()
    limits: dict[str, Any] = {}
    consequential_errors: bool | None = None
    attempt: Literal["last", "best"] | None = None
    late: dict[str, Any] = {}
    feedback: dict[str, Any] = {}


class _CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    assignments: tuple[str, ...] | None = None
    limits: dict[str, Any] = {}
    consequential_errors: bool = True
    attempt: Literal["last", "best"] = "last"
    late: dict[str, Any] = {}
    feedback: dict[str, Any] = {}
    gradebook: str | None = None


class Assignment(msgspec.Struct, frozen=True):
    """One assignment and its folders; the solution's and the hidden folder need not exist (a student's machine).

    `consequential_errors`: whether a task that builds on a wrong one is judged a second time, with the model's in its
    place. `counting`: which attempt counts, and what a late one loses. `feedback`: what a student's page shows.
    """

    id: str
    topic: str
    title: str
    tasks: tuple[Task, ...]
    limits: Limits
    folder: Path
    solution_folder: Path
    hidden_folder: Path
    consequential_errors: bool = True
    counting: Counting = Counting()
    feedback: FeedbackPolicy = FeedbackPolicy()

    @property
    def stub_path(self) -> Path:
        """The notebook that students get."""
        return self.folder / f"{self.id}.ipynb"

    @property
    def model_path(self) -> Path:
        """The model answer, percent format."""
        return self.solution_folder / f"{self.id}.py"

    @property
    def state(self) -> Path:
        """The course's state folder."""
        return self.folder.parent.parent / STATE

    def needed_by(self, task: str) -> tuple[str, ...]:
        """The tasks that `task` depends on, directly or through others, in their order."""
        needed = {task}
        for earlier in reversed(self.tasks):  # a task depends on earlier ones only
            if earlier.name in needed:
                needed.update(earlier.depends_on)
        return tuple(other.name for other in self.tasks if other.name in needed - {task})

    @property
    def public_checks(self) -> Path:
        """The checks that students get."""
        return self.folder / f"test_{self.id}_public.py"

    @property
    def misconceptions_path(self) -> Path:
        """Wrong answers that students do give."""
        return self.solution_folder / "misconceptions.py"

    @property
    def alternatives_path(self) -> Path:
        """Right answers written otherwise."""
        return self.solution_folder / "alternatives.py"

    @property
    def max_score(self) -> float:
        """Points of all tasks."""
        return math.fsum(task.points for task in self.tasks)


class Course(msgspec.Struct, frozen=True):
    """A course folder; `assignment_ids` in the order in which they are taught.

    `gradebook` is what `course.toml` says of its place: a path from the course's folder, or a URL.
    """

    root: Path
    title: str
    assignment_ids: tuple[str, ...]
    limits: Limits
    consequential_errors: bool = True
    counting: Counting = Counting()
    feedback: FeedbackPolicy = FeedbackPolicy()
    gradebook: str | None = None

    @property
    def state(self) -> Path:
        """Where the gradebook lives, unless told otherwise."""
        return self.root / STATE

    def assignment(self, id: str) -> Assignment:
        """The assignment in `assignments/<id>_<topic>`; raises CourseError when there is none, or its file is wrong."""
        if not isinstance(id, str) or not ASSIGNMENT_ID.fullmatch(id):
            raise CourseError(f"{quoted(id)} is no assignment's id: {self._known()}")
        folders = [folder for folder in _assignment_folders(self.root) if _split(folder.name)[0] == id]
        if not folders:
            raise CourseError(f"no assignment {quoted(id)} in {shown_name(self.root.name)}: {self._known()}")
        if len(folders) > 1:
            names = ", ".join(folder.name for folder in folders)
            raise CourseError(f"assignments: {names}: more than one folder for {id}: rename all but one")
        return _read_assignment(folders[0], id, f"assignments/{folders[0].name}/assignment.toml", self)

    def _known(self) -> str:
        return f"known are {', '.join(self.assignment_ids)}" if self.assignment_ids else "the course has none yet"


def find_course(start: Path, option: Path | None = None) -> Course:
    """The course whose folder is `option`, else the first folder with a `course.toml` from `start` upwards.

    Raises NoCourseError when there is none, CourseError when its `course.toml` says nonsense.
    """
    if option is not None:
        if not _is_file(option / "course.toml"):
            raise CourseError(f"{shown_name(str(option))}: no course.toml in it: name the course's own folder")
        return _read_course(option.resolve())
    for folder in (start.resolve(), *start.resolve().parents):
        if _is_file(folder / "course.toml"):
            return _read_course(folder)
    raise NoCourseError(
        f"{shown_name(str(start))}: no course.toml here or above: change into a course, or say --course DIR"
    )


def read_assignment_folder(folder: Path) -> Assignment:
    """An assignment that stands alone, as a student unzips it: `assignment.toml`, but no course around it.

    The id is the folder's name up to the first "_"; in a renamed folder the public checks' file name tells it.
    """
    folder = folder.resolve()
    checks = sorted(found["id"] for path in folder.glob("test_*_public.py") if (found := _public(path)))
    id = _split(folder.name)[0]
    if id not in checks and len(checks) == 1:
        id = checks[0]
    if not ASSIGNMENT_ID.fullmatch(id):
        raise CourseError(f"{shown_name(folder.name)}: no assignment's folder: name it like hw1_perceptron")
    alone = Course(root=folder.parent.parent, title="", assignment_ids=(id,), limits=Limits())
    return _read_assignment(folder, id, f"{shown_name(folder.name)}/assignment.toml", alone)


def _public(path: Path) -> re.Match[str] | None:
    return PUBLIC_CHECKS.fullmatch(path.name)


def _split(folder_name: str) -> tuple[str, str]:
    id, _, topic = folder_name.partition("_")
    return id, topic


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that we may not enter holds no course of ours
        return False


def _assignment_folders(root: Path) -> Iterator[Path]:
    folder = root / "assignments"
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        id, topic = _split(path.name)
        if topic and ASSIGNMENT_ID.fullmatch(id) and path.is_dir():
            yield path


def _read_course(root: Path) -> Course:
    read = read_toml(root / "course.toml", "course.toml", _CourseFile)
    ids = read.assignments
    if ids is None:
        ids = tuple(dict.fromkeys(_split(folder.name)[0] for folder in _assignment_folders(root)))
    for place, id in enumerate(ids):
        if not ASSIGNMENT_ID.fullmatch(id):
            raise CourseError(f"course.toml: assignments: {quoted(id)} is no id: use letters, digits, '.' and '-'")
        if id in ids[:place]:
            raise CourseError(f"course.toml: assignments: {quoted(id)} is listed twice")
    limits = converted(read.limits, "course.toml", "limits", Limits)
    if "due" in read.late:
        raise CourseError("course.toml: late.due: each assignment has its own: say it in its assignment.toml")
    return Course(
        root=root,
        title=read.title or root.name,
        assignment_ids=ids,
        limits=limits,
        consequential_errors=read.consequential_errors,
        counting=Counting(attempt=read.attempt, late=converted(read.late, "course.toml", "late", LatePolicy)),
        feedback=converted(read.feedback, "course.toml", "feedback", FeedbackPolicy),
        gradebook=read.gradebook,
    )


def _read_assignment(folder: Path, id: str, place: str, course: Course) -> Assignment:
    read = read_toml(folder / "assignment.toml", place, _AssignmentFile)
    _check_tasks(read.tasks, place)
    root = folder.parent.parent
    return Assignment(
        id=id,
        topic=_split(folder.name)[1],
        title=read.title or id,
        tasks=read.tasks,
        limits=converted(msgspec.structs.asdict(course.limits) | read.limits, place, "limits", Limits),
        folder=folder,
        solution_folder=root / "solutions" / folder.name,
        hidden_folder=root / "tests" / "hidden" / folder.name,
        consequential_errors=course.consequential_errors
        if read.consequential_errors is None
        else read.consequential_errors,
        counting=Counting(
            attempt=read.attempt or course.counting.attempt,
            late=_late_policy(msgspec.structs.asdict(course.counting.late) | read.late, place),
        ),
        feedback=converted(msgspec.structs.asdict(course.feedback) | read.feedback, place, "feedback", FeedbackPolicy),
    )


def _late_policy(table: dict[str, Any], place: str) -> LatePolicy:
    policy = converted(table, place, "late", LatePolicy)
    if policy.due is not None and policy.due.tzinfo is None:
        raise CourseError(f"{place}: late.due: no offset from UTC: write it like 2026-11-30T23:59:00+01:00")
    return policy


def _check_tasks(tasks: tuple[Task, ...], place: str) -> None:
    earlier: set[str] = set()
    for index, task in enumerate(tasks):
        here = f"{place}: tasks[{index}]"
        if not task.name.strip() or not task.name.isprintable():
            raise CourseError(f"{here}.name: {quoted(task.name)} is no name")
        if task.name in earlier:
            raise CourseError(f"{here}.name: {quoted(task.name)} names two tasks")
        if not (task.points > 0 and math.isfinite(task.points)):
            raise CourseError(f"{here}.points: {task.points:g} of task {quoted(task.name)}: must be more than 0")
        for needed in task.depends_on:
            if needed not in earlier:
                raise CourseError(f"{here}.depends_on: {quoted(needed)} is no earlier task of this assignment")
        earlier.add(task.name)
