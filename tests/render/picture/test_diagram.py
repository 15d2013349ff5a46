"""What DOT and Mermaid have in common: ids, labels, and which lines there are."""

from backprop_cli.render.picture.diagram import BRANCH, Arrow, diagram
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style
from tests.picture.scenes import scene


def test_a_value_that_several_read_divides_at_a_dot() -> None:
    vertices, arrows = diagram(Labels(scene("fan_out"), Style()))
    (dot,) = [place for place, vertex in enumerate(vertices) if vertex.kind == BRANCH]
    assert arrows[0] == Arrow(0, dot, "4", "← 4 + 4 + 3 = 11", False, False)
    assert [(arrow.value, arrow.gradient) for arrow in arrows if arrow.source == dot] == [("4", "← 4"), ("4", "← 4"), ("4", "← 3")]


def test_arrows_keep_the_order_of_arguments() -> None:
    vertices, arrows = diagram(Labels(scene("variables: {a: 1, b: 2}\nnodes: {c: b - a}\n"), Style()))
    assert [vertices[arrow.source].text for arrow in arrows] == ["b", "a", "-"]


def test_what_has_no_gradient_has_a_value_alone() -> None:
    _, arrows = diagram(Labels(scene("two_layer_net"), Style()))
    assert [(arrow.value, arrow.gradient) for arrow in arrows if arrow.dashed] == [("(3×2)", ""), ("(3)", "")]
    _, arrows = diagram(Labels(scene("apple", forward_only=True), Style()))
    assert {arrow.gradient for arrow in arrows} == {""}
