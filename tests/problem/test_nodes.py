"""Entries of `nodes:` that are no plain expression: layer calls with their options, and what is no node."""

import pytest

from tests.problems import faults, nodes, values


def test_layer_calls_take_expressions_and_options() -> None:
    text = "variables: {A: [[1, 2], [3, 4]], x: 2}\nnodes:\n  s: {sum: [A * x], axis: 0}\n  t: {exp: x - 2}\n  m: {MulLayer: [x, 3]}\noutput: s\n"
    assert nodes(text) == [
        ("s.1", "mul", "A * x"),
        ("s", "sum", "sum(A * x, axis=0)"),
        ("t.1", "sub", "x - 2"),
        ("t", "exp", "exp(x - 2)"),
        ("m", "mul", "MulLayer(x, 3)"),
    ]
    assert values(text)["s"].tolist() == [8.0, 12.0]
    assert values(text)["t"] == 1.0


@pytest.mark.parametrize("option", ["axis: [0, 1]", "axis: (0, 1)", "axis: null", "axis: ~", "axis: None"])
def test_options_beside_a_call(option: str) -> None:
    assert values(f"variables: {{A: [[1, 2], [3, 4]]}}\nnodes:\n  s: {{sum: A, '{option.split(':')[0]}': {option.split(': ')[1]}}}\n" if "(" not in option
                  else "variables: {A: [[1, 2], [3, 4]]}\nnodes:\n  s:\n    sum: A\n    axis: (0, 1)\n")["s"] == 10.0  # fmt: skip


@pytest.mark.parametrize("entry", ["[x, x]", "{}", "{add: [x, [x]]}"])
def test_of_what_is_no_node_its_first_character_is_underlined(entry: str) -> None:
    (fault,) = faults(f"variables: {{x: 1}}\nnodes: {{y: {entry}}}\n")
    assert fault.place is not None
    assert fault.place.length == 1
    assert fault.place.excerpt[fault.place.column - 1] in "[{"


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ("{sum: {axis: 0}}", "options stand beside the layer, not inside of its inputs", "write {sum: [x], axis: 0}"),
        ("{neg: [{mul: [x, x]}]}", "an input is an expression", 'write "mul(x, x)"'),
        ("{neg: [[x]]}", "an input is an expression", "a call inside a call is written layer(a, b)"),
        ("{sum: x, axis: two}", "'two' is not a number: it is a name", None),
        ("{neg: [" + "x, " * 1000 + "x]}", "more than 1000 inputs of one layer", "split it into several nodes"),
    ],
)
def test_a_call_that_cannot_be_read_is_told_how_it_is_written(entry: str, message: str, hint: str | None) -> None:
    (fault,) = faults(f"variables: {{x: 1}}\nnodes: {{y: {entry}}}\n")
    assert fault.message == message
    assert hint is None or fault.hint == hint


def test_a_call_is_shown_as_an_expression() -> None:
    text = "variables: {A: [[1, 2]]}\nnodes: {y: {sum: [A], axis: [1], keepdims: true}}\n"
    assert nodes(text) == [("y", "sum", "sum(A, axis=(1,), keepdims=True)")]
