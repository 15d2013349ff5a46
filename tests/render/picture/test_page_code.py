"""What a page computes with: each layer of a graph as JavaScript, groups and own layers opened."""

import pytest

from backprop_cli.render.picture.page_code import LayerCode, Unsayable, as_javascript
from tests.picture.scenes import read
from tests.render.picture.pages import MIXED


def code(problem: str) -> list[str]:
    layers = LayerCode()
    layers.graph(read(problem).graph)
    return layers.definitions


def test_a_layer_is_written_once_however_many_nodes_have_it() -> None:
    assert code("apple_orange") == [
        "entrywise((x0, x1) => x0 * x1, (out, x0, x1) => [x1, x0])",
        "entrywise((x0, x1) => x0 + x1, (out, x0, x1) => [1, 1])",
    ]


def test_what_has_no_gradient_has_none() -> None:
    assert code("variables: {x: 1}\nnodes: {y: x > 2, z: x * y}\n")[0] == (
        "entrywise((x0, x1) => x0 > x1 ? 1 : 0, (out, x0, x1) => [null, null])"
    )


def test_a_rule_with_dout_is_the_whole_rule() -> None:
    assert (
        "ruled((x0, x1) => pow(x0 - x1, 2), (dout, out, x0, x1) => [dout * 2 * (x0 - x1) / 1, dout * 2 * (x1 - x0) / 1])"
        in code(MIXED)
    )


def test_definitions_are_opened_after_what_they_are_made_of() -> None:
    written = code(MIXED)
    places = {text.partition("(")[0]: place for place, text in enumerate(written)}
    assert {"own", "group", "choosing"} <= places.keys()
    assert all("(" in text for text in written[: places["own"]])
    assert '"used"' not in written[places["group"]]
    assert "used: [true, true, false]" in written[places["group"]]


@pytest.mark.parametrize("expression", ["erf(x)", "softmax(x)", "erf(x) * 2"])
def test_what_cannot_be_said_is_named(expression: str) -> None:
    with pytest.raises(Unsayable, match=expression.partition("(")[0]):
        code(f"variables: {{x: 1}}\nnodes: {{y: {expression}}}\n")


def test_a_definition_with_an_unsayable_layer_names_that_layer() -> None:
    with pytest.raises(Unsayable, match="erf"):
        code("layers: {g: {inputs: [x], forward: x * erf(x)}}\nvariables: {x: 1}\nnodes: {y: g(x)}\n")


def test_data_as_javascript() -> None:
    assert as_javascript({"a": [1.0, float("inf"), None, True], "b": {"c": -0.5}}) == "{a: [1, Infinity, null, true], b: {c: -0.5}}"
