"""Hidden tests of `dense_parameters`, `network_parameters` and `parameter_table`.

The sizes of a network differ from each other unless a test says otherwise, so that inputs and units cannot be mixed up.
"""

import pytest

from grader.testing import as_array, as_list, assert_leaves_inputs_alone, assert_whole, unpack

WHAT = "the number of parameters"
COLUMNS = ["weights", "biases", "total"]


def draw_sizes(rng, how_many):
    return [int(size) for size in rng.choice(range(3, 60), size=how_many, replace=False)]


def layers_of(sizes):
    """(weights, biases) of each layer, written with indices and not as the lesson does it."""
    return [(sizes[k - 1] * sizes[k], sizes[k]) for k in range(1, len(sizes))]


@pytest.mark.task("dense_parameters")
@pytest.mark.points(4)
@pytest.mark.hint("one weight for each pair of an input and a unit, one bias for each unit")
def test_dense_parameters_with_biases(student, rng):
    few, many = sorted(draw_sizes(rng, 2))
    narrowing, widening = student.dense_parameters(many, few), student.dense_parameters(few, many)
    assert_whole(narrowing, many * few + few, what=f"{WHAT} of a layer with fewer units than inputs")
    assert_whole(widening, many * few + many, what=f"{WHAT} of a layer with more units than inputs")
    for n_inputs, n_units in ((1, few), (many, 1)):
        result = student.dense_parameters(n_inputs, n_units)
        assert_whole(result, n_inputs * n_units + n_units, what=f"{WHAT} of a layer with one input or one unit")


@pytest.mark.task("dense_parameters")
@pytest.mark.points(3)
@pytest.mark.hint("what is left when bias=False?")
def test_dense_parameters_without_biases(student, rng):
    n_inputs, n_units = draw_sizes(rng, 2)
    student.dense_parameters(n_inputs, n_units, bias=True)  # not judged: tells a turned condition from a missing one
    without = student.dense_parameters(n_inputs, n_units, bias=False)
    assert_whole(without, n_inputs * n_units, what=f"{WHAT} with bias=False")
    assert_whole(student.dense_parameters(n_inputs, 1, bias=False), n_inputs, what=f"{WHAT} of a unit without bias")


@pytest.mark.task("dense_parameters")
@pytest.mark.points(1)
@pytest.mark.hint("bias=True is the default")
def test_dense_parameters_when_biases_are_asked_for(student, rng):
    n_inputs, n_units = draw_sizes(rng, 2)
    student.dense_parameters(n_inputs, n_units, bias=False)  # not judged, as above
    asked, default = student.dense_parameters(n_inputs, n_units, bias=True), student.dense_parameters(n_inputs, n_units)
    assert_whole(asked, n_inputs * n_units + n_units, what=f"{WHAT} with bias=True")
    assert_whole(default, n_inputs * n_units + n_units, what=f"{WHAT} when bias is left out")


@pytest.mark.task("network_parameters")
@pytest.mark.points(3)
@pytest.mark.hint("go through the layers one by one; the first size is the input and no layer")
def test_network_parameters_of_a_deep_network(student, rng):
    sizes = draw_sizes(rng, 5)
    right = sum(weights + biases for weights, biases in layers_of(sizes))
    # Both calls come before the first is judged: another default is another mistake than to leave out the biases.
    default, asked = student.network_parameters(list(sizes)), student.network_parameters(list(sizes), bias=True)
    assert_whole(default, right, what=WHAT)
    assert_whole(asked, right, what=f"{WHAT} with bias=True")


@pytest.mark.task("network_parameters")
@pytest.mark.points(1)
@pytest.mark.hint("several layers may have the same size")
def test_network_parameters_when_sizes_repeat(student, rng):
    first, wide, last = draw_sizes(rng, 3)
    sizes = [first, wide, wide, wide, last]
    right = sum(weights + biases for weights, biases in layers_of(sizes))
    assert_whole(student.network_parameters(list(sizes)), right, what=WHAT)


@pytest.mark.task("network_parameters")
@pytest.mark.points(2)
@pytest.mark.hint("with bias=False no layer has biases")
def test_network_parameters_without_biases(student, rng):
    for sizes in (draw_sizes(rng, 4), draw_sizes(rng, 2)):
        right = sum(weights for weights, _ in layers_of(sizes))
        assert_whole(student.network_parameters(list(sizes), bias=False), right, what=WHAT)


@pytest.mark.task("network_parameters")
@pytest.mark.points(1)
@pytest.mark.hint("two sizes make one layer")
def test_network_parameters_of_one_layer(student, rng):
    n_inputs, n_units = draw_sizes(rng, 2)
    assert_whole(student.network_parameters([n_inputs, n_units]), n_inputs * n_units + n_units, what=WHAT)


@pytest.mark.task("network_parameters")
@pytest.mark.points(1)
def test_network_parameters_leave_inputs_alone(student, rng):
    result = assert_leaves_inputs_alone(student.network_parameters, draw_sizes(rng, 4))
    as_array(result, what=WHAT, shape=())


def columns_of(table, sizes):
    """The student's table as a list of rows (weights, biases, total), one for each layer."""
    rows = as_list(table, what="the table")
    assert len(rows) == len(sizes) - 1, "the table should have one row for each layer"
    return [unpack(row, *COLUMNS) for row in rows]


@pytest.mark.task("parameter_table")
@pytest.mark.points(2)
@pytest.mark.hint("each row is (weights, biases, total), and the first row is the first layer")
@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_parameter_table_of_a_deep_network(student, rng, column):
    first, wide, *others = draw_sizes(rng, 4)
    sizes = [first, wide, wide, wide, *others]
    place = COLUMNS.index(column)
    rows = columns_of(student.parameter_table(list(sizes)), sizes)
    for number, (row, (weights, biases)) in enumerate(zip(rows, layers_of(sizes), strict=True), start=1):
        assert_whole(row[place], (weights, biases, weights + biases)[place], what=f"{column} in row {number}")


@pytest.mark.task("parameter_table")
@pytest.mark.points(1)
@pytest.mark.hint("two sizes make one layer, so a table of one row")
def test_parameter_table_of_one_layer(student, rng):
    sizes = draw_sizes(rng, 2)
    [(weights, biases)] = layers_of(sizes)
    [row] = columns_of(student.parameter_table(list(sizes)), sizes)
    for given, right, column in zip(row, (weights, biases, weights + biases), COLUMNS, strict=True):
        assert_whole(given, right, what=column)


@pytest.mark.task("parameter_table")
@pytest.mark.points(1)
def test_parameter_table_leaves_inputs_alone(student, rng):
    table = assert_leaves_inputs_alone(student.parameter_table, draw_sizes(rng, 4))
    assert as_list(table, what="the table"), "the table has no rows"
