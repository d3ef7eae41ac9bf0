"""A result's names give away nothing of a hidden test that its author did not write as a name."""

import pytest

SUITE = """
import pytest
from enum import Enum
pytestmark = [pytest.mark.task("double"), pytest.mark.points(1)]

@pytest.fixture(params=["tempted", "kept"])
def chosen(request): return request.param

"""
TESTS = [
    ("@pytest.mark.parametrize('x', [3.25, 7.5])", "x", ["[1]", "[2]"]),
    ("@pytest.mark.parametrize('x', ['secret', 'other'])", "x", ["[1]", "[2]"]),
    ("@pytest.mark.parametrize(('x', 'twice'), [(3, 6), (4, 8)])", "x, twice", ["[1]", "[2]"]),
    ("@pytest.mark.parametrize('x', [3.25, 7.5], ids=['small', 'large'])", "x", ["[small]", "[large]"]),
    ("@pytest.mark.parametrize('x', [3.25, 7.5], ids=['small', None])", "x", ["[1]", "[2]"]),
    ("@pytest.mark.parametrize('x', [3, 4], ids=lambda x: 'even' if x == 4 else 'odd')", "x", ["[odd]", "[even]"]),
    ("@pytest.mark.parametrize('x', [pytest.param(3, id='odd'), 4])", "x", ["[1]", "[2]"]),
    (
        "@pytest.mark.parametrize('x', [pytest.param(3, id='odd'), pytest.param(4, id='even')])",
        "x",
        ["[odd]", "[even]"],
    ),
    ("@pytest.mark.parametrize('x', [3, 4])\n@pytest.mark.parametrize('y', [5])", "x, y", ["[1]", "[2]"]),
    ("@pytest.mark.parametrize('x, y', [(3, 4)], ids=['a'])\n@pytest.mark.parametrize('z', [5])", "x, y, z", ["[1]"]),
    ("@pytest.mark.parametrize('x', range(3, 5))", "x", ["[1]", "[2]"]),
    ("", "chosen", ["[1]", "[2]"]),
    ("@pytest.mark.visible\n@pytest.mark.parametrize('x', [3.25, 7.5])", "x", ["[3.25]", "[7.5]"]),
    ("", "", [""]),
]


@pytest.fixture(scope="module")
def names(make_course, judge) -> list[str]:
    tests = [
        f"{marks}\ndef test_{place}(student{', ' if names else ''}{names}): assert student.double(1) == 2\n"
        for place, (marks, names, _) in enumerate(TESTS)
    ]
    points = sum(len(expected) for *_, expected in TESTS)
    root = make_course(SUITE.replace("import pytest\n", "") + "\n".join(tests), tasks={"double": points})
    return [verdict.name for verdict in judge(root, "def double(x): return 2 * x").verdicts]


@pytest.mark.parametrize(("number", "expected"), [(number, row[2]) for number, row in enumerate(TESTS)])
def test_a_hidden_test_is_called_by_its_row_unless_its_author_named_it(
    names: list[str], number: int, expected: list[str]
) -> None:
    own = f"test_{number}"
    assert [name for name in names if name.partition("[")[0] == own] == [own + each for each in expected]
