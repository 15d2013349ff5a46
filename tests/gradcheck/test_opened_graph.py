"""Graphs with the problem's own layers opened: the same values, under numbers that are known."""

from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.opened_graph import opened
from backprop_cli.graph import Graph
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

RULE = "backward: {{x: 9 * dout}}"
TEXT = (
    "variables: {{x: {x}}}\nconstants: {{c: 4}}\nlayers:\n  half: {{inputs: [x], forward: x / 2 + 1, "
    + RULE
    + "}}\n  outer: {{inputs: [x], forward: half(x) * half(x + 10), "
    + RULE
    + "}}\nnodes: {{a: 3 * x, b: outer(a), y: b - c}}"
)


def read(x: str) -> tuple[Graph, list[Any]]:
    graph = read_problem(Source("p.yaml", TEXT.format(x=x)), None).graph
    return graph, engine.forward(graph)


@pytest.mark.parametrize("x", ["2", "[2, 4]"])
def test_each_value_is_found_again_and_follows_from_the_inner_layers(x: str) -> None:
    """At 2: a = 6, half(6) = 4, half(16) = 9, b = 36."""
    graph, values = read(x)
    flat = opened(graph, values)
    for number, value in enumerate(values):
        np.testing.assert_array_equal(flat.values[flat.number[number]], value)
    again = engine.forward(flat.graph)
    for value, other in zip(again, flat.values, strict=True):
        np.testing.assert_array_equal(value, other)
    assert np.ravel(flat.values[flat.number[graph.number("b")]])[0] == 36.0
    assert not any(layer.yours for layer in flat.graph.layers)
    assert flat.graph.scalar is (x == "2")
    assert (flat.graph.shapes is None) is (x == "2")


def test_inner_nodes_bear_the_name_of_the_node_that_they_are_inside_of() -> None:
    graph, values = read("2")
    flat = opened(graph, values)
    names = [flat.graph.names[number] for number in flat.graph.nodes]
    assert names == ["a", *["b"] * 6, "y"]
    assert [layer.name for layer in flat.graph.layers] == ["mul", "div", "add", "add", "div", "add", "mul", "sub"]
    assert [flat.graph.names[number] for number in flat.graph.variables] == ["x"]
    assert [flat.graph.names[number] for number in flat.graph.constants] == ["c"]
    assert {flat.graph.values[number] for number in flat.graph.literals} >= {1.0, 2.0, 3.0, 10.0}


def test_the_slope_is_that_of_the_forward_rules() -> None:
    """b = (1.5x + 1)(1.5x + 6) has the slope 4.5x + 10.5, whatever the layers claim."""
    graph, values = read("2")
    flat = opened(graph, values)
    gradients = engine.backward(flat.graph, flat.values, flat.number[graph.number("y")], 1.0)
    assert gradients[0] == pytest.approx(19.5)
    assert engine.backward(graph, values, graph.number("y"), 1.0)[0] == 27.0


def test_a_graph_without_such_layers_stays_as_it_is() -> None:
    graph = read_problem(Source("p.yaml", "variables: {x: 2}\nnodes: {y: 3 * x}"), None).graph
    values = engine.forward(graph)
    flat = opened(graph, values)
    assert flat.graph is graph
    assert (flat.values, list(flat.number)) == (values, list(range(len(values))))


def test_inputs_keep_their_places_and_layers_without_inner_nodes_give_what_they_got() -> None:
    text = (
        "variables: {x: 7, z: 2}\nlayers:\n  less: {inputs: [x, z], forward: x - z, backward: {x: dout, z: -dout}}\n"
        "  second: {inputs: [x, z], forward: 0 * x + z, backward: {x: 0 * dout, z: dout}}\nnodes: {a: 'less(z, x)', y: 'second(x, a)'}"
    )
    graph = read_problem(Source("p.yaml", text), None).graph
    flat = opened(graph, engine.forward(graph))
    assert engine.forward(flat.graph) == flat.values
    assert [flat.values[flat.number[graph.number(name)]] for name in ("a", "y")] == [-5.0, -5.0]
