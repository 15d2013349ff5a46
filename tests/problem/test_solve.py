"""Both passes over a problem: what is computed, with which upstream, and where a fault is placed."""

import numpy as np
import pytest

from backprop_cli.errors import BpcalcError, ShapeError
from backprop_cli.problem.solve import solve, upstream_for, values_of
from tests.problems import by_name, problem

MATRIX = "variables: {X: [[1, 2], [3, 4]]}\nnodes: {Y: X * X}\n"


def test_what_was_not_asked_for_is_not_computed() -> None:
    loaded = problem("variables: {x: 2, z: 3}\nnodes: {a: x * 2, b: z * 3, y: a * b}")
    values, x = values_of(loaded), loaded.graph.number("x")
    assert x is not None
    some, every = solve(loaded, wrt=[x], values=values), solve(loaded, values=values)
    assert by_name(loaded, some.gradients) == {"x": 18.0, "z": None, "a": 9.0, "b": None, "y": 1.0}
    assert by_name(loaded, every.gradients) == {"x": 18.0, "z": 12.0, "a": 9.0, "b": 4.0, "y": 1.0}
    assert (some.upstream, some.values) == (1.0, values)


def test_any_node_can_be_the_output_and_what_does_not_reach_it_has_a_gradient_of_zero() -> None:
    loaded = problem("variables: {x: 2, z: 3}\nnodes: {a: x * 2, y: a * z}")
    done = solve(loaded, output=loaded.graph.number("a"))
    assert by_name(loaded, done.gradients) == {"x": 2.0, "z": 0.0, "a": 1.0, "y": 0.0}


@pytest.mark.parametrize(
    ("own", "given", "upstream"),
    [
        ("", None, [[1, 1], [1, 1]]),
        ("upstream: 2", None, [[2, 2], [2, 2]]),
        ("upstream: [[1, 0], [0, 5]]", None, [[1, 0], [0, 5]]),
        ("upstream: 2", np.array([[3.0, 0.0], [0.0, 0.0]]), [[3, 0], [0, 0]]),
    ],
)
def test_the_upstream_is_the_given_one_else_the_problems_else_ones(own: str, given: object, upstream: list[list[float]]) -> None:
    done = solve(problem(MATRIX + own), upstream=given)
    np.testing.assert_array_equal(done.upstream, upstream)
    np.testing.assert_array_equal(done.gradients[0], 2 * np.array([[1, 2], [3, 4]]) * upstream)


def test_an_upstream_of_another_shape_is_refused() -> None:
    with pytest.raises(ShapeError, match=r"upstream has the shape \(3,\), Y the shape \(2, 2\)") as caught:
        upstream_for(problem(MATRIX), 1, np.ones(3))
    assert caught.value.hint == "give a single number, or an array of the shape (2, 2)"


@pytest.mark.parametrize("read", [values_of, solve])
def test_a_fault_of_a_layer_gets_its_node_s_place(read: object) -> None:
    forward = problem("variables: {x: [[1, 2]]}\nconstants: {k: [1]}\nnodes:\n  L: softmax_with_loss(x, k + 3)\n")
    with pytest.raises(BpcalcError) as caught:
        read(forward)  # type: ignore[operator]
    assert caught.value.place is not None
    assert caught.value.place.line == 4


def test_a_fault_of_a_backward_rule_gets_its_node_s_place() -> None:
    loaded = problem(
        "variables: {x: [1, 2]}\nlayers:\n  mine:\n    inputs: [x]\n    forward: x * 2\n"
        "    backward: {x: 'sum(dout * x, axis=0, keepdims=True)'}\nnodes:\n  y: mine(x)\n"
    )
    values = values_of(loaded)
    with pytest.raises(BpcalcError) as caught:
        solve(loaded, values=values)
    assert caught.value.place is not None
    assert caught.value.place.line == 8
