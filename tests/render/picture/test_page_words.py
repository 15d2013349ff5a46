"""The sentences of a page."""

import pytest

from backprop_cli.render.picture.page_words import Sentences, Words
from tests.render.picture.pages import read, solved

TEXT = "variables: {{x: -2, y: 3}}\nconstants: {{k: 4}}\nnodes:\n  z: {}\n"


def written(words: Words) -> str:
    """A template, its places as {v0}."""
    return "".join(part if isinstance(part, str) else "{" + " ".join(map(str, part)) + "}" for part in words)


def sentences(expression: str) -> tuple[Sentences, int]:
    scene, _ = solved(read(TEXT.format(expression)))
    return Sentences(scene.graph, scene.values), scene.output


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("x * y", "z = x × y = {v 0} × {(v 1} = {v 3}"),
        ("x - -1", "z = x − (−1) = {v 0} − {(v 3} = {v 4}"),
        ("-x", "z = −x = −{(v 0} = {v 3}"),
        ("x ** 2", "z = x ** 2 = {(v 0} ** {(v 3} = {v 4}"),
        ("maximum(x, y)", "z = maximum(x, y) = maximum({v 0}, {v 1}) = {v 3}"),
        ("leaky_relu(x, slope=0.5)", "z = leaky_relu(x, slope=0.5) = leaky_relu({v 0}, slope=0.5) = {v 3}"),
        ("leaky_relu(x)", "z = leaky_relu(x) = leaky_relu({v 0}) = {v 3}"),
        ("x > y", "z = x > y = {v 0} > {(v 1} = {v 3}"),
    ],
)
def test_forward(expression: str, said: str) -> None:
    words, node = sentences(expression)
    assert written(words.forward(node)) == said


@pytest.mark.parametrize(
    ("expression", "argument", "said"),
    [
        ("x * y", 0, "x gets {g 3} × y = {g 3} × {(l 3 0} = {s 3 0}"),
        ("x + y", 1, "y gets {g 3} × {(l 3 1} = {s 3 1}"),
        ("-x", 0, "x gets {g 3} × {(l 3 0} = {s 3 0}"),
        ("x / y", 1, "y gets {g 3} × (−z / y) = {g 3} × {(l 3 1} = {s 3 1}"),
        ("sigmoid(x)", 0, "x gets {g 3} × (z × (1 − z)) = {g 3} × {(l 3 0} = {s 3 0}"),
        ("mean_squared_error(x, y)", 0,
         "x gets dout × 2 × (x − y) / size(x) = {g 3} × 2 × ({(v 0} − {(v 1}) / size({v 0}) = {s 3 0}"),
    ],
)  # fmt: skip
def test_backward(expression: str, argument: int, said: str) -> None:
    words, node = sentences(expression)
    assert written(words.sent(node, argument)) == said


def test_the_edge_line_says_the_derivative_and_its_rule() -> None:
    words, node = sentences("x * y")
    assert written(words.edge(node, 0)) == "upstream × local = propagated: {g 3} × {(l 3 0} = {s 3 0} (local ∂z/∂x = y)"


def test_a_group_has_a_derivative_and_no_rule() -> None:
    scene, _ = solved(read("layers: {g: {inputs: [a], forward: a * a}}\nvariables: {x: 3}\nnodes: {y: g(x)}\n"))
    words = Sentences(scene.graph, scene.values)
    assert written(words.edge(1, 0)) == "upstream × local = propagated: {g 1} × {(l 1 0} = {s 1 0} (local ∂y/∂x)"
    assert written(words.sent(1, 0)) == "x gets {g 1} × ∂y/∂x = {g 1} × {(l 1 0} = {s 1 0}"


def test_a_step_of_a_definition_stays_a_word() -> None:
    text = "layers: {g: {inputs: [a], let: {s: 2 * a}, forward: a * s, backward: {a: dout * 2 * s}}}\nvariables: {x: 3}\nnodes: {y: g(x)}\n"
    scene, _ = solved(read(text))
    assert written(Sentences(scene.graph, scene.values).sent(1, 0)) == "x gets dout × 2 × s = {s 1 0}"
