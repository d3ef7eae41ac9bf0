"""A course to write into, and marks given in this process: all that is judged here is our own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.new import add_course
from grader.course.layout import Assignment, Course, find_course
from grader.grading import Grader, digest, grade_one
from grader.records import Result, Submission

Mark = Callable[[Assignment, Path], Result]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A new course without assignments."""
    return add_course(tmp_path / "course", "A course")


@pytest.fixture
def mark() -> Mark:
    """The result of a file, as a student's."""

    def judge(assignment: Assignment, path: Path) -> Result:
        data = path.read_bytes()
        submission = Submission(
            id="0" * 16, assignment=assignment.id, student="ada", name=path.name, data=data, sha256=digest(data),
            submitted_at="2000-01-01T00:00:00Z",
        )  # fmt: skip
        root = assignment.folder.parent.parent
        with Grader(find_course(root, root), assignment, "in-process") as grader:
            return grade_one(submission, grader).result

    return judge
