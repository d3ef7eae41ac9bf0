"""The comparison with other graders: all do the same work, and what it found is written where it belongs."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import report, with_nbgrader, with_otter
from benchmarks.bare import Bare, BareSuite
from benchmarks.measure import Cost
from benchmarks.ours import Ours
from benchmarks.peers import compared, rows_of
from benchmarks.system import Outcome
from benchmarks.workload import sources, suite
from benchmarks.workload.cells import CELLS, WRONG


class Told:
    """A grader that costs what it is told to."""

    does = "nothing"

    def __init__(self, name: str, count: int, *costs: Cost) -> None:
        self.name, self.count, self.costs = name, count, list(costs)

    def grade(self, folder: Path, jobs: int) -> Outcome:
        return Outcome(self.costs.pop(0), [float(number) for number in range(self.count)])


def names_of(cells: Any) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for cell in cells:
        exec(cell, names)
    return names


def in_nbgrader(cell: str, names: dict[str, Any]) -> None:
    exec(cell, names)


def in_otter(cell: str, names: dict[str, Any]) -> None:
    defined: dict[str, Any] = {}
    exec(cell, defined)
    (test,) = (value for name, value in defined.items() if name.startswith("test_"))
    test(names)


@pytest.mark.walls
def test_ours_and_the_bare_limits_give_the_same_points() -> None:
    (ours,), (suite_alone,), (calls,) = compared([Ours(2), BareSuite(2), Bare(2)], jobs=1, rounds=1)
    assert ours.points == suite_alone.points == calls.points == [12.0, 10.0]
    assert 0 < calls.cost.memory < ours.cost.memory


@pytest.mark.parametrize(("place", "wrong"), [(place, wrong) for place in WRONG for wrong in WRONG[place]])
def test_every_wrong_version_loses_points_and_not_all(place: int, wrong: str) -> None:
    student = SimpleNamespace(**names_of([*CELLS[:place], wrong, *CELLS[place + 1 :]]))
    results = [passes(lambda name=test.name: getattr(suite, name)(student)) for test in sources.tests()]  # type: ignore[misc]
    assert True in results
    assert False in results


@pytest.mark.parametrize(
    ("form", "run"),
    [(with_nbgrader.test_cell, in_nbgrader), (with_otter.test_cell, in_otter)],
    ids=["nbgrader", "otter"],
)
@pytest.mark.parametrize("test", sources.tests(), ids=lambda test: test.name)
def test_each_form_of_a_test_judges_as_the_suite_does(
    form: Callable[[Any], str], run: Callable[[str, dict[str, Any]], None], test: Any
) -> None:
    place = next(place for place, cell in enumerate(CELLS) if f"def {test.task}(" in cell)
    empty = f"def {test.task}(*_):\n    return None\n"
    assert passes(lambda: run(form(test), names_of(CELLS)))
    assert not passes(lambda: run(form(test), names_of([*CELLS[:place], empty, *CELLS[place + 1 :]])))


def passes(test: Callable[[], object]) -> bool:
    try:
        test()
    except Exception:
        return False
    return True


def test_a_row_is_the_best_of_its_rounds_and_points_are_of_the_students_whom_all_graded() -> None:
    systems = [Told("ours", 4, Cost(2, 4, 10), Cost(1, 8, 30)), Told("other", 2, Cost(10, None, 1), Cost(20, None, 2))]
    (ours, other), shared = rows_of(systems, compared(systems, jobs=2, rounds=2))
    assert (ours.wall, ours.cpu, ours.memory, ours.points) == (0.25, 1, 30, 1)
    assert (other.wall, other.cpu, other.memory, other.points, shared) == (5, None, 2, 1, 2)


def test_the_table_says_how_throughput_and_cpu_stand_to_ours() -> None:
    costs = {"ours": Cost(1, 2, 1), "slow": Cost(50, 40, 1), "fast": Cost(0.25, 1, 1), "uncounted": Cost(1, None, 1)}
    systems = [Told(name, 1, cost) for name, cost in costs.items()]
    lines = report.table(*rows_of(systems, compared(systems, jobs=1, rounds=1))).splitlines()
    assert [line.split(" | ")[-2:] for line in lines[2:]] == [
        ["× 1", "× 1 |"],
        ["× 0.02", "× 20 |"],
        ["× 4", "× 0.5 |"],
        ["× 1", "? |"],
    ]


def test_the_chart_is_a_picture_with_a_bar_for_each() -> None:
    systems = [Told(name, 1, Cost(1, 1, 1)) for name in ("a < b", "c")]
    rows, _ = rows_of(systems, compared(systems, jobs=1, rounds=1))
    tree = ElementTree.fromstring(report.chart(rows))
    assert len(tree.findall("{*}rect")) == 2
    assert "a < b" in [text.text for text in tree.findall("{*}text")]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"a\n{report.BEGIN}\nold\n{report.END}\nb", f"a\n{report.BEGIN}\nnew\n{report.END}\nb"),
        ("a", "a"),
        (f"a {report.BEGIN} b", f"a {report.BEGIN} b"),
    ],
)
def test_only_what_stands_between_the_marks_is_replaced(text: str, after: str) -> None:
    assert report.between_marks(text, "new") == after
