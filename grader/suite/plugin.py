"""The pytest plugin: hidden suites and public checks run as plain pytest, with the student at the other end of a wire.

Loaded by pytest wherever this package is installed, so it does nothing at all for tests that belong to no course.

    pytest tests/hidden/hw1_perceptron                          against the model answer
    pytest tests/hidden/hw1_perceptron --submission hw1.ipynb   against that notebook, sandboxed
"""

from collections.abc import Iterator
from contextlib import chdir, nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from grader.suite import hooks, marks

if TYPE_CHECKING:
    import numpy as np

    from grader.suite.runs import Run
    from grader.suite.student import Line

RUN: pytest.StashKey["Run"] = pytest.StashKey()
MARKS: pytest.StashKey["marks.Marks"] = pytest.StashKey()
LINE: pytest.StashKey["Line"] = pytest.StashKey()


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """What suites may tell."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--submission` and `--sandbox`."""
    group = parser.getgroup("gradescent", "grading of notebooks")
    group.addoption("--submission", metavar="NOTEBOOK", help="run a hidden suite against this notebook, sandboxed")
    group.addoption(
        "--sandbox",
        choices=("bubblewrap", "none"),
        default="bubblewrap",
        help="how --submission is isolated; none: not at all, its code can read every file that you can",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks known, and look at `--submission` before anything is collected."""
    for line in marks.LINES:
        config.addinivalue_line("markers", line)
    if config.getoption("--submission") and not hasattr(config, "workerinput"):  # one of xdist's own has no say
        from grader.errors import RequestError
        from grader.suite.runs import check_readable

        try:
            check_readable(config.getoption("--submission"))
        except RequestError as error:
            raise pytest.UsageError(str(error)) from None


def _run(config: pytest.Config) -> "Run":
    if RUN not in config.stash:
        from grader.suite.runs import PytestRun

        config.stash[RUN] = PytestRun(config.getoption("--submission"), config.getoption("--sandbox"))
    return config.stash[RUN]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Read the marks of every test of a suite, before any of them runs."""
    from grader.errors import GraderError
    from grader.suite.places import place_of

    try:
        for item in items:
            if (place := place_of(item.path.parent)) is not None:
                item.stash[MARKS] = marks.read_marks(item, graded=place.graded)
                _run(config).prepare(item)
    except GraderError as error:
        _run(config).refuse(error)


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The names that the student's notebook defines, called as if they were local."""
    from grader.suite.student import Student

    sitting, test = _run(request.config).sitting(request.node)
    line = sitting.line(test)
    request.node.stash[LINE] = line
    yield Student(line)
    line.close()


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The model answer, in process. Give it copies: what it is given may be what a test compares with later."""
    sitting, _ = _run(request.config).sitting(request.node)
    return sitting.reference()


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> "np.random.Generator":
    """A generator seeded by the student, the assignment and the test."""
    import numpy as np

    sitting, test = _run(request.config).sitting(request.node)
    return np.random.default_rng(sitting.seed("inputs", test))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Any:
    """A hidden suite and the model answer find the assignment's data where a submission does, wherever pytest runs."""
    from grader.suite.places import place_of

    place = place_of(item.path.parent) if MARKS in item.stash else None
    with chdir(place.assignment.folder) if place is not None and place.graded else nullcontext():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Nothing that an earlier test's author said belongs to this one."""
    if MARKS in item.stash:
        from grader.suite.verdicts import forget_words

        forget_words()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Beside pytest's own report: the verdict, and what the student's code printed."""
    report = yield
    if MARKS in item.stash:
        _run(item.config).note(item, item.stash[MARKS], item.stash.get(LINE, None), call, report)
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The points, when a notebook was judged."""
    if config.getoption("--submission") and not config.option.collectonly:
        from grader.suite.runs import points_lines

        for line in points_lines(terminalreporter):
            terminalreporter.write_line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the students' processes."""
    if RUN in config.stash:
        config.stash[RUN].close()
