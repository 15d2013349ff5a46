"""Expressions become nodes: which, in which order, under which names, and where each fault is underlined."""

import ast
import math
import warnings
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.problem.expression import entry
from backprop_cli.problem.expression.call_options import from_scalar
from backprop_cli.problem.expression.parsing import Fault, Text, syntax_fault, too_long
from tests.problems import faults, gradients, nodes, problem, values

XY = "variables: {x: 2, y: 3, z: 5, A: [[1, 2], [3, 4]]}\n"


def node(expression: str) -> str:
    return f"{XY}nodes:\n  n: {expression}\n"


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


@pytest.mark.parametrize(
    ("line", "column", "length", "written"),
    [
        ("  n: x + zz", 10, 2, "plain"),
        ("  n: 'x + zz'", 11, 2, "in single quotes"),
        ('  n: "x + zz"', 11, 2, "in double quotes"),
        ("  n: {mul: [x, y + zz]}", 20, 2, "an input in a flow sequence"),
        ("  n: exp(x) + 사과 * zz", 6 + 14, 2, "after wide characters"),
    ],
)
def test_the_caret_stands_under_the_unknown_name(line: str, column: int, length: int, written: str) -> None:
    found = [fault for fault in faults(f"{XY}nodes:\n{line}\n") if "'zz'" in fault.message]
    assert [(fault.place.line, fault.place.column, fault.place.length) for fault in found if fault.place] == [(3, column, length)]


@pytest.mark.parametrize("style", ["|", ">", ">-", "|-"])
def test_the_caret_in_block_scalars(style: str) -> None:
    (found,) = faults(f"{XY}nodes:\n  n: {style}\n    x * (y\n      + zz)\n")
    assert found.place is not None
    assert (found.place.line, found.place.column, found.place.length) == (5, 9, 2)


def test_an_escape_in_double_quotes_underlines_the_whole_text() -> None:
    (found,) = faults(XY + 'nodes:\n  n: "x + \\x7az"\n')
    assert found.place is not None
    assert (found.place.column, found.place.length) == (6, len('"x + \\x7az"'))


def test_all_faults_of_an_expression_are_found_and_what_follows_is_not_said() -> None:
    text = XY + "nodes:\n  a: zz + x ^ sigmod(ww)\n  b: a * 2\n  c: b + vv\n"
    assert [fault.message for fault in faults(text)] == [
        "no variable or node is called 'zz'",
        "^ is no power here",
        "no layer is called 'sigmod'",
        "no variable or node is called 'ww'",
        "no variable or node is called 'vv'",
    ]


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


NAMES = st.sampled_from(["x", "y", "z"])
SIGNS = st.sampled_from(["+", "-", "*", "/", "<", ">=", "=="])


@given(st.lists(st.tuples(NAMES, SIGNS, NAMES), min_size=1, max_size=5))
def test_the_plain_reading_agrees_with_pythons_parser(lines: list[tuple[str, str, str]]) -> None:
    plain = "".join(f"  n{index}: {x} {sign} {y}\n" for index, (x, sign, y) in enumerate(lines))
    parsed = "".join(f"  n{index}: {x}  {sign}  {y}\n" for index, (x, sign, y) in enumerate(lines))  # two blanks: not plain
    one, other = problem(f"{XY}nodes:\n{plain}").graph, problem(f"{XY}nodes:\n{parsed}").graph
    assert one.names == other.names
    assert one.inputs == other.inputs
    assert [type(layer) for layer in one.layers] == [type(layer) for layer in other.layers]


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
    ("expression", "message", "under"),
    [
        ("([x)", "this ')' closes nothing", ")"),
        ("(x + [y)] * z", "this ')' closes nothing", ")"),
        ("2x + y", "an operator is missing here", "x"),
        ("x y", "an operator is missing here", "y"),
        ("y * |x + z|", "bars around a value are no operation here", "|x + z|"),
        ("if x > y then x", "a choice is a layer here", "if"),
        ("x + / y", "this is not a complete expression", "/"),
        ("x * (y + @ z)", "this is not a complete expression", "@"),
        ("사과 + / 사과", "this is not a complete expression", "/"),
        ("x*", "nothing stands after '*'", "*"),
        ("* x", "nothing stands before '*'", "*"),
        ("in x", "this is not a complete expression", "i"),
        ("x + y.", "this is not a complete expression", "."),
        ("x * y:", "this is not a complete expression", ":"),
    ],
)
def test_exactly_what_is_wrong_is_underlined(expression: str, message: str, under: str) -> None:
    text = f"variables: {{x: 2, y: 3, z: 5, 사과: 1}}\nnodes:\n  n: '{expression}'\n"
    (fault,) = faults(text)
    assert fault.message == message
    assert fault.place is not None
    start = fault.place.column - 1
    assert fault.place.excerpt[start : start + fault.place.length] == under


def test_whole_numbers_stay_whole_as_options_as_long_as_floats_hold_them() -> None:
    for number, kind in ((2.0**53 - 1, int), (2.0**53, float), (-(2.0**53) + 1, int), (3.0, int), (0.5, float)):
        assert type(from_scalar(number)) is kind
        assert from_scalar(number) == number


@pytest.mark.parametrize(("expression", "sign"), [("x * (y + A[0", "["), ("A[0 + (x", "("), ("(x + (y * z)", "(x")])
def test_the_caret_stands_under_the_innermost_bracket_that_is_never_closed(expression: str, sign: str) -> None:
    (found,) = faults(node(f"'{expression}'"))
    assert found.place is not None
    assert found.place.column == len("  n: '") + expression.index(sign) + 1


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


@pytest.mark.parametrize(("expression", "under"), [("y + exp x", "exp"), ("z * x y", "y"), ("x y + z", "y"), ("(x + y) z", "z")])
def test_the_caret_stands_under_what_lacks_an_operator_or_its_brackets(expression: str, under: str) -> None:
    (found,) = faults(node(expression))
    assert found.place is not None
    assert (found.place.column, found.place.length) == (len("  n: ") + expression.rindex(under) + 1, len(under))


@pytest.mark.parametrize(
    ("expression", "instead"),
    [
        ("np.dot(x + z, y)", "(x + z) @ y"),
        ("A.dot(A)", "A @ A"),
        ("np.multiply(exp(x), b)", "exp(x) * b"),
        ("x.mm(A[0])", "x @ A[0]"),
    ],
)
def test_a_product_by_another_name_is_written_with_its_own_operands(expression: str, instead: str) -> None:
    (found,) = faults(node(f"'{expression}'"))
    assert found.hint == f"write {instead}"


def test_a_product_that_lacks_an_operand_is_explained() -> None:
    (found,) = faults(node("np.dot(x)"))
    assert found.hint == "dot(x, y) is x @ y"


def test_without_variables_no_name_is_called_unknown() -> None:
    assert [fault.message for fault in faults("nodes: {price: apple * tax}\n")] == ["variables: is missing"]


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


def test_parentheses_beside_one_another_are_not_nested() -> None:
    assert values(node("(" * 50 + "x" + ")" * 50 + " * (2)"))["n"] == 4.0


def test_what_pythons_parser_cannot_hold_is_underlined_at_its_start() -> None:
    found: list[Fault] = []
    with patch.object(ast, "parse", side_effect=RecursionError):
        Text("  x", found.append)
    assert found == [("this expression is too deeply nested to be read", 2, 1, "split it into several nodes")]


def test_the_nearest_name_is_looked_for_until_that_would_take_too_long() -> None:
    """Of eight names the third search is the seventeenth to the twenty-fourth comparison."""
    text = "variables: {apple: 1, b: 2, c: 3, d: 4}\nnodes: {e: appel + 1, f: appel + 1, g: appel + 1, h: appel + 1}\n"
    with patch.object(entry, "MOST_SEARCHED", 16):
        assert ["apple" in (fault.hint or "") for fault in faults(text)] == [True, True, False, False]


@pytest.mark.parametrize("word", [True, False, None])
def test_the_words_of_json_are_options_as_they_are(word: bool | None) -> None:
    assert from_scalar(word) is word


def test_a_whole_number_that_no_axis_can_be_is_refused_as_an_option() -> None:
    (largest,) = faults(node("sum(A, axis=9223372036854775807)"))
    (beyond,) = faults(node("sum(A, axis=9223372036854775808)"))
    assert "axis" in largest.message
    assert beyond.message == "this whole number is too large for an option"


def test_an_input_too_many_is_no_axis_where_there_is_none() -> None:
    (fault,) = faults(node("exp(x, 0)"))
    assert fault.message == "exp takes 1 input, not 2"
    assert "axis" not in (fault.hint or "")


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


def test_each_refused_operator_is_underlined_itself() -> None:
    expression = "   (x % y) % z"
    found = faults(node(f"'{expression}'"))
    assert [fault.place.column for fault in found if fault.place] == [len("  n: '") + at + 1 for at in (6, 11)]


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("True", True), ("false", False), ("False", False), ("null", None), ("None", None), ("~", None)],
)
def test_the_words_of_yaml_and_python_are_options(word: str, value: bool | None) -> None:
    assert from_scalar(word) is value


@pytest.mark.parametrize("sign", ["×", "²", "?", "−"])
def test_a_sign_that_no_expression_has_is_underlined_alone(sign: str) -> None:
    (fault,) = faults(node(f"'x {sign} yy'"))
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: 'x ") + 1, 1)


def test_a_million_characters_are_the_most_of_an_expression() -> None:
    assert not too_long("x" * 1_000_000)
    found: list[Fault] = []
    Text("  " + "x" * 1_000_001, found.append)
    assert found == [("more than 1,000,000 characters in one expression", 2, 1, "split it into several nodes")]


def test_a_whole_number_that_no_axis_can_be_is_refused_in_an_index() -> None:
    (largest,) = faults(node("A[9223372036854775807]"))
    (beyond,) = faults(node("A[9223372036854775808]"))
    assert largest.message == "subscript: subscript 9223372036854775807 is outside axis 0 of x (2, 2)"
    assert beyond.message == "a whole number belongs here"


TWO = "max looks along an axis, the maximum of two is maximum"


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("sum(A, 0)", "options have names; write sum(A, axis=0)"),
        ("mean(A, -1)", "options have names; write mean(A, axis=-1)"),
        ("2 * mean(A, -1)", "options have names; write 2 * mean(A, axis=-1)"),
        ("max(A, 0)", f"{TWO}; write maximum(A, 0), or max(A, axis=0)"),
        ("min(A, 0) ** 2", f"{TWO.replace('max', 'min')}; write minimum(A, 0) ** 2, or min(A, axis=0) ** 2"),
        ("max(x, y)", f"{TWO}; write maximum(x, y)"),
        ("max(x, y, z)", f"{TWO}; write maximum(maximum(x, y), z)"),
        ("sum(x, y)", "call it as sum(x)"),
    ],
)
def test_an_input_too_many_of_a_reduction_is_an_axis_without_its_name_or_the_other_of_two(expression: str, hint: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.hint == hint


@pytest.mark.parametrize("option", ["axis=-None", "keepdims=-True", "keepdims=-False", "axis=1 - 1"])
def test_only_a_number_takes_a_sign_as_an_option(option: str) -> None:
    (fault,) = faults(node(f"sum(A, {option})"))
    assert fault.message == "this is no value for an option"


@pytest.mark.parametrize(("expression", "sign"), [("x * (y + z", "("), ("A[0, 1", "[")])
def test_a_bracket_that_is_never_closed_is_underlined_alone(expression: str, sign: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.message == f"this '{sign}' is never closed"
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: ") + expression.index(sign) + 1, 1)


def test_true_is_not_the_1_of_a_reciprocal() -> None:
    (fault,) = faults(node("True / x"))
    assert fault.message == "True is no operand"


@pytest.mark.parametrize("owner", ["np", "numpy", "math", "torch"])
def test_the_numbers_of_a_module_are_written_out(owner: str) -> None:
    pi, e = (faults(node(f"x * {owner}.{name}"))[0].hint for name in ("pi", "e"))
    assert (pi, e) == (f"write x * {math.pi!r}", "write x * exp(1)")


@pytest.mark.parametrize(("expression", "name"), [("x * np.inf", "inf"), ("x.e", "e"), ("x.pi * y", "pi")])
def test_no_other_attribute_is_a_number_or_an_operation(expression: str, name: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.message == f".{name} is not an operation here"
    assert fault.hint == ".T, the transpose, is the only one of its kind"


@pytest.mark.parametrize("name", ["shape", "size", "ndim"])
def test_a_shape_is_no_value(name: str) -> None:
    (fault,) = faults(node(f"A.{name} * x.{name}[0]"))[:1]
    assert fault.message == f".{name} is not an operation here"
    assert "sum(x == x)" in (fault.hint or "")


@pytest.mark.parametrize("comparison", ["x in y", "x not in y", "x is y", "x is not y"])
def test_a_comparison_that_there_is_not_is_told_from_several_at_once(comparison: str) -> None:
    (one,) = faults(node(comparison))
    (several,) = faults(node("x < y < z"))
    assert one.message == "this comparison is not one of < <= > >= == !="
    assert (several.message, several.hint) == ("comparisons are made one at a time", "write (x < y) * (y < z)")


def test_the_sign_of_an_assignment_is_underlined_alone() -> None:
    (fault,) = faults(node("y = x * z"))
    assert fault.message == "= assigns nothing here"
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: y ") + 1, 1)


def test_a_number_beside_a_layer_call_is_written_as_values_are() -> None:
    (fault,) = faults(node("{leaky_relu: [x], slope: 0x1F}"))
    assert (fault.message, fault.hint) == ("'0x1F' is not a number: numbers are decimal", "write it as 31")


def test_an_expression_too_long_to_be_printed_repaired_is_answered_by_the_rule() -> None:
    (fault,) = faults(node(" + ".join(["x"] * 100) + " + (y ^ z)"))
    assert fault.hint == "a power is written with **"


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


@pytest.mark.parametrize(("expression", "sign", "partner"), [("x * (y + A[0", "[", "]"), ("A[0 + (x", "(", ")")])
def test_the_innermost_bracket_that_is_never_closed_is_the_one_that_is_named(expression: str, sign: str, partner: str) -> None:
    (fault,) = faults(node(f"'{expression}'"))
    assert (fault.message, fault.hint) == (f"this '{sign}' is never closed", f"add the '{partner}'")


@pytest.mark.parametrize(
    "expression", ["A[~0:]", "A[not 1, 0]", "A[:-True]", "sum(A, axis=(~1,))", "sum(A, axis=~1)", "sum(A, axis=- -1)"]
)
def test_of_all_signs_only_plus_and_minus_stand_before_a_whole_number(expression: str) -> None:
    (fault,) = faults(node(f"'{expression}'"))
    assert fault.message in ("a whole number belongs here", "this is no value for an option")


@pytest.mark.parametrize(
    ("expression", "value"),
    [("A[-1, +0]", 3.0), ("A[+1:, -1]", [4.0]), ("sum(A, axis=+1)", [3.0, 7.0]), ("sum(A, axis=(+0, -1))", 10.0)],
)
def test_plus_and_minus_stand_before_the_numbers_of_indices_and_options(expression: str, value: Any) -> None:
    """As NumPy says of [[1, 2], [3, 4]]."""
    np.testing.assert_array_equal(values(XY + f"nodes: {{n: '{expression}'}}")["n"], value)


@pytest.mark.parametrize("option", ["axis='x'", "axis=...", "axis=-None", "axis=1j"])
def test_a_constant_that_is_no_number_truth_or_none_is_no_option(option: str) -> None:
    (fault,) = faults(node(f'"sum(A, {option})"'))
    assert fault.message == "this is no value for an option"


def test_none_is_the_option_for_all_axes() -> None:
    assert values(node("sum(A, axis=None)"))["n"] == 10.0


@pytest.mark.parametrize("expression", ["2if x else y", "1and x", "0x1Fif x else y", "3.or x", "2if0x1F else x"])
def test_python_says_nothing_of_its_own_about_a_number_beside_a_word(expression: str) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert faults(node(expression))
    assert not said
