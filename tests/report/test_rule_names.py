"""Rules with the names of a graph put in: the meaning stays."""

import ast
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import engine
from backprop_cli.engine.edges import edges
from backprop_cli.layers import SHELF
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_names import (
    atomic,
    is_inner,
    is_number,
    labelled,
    name_in_rule,
    names_put_in,
    pretty,
    rule_in_names,
    symbol,
    template,
)
from tests.layers.words import evaluate
from tests.reporting import read


@pytest.mark.parametrize(
    ("rule", "names", "text"),
    [
        ("y", {"y": "tax"}, "tax"),
        ("y", {"y": "a * b"}, "a * b"),
        ("-out ** 2", {"out": "a + b"}, "-(a + b) ** 2"),
        ("1 / y", {"y": "-2"}, "1 / (-2)"),
        ("1 / y", {"y": "exp(a + b)"}, "1 / exp(a + b)"),
        ("out * (1 - out)", {"out": "h"}, "h * (1 - h)"),
        ("where(x > 0, 1, slope)", {"x": "a - b", "slope": "-0.5"}, "where((a - b) > 0, 1, -0.5)"),
        ("sum(dout * out, axis=axis, keepdims=True)", {"out": "y", "axis": "-1"}, "sum(dout * y, axis=-1, keepdims=True)"),
        ("dout @ W.T", {"W": "W1"}, "dout @ W1.T"),
        ("dout @ W.T", {"W": "A @ B"}, "dout @ (A @ B).T"),
        ("x == y", {"x": "1e-5", "y": "b"}, "1e-5 == b"),
        ("x * y", {"x": "-2", "y": "-3"}, "-2 * (-3)"),
        ("x ** y", {"x": "-2", "y": "3"}, "(-2) ** 3"),
        ("exp(x)", {"x": "exp"}, "exp(exp)"),
        ("사과 * y", {"y": "개수", "사과": "값"}, "값 * 개수"),
    ],
)
def test_names_are_put_in(rule: str, names: dict[str, str], text: str) -> None:
    assert names_put_in(rule, names) == text


def test_nothing_is_put_in_where_a_step_would_be_taken_for_a_name() -> None:
    assert names_put_in("(g - mean(g)) / x", {"x": "g"}) == "(g - mean(g)) / x"
    assert names_put_in("(g - mean(g)) / x", {"x": "h"}) == "(g - mean(g)) / h"


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "2", "0.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / "]), inner).map("".join),
        inner.map(lambda text: f"-({text})"), inner.map(lambda text: f"({text})"), inner.map(lambda text: f"abs({text})"),
    ),
    max_leaves=6,
)  # fmt: skip
RULES = [rule for layer in SHELF.values() if layer.elementwise for rule in layer.rules.values()]


@given(st.sampled_from(RULES), EXPRESSIONS, EXPRESSIONS)
def test_putting_expressions_in_keeps_the_meaning(rule: str, x: str, y: str) -> None:
    """The rule of the texts is the rule of their values."""
    inputs = {"a": 1.75, "b": -0.625}
    names = {"x": x, "y": y, "c": "a", "out": "b"} | dict.fromkeys(("slope", "alpha", "delta", "low", "high"), "0.5")
    values = {name: float(evaluate(text, **inputs)) for name, text in names.items()}
    if all(map(math.isfinite, values.values())):
        direct = evaluate(rule, **values)
        try:
            by_text = evaluate(names_put_in(rule, names), **inputs)
        except ZeroDivisionError:  # Python raises where a float of ours is infinite or nan
            assert not math.isfinite(direct)
            return
        if isinstance(by_text, complex):  # Python's own answer for a power of a negative number that is written out
            by_text = math.nan
        assert direct == pytest.approx(by_text, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_rule_is_cut_once() -> None:
    assert template("x * y") is template("x * y")


@pytest.mark.parametrize(("text", "holds"), [("a", True), ("2.5", True), ("1e-5", True), ("-2", False), ("f(a, b)", True),
    ("A[:, 1]", True), ("a + b", False), ("(a) * (b)", False), ("x.T", True), ("사과", True)])  # fmt: skip
def test_what_holds_together(text: str, holds: bool) -> None:
    assert atomic(text) is holds


@pytest.mark.parametrize(("text", "number"), [("1", True), ("-1", True), ("1e-3", True), ("inf", False), ("nan", False),
    ("infinity", False), ("x", False), ("1 + 1", False)])  # fmt: skip
def test_what_is_a_number(text: str, number: bool) -> None:
    assert is_number(text) is number


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
