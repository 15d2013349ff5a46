"""The two passes over a graph: closed forms, fan-out, upstream, and layers that are used twice."""

import math

import numpy as np
import pytest

from backprop_cli import engine
from tests.problems import gradients, problem


def test_one_layer_object_at_two_nodes_keeps_them_apart() -> None:
    """With the notes' layers, which remember their inputs, d(x·y + z·z)/d… comes out wrong: 25 where 15 is true."""
    found = gradients("variables: {x: 3, y: 5}\nnodes: {a: x * y, b: a * a, c: b * y}\noutput: c\n")
    assert found["x"] == 2 * 15 * 5 * 5
    assert found["y"] == 2 * 15 * 3 * 5 + 15 * 15


def test_two_passes_over_one_graph_do_not_disturb_each_other() -> None:
    graph = problem("variables: {x: 3, y: 5}\nnodes: {a: x * y, b: a * a}\n").graph
    first = engine.forward(graph)
    second = engine.forward(graph, [10.0, 1.0])
    one, two = engine.backward(graph, first, 3), engine.backward(graph, second, 3)
    assert one[:2] == [2 * 15 * 5, 2 * 15 * 3]
    assert two[:2] == [2 * 10 * 1, 2 * 10 * 10]
    assert graph.values == [3.0, 5.0]


def test_a_doubling_chain_sums_its_two_to_the_sixtieth_paths() -> None:
    lines = "".join(f"  d{step}: {f'd{step - 1}' if step else 'x'} + {f'd{step - 1}' if step else 'x'}\n" for step in range(60))
    assert gradients(f"variables: {{x: 1}}\nnodes:\n{lines}")["x"] == 2.0**60


def test_upstream_is_the_gradient_of_the_output_itself() -> None:
    graph = problem("variables: {x: 3}\nnodes: {y: x * x}\n").graph
    values = engine.forward(graph)
    assert engine.backward(graph, values, 1, 1.3) == [1.3 * 3 + 1.3 * 3, 1.3]


def test_what_is_right_for_a_value_and_for_a_gradient() -> None:
    graph = problem("variables: {x: 3}\nnodes: {y: x * x}\n").graph
    done = engine.differentiate(graph, engine.forward(graph), 1)
    assert [done.answer(kind, number) for kind in ("forward", "gradient") for number in (0, 1)] == [3.0, 9.0, 6.0, 1.0]


def test_the_first_value_that_is_not_finite() -> None:
    graph = problem("variables: {x: 1000}\nnodes: {a: x * 2, b: exp(a), c: b * 2}\n").graph
    values = engine.forward(graph)
    first = engine.first_nonfinite(values)
    assert first is not None
    assert graph.names[first] == "b"
    assert math.isinf(values[first])


@pytest.mark.parametrize("shape", ["2", "[1, 2]"])
def test_settled_gradients_are_zeros_where_nothing_is_reached(shape: str) -> None:
    found = gradients(f"variables: {{x: 2, u: {shape}}}\nnodes: {{y: x * x, z: u * 2}}\noutput: y\n")
    assert np.all(np.asarray(found["u"]) == 0.0)
    assert np.shape(found["z"]) == np.shape(found["u"])


@pytest.mark.parametrize(("x", "shape"), [("3", ()), ("[3, 3]", (2,))])
def test_the_output_keeps_its_own_gradient_where_nothing_that_is_wanted_reaches_it(x: str, shape: tuple[int, ...]) -> None:
    graph = problem(f"variables: {{x: {x}, y: 5}}\nnodes: {{p: x * x}}\n").graph
    found = engine.backward(graph, engine.forward(graph), 2, wanted=graph.reached_from([1]))
    assert found[:2] == [None, None]
    np.testing.assert_array_equal(found[2], np.ones(shape))
