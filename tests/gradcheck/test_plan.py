"""How a perturbed entry travels: which nodes are worked out again, and which slices of them."""

from typing import Any

import pytest

from backprop_cli.gradcheck.plan import COMPLEX, TEMPORARIES, Plan, Planner, moves, pins_of_out, shared_input
from tests.problems import problem

AFFINE = "variables: {x: [[1, 2], [3, 4], [5, 6]], W: [[1, 2, 3, 4], [5, 6, 7, 8]], b: [1, 2, 3, 4], u: [[1, 2], [3, 4]]}\n"


def plan(text: str, *starts: str, pinned: bool = True) -> tuple[Plan, Any]:
    graph = problem(text).graph
    shapes = [graph.shape(number) for number in range(len(graph.names))]
    planner = Planner(graph, graph.nodes[-1], shapes)
    return planner.plan(tuple(graph.numbers[name] for name in starts), pinned), graph


def test_an_entry_of_a_weight_touches_one_column_of_the_product() -> None:
    found, graph = plan(f"{AFFINE}nodes: {{p: x @ W, y: p * p}}\n", "W")
    assert [graph.names[step.number] for step in found.steps] == ["p", "y"]
    assert found.pins[graph.numbers["p"]] == (None, 1)  # the column is the one that W's second axis names
    assert found.steps[0].cuts == ((None, None), (None, 1))  # all of x, and one column of W
    assert found.steps[1].cuts == ((None, 1), (None, 1))


def test_an_entry_of_x_touches_one_row_of_the_product() -> None:
    found, graph = plan(f"{AFFINE}nodes: {{p: x @ W, y: p + b}}\n", "x")
    assert found.pins[graph.numbers["y"]] == (0, None)


def test_a_sum_over_an_axis_leaves_the_other_pinned() -> None:
    found, graph = plan(f"{AFFINE}nodes: {{s: 'sum(x * x, axis=0)', y: s * s}}\n", "x")
    assert found.pins[graph.numbers["x"]] == (0, 1)
    assert found.pins[graph.numbers["s"]] == (1,)


def test_where_two_ways_meet_in_different_slices_the_whole_is_worked_out() -> None:
    found, graph = plan(f"{AFFINE}nodes: {{t: u.T, y: u * t}}\n", "u")
    assert found.pins[graph.numbers["t"]] == (1, 0)
    assert found.pins[graph.numbers["y"]] == (None, None)


def test_what_moves_as_a_whole_is_cut_nowhere() -> None:
    found, graph = plan(f"{AFFINE}nodes: {{p: x @ W}}\n", "W", pinned=False)
    assert found.pins[graph.numbers["p"]] == (None, None)
    assert found.steps[0].cuts == ((None, None), (None, None))


def test_only_what_lies_between_the_start_and_the_output_is_worked_out_again() -> None:
    found, graph = plan("variables: {x: 2, y: 3}\nnodes: {a: x * 2, b: y * 2, beside: y * 5, z: b + a}\noutput: z\n", "y")
    assert [graph.names[step.number] for step in found.steps] == ["b", "z"]


def test_a_value_is_let_go_after_the_node_that_reads_it_last() -> None:
    found, graph = plan("variables: {x: [1, 2]}\nnodes: {a: x * 2, b: a + x, z: b * b}\n", "x")
    done = [{graph.names[number] for number in step.done} - {"2"} for step in found.steps]
    assert done == [set(), {"a", "x"}, {"b"}]


def test_the_size_of_a_version_is_that_of_its_slices() -> None:
    """At p: the entry of W, the column of p and the slice of W that is cut to a column; and what a layer may hold beside."""
    column, whole = plan(f"{AFFINE}nodes: {{p: x @ W}}\n", "W")[0], plan(f"{AFFINE}nodes: {{p: x @ W}}\n", "W", pinned=False)[0]
    rows, entries, outs = 3, 2 * 4, 3 * 4
    assert whole.size == COMPLEX * (entries + outs + TEMPORARIES * outs)
    assert COMPLEX * (1 + rows + TEMPORARIES * rows) <= column.size < whole.size


@pytest.mark.parametrize(
    ("axes", "pins", "ndim", "out"),
    [((0, 1), (0, 1), 2, (0, 1)), ((None, 1), (0, 1), 2, (None, 1)), ((1,), (0,), 3, (None, 0, None)), ((), (), 1, (None,))],
)
def test_an_input_pins_the_axes_of_the_result_that_it_lies_along(
    axes: tuple[int | None, ...], pins: tuple[int | None, ...], ndim: int, out: tuple[int | None, ...]
) -> None:
    assert pins_of_out(axes, pins, ndim) == out


def test_one_run_serves_all_versions_only_of_a_single_input_that_is_opened_along_some_of_its_pins() -> None:
    assert shared_input((5, 6), ((None, 1), (None, 1)), {5: (0, 1)}) == 0
    assert shared_input((5, 6), ((0, 1), (0, 1)), {5: (0, 1)}) is None  # every pinned axis stays so
    assert shared_input((5, 6), ((None, None), (None, None)), {5: (0, 1)}) is None  # and here none
    assert shared_input((5, 6), ((None, 1), (None, 1)), {5: (0, 1), 6: (0, 1)}) is None


def test_an_input_is_copied_where_a_slice_of_it_is_taken_or_it_is_opened() -> None:
    assert moves((None, 1), 5, {5: (0, 1)})
    assert not moves((0, 1), 5, {5: (0, 1)})
    assert moves((None, 1), 6, {5: (0, 1)})
    assert not moves((None, None), 6, {5: (0, 1)})
