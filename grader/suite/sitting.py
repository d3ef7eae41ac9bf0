"""One submission sitting one suite: its notebook, loaded when the first test asks, and the verdicts so far."""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, Final, cast

import pytest

from grader.errors import StudentFault, SuiteError
from grader.records import Verdict
from grader.sandbox.interface import Notebook
from grader.suite.allowance import Allowance
from grader.suite.diagnosis import Sat
from grader.suite.places import Place
from grader.suite.reference import load_reference
from grader.suite.seeds import seed
from grader.suite.student import Line

_ID: Final = pytest.StashKey[str]()


def test_id(item: pytest.Item, place: Place) -> str:
    """A test's own name, the same wherever the course lies and pytest was started."""
    if _ID not in item.stash:
        file = cast(pytest.File, item.getparent(pytest.File))
        name = item.nodeid.removeprefix(file.nodeid).removeprefix("::")
        item.stash[_ID] = f"{item.path.relative_to(place.folder).as_posix()}::{name}"
    return item.stash[_ID]


class Sitting:
    """`load` gives the notebook; it is called once. What it raised, every test of the sitting gets."""

    def __init__(self, place: Place, student: str, load: Callable[[], Notebook]) -> None:
        self.place = place
        self.student = student
        self.sat: list[Sat] = []
        self.replaced: Mapping[str, Callable[..., Any]] = {}
        """The model's functions that stand in the place of the student's own."""
        self._allowance = Allowance()
        self._load = load
        self._notebook: Notebook | None = None
        self._fault: StudentFault | None = None

    def notebook(self) -> Notebook:
        """The loaded notebook."""
        if self._fault is not None:
            raise self._fault
        if self._notebook is None:
            try:
                self._notebook = self._load()
            except StudentFault as fault:
                self._fault = fault
                raise
        return self._notebook

    def expect(self, item: pytest.Item) -> None:
        """This test comes next."""
        if "student" in getattr(item, "fixturenames", ()):
            self.notebook().expect_test(self.seed("student", self.test_id(item)))

    def line(self, test: str) -> Line:
        """A line to the student for one test; the test's process starts with the first request."""
        opened = lambda: self.notebook().open_test(self.seed("student", test))  # noqa: E731
        return Line(opened, replaced=self.replaced, allowance=self._allowance)

    def note(self, given: Verdict, line: Line | None) -> None:
        """A test has come to its verdict."""
        self.sat.append(Sat(given, line, self.seed("student", given.test)))

    @property
    def verdicts(self) -> list[Verdict]:
        """Those so far."""
        return [test.verdict for test in self.sat]

    def seed(self, purpose: str, test: str) -> int:
        """See `seeds.seed`."""
        return seed(purpose, self.student, self.place.assignment.id, test)

    def reference(self) -> ModuleType:
        """The model answer. Raises SuiteError in public checks: students have none."""
        if not self.place.graded:
            raise SuiteError("public checks have no model answer: write the expected values into them")
        return load_reference(self.place.assignment.model_path, self.place.assignment.id)

    def test_id(self, item: pytest.Item) -> str:
        """See `test_id`."""
        return test_id(item, self.place)

    def close(self) -> None:
        """End the student's processes."""
        if self._notebook is not None:
            self._notebook.close()
            self._notebook = None
