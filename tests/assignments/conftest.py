import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.course.layout import find_course
from grader.grading import Grader, grade_one
from grader.records import Result, Submission

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def grader_of() -> Iterator[Callable[[str], Grader]]:
    """The real suite of an assignment and a real sandbox, both kept warm for the whole run."""
    course, graders = find_course(ROOT), dict[str, Grader]()

    def get(assignment: str) -> Grader:
        if assignment not in graders:
            graders[assignment] = Grader(course, course.assignment(assignment))
        return graders[assignment]

    yield get
    for grader in graders.values():
        grader.close()


@pytest.fixture(scope="session")
def grade(grader_of: Callable[[str], Grader]) -> Callable[..., Result]:
    """Grade bytes."""

    def once(assignment: str, data: bytes, name: str, student: str = "ada") -> Result:
        submission = Submission(
            id="0" * 16,
            assignment=assignment,
            student=student,
            name=name,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            submitted_at="2026-01-01T00:00:00Z",
        )
        return grade_one(submission, grader_of(assignment)).result

    return once
