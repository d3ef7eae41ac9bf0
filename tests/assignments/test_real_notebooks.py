"""Notebooks as students hand them in, and what each is worth by the contract of its assignment."""

import pytest

from tests.assignments.conftest import ROOT

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


@pytest.mark.walls
@pytest.mark.parametrize(
    ("name", "right", "partly", "wrong"),
    [
        ("hw1_right", set(FULL_HW1), set(), set()),
        (
            "hw1_partly",
            {"perceptron_rule", "perceptron_update", "train_perceptron"},
            {"step", "neuron_output"},
            {"initial_weights", "answers"},
        ),
        ("hw2_right", set(FULL_HW2), set(), set()),
        (
            "hw2_partly",
            set(FULL_HW2) - {"iterations_per_epoch", "dense_parameters", "answers"},
            {"iterations_per_epoch", "answers"},
            {"dense_parameters"},
        ),
    ],
)
def test_notebook_gets_full_part_or_none_of_each_task(grade, name, right, partly, wrong):
    id = name.partition("_")[0]
    full = FULL_HW1 if id == "hw1" else FULL_HW2
    tasks = grade(id, (FOLDER / f"{name}.ipynb").read_bytes(), f"{name}.ipynb").tasks
    assert {task.name for task in tasks if task.score == full[task.name]} == right
    assert {task.name for task in tasks if 0 < task.score < full[task.name]} == partly
    assert {task.name for task in tasks if task.score == 0} == wrong


@pytest.mark.walls
def test_leftover_that_raises_is_reported_and_costs_nothing(grade):
    result = grade("hw1", (FOLDER / "hw1_partly.ipynb").read_bytes(), "hw1_partly.ipynb")
    assert [(cell.index, cell.error.type) for cell in result.cells] == [(9, "NameError")]


@pytest.mark.walls
def test_broken_notebook_is_a_failed_result(grade):
    result = grade("hw1", (FOLDER / "hw1_broken.ipynb").read_bytes(), "hw1_broken.ipynb")
    assert (result.status, result.score, result.max_score) == ("failed", 0, 100)
    assert "not valid JSON" in str(result.error)


@pytest.mark.walls
def test_regrade_gives_the_same_result_but_for_the_time(grade):
    data = (FOLDER / "hw1_partly.ipynb").read_bytes()
    first, second = (grade("hw1", data, "hw1_partly.ipynb") for _ in range(2))
    assert first.tasks == second.tasks
