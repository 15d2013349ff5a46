"""Rules in the names of a graph: what tables and machines show of them."""

import ast
import math
from pathlib import Path

import pytest

from backprop_cli import engine
from backprop_cli.engine.edges import edges
from backprop_cli.python_layers.load import load_layers
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_names import call_with, is_inner, labelled, name_in_rule, pretty, rule_in_names, symbol
from tests.layers.words import evaluate
from tests.python_layers.book import written
from tests.reporting import read


def test_signs_for_readers() -> None:
    assert pretty("a * b ** 2 + f(*xs, *ys)", Style()) == "a × b ** 2 + f(*xs, *ys)"
    assert pretty("a * b", Style(ascii=True)) == "a * b"


def test_inner_nodes_go_by_their_text_where_it_is_short() -> None:
    long = " + ".join(["variable"] * 10)
    graph = read(
        f"variables: {{variable: 1, tax: 2}}\nnodes:\n  price: (variable * tax) * tax\n  long: ({long}) * tax\n  z: price + long"
    ).graph
    inner, huge = graph.number("price.1"), graph.number("long.9")
    assert inner is not None
    assert huge is not None
    assert is_inner(graph, inner)
    assert name_in_rule(graph, inner, 14) == "variable * tax"
    assert name_in_rule(graph, inner, 13) == "price.1"
    assert labelled(graph, inner, "price.1 (2)") == "price.1 (2) = variable * tax"
    assert labelled(graph, huge, "long.9") == "long.9"
    assert labelled(graph, graph.number("price"), "price") == "price"  # type: ignore[arg-type]


def test_layers_by_their_symbols() -> None:
    graph = read(
        "variables: {x: 1}\nlayers: {mine: {inputs: [x], forward: x * 2}}\nnodes: {a: x * 2, b: exp(a), c: mine(b), d: c / a}"
    ).graph
    signs = [symbol(graph, number, Style()) for number in graph.nodes]
    assert signs == ["×", "exp", "mine (yours)", "÷"]
    assert [symbol(graph, number, Style(ascii=True)) for number in graph.nodes] == ["*", "exp", "mine (yours)", "/"]


SCALARS = """\
variables: {a: 1.5, b: -0.75, c: 2.25}
nodes:
  y: (a - b) ** 2 / (c * -2) + exp(-a) * sigmoid(b) - 1 / (1 + tanh(c)) + where(a > b, sqrt(c), log(c)) + maximum(a, 0.5)
  z: leaky_relu(b, slope=0.25) * y + softplus(y) - cos(y) / sin(c) + abs(b) + relu(a) + erf(c)
"""


def test_every_rule_with_names_put_in_comes_to_the_local_gradient() -> None:
    """Python itself evaluates what the JSON answer says, on nothing but names and their values."""
    graph = read(SCALARS).graph
    values = engine.forward(graph)
    output = graph.sinks()[0]
    names = {name: values[number] for name, number in graph.numbers.items() if "." not in name}
    names |= {"relu": lambda x: max(x, 0), "leaky_relu": lambda x, slope: x if x > 0 else slope * x}
    names |= {"softplus": lambda x: math.log(1 + math.exp(x))}
    arrows = list(edges(engine.differentiate(graph, values, output), graph.reached_from(graph.variables)))
    assert len(arrows) > 30
    for edge in arrows:
        rule = rule_in_names(graph, values, edge.node, edge.argument)
        ast.parse(rule, mode="eval")
        assert rule.isascii()
        assert float(evaluate(rule, **names)) == pytest.approx(edge.local, rel=1e-12), rule


def test_a_layer_without_words_has_the_derivative_itself() -> None:
    graph = read("variables: {x: 1}\nlayers: {mine: {inputs: [x], forward: x * 2}}\nnodes: {y: mine(x)}").graph
    assert rule_in_names(graph, graph.values, graph.nodes[0], 0) == "dy/dx"


def test_a_call_shows_the_options_that_are_set_and_the_output_that_it_takes(tmp_path: Path) -> None:
    code = (
        "import numpy as np\nclass Shift:\n    def forward(self, x, by=np.zeros(2), on=True):\n        return x + by, x\n"
        "    def backward(self, d, e):\n        return d + e\n"
    )
    (cls,) = load_layers(written(tmp_path, code))
    assert call_with(cls(on=False), ["a"]) == "Shift(a, on=False)"
    taken = cls().output(1)
    assert taken is not None
    assert call_with(taken, ["(2)"]) == "Shift((2))[1]"
