"""The page of a backward pass: the gradients, and where several arrows meet, what each contributes."""

from backprop_cli.report.asked import Asked
from tests.reporting import AFFINE, APPLE, FAN_OUT, backward_of, notes, shown, tables


def test_the_gradients_of_the_apple_problem() -> None:
    assert tables(backward_of(APPLE))[1] == [
        ["variable", "value", "∂price/∂·"], ["apple", "100", "2.2"], ["apple_num", "2", "110"], ["tax", "1.1", "200"],
    ]  # fmt: skip
    assert tables(backward_of(APPLE), ascii=True)[1][0] == ["variable", "value", "dprice/d."]


def test_another_upstream_is_said() -> None:
    report = backward_of(APPLE, upstream=1.3)
    assert notes(report) == ["∂L/∂price = 1.3"]
    assert tables(report)[1][0] == ["variable", "value", "∂L/∂·"]
    assert notes(backward_of(APPLE)) == []
    assert notes(backward_of(AFFINE)) == ["∂L/∂Y = [[1  2  3]\n         [4  5  6]]"]


def test_a_name_that_feeds_several_nodes_lists_what_came_from_each() -> None:
    [edges, gradients] = tables(backward_of(FAN_OUT))
    assert gradients[1:] == [
        ["x", "4", "11"], ["  from triple", "", "3"], ["  from square, as x", "", "4"], ["  from square, as y", "", "4"],
        ["  sum", "", "11"],
    ]  # fmt: skip
    assert len(edges) == 6


def test_an_inner_meeting_point_has_a_table_of_its_own() -> None:
    [_, meeting, gradients] = tables(backward_of("variables: {x: 3}\nnodes: {t: x * 2, a: t * 5, b: t * 7, y: a + b}"))
    assert meeting == [["feeds several", "∂y/∂·"], ["t", "12"], ["  from b", "7"], ["  from a", "5"], ["  sum", "12"]]
    assert gradients[1:] == [["x", "3", "24"]]


def test_an_asked_node_is_not_shown_twice() -> None:
    text = "variables: {x: 3}\nnodes: {t: x * 2, a: t * 5, b: t * 7, y: a + b}"
    [_, gradients] = tables(backward_of(text, wrt=["t"]))
    assert gradients == [
        ["name", "value", "∂y/∂·"],
        ["t", "6", "12"],
        ["  from b", "", "7"],
        ["  from a", "", "5"],
        ["  sum", "", "12"],
    ]


def test_contributions_to_one_entry() -> None:
    [_, gradients] = tables(backward_of("variables: {x: [1, 2]}\nnodes: {y: sum(x * x)}", wrt=[Asked("x[1]", 0, (1,))]))
    assert gradients[1:] == [
        ["x[1]", "2", "4"],
        ["  from y.1, as x", "", "2"],
        ["  from y.1, as y", "", "2"],
        ["  sum", "", "4"],
    ]


def test_what_does_not_reach_the_output_or_has_no_gradient_is_said() -> None:
    text = "variables: {x: 2, far: 7, c: 1}\nnodes: {y: 'where(c > 0, x, 0)', beside: far * 2}\noutput: y"
    report = backward_of(text)
    assert tables(report)[1][1:] == [["x", "2", "1"], ["far", "7", "0"], ["c", "1", "none"]]
    assert notes(report) == [
        "far: no way leads to y, so the gradient is 0",
        "c: no gradient, for only comparisons, conditions or labels lead to y",
    ]


def test_without_edges_there_is_no_table_of_them() -> None:
    report = backward_of("variables: {x: 2, far: 7}\nnodes: {y: x * 2, beside: far * 2}\noutput: y", wrt=["far"])
    assert [table[0][0] for table in tables(report)] == ["variable"]


def test_units() -> None:
    text = "variables: {a: {value: 2, unit: won}, b: 3}\nnodes: {y: a * b}"
    assert tables(backward_of(text))[1] == [["variable", "value", "unit", "∂y/∂·"], ["a", "2", "won", "3"], ["b", "3", "", "2"]]


def test_a_large_graph_shows_its_ends_and_counts_the_rest() -> None:
    nodes = "".join(f"  n{i}: n{i - 1} + x\n" for i in range(1, 1000))
    report = backward_of(f"variables: {{x: 1}}\nnodes:\n  n0: x + 1\n{nodes}")
    [edges, gradients] = tables(report)
    assert len(edges) == 1 + 20 + 1 + 20
    assert edges[1][0] == "n999"
    assert edges[-1][:3] == ["n0", "+", "x"]
    assert "1,959 edges are left out: --full shows them" in notes(report)
    assert len(gradients) == 1 + 1 + 20 + 1 + 1
    assert gradients[1] == ["x", "1", "1000"]
    assert gradients[-2:] == [["  from 980 others", "", ""], ["  sum", "", "1000"]]
    [edges, gradients] = tables(report, full=True)
    assert len(edges) == 2000
    assert len(gradients) == 1 + 1 + 1000 + 1


def test_the_steps_of_a_layer_s_let_are_told_below_its_rules() -> None:
    text = """
variables: {x: 2}
layers:
  half:
    inputs: [u]
    let: {h: u * 0.5, g: dout * 0.5}
    forward: h + 1
    backward: {u: g}
nodes: {y: half(x) * 3, z: half(y)}
"""
    page = shown(backward_of(text, ["x"]))
    assert page.count("in half(u):\n  h = u * 0.5\n  g = dout * 0.5\n") == 1
