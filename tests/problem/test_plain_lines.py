"""Plain lines are read in blocks: the same graph and the same faults as when Python's parser reads each line."""

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import source
from backprop_cli.errors import Faults
from backprop_cli.problem import draft, nodes, plain_lines
from backprop_cli.problem.reader import read_problem
from tests.problem.expression.one_node import XY
from tests.problems import problem

NAMES = ["x", "사과", "n1", "n2", "n7", "nope"]


SIGNS = ["+", "-", "*", "/", "**", "@", "<", "==", "^", "//", "times"]


GAPS = st.sampled_from([" ", " ", ""])


PLAIN = st.tuples(st.sampled_from(NAMES), GAPS, st.sampled_from(SIGNS), GAPS, st.sampled_from(NAMES)).map("".join)


NEARLY = st.sampled_from(
    [
        "x  * x",
        "x*-x",
        "2*x",
        '"x*x\\nx*x"',
        "' x*x'",
        "x * 2",
        "x",
        "x * x * x",
        "-x + x",
        "x  *",
        "relu(x, x)",
        "max(x , x)",
        "'x * x'",
        "[x * x]",
    ]
)


def read(text: str) -> Any:
    """What a text comes to: its graph as plain data, or its faults."""
    try:
        graph = read_problem(source.from_bytes(text.encode(), "p.yaml", False, 2**30), None).graph
    except Faults as error:
        return [(fault.message, repr(fault.place), fault.hint) for fault in error.faults]
    layers = [type(layer).__name__ for layer in graph.layers]
    return graph.names, graph.numbers, graph.values, layers, graph.inputs, graph.expressions, list(graph.places)


@given(st.lists(PLAIN | PLAIN | PLAIN | NEARLY, min_size=1, max_size=12), st.sampled_from([1, 2, 5, plain_lines.BLOCK]))
def test_blocks_and_single_lines_read_the_same_graph(lines: list[str], block: int) -> None:
    text = "variables: {x: 2, 사과: 3}\nnodes:\n" + "".join(f"  n{i}: {line}\n" for i, line in enumerate(lines))
    with patch.object(nodes, "BLOCK", block), patch.object(plain_lines, "BLOCK", block):
        fast = read(text)
    with patch.multiple(nodes, add_from_the_top=lambda *_: 0, add_plain=lambda *_: False):
        assert fast == read(text)


@pytest.mark.parametrize(
    "odd", ["n3: x", "n3: {add: [x, x]}", "n3: 2", "n3: [x]", "n3: x * 2", "n3: n9 + x", "n3: 'x\\n* x'", 'n3: "x*x\\n x*x"']
)
def test_a_line_that_is_not_plain_leaves_the_others_as_they_are(odd: str) -> None:
    lines = [f"n{i}: x * n{(i * 7 + 3) % 10}" if i % 3 else f"n{i}: x + x" for i in range(10)]
    lines[3] = odd
    text = "variables: {x: 2}\nnodes:\n" + "".join(f"  {line}\n" for line in lines)
    fast = read(text)
    with patch.multiple(nodes, add_from_the_top=lambda *_: 0, add_plain=lambda *_: False):
        assert fast == read(text)


@pytest.mark.parametrize("sign", [" * ", "*", " *"])
def test_a_plain_file_never_meets_pythons_parser(sign: str) -> None:
    lines = [f"n{i}: n{i - 1}{sign}x" if i else "n0: x + x" for i in range(2000)]
    with patch.object(nodes, "add_entry", side_effect=AssertionError):  # also of a block that holds both spellings
        assert len(read("variables: {x: 1}\nnodes:\n" + "".join(f"  {line}\n" for line in lines))[0]) == 2001


def test_a_chain_behind_plain_lines_does_not_write_into_the_next_problem() -> None:
    chained = "variables: {x: 2}\nchain: [x, sigmoid, tanh]\n"
    before = read(chained)
    assert read("variables: {x: 2}\nnodes: {y: x * x}\nchain: [y, sigmoid, tanh]\n")[0] == ["x", "y", "sigmoid1", "tanh1"]
    assert read(chained) == before


def test_a_sign_that_the_problem_gave_to_a_layer_of_one_input_is_no_plain_line() -> None:
    text = "variables: {x: 2}\nlayers: {mul: {inputs: [x], forward: x + x}}\nnodes: {y: x * x}\n"
    assert [message for message, *_ in read(text)] == ["mul takes 1 input, not 2"]


@pytest.mark.parametrize("lines", ["  a: x + b\n  b: x * x\n", "  a: b + x\n  b: x * x\n"], ids=["right", "left"])
@pytest.mark.parametrize("before", ["", "  c: x + x\n  d: c * x\n"], ids=["first block", "second block"])
def test_a_plain_line_may_name_a_later_one(lines: str, before: str) -> None:
    with patch.object(nodes, "BLOCK", 2), patch.object(plain_lines, "BLOCK", 2):
        names, numbers, *_, inputs, _, _ = read(f"variables: {{x: 2}}\nnodes:\n{before}{lines}")
    assert names[-2:] == ["b", "a"]
    assert sorted(inputs[-1]) == [numbers["x"], numbers["b"]]


def test_plain_lines_in_running_order_are_not_ordered_again() -> None:
    text = "variables: {x: 1}\nnodes:\n  a: x + x\n" + "".join(f"  n{k}: a * x\n" for k in range(9))
    with patch.object(plain_lines, "BLOCK", 2), patch.object(draft, "running_order", side_effect=AssertionError):
        assert len(read(text)[0]) == 11


@pytest.mark.parametrize("sign", [" * ", "*", " *"])
def test_a_plain_file_is_read_in_whole_blocks(sign: str) -> None:
    lines = [f"n{i}: n{i - 1}{sign}x" if i else f"n0: x{sign}x" for i in range(2000)]
    with patch.object(nodes, "add_plain", side_effect=AssertionError):
        graph = read("variables: {x: 1}\nnodes:\n" + "".join(f"  {line}\n" for line in lines))
    assert graph[3:5] == (["MulLayer"] * 2000, [(0, 0), *((i, 0) for i in range(1, 2000))])


def test_what_follows_the_plain_blocks_has_its_own_words_and_places() -> None:
    text = "variables: {x: 2}\nnodes:\n  a: x * x\n  b: a + x\n  c: (a + b)  *  x\n  d: c - x\n"
    with patch.object(nodes, "BLOCK", 2), patch.object(plain_lines, "BLOCK", 2):
        *_, expressions, places = read(text)
    assert list(expressions) == ["x * x", "a + x", "a + b", "(a + b) * x", "c - x"]
    assert places == [text.index(written) for written in ("x * x", "a + x", "(a + b)", "(a + b)", "c - x")]


VARIABLES = st.sampled_from(["x", "y", "z"])
KNOWN_SIGNS = st.sampled_from(["+", "-", "*", "/", "<", ">=", "=="])


@given(st.lists(st.tuples(VARIABLES, KNOWN_SIGNS, VARIABLES), min_size=1, max_size=5))
def test_the_plain_reading_agrees_with_pythons_parser(lines: list[tuple[str, str, str]]) -> None:
    plain = "".join(f"  n{index}: {x} {sign} {y}\n" for index, (x, sign, y) in enumerate(lines))
    parsed = "".join(f"  n{index}: {x}  {sign}  {y}\n" for index, (x, sign, y) in enumerate(lines))  # two blanks: not plain
    one, other = problem(f"{XY}nodes:\n{plain}").graph, problem(f"{XY}nodes:\n{parsed}").graph
    assert one.names == other.names
    assert one.inputs == other.inputs
    assert [type(layer) for layer in one.layers] == [type(layer) for layer in other.layers]
