"""Layers that a problem defines, for many versions at once: what the loop gives, and slices that are slices of the result."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import stacking
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

SHAPES = {"x": (4, 3), "y": (4, 3), "b": (3,)}
RULES = {
    "elementwise": "1 / (1 + exp(-x)) * y + b",
    "rows": "(x - mean(x, axis=-1, keepdims=True)) * b",
    "columns": "x - max(x, axis=0) + 0 * y",
    "product": "x @ y.T",
    "softmax": "softmax(x) * y",
    "sum": "sum(x * y)",
    "constant": "0 * b + 3",
    "laid out anew": "reshape(x, shape=(3, 4)) * 2",
    "joined": "concat(x, y, axis=1) ** 2",
    "a part": "x[1:3] * b",
}
AXES = {
    "elementwise": {0, 1},
    "rows": {0},
    "columns": {1},
    "product": {0, 1},
    "softmax": {0},
    "sum": set(),
    "laid out anew": set(),
    "joined": {0},
    "a part": {1},
}


def layer_of(rule: str) -> Handmade:
    layers = f"layers:\n  f:\n    inputs: [x, y, b]\n    forward: {rule}\n    backward: {{x: dout, y: dout, b: dout}}\n"
    variables = "variables:\n  x: {ones: [4, 3]}\n  y: {ones: [4, 3]}\n  b: {ones: [3]}\n"
    layer = read_problem(Source("p.yaml", f"{variables}{layers}nodes:\n  z: f(x, y, b)\n"), None).graph.layers[-1]
    assert isinstance(layer, Handmade)
    return layer


def inputs(lead: tuple[int, ...] = ()) -> list[Any]:
    random = np.random.default_rng(1)
    return [random.normal(size=lead + shape) for shape in SHAPES.values()]


@pytest.mark.parametrize("stacks", [(True, False, False), (False, True, True), (True, True, True)])
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_stacked_is_the_loop(rule: str, stacks: tuple[bool, bool, bool]) -> None:
    layer = layer_of(rule)
    xs = tuple(many if stack else one for many, one, stack in zip(inputs((5,)), inputs(), stacks, strict=True))
    np.testing.assert_allclose(layer.stacked(stacks, *xs), stacking.looped(layer.compute, stacks, xs), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", AXES)
def test_slices_of_the_inputs_give_slices_of_the_result(name: str) -> None:
    layer, xs = layer_of(RULES[name]), inputs()
    ways = [layer.touches(k, *SHAPES.values()) for k in range(3)]
    kept = {axis for way in ways for axis in way if axis is not None}
    assert kept == AXES[name]
    out = layer.compute(*xs)
    for axis in kept:
        for entry in range(out.shape[axis]):
            cut = [np.take(x, [entry], axis=way.index(axis)) if axis in way else x for x, way in zip(xs, ways, strict=True)]
            np.testing.assert_allclose(layer.compute(*cut), np.take(out, [entry], axis=axis), rtol=1e-12)
