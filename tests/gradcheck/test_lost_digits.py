"""How far gradients tremble with the rounding of every value on the way, and what is never shaken."""

from math import nan
from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.gradcheck.disturbed_layers import Disturbed
from backprop_cli.gradcheck.lost_digits import LostDigits, compares_equals, furthest, leading_to_kinks, shaken_layer
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers.arithmetic import MulLayer, NegLayer
from backprop_cli.layers.elementary import ExpLayer
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

EPSILON = 2.0**-52


def done(text: str) -> Pass:
    graph = read_problem(Source("p.yaml", text), None).graph
    values, output = engine.forward(graph), graph.nodes[-1]
    upstream = engine.filled_like(values[output], 1.0)
    return Pass(graph, values, engine.backward(graph, values, output, upstream), output, upstream)


def rounding(variables: str, nodes: str, more: str = "") -> LostDigits:
    return LostDigits(
        made := done(f"variables: {{{variables}}}\n{more}nodes: {{{nodes}}}"), list(made.graph.variables), RandomNumbers(0)
    )


@pytest.mark.parametrize("x", [3.0, np.array([[3.0, -2.0]])])
def test_a_shaken_layer_is_off_by_half_to_two_of_its_last_digits_and_sends_back_the_same(x: Any) -> None:
    layer = shaken_layer(MulLayer(), RandomNumbers(0))
    for _ in range(20):
        off = abs(layer.compute(x, 7.0) / (7.0 * x) - 1.0) / EPSILON
        assert (np.asarray(off) > 0.0).all()
        assert (np.asarray(off) <= 3.0).all()
    assert layer.vjp(2.0, 21.0, 3.0, 7.0, wanted=(True, True)) == (14.0, 6.0)
    assert (layer.elementwise, layer.multiplies, layer.yours) == (True, True, False)
    assert layer.shape((2, 1), (3,)) == (2, 3)


def test_layers_that_choose_or_move_are_not_shaken() -> None:
    neg, exp = NegLayer(), ExpLayer()
    assert shaken_layer(neg, RandomNumbers(0)) is neg
    assert isinstance(shaken_layer(exp, RandomNumbers(0)), Disturbed)


def test_inside_of_the_problems_own_layers_both_rules_are_shaken() -> None:
    text = "variables: {x: 2}\nlayers: {s: {inputs: [x], forward: exp(-x), backward: {x: -dout * out}}}\nnodes: {y: s(x)}"
    layer = done(text).graph.layers[0]
    shaken = shaken_layer(layer, RandomNumbers(0))
    assert isinstance(layer, Handmade)
    assert isinstance(shaken, Handmade)
    assert shaken.backward_rule is not None
    assert [type(inner) for inner in shaken.rule.layers] == [NegLayer, Disturbed]
    assert [type(inner) for inner in shaken.backward_rule.layers] == [NegLayer, Disturbed]
    assert [type(inner) for inner in layer.rule.layers] == [NegLayer, ExpLayer]
    assert len({shaken.compute(2.0) for _ in range(8)}) > 1


@pytest.mark.parametrize(
    ("x", "expression", "least", "most"),
    [
        ("1e-9", "log(1 + x) / x", 1.0, 1e3),
        ("1e-9", "log1p(x) / x", 0.0, 1e-5),
        ("3", "exp(x)", 1e-15, 2e-14),
        ("1", "(x + 1e8) - 1e8", 0.0, 0.0),
        ("3", "7 * x", 0.0, 0.0),
    ],
)
def test_a_gradient_trembles_by_what_rounding_does_to_it(x: str, expression: str, least: float, most: float) -> None:
    """An ε of 1 beside 10⁻⁹ is 2·10⁻⁷ of log(1 + x), which 1/x² carries to 10¹¹ · 10⁻⁹."""
    found = rounding(f"x: {x}", f"y: {expression}")
    assert least <= found.deviation(0) <= most
    assert len(found.shaken) == 3


def test_each_entry_trembles_by_itself_and_a_part_by_its_own_measure() -> None:
    found = rounding("x: [1e-9, 3]", "y: log(1 + x) / x")
    most = found.deviation(0)
    assert most[0] > 1.0
    assert most[1] < 1e-14
    assert found.deviation(0, lambda gradient: float(gradient[1])) == most[1]


def test_what_is_no_number_says_nothing() -> None:
    assert (furthest(1.0, -3.0), furthest(4.0, -3.0), furthest(1.0, nan)) == (3.0, 4.0, 1.0)
    assert furthest(0.5, np.array([nan, -2.0, 0.25])).tolist() == [0.5, 2.0, 0.5]


@pytest.mark.parametrize(
    ("nodes", "name"),
    [
        ("a: 3 * x, b: 1 + a, c: log(b), y: c / a", "b"),
        ("a: x * x, b: exp(x) + a, c: 1e9 + x, d: c - 1e9, y: d * d", "c"),
        ("a: 1 + x, d: a - 1, y: x / d", "a"),
    ],
)
def test_the_node_is_found_that_lost_the_digits(nodes: str, name: str) -> None:
    found = rounding("x: 1e-9", nodes)
    assert found.done.graph.names[found.node(0, float)] == name


def test_what_leads_to_a_kink_is_never_shaken_and_what_comes_after_it_is() -> None:
    found = rounding("x: 0, z: 2", "a: 3 * x, b: relu(a), c: z * z, d: sin(c), y: b + d")
    names = found.done.graph.names
    assert [names[k] for k, flag in enumerate(leading_to_kinks(found.done)) if flag and names[k].isalpha()] == ["x", "a", "b"]
    assert [names[k] for k in found.nodes] == ["c", "d", "y"]


def test_a_kink_at_one_entry_of_an_array_counts() -> None:
    found = rounding("x: [1, 0]", "a: 3 * x, y: relu(a)")
    assert found.nodes == []
    assert found.deviation(0).tolist() == [0.0, 0.0]


def test_what_the_output_does_not_depend_on_is_not_shaken() -> None:
    text = "variables: {x: 2}\nnodes: {a: x * 3, b: x * x, y: a * a}\noutput: y"
    graph = read_problem(Source("p.yaml", text), None).graph
    values, output = engine.forward(graph), graph.number("y")
    found = LostDigits(Pass(graph, values, engine.backward(graph, values, output, 1.0), output, 1.0), [0], RandomNumbers(0))
    assert [graph.names[k] for k in found.nodes] == ["a", "y"]


EQUAL = "layers: {big: {inputs: [x], forward: max(x), backward: {x: 'dout * (x == out)'}}}\n"


@pytest.mark.parametrize(("rule", "equal"), [("dout * (x == out)", True), ("dout * (x > 100)", False), ("dout * out", False)])
def test_a_rule_that_compares_what_is_equal_is_not_shaken(rule: str, equal: bool) -> None:
    more = EQUAL.replace("dout * (x == out)", rule)
    found = rounding("x: [1, 3]", "a: 2 * x, y: big(a)", more)
    assert compares_equals(found.done, found.done.graph.number("y")) is equal
    assert not compares_equals(found.done, found.done.graph.number("a"))
    assert (found.done.output in found.nodes) is not equal
