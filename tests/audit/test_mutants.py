"""Which changes are made of a model answer, of which of its lines, and what is said of each."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.audit.mutants import cells_with, mutants_of
from grader.records import Cell, Mutant


def model(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"# %%\ndef f(x, y):\n    # BEGIN SOLUTION\n{body}    # END SOLUTION\n"


def changes(*lines: str) -> list[tuple[str, str]]:
    """Of a function with these lines: what is said of each change, and the body that it leaves, in one line."""
    found = mutants_of(model(*lines), ["f"])
    return [(mutant.change, " ".join(line.strip() for line in mutant.source.split("\n")[1:])) for mutant in found]


def swapped(line: str, old: str, *new: str) -> list[tuple[str, str]]:
    return [(f"{old} becomes {one}", line.replace(f" {old} ", f" {one} ")) for one in new]


def halves(sign: str) -> list[tuple[str, str]]:
    return [
        (f"what stands after {sign} is left out", "return x"),
        (f"what stands before {sign} is left out", "return y"),
    ]


@pytest.mark.parametrize(
    ("sign", "new", "sides"),
    [
        ("+", "-", 2),
        ("-", "+", 2),
        ("*", "/", 2),
        ("/", "*", 2),
        ("@", "*", 2),
        ("**", "*", 1),
        ("//", "/", 0),
        ("%", "//", 0),
    ],
)
def test_an_operator_becomes_another_and_each_side_is_left_out(sign: str, new: str, sides: int) -> None:
    line = f"return x {sign} y"
    assert changes(line) == swapped(line, sign, new) + halves(sign)[:sides]


@pytest.mark.parametrize(
    ("sign", "new"),
    [
        ("<", ["<=", ">="]),
        ("<=", ["<", ">"]),
        (">", [">=", "<="]),
        (">=", [">", "<"]),
        ("==", ["!="]),
        ("!=", ["=="]),
        ("in", ["not in"]),
        ("not in", ["in"]),
        ("is", ["is not"]),
        ("is not", ["is"]),
        ("and", ["or"]),
        ("or", ["and"]),
    ],
)
def test_a_comparison_or_condition_becomes_its_neighbours(sign: str, new: list[str]) -> None:
    line = f"return x {sign} y"
    assert changes(line) == swapped(line, sign, *new)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return -x", [("- is left out", "return x")]),
        ("return not x", [("not is left out", "return x")]),
        ("return ~x", [("~ is left out", "return x")]),
        ("return 2", [("2 becomes 3", "return 3"), ("2 becomes 1", "return 1")]),
        ("return 0.5", [("0.5 becomes 1.5", "return 1.5"), ("0.5 becomes -0.5", "return -0.5")]),
        ("return True", [("True becomes False", "return False")]),
        ("return 'w'", [("'w' becomes another word", "return 'w_'")]),
        ("return x[1:]", [("1 becomes 2", "return x[2:]"), ("1 becomes 0", "return x[0:]")]),
        ("return x < y > x", [("< becomes <=", "return x <= y > x"), ("< becomes >=", "return x >= y > x")]),
    ],
)
def test_signs_and_constants_change(line: str, expected: list[tuple[str, str]]) -> None:
    assert changes(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return x.copy()", [(".copy() is left out", "return x")]),
        ("return x.T", [(".T is left out", "return x")]),
        ("return f(x)", [("f(…) is left out", "return x")]),
        ("return f(x, y)", [("the arguments of f change places", "return f(y, x)")]),
        ("return f(x=y)", [("x= is left out", "return f()")]),
        ("return f(x, **y)", [("f(…) is left out", "return x")]),
        (
            "return x.sum(axis=0)",
            [
                ("axis= is left out", "return x.sum()"),
                ("0 becomes 1", "return x.sum(axis=1)"),
                ("0 becomes -1", "return x.sum(axis=-1)"),
            ],
        ),
    ],
)
def test_calls_and_arguments_are_left_out(line: str, expected: list[tuple[str, str]]) -> None:
    assert changes(line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["x = y"], [("the statement is left out", "pass")]),
        (["x: int = y"], [("the statement is left out", "pass")]),
        (["f()"], [("the statement is left out", "pass")]),
        (
            ["x += y"],
            [
                ("+= becomes -=", "x -= y"),
                ("the old value is left out", "x = y"),
                ("the statement is left out", "pass"),
            ],
        ),
        (["if x:", "    return y"], [("the condition is turned round", "if not x: return y")]),
        (["return x if y else f"], [("the condition is turned round", "return x if not y else f")]),
        (
            ["while x:", "    break"],
            [
                ("the condition is turned round", "while not x: break"),
                ("break becomes continue", "while x: continue"),
            ],
        ),
        (["for x in y:", "    continue"], [("continue becomes break", "for x in y: break")]),
    ],
)
def test_statements_are_left_out_and_conditions_turned_round(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert changes(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["'what it does, with 1 + 1'"],
        ["def g():", "    'what it does'", "    return x"],
        ["raise ValueError('no ' + x)"],
        ["assert x > 0, 'no'"],
        ["return f'{x + 1} of 3'"],
        ["import numpy"],
        ["from math import pi"],
        ["x: 'int'"],
        ["def g(z: 'int') -> 'int':", "    return z"],
        ["return None"],
        ["return ''"],
        ["return f(*x)"],
        ["return +x"],
        ["return x << y"],
        ["pass"],
    ],
)
def test_what_only_a_person_reads_stays_and_so_does_what_has_no_neighbour(lines: list[str]) -> None:
    assert changes(*lines) == []


def test_only_lines_of_solution_regions_change() -> None:
    text = """# %%
LIMIT = 3
def f(x):
    x = x + 1
    # BEGIN SOLUTION
    return -x
    # END SOLUTION
    return x * 2
"""
    assert [(mutant.line, mutant.text, mutant.change) for mutant in mutants_of(text, ["f"])] == [
        (6, "return -x", "- is left out")
    ]


def test_the_changed_cell_is_whole_and_changed_in_one_place() -> None:
    (mutant,) = mutants_of("# %%\nLIMIT = 3\n# BEGIN SOLUTION\ndef f(x):\n    return -x\n# END SOLUTION\n", ["f"])
    assert mutant.source == "LIMIT = 3\n\ndef f(x):\n    return x"


@pytest.mark.parametrize(
    ("head", "line", "cell"),
    [
        ("", 4, 0),
        ("# %% [markdown]\n# # Title\n#\n# words\n", 8, 1),
        ("# %%\nimport math\n\n# %% [markdown]\n# words\n\n", 10, 2),
        ('# %%\nTEXT = """\n# %%\n"""\n', 8, 1),
        ("# ---\n# jupyter:\n#   kernelspec: {}\n# ---\n", 8, 0),
        ("# ---\n# jupyter: {}\n# ---\n\nimport math\n\n", 10, 1),
        ("\n\n", 6, 0),
    ],
)
def test_the_line_is_that_of_the_file(head: str, line: int, cell: int) -> None:
    (mutant,) = mutants_of(head + model("return -x"), ["f"])
    assert (mutant.line, mutant.text, mutant.cell) == (line, "return -x", cell)


def test_cells_that_only_show_something_are_left_out() -> None:
    text = '# %% tags=["demo"]\n# BEGIN SOLUTION\nshown = 1\n# END SOLUTION\n' + model("return -x")
    assert [mutant.text for mutant in mutants_of(text, ["f"])] == ["return -x"]


@pytest.mark.parametrize(
    ("source", "task"),
    [
        ("def step(z):\n    return -z", "step"),
        ("class Adam:\n    def step(self):\n        return -self.lr", "Adam"),
        ("@cache\ndef step(z):\n    return -z", "step"),
        ("def helper(z):\n    return -z", ""),
        ("answers = {'sign': -z}", "answers"),
        ("answers: dict = {'sign': -z}", "answers"),
        ("limit = -z", ""),
        ("def helper(z):\n    def step(y):\n        return -y\n    return step", ""),
    ],
)
def test_a_mutant_belongs_to_the_task_it_lies_in(source: str, task: str) -> None:
    text = f"# %%\n# BEGIN SOLUTION\n{source}\n# END SOLUTION\n"
    tasks = {
        mutant.task for mutant in mutants_of(text, ["step", "Adam", "answers"]) if mutant.change == "- is left out"
    }
    assert tasks == {task}


def test_what_does_not_compile_is_no_mutant() -> None:
    """Nothing can be assigned to a call."""
    assert ".T is left out" not in [change for change, _ in changes("f(y).T = x")]


def test_cells_with_puts_the_mutant_in_its_cells_place() -> None:
    cells = (Cell(index=1, source="a"), Cell(index=3, source="b"))
    mutant = Mutant(task="", line=1, text="b", change="", cell=3, source="c")
    assert cells_with(cells, mutant) == (Cell(index=1, source="a"), Cell(index=3, source="c"))


NAMES = st.sampled_from(["x", "y"])
ATOMS = st.one_of(
    NAMES,
    st.integers(0, 10**20).map(str),
    st.floats(0, allow_nan=False).map(repr),
    st.sampled_from(["True", "None", "'w'", "1e309"]),
)
BINARY = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", "<", ">=", "==", "in", "is not", "and", "or"]


def grown(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(smaller, st.sampled_from(BINARY), smaller).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(st.sampled_from(["-", "not ", "~"]), smaller).map(lambda parts: f"({''.join(parts)})"),
        st.tuples(smaller, smaller).map(lambda parts: f"f({', '.join(parts)})"),
        smaller.map(lambda part: f"f({part})"),
        smaller.map(lambda part: f"f(x, axis={part})"),
        smaller.map(lambda part: f"x[{part}:].T"),
        smaller.map(lambda part: f"(x if {part} else y)"),
        smaller.map(lambda part: f"[x for x in f({part}) if x]"),
        smaller.map(lambda part: f"f'{{x}}' + str({part})"),
        smaller.map(lambda part: f"(lambda z=1: {part})()"),
    )


EXPRESSIONS = st.recursive(ATOMS, grown, max_leaves=5)
STATEMENTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["x = ", "x += ", "x @= ", "x[0] = ", "return ", "assert ", "", "del x[0]; "]), EXPRESSIONS
        ).map("".join),
        EXPRESSIONS.map(lambda part: f"while {part}: break"),
        EXPRESSIONS.map(lambda part: f"if {part}: x = y"),
        EXPRESSIONS.map(lambda part: f"for x in {part}: continue"),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(deadline=None, max_examples=60)
@given(STATEMENTS)
def test_every_mutant_compiles_and_differs(lines: list[str]) -> None:
    text = model(*lines)
    whole = ast.unparse(ast.parse(text))
    mutants = mutants_of(text, ["f"])
    for mutant in mutants:
        compile(mutant.source, "mutant", "exec")
    assert whole not in {mutant.source for mutant in mutants}
    assert {mutant.text for mutant in mutants} <= {line.strip() for line in lines}
    assert {mutant.task for mutant in mutants} <= {"f"}
