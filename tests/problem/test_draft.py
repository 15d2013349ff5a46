"""A graph while it is being read: whatever the order of the file, nodes run in an order in which each has its inputs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.layers import SHELF
from backprop_cli.problem.draft import UNKNOWN, Draft
from tests.problems import gradients, nodes, values


def test_nodes_in_any_order_give_the_same_answers_and_run_in_order() -> None:
    text = "variables: {a: 2}\nnodes:\n  d: c * b\n  b: a + 1\n  c: b * a\n  e: a * a\n  f: d + e\n"
    assert [name for name, _, _ in nodes(text)] == ["b", "c", "d", "e", "f"]
    assert values(text)["f"] == 22.0
    assert gradients(text)["a"] == 3 * 2 + 3 * 2 + 3 * 3 + 2 * 2  # (a+1)²a + a²: 3a² + 4a + 1 + 2a


@given(
    st.permutations(
        ["a: x * y", "b: a + x", "c: b * a - y", "d: exp(c / 100)", "e: where(a > b, c, d * d)", "f: (a + b) * (c + e)"]
    )
)
@settings(deadline=None)
def test_the_order_of_the_file_does_not_matter(lines: list[str]) -> None:
    head = "variables: {x: 2, y: 3}\nnodes:\n"
    first = gradients(
        head
        + "  a: x * y\n  b: a + x\n  c: b * a - y\n  d: exp(c / 100)\n  e: where(a > b, c, d * d)\n  f: (a + b) * (c + e)\noutput: f\n"
    )
    shuffled = gradients(head + "".join(f"  {line}\n" for line in lines) + "output: f\n")
    for name in ("x", "y", "a", "b", "c", "d", "e"):
        assert shuffled[name] == pytest.approx(first[name], rel=1e-14)


def test_of_the_nodes_that_are_ready_the_first_in_the_file_runs_first() -> None:
    text = "variables: {x: 1}\nnodes:\n  late: mid * x\n  one: x + 1\n  two: x + 2\n  mid: one * two\n"
    assert [name for name, _, _ in nodes(text)] == ["one", "two", "mid", "late"]


def test_a_circle_is_cut_open_so_that_the_order_is_whole() -> None:
    draft = Draft(["x"], {"x": 0, "a": 1, "b": 2, "c": 3}, ["a", "b", "c"])
    for name, sources in (("a", (2, 0)), ("b", (1, 0)), ("c", (0, 0))):
        draft.add_root(name, SHELF["mul"](), sources, f"{name} text", 0)
    order, cycles = draft.order()
    assert (sorted(order), [sorted(cycle) for cycle in cycles]) == ([0, 1, 2], [[0, 1]])
    assert UNKNOWN in draft.layers[:2]
    assert draft.layers[2] is not UNKNOWN


def test_an_inner_node_has_a_number_by_its_name_and_a_text_in_brackets() -> None:
    draft = Draft(["x"], {"x": 0, "a": 1}, ["a"])
    inner = draft.add("a.1", SHELF["neg"](), (0,), "-x", 0)
    draft.add_root("a", SHELF["mul"](), (inner, draft.add_literal(2.0, "2")), "-x * 2", 0)
    assert [draft.text(reference) for reference in (0, inner, draft.sources[1][1], 1)] == ["x", "(-x)", "2", "a"]
    graph = draft.graph(draft.order()[0], [3.0], 1)
    assert (graph.names, graph.numbers, graph.inputs) == (["x", "2", "a.1", "a"], {"x": 0, "a": 3, "a.1": 2}, [(0,), (2, 1)])
