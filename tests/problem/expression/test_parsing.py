"""The text of an expression becomes Python's tree within limits, and the place of a fault is counted in its characters."""

import ast
import warnings
from unittest.mock import patch

import pytest

from backprop_cli.problem.expression.parsing import Fault, Text, syntax_fault, too_long
from tests.problem.expression.one_node import XY, node
from tests.problems import faults, values


def test_a_thousand_operations_and_fifty_parentheses_are_the_limits() -> None:
    assert values(node(" + ".join(["x"] * 1001)))["n"] == 2002.0
    assert "1000 operations" in faults(node(" + ".join(["x"] * 1002)))[0].message
    assert values(node("(" * 50 + "x" + ")" * 50 + " * 2"))["n"] == 4.0
    assert "50 nested" in faults(node("(" * 51 + "x" + ")" * 51 + " * 2"))[0].message


@pytest.mark.parametrize(
    "bomb", ["(" * 100_000, "-" * 100_000 + "x", "x" + " + x" * 100_000, "x" + "[0]" * 100_000, "not " * 100_000 + "x", "x" * 10**6]
)
def test_bombs_are_refused_with_one_sentence(bomb: str) -> None:
    assert len(faults(f"{XY}nodes:\n  n: '{bomb}'\n")) == 1


@pytest.mark.parametrize("expression", ["maximum(x,,y)", "x + maximum(y,,z)", "maximum(α,,y)", "x + maximum(αβγ,,y)"])
def test_the_caret_stands_where_an_expression_goes_wrong(expression: str) -> None:
    (found,) = faults(node(expression))
    assert found.message == "this is not a complete expression"
    assert found.place is not None
    assert found.place.column == len("  n: ") + expression.index(",,") + 2


def test_square_brackets_count_as_nested_parentheses() -> None:
    (found,) = faults(node("x[" * 51 + "0" + "]" * 51))
    assert found.message == "more than 50 nested parentheses"


def test_a_thousand_operations_may_have_as_many_brackets_again_and_again() -> None:
    """1000 additions and 2000 opening brackets are 3000 signs: none too many."""
    text = "((x))" + " + ((x))" * 999 + " + x"
    assert values(node(text))["n"] == 2002.0


def test_parentheses_beside_one_another_are_not_nested() -> None:
    assert values(node("(" * 50 + "x" + ")" * 50 + " * (2)"))["n"] == 4.0


def test_what_pythons_parser_cannot_hold_is_underlined_at_its_start() -> None:
    found: list[Fault] = []
    with patch.object(ast, "parse", side_effect=RecursionError):
        Text("  x", found.append)
    assert found == [("this expression is too deeply nested to be read", 2, 1, "split it into several nodes")]


def test_blanks_before_an_expression_move_what_is_quoted_from_it_by_as_much() -> None:
    (fault,) = faults(node("'   nope + x'"))
    assert fault.message == "no variable or node is called 'nope'"
    assert fault.place is not None
    assert fault.place.column == len("  n: '   ") + 1


def test_an_empty_expression_is_underlined_where_it_should_be() -> None:
    found: list[Fault] = []
    Text("  ", found.append)
    assert found == [("the expression is empty", 2, 1, "write one: apple * apple_num")]


def test_what_is_too_much_is_underlined_where_that_begins() -> None:
    found: list[Fault] = []
    Text("(" * 51 + "x" + ")" * 51, found.append)
    Text(" + ".join(["x"] * 3002), found.append)
    assert [(position, length) for _, position, length, _ in found] == [(50, 1), (4002, 1)]


def test_a_million_characters_are_the_most_of_an_expression() -> None:
    assert not too_long("x" * 1_000_000)
    found: list[Fault] = []
    Text("  " + "x" * 1_000_001, found.append)
    assert found == [("more than 1,000,000 characters in one expression", 2, 1, "split it into several nodes")]


@pytest.mark.parametrize("expression", ["x not", "x + y if", "x if y else", "x is"])
def test_the_caret_stands_under_the_last_sign_of_what_ends_too_early(expression: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.message == "this is not a complete expression"
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: ") + len(expression), 1)


@pytest.mark.parametrize(
    ("text", "offset"), [("x not", None), ("x not", 0), ("x not", 5), ("x not", 6), ("~", 0), ("~", 1), ("~", 2)]
)
def test_an_end_that_comes_too_early_is_where_every_python_says_that_it_is(text: str, offset: int | None) -> None:
    """Python 3.11 counts it as 0, others as the last sign, or the one behind it."""
    message, position, length, _ = syntax_fault(text, SyntaxError("invalid syntax", ("", 1, offset, text)))
    assert (message, position, length) == ("this is not a complete expression", len(text) - 1, 1)


@pytest.mark.parametrize("expression", ["2if x else y", "1and x", "0x1Fif x else y", "3.or x", "2if0x1F else x"])
def test_python_says_nothing_of_its_own_about_a_number_beside_a_word(expression: str) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert faults(node(expression))
    assert not said
