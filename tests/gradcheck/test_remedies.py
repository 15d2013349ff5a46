"""What has lost its digits, where, and what to write instead."""

import pytest

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.gradcheck.remedies import REARRANGE, lost_at, lost_gradients
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

from .checking import check


def done(variables: str, nodes: str) -> Pass:
    graph = read_problem(Source("p.yaml", f"variables: {{{variables}}}\nnodes: {{{nodes}}}"), None).graph
    values, output = engine.forward(graph), graph.nodes[-1]
    upstream = engine.filled_like(values[output], 1.0)
    return Pass(graph, values, engine.backward(graph, values, output, upstream), output, upstream)


def found(variables: str, nodes: str) -> list[tuple[str, str, str]]:
    """Whose digits are lost, where, and what to write."""
    made = done(variables, nodes)
    names = made.graph.names
    return [(names[lost.number], names[lost.node], lost.remedy) for lost in lost_gradients(made, list(made.graph.variables))]


RATE = "write (1 + r) ** n - 1 as expm1(n * log1p(r))"


@pytest.mark.parametrize(
    ("x", "nodes", "node", "remedy"),
    [
        ("1e-9", "s: 1 + x, y: log(s) / x", "s", "write log(1 + x) as log1p(x)"),
        ("1e-9", "s: 1 + x, p: s ** 12, d: p - 1, y: x / d", "s", RATE),
        ("1e-9", "s: 1 + x, d: s - 1, y: x / d", "s", "write 1 + x - 1 as x"),
        ("1e-9", "e: exp(x), d: e - 1, y: d / x", "e", "write exp(x) - 1 as expm1(x)"),
        ("1e-5", "c: cos(x), d: 1 - c, y: d / x ** 2", "c", "write 1 - cos(x) as 2 * sin(x / 2) ** 2"),
        ("1e-9", "s: 3 + x, d: s - 3, y: d * d", "s", REARRANGE),
    ],
)
def test_the_way_out_follows_from_what_surrounds_the_node(x: str, nodes: str, node: str, remedy: str) -> None:
    assert found(f"x: {x}", nodes) == [("x", node, remedy)]


def test_a_difference_of_roots_is_a_quotient() -> None:
    ((_, _, remedy),) = found("x: 1e12", "a: x + 1, r: sqrt(a), s: sqrt(x), d: r - s, y: d * d")
    assert remedy == "write sqrt(a) - sqrt(b) as (a - b) / (sqrt(a) + sqrt(b))"


@pytest.mark.parametrize(
    ("variables", "nodes"),
    [
        ("x: 1e-9", "y: log1p(x) / x"),
        ("x: 1", "y: (x + 1e8) - 1e8"),
        ("x: 0.1", "y: log(1 + x) / x"),
        ("x: 0", "y: relu(x)"),
        ("x: [1, 2]", "y: softmax(x)"),
    ],
)
def test_of_a_gradient_that_has_its_digits_nothing_is_said(variables: str, nodes: str) -> None:
    assert found(variables, nodes) == []


def test_one_entry_that_is_lost_is_enough_and_another_variable_is_left_in_peace() -> None:
    assert [name for name, _, _ in found("x: [1, 1e-9, 3], z: 2", "s: 1 + x, a: log(s) / x, y: sum(a) + z * z")] == ["x"]


def test_the_words_name_the_gradient_and_the_node_with_its_expression() -> None:
    graph = done("x: 1e-9", "s: 1 + x, y: log(s) / x").graph
    assert lost_at(graph, "x", graph.number("s")) == "the gradient of x has lost its digits to rounding at s = 1 + x"


@pytest.mark.parametrize("x", ["1e-9", "[1, 1e-9]"])
def test_the_check_says_it_in_the_same_words(x: str) -> None:
    result = check(f"variables: {{x: {x}}}\nnodes: {{s: 1 + x, y: log(s) / x}}")
    assert (result.verdict, result.lost) == ("inconclusive", True)
    assert "the gradient of x has lost its digits to rounding at s = 1 + x: write log(1 + x) as log1p(x)" in result.notes


def test_a_fast_check_of_a_single_number_says_it_too() -> None:
    result = check("variables: {x: 1e-9}\nnodes: {s: 1 + x, y: log(s) / x}", fast=True)
    assert (result.verdict, result.lost) == ("inconclusive", True)
