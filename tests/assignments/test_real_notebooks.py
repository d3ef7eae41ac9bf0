"""Notebooks as students hand them in, and what each is worth by the contract of its assignment."""

import pytest

from tests.assignments.conftest import ROOT
from tests.results import without_times

FOLDER = ROOT / "tests/samples/notebooks"

FULL_HW1 = {
    "step": 10.0,
    "neuron_output": 15.0,
    "perceptron_rule": 15.0,
    "perceptron_update": 20.0,
    "initial_weights": 10.0,
    "train_perceptron": 25.0,
    "answers": 5.0,
}
FULL_HW2 = {
    "iterations_per_epoch": 15.0,
    "gradient_updates": 8.0,
    "batch_sizes": 12.0,
    "minibatches": 25.0,
    "scaled_learning_rate": 8.0,
    "dense_parameters": 8.0,
    "network_parameters": 8.0,
    "parameter_table": 8.0,
    "answers": 8.0,
}


NOTHING_1, NOTHING_2 = dict.fromkeys(FULL_HW1, 0.0), dict.fromkeys(FULL_HW2, 0.0)

# Each notebook, and what its tasks are worth that do not get full marks. A sum goes through the task's hidden tests in
# the order of their file: a wrong answer earns what its mistake does not touch.
NOTEBOOKS = {
    "hw1_right.ipynb": {},
    "hw1_loops_and_lists.ipynb": {},  # no NumPy, lists, the answer as a variable
    "hw1_classes.ipynb": {},  # a helper class, globals, 0-d arrays, 0 for False
    "hw1_script.py": {},  # no cells, a __main__ guard
    "hw1_messy.ipynb": {},  # magics, plots, prints, input(), cells twice and cells that raise, np.bool_
    "hw1_partly.ipynb": {
        "step": 2 + 1 + 0 + 1 + 0 + 1,  # z > 0; each of the arrays holds a 0
        "neuron_output": 0 + 0 + 0 + 0 + 1,  # no bias
        "initial_weights": 0,  # not done
        "answers": 0,
    },
    "hw1_missing_tasks.ipynb": {"perceptron_update": 0, "train_perceptron": 0},
    # A cell that raises at its top defines nothing; what is defined too late for its caller's cell is there in time.
    "hw1_out_of_order.ipynb": {"initial_weights": 0},
    "hw1_wrong_names.ipynb": NOTHING_1 | {"initial_weights": 10, "answers": 5},
    "hw1_syntax_error.ipynb": {"perceptron_update": 0},  # in that cell, and nothing else needs it
    "hw1_in_place.ipynb": {"step": 10 - 1, "perceptron_rule": 15 - 1, "perceptron_update": 20 - 1},
    "hw1_prints.ipynb": {"step": 0, "neuron_output": 0},  # print in place of return
    "hw1_redefined.ipynb": {"step": 0 + 0 + 0 + 0 + 0 + 1},  # np.sign in the end: the last definition counts
    "hw1_text_answer.ipynb": {"answers": 0},  # "No, it is not"
    "hw2_right.ipynb": {},
    "hw2_loops.ipynb": {},  # generators, answers as variables
    "hw2_numpy.ipynb": {},  # np.ceil, 0-d arrays, a subclass of ValueError
    "hw2_script.py": {},  # percent format, type hints
    "hw2_messy.ipynb": {},  # magics, plots, prints, input(), cells twice and cells that raise
    "hw2_partly.ipynb": {
        "iterations_per_epoch": 0 + 3 + 2 + 2 + 0 + 0 + 0 + 0,  # always one more, and nothing is refused
        "dense_parameters": 0,  # one bias a layer, whatever bias says
        "answers": 0 + 0 + 0 + 2,  # two are missing, 468
    },
    "hw2_floor.ipynb": {
        "iterations_per_epoch": 3 + 0 + 0 + 0 + 1 + 1 + 2 + 1,
        "gradient_updates": 0 + 2 + 0 + 0,
        "batch_sizes": 3 + 0 + 0 + 1 + 1,
        "minibatches": (0 + 1 + 0 + 1) + 0 + 6 + 6 + 3 + 2,
        "answers": 2 + 0 + 0 + 2,
    },
    "hw2_unfinished.ipynb": NOTHING_2 | {"iterations_per_epoch": 15, "gradient_updates": 8, "batch_sizes": 12},
    "hw2_wrong_names.ipynb": NOTHING_2
    | {"scaled_learning_rate": 8, "dense_parameters": 8, "network_parameters": 8, "answers": 2},
    "hw2_syntax_error.ipynb": {"minibatches": 0},
    "hw2_text_answers.ipynb": {"answers": 0 + 0 + 2 + 0},  # 2345.0 is a number, "4" is none
    "hw2_global_seed.ipynb": {"minibatches": 25 - 3},  # seeded once, so the same seed gives another order
    "hw2_careless.ipynb": {
        "iterations_per_epoch": 15 - 2 - 1,  # prints where it should raise
        "minibatches": 25 - 2,  # shuffles in place
        "network_parameters": 8 - 1,  # uses the list up
    },
    "hw2_out_of_order.ipynb": {"parameter_table": 0},
    "hw2_redefined.ipynb": {"network_parameters": 0 + 0 + 2 + 0 + 1},  # bias=False by default in the end
}

CELLS_THAT_RAISE = {
    "hw1_partly.ipynb": [(9, "NameError")],
    "hw1_messy.ipynb": [(1, "EOFError"), (3, "ValueError"), (9, "ValueError"), (17, "NameError")],
    "hw1_out_of_order.ipynb": [(0, "NameError")],
    "hw1_syntax_error.ipynb": [(3, "SyntaxError")],
    "hw2_messy.ipynb": [(2, "EOFError"), (3, "NameError"), (14, "AssertionError"), (17, "SystemExit")],
    "hw2_out_of_order.ipynb": [(0, "NameError")],
    "hw2_syntax_error.ipynb": [(2, "SyntaxError")],
}


@pytest.mark.walls
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_gets_what_the_contract_says(grade, name):
    id = name.partition("_")[0]
    result = grade(id, (FOLDER / name).read_bytes(), name)
    expected = (FULL_HW1 if id == "hw1" else FULL_HW2) | NOTEBOOKS[name]
    assert {task.name: task.score for task in result.tasks} == expected
    assert (result.status, result.score) == ("graded", sum(expected.values()))
    assert [(cell.index, cell.error.type) for cell in result.cells] == CELLS_THAT_RAISE.get(name, [])


def test_every_sample_is_in_the_table():
    assert {path.name for path in FOLDER.glob("hw[12]_*")} == {*NOTEBOOKS, "hw1_broken.ipynb"}


@pytest.mark.walls
def test_broken_notebook_is_a_failed_result(grade):
    result = grade("hw1", (FOLDER / "hw1_broken.ipynb").read_bytes(), "hw1_broken.ipynb")
    assert (result.status, result.score, result.max_score) == ("failed", 0, 100)
    assert "not valid JSON" in str(result.error)


@pytest.mark.walls
def test_regrade_gives_the_same_result_but_for_the_time(grade):
    data = (FOLDER / "hw1_partly.ipynb").read_bytes()
    first, second = (grade("hw1", data, "hw1_partly.ipynb") for _ in range(2))
    assert without_times(first).tasks == without_times(second).tasks
