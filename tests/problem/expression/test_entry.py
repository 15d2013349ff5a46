"""An expression becomes nodes: which layers, in which order, under which names; and what stands where none may is refused."""

import math
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.problem.expression import entry
from tests.problem.expression.one_node import XY, node
from tests.problems import faults, gradients, nodes, problem, values


def test_an_expression_of_several_operations_is_several_nodes_inside_first_left_to_right() -> None:
    assert nodes(node("(x + y) * z - exp(x) / y")) == [
        ("n.1", "add", "x + y"),
        ("n.2", "mul", "(x + y) * z"),
        ("n.3", "exp", "exp(x)"),
        ("n.4", "div", "exp(x) / y"),
        ("n", "sub", "(x + y) * z - exp(x) / y"),
    ]


@pytest.mark.parametrize(
    ("expression", "layers"),
    [
        ("-x", ["neg"]),
        ("-2 * x", ["mul"]),
        ("-x ** 2", ["pow", "neg"]),
        ("-2 ** x", ["pow", "neg"]),
        ("x ** -2", ["pow"]),
        ("x ** y ** z", ["pow", "pow"]),
        ("1 / x", ["reciprocal"]),
        ("1.0 / x", ["reciprocal"]),
        ("2 / x", ["div"]),
        ("x - - y", ["neg", "sub"]),
        ("A.T @ A", ["transpose", "matmul"]),
        ("A[0] * A[:, 1]", ["subscript", "subscript", "mul"]),
        ("where(x > y, x, y)", ["greater", "where"]),
        ("(x <= y) * (x != y)", ["less_equal", "not_equal", "mul"]),
        ("MulLayer(x, y)", ["mul"]),
        ("sum(A, axis=0, keepdims=True)", ["sum"]),
        ("sum(x * x + x * x)", ["mul", "mul", "add", "sum"]),  # nothing is shared
    ],
)
def test_which_layers_an_expression_makes(expression: str, layers: list[str]) -> None:
    assert [layer for _, layer, _ in nodes(node(expression))] == layers


def test_nothing_is_folded_and_a_literal_is_an_input_of_its_own() -> None:
    graph = problem(node("2 * 3 + x * 1e1")).graph
    assert [graph.names[number] for number in graph.literals] == ["2", "3", "1e1"]
    assert [graph.values[number] for number in graph.literals] == [2.0, 3.0, 10.0]
    assert values(node("2 * 3 + x * 1e1"))["n"] == 26.0


def test_inner_nodes_can_be_asked_for_by_their_names() -> None:
    read = problem(node("(x + y) * z"))
    assert read.graph.number("n.1") == read.find("n.1")
    assert gradients(node("(x + y) * z"))["n.1"] == 5.0


def test_names_are_compared_by_nfkc_and_shown_as_typed() -> None:
    text = "variables: {µ: 3, ﬁ: 4}\nnodes: {y: μ * fi}\n"  # MICRO SIGN and LATIN SMALL LIGATURE FI, read as μ and fi
    assert values(text)["y"] == 12.0
    read = problem(text)
    assert read.graph.names[:2] == ["µ", "ﬁ"]
    assert read.graph.number("μ") == read.graph.number("µ") == 0


def test_a_name_may_equal_a_layers_name() -> None:
    assert values("variables: {x: 0}\nnodes: {exp: exp(x), y: exp * exp(exp)}\n")["y"] == pytest.approx(math.e)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd_for_an_expression(text: str) -> None:
    quoted = "'" + text.replace("'", "''").replace("\n", " ") + "'"
    for fault in faults(f"{XY}nodes:\n  n: {quoted}\n"):
        assert fault.message
        assert fault.place is not None


WORDS = st.sampled_from(
    "x y z A 1 2.5 ( ) [ ] , : . + - * / ** @ // % ^ ~ < == != := = exp sum max where T axis if else and or not lambda True None 'a' 1e3 0x1F 1_0 #".split()
)


@given(st.lists(WORDS, min_size=1, max_size=14))
@settings(max_examples=500, deadline=None)
def test_no_row_of_words_is_too_odd_for_an_expression(words: list[str]) -> None:
    quoted = "'" + " ".join(words).replace("'", "''") + "'"
    for fault in faults(f"{XY}nodes:\n  n: {quoted}\n"):
        assert fault.place is not None
        assert not fault.message.endswith(".")


@pytest.mark.parametrize("ending", [" ^ x", " if x else x", " // x"])
def test_a_refused_operation_of_a_long_expression_is_one_fault(ending: str) -> None:
    (fault,) = faults(f"{XY}nodes:\n  n: ({' + '.join(['x'] * 900)}){ending}\n")
    assert fault.hint is not None
    assert len(fault.hint) < 100


@pytest.mark.parametrize(
    ("expression", "message", "instead"),
    [
        ("leaky_relu(x, slope=0x1F)", "'0x1F' is not a number: numbers are decimal", "31"),
        ("leaky_relu(x, slope=-1_0)", "'1_0' is not a number: digits are not grouped by underscores", "10"),
        ("sum(x, axis=(0b0,))", "'0b0' is not a number: numbers are decimal", "0"),
        ("x[0o1]", "'0o1' is not a number: numbers are decimal", "1"),
    ],
)
def test_options_are_written_in_the_numbers_of_values(expression: str, message: str, instead: str) -> None:
    (fault,) = faults(f"variables: {{x: [1, 2]}}\nnodes: {{y: '{expression}'}}\n")
    assert (fault.message, fault.hint) == (message, f"write it as {instead}")


def test_the_nearest_name_is_looked_for_until_that_would_take_too_long() -> None:
    """Of eight names the third search is the seventeenth to the twenty-fourth comparison."""
    text = "variables: {apple: 1, b: 2, c: 3, d: 4}\nnodes: {e: appel + 1, f: appel + 1, g: appel + 1, h: appel + 1}\n"
    with patch.object(entry, "MOST_SEARCHED", 16):
        assert ["apple" in (fault.hint or "") for fault in faults(text)] == [True, True, False, False]


def test_each_refused_operator_is_underlined_itself() -> None:
    expression = "   (x % y) % z"
    found = faults(node(f"'{expression}'"))
    assert [fault.place.column for fault in found if fault.place] == [len("  n: '") + at + 1 for at in (6, 11)]


def test_true_is_not_the_1_of_a_reciprocal() -> None:
    (fault,) = faults(node("True / x"))
    assert fault.message == "True is no operand"


def test_pi_is_known_where_no_name_of_the_problem_is_pi() -> None:
    assert values(node("sin(pi * 0.5) + x * 0"))["n"] == 1.0
    assert values("variables: {pi: 3}\nnodes: {n: pi * 2}\n")["n"] == 6.0
    assert (
        values("variables: {x: 2}\nlayers: {area: {inputs: [r], forward: pi * r ** 2}}\nnodes: {n: area(x)}\n")["n"] == 4 * math.pi
    )


def test_dots_none_and_the_transpose_of_each_matrix() -> None:
    text = "variables: {A: [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]}\nnodes: {n: 'A.mT[..., 0] - A[0, None, 0]'}\n"
    assert values(text)["n"].tolist() == [[0, 0, 0], [6, 6, 6]]
