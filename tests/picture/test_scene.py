"""What of a graph is in its picture: items, lines, and the choices of what is left out."""

import pytest

from backprop_cli.picture.scene import BEYOND, CONSTANT, CUT, OPERATION, OUTPUT, VARIABLE, Scene
from tests.picture.scenes import scene

CHAIN = "variables: {x: 2}\nnodes: {a: 2 * x, b: 2 * a, c: 2 * b, d: c * a, e: 2 * d}\n"


def names(drawn: Scene, kind: str) -> list[str]:
    return [item.name for item in drawn.items if item.kind == kind]


def lines(drawn: Scene) -> list[tuple[str, str, int]]:
    return [(drawn.items[wire.source].name, drawn.items[wire.reader].name, wire.argument) for wire in drawn.wires]


def gradients(drawn: Scene) -> list[object]:
    return [wire.gradient for wire in drawn.wires]


def test_items_and_wires_of_a_problem() -> None:
    drawn = scene("apple")
    assert names(drawn, VARIABLE) == ["apple", "apple_num", "tax"]
    assert [(item.name, item.sign, item.operands) for item in drawn.items if item.kind == OPERATION] == [
        ("apple_price", "×", (None, None)), ("price", "×", (None, None)),
    ]  # fmt: skip
    assert lines(drawn) == [
        ("apple", "apple_price", 0), ("apple_num", "apple_price", 1), ("apple_price", "price", 0), ("tax", "price", 1),
        ("price", "price", 0),
    ]  # fmt: skip
    assert gradients(drawn) == pytest.approx([2.2, 110.0, 1.1, 200.0, 1.0])


def test_a_name_read_twice_by_one_node_has_two_lines_that_add_up() -> None:
    drawn = scene("fan_out")
    (x,) = [place for place, item in enumerate(drawn.items) if item.kind == VARIABLE]
    assert drawn.contributions(x) == [4.0, 4.0, 3.0]
    assert [drawn.wires[wire].argument for wire in drawn.readings[x]] == [0, 1, 1]
    assert drawn.items[2].operands == ("3", None)


def test_what_the_output_does_not_depend_on_is_left_out() -> None:
    drawn = scene("variables: {x: 2, y: 3}\nnodes: {a: 2 * x, b: a * y}\noutput: a\n")
    assert names(drawn, VARIABLE) == ["x"]
    assert drawn.operations() == 1


def test_wrt_keeps_what_lies_between_and_the_values_beside_it() -> None:
    drawn = scene("apple_orange", wrt=["apple"])
    assert names(drawn, OPERATION) == ["apple_price", "all_price", "price"]
    assert names(drawn, CUT) == ["orange_price"]
    assert names(drawn, VARIABLE) == ["apple", "apple_num", "tax"]
    back = dict(zip([source for source, _, _ in lines(drawn)], gradients(drawn), strict=True))
    assert back["apple"] == 2.2
    assert back["apple_num"] is None
    assert [wire.dashed for wire in drawn.wires if drawn.items[wire.source].name == "apple_num"] == [True]


def test_around_cuts_off_what_is_further_away() -> None:
    drawn = scene(CHAIN, around="b", hops=1)
    assert names(drawn, OPERATION) == ["a", "b", "c"]
    assert names(drawn, BEYOND) == ["…", "…"]  # a and c are read by d
    assert names(drawn, VARIABLE) == ["x"]
    assert not names(drawn, OUTPUT)
    farther = scene(CHAIN, around="d", hops=1)
    assert names(farther, CUT) == ["b"]
    assert names(farther, OPERATION) == ["a", "c", "d", "e"]
    (output,) = names(farther, OUTPUT)
    assert output == "e"


def test_the_cut_off_value_of_several_readings_has_no_sum() -> None:
    drawn = scene(CHAIN, around="c", hops=0)
    (b,) = [place for place, item in enumerate(drawn.items) if item.kind == CUT]
    assert drawn.contributions(b) == [16.0]
    shared = scene("variables: {x: 2}\nnodes: {a: 2 * x, b: x * a, c: b * x}\n", around="c", hops=0)
    (x,) = [place for place, item in enumerate(shared.items) if item.name == "x"]
    assert shared.contributions(x) == []


def test_forward_only_has_no_gradients_and_dashes_constants_alone() -> None:
    drawn = scene("constants: {k: 2}\nvariables: {x: 3}\nnodes: {y: k * x}\n", forward_only=True)
    assert gradients(drawn) == [None, None, None]
    assert [wire.dashed for wire in drawn.wires] == [True, False, False]
    assert names(drawn, CONSTANT) == ["k"]


def test_steps_show_what_the_first_nodes_send_back() -> None:
    assert gradients(scene("apple", step=0)) == [None, None, None, None, 1.0]
    assert gradients(scene("apple", step=1)) == [None, None, 1.1, 200.0, 1.0]
    assert gradients(scene("apple", step=2)) == gradients(scene("apple"))
    assert scene("fan_out", step=2).contributions(0) == []  # the square has not yet sent its two parts
    assert scene("fan_out", step=3).contributions(0) == [4.0, 4.0, 3.0]


def test_blanks_are_what_the_file_expects_else_all_that_is_worked_out() -> None:
    drawn = scene("apple", blank=True)
    name = drawn.graph.names.__getitem__
    assert set(map(name, drawn.hidden.values)) == {"apple_price", "price"}
    assert set(map(name, drawn.hidden.gradients)) == {"apple", "apple_num", "tax", "apple_price"}
    every = scene(CHAIN, blank=True)
    assert set(every.hidden.values) == set(every.graph.nodes)
    assert set(every.hidden.gradients) == set(range(len(every.graph.names)))
    assert not any(scene("apple").hidden)


def test_what_quiz_asks_for_comes_before_what_the_file_expects() -> None:
    quiz = "expect: {forward: {a: 6, b: 12}}\nquiz: {ask: {forward: [b], gradients: [x]}}\n"
    drawn = scene("variables: {x: 3}\nnodes: {a: x * 2, b: a * 2}\n" + quiz, blank=True)
    name = drawn.graph.names.__getitem__
    assert [set(map(name, numbers)) for numbers in drawn.hidden] == [{"b"}, {"x"}]


def test_the_steps_inside_an_expression_do_not_give_a_blank_away() -> None:
    drawn = scene("variables: {x: 3}\nnodes: {a: x * 2, b: sigmoid(a - 7) * a}\nexpect: {forward: {b: _}}\n", blank=True)
    name = drawn.graph.names.__getitem__
    assert [set(map(name, numbers)) for numbers in drawn.hidden] == [{"b.1", "b.2", "b"}, set()]
    drawn = scene("variables: {x: 3}\nnodes: {b: sigmoid(x - 7) * x}\nexpect: {gradients: {x: _}}\n", blank=True)
    name = drawn.graph.names.__getitem__
    assert [set(map(name, numbers)) for numbers in drawn.hidden] == [set(), {"b.1", "b.2", "x"}]


def test_a_layer_is_a_circle_where_its_sign_is_no_word() -> None:
    text = """\
variables: {x: [1, 2], y: [[2, 1]]}
nodes:
  a: y.T @ x[:1]
  b: maximum(a, 0)
  c: exp(b)
  d: x[0] * c
  e: d > 1
  f: where(e, d, 2)
"""
    drawn = scene(text)
    assert [(item.layer, item.sign) for item in drawn.items if item.kind == OPERATION] == [
        ("transpose", "T"), ("subscript", "[]"), ("matmul", "@"), ("maximum", ""), ("exp", ""), ("subscript", "[]"), ("mul", "×"),
        ("greater", ">"), ("where", ""),
    ]  # fmt: skip
    assert [item.operands for item in drawn.items if item.layer == "maximum"] == [(None, "0")]


def test_a_large_graph_is_gathered_in_steps_of_its_size() -> None:
    """Forms without places draw graphs of any size: nothing may look at all nodes for each node."""
    lines = "".join(f"  n{i}: n{i - 1} * x\n" for i in range(1, 50_000))
    shown = scene(f"variables: {{x: 1}}\nnodes:\n  n0: x * x\n{lines}")
    assert shown.operations() == 50_000
    assert len(shown.wires) == 100_001
