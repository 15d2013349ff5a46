"""Classes and pairs of functions as layers: their inputs, options and gradients, and which layer of the shelf they replace."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.errors import Faults
from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source
from tests.cli.running import bpcalc
from tests.gradcheck.checking import check_with
from tests.python_layers.book import BOOK, gradients, problem_with, written


def test_the_shelf_stays_as_it_is(tmp_path: Path) -> None:
    before = dict(SHELF), dict(BY_CLASS_NAME)
    load_layers(written(tmp_path, BOOK))
    assert before == (SHELF, BY_CLASS_NAME)
    assert all(not cls.yours for cls in SHELF.values())


@pytest.mark.parametrize("call", ["relu(x)", "Relu(x)"])
def test_a_class_replaces_the_shelf_under_both_names(tmp_path: Path, call: str) -> None:
    problem = problem_with(tmp_path, BOOK, f"variables: {{x: [1, -2]}}\nnodes: {{y: {call}}}")
    assert problem.graph.layers[0].yours
    assert gradients(problem)["x"].tolist() == [1.0, 0.0]


def test_a_network_of_the_books_classes(tmp_path: Path) -> None:
    text = "variables: {W: [[1, 0.5, -1], [0.3, 2, 1]], b: [0.1, 0.2, -3]}\nconstants: {x: [[1, 2], [3, 4]], t: [0, 2]}\nnodes: {a: 'affine(x, W, b)', h: relu(a), L: 'softmax_with_loss(h, t)'}"
    mine = gradients(problem_with(tmp_path, BOOK, text))
    ours = gradients(read_problem(Source("p.yaml", text), None))
    for name in ("W", "b"):
        np.testing.assert_allclose(mine[name], ours[name], rtol=1e-12)
    assert check_with(tmp_path, BOOK, text).verdict == "pass"


def test_one_class_at_two_nodes_keeps_them_apart(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {x: 5, y: 2}\nnodes: {a: x * y, z: a * x}")
    assert gradients(problem)["x"] == 20.0


def test_a_pair_gives_gradients_in_the_order_of_its_parameters(tmp_path: Path) -> None:
    found = gradients(problem_with(tmp_path, BOOK, "variables: {x: [1, 2], k: 3}\nnodes: {y: 'scale(x, k)'}"))
    assert (found["x"].tolist(), found["k"]) == ([3.0, 3.0], 3.0)


def test_lower_case_attributes_hold_gradients_too(tmp_path: Path) -> None:
    code = BOOK.replace("self.dW = np", "self.dw = np").replace("self.dW, self.db =", "self.dw, self.db =")
    found = gradients(
        problem_with(tmp_path, code, "variables: {x: [[1, 2]], W: [[3], [4]], b: [1]}\nnodes: {y: 'affine(x, W, b)'}")
    )
    assert found["W"].tolist() == [[1.0], [2.0]]


def test_what_init_has_defaults_for_are_options(tmp_path: Path) -> None:
    code = "class Scale:\n    def __init__(self, factor=2.0):\n        self.factor = factor\n    def forward(self, x):\n        return x * self.factor\n    def backward(self, dout):\n        return dout * self.factor\n"
    problem = problem_with(tmp_path, code, "variables: {x: 1}\nnodes: {a: Scale(x), y: {Scale: a, factor: 5}}")
    assert gradients(problem)["x"] == 10.0


def test_a_global_in_the_place_of_an_input_is_noticed(tmp_path: Path) -> None:
    code = BOOK.replace("np.dot(x, self.W)", "np.dot(x, W)") + "\nW = np.ones((2, 3))\n"
    text = "variables: {x: [[1, 2]], W: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3]}\nnodes: {y: 'affine(x, W, b)'}"
    result = check_with(tmp_path, code, text)
    assert any("reads W of the file" in culprit.note for culprit in result.culprits)
    assert [(culprit.input, culprit.numeric) for culprit in result.culprits][-1] == ("W", 0.0)


POOL = """
import numpy as np
def pool_forward(x, pool_param):
    assert isinstance(pool_param["size"], int) and pool_param["mode"] == "max" and pool_param["more"] == (1, 2.5)
    rows = x.reshape(-1, pool_param.pop("size"))
    return rows.max(axis=1), (x, rows)
def pool_backward(dout, cache):
    x, rows = cache
    dx = np.zeros_like(rows)
    dx[np.arange(len(rows)), rows.argmax(axis=1)] = dout
    return dx.reshape(x.shape), None

class Power:
    def __init__(self, how, scale=1.0):
        self.how, self.scale = how, scale
    def forward(self, x, n, shift=0, on=True):
        assert on is False and shift is None
        self.x, self.n = x, n
        return self.scale * x ** n["power"] + self.how["add"]
    def backward(self, dout):
        return self.scale * self.n["power"] * self.x ** (self.n["power"] - 1) * dout
"""
OPTIONS = "{Power: [p], n: {power: 3}, how: {add: 1}, scale: 2, on: false, shift: null}"
POOLED = f"variables: {{x: [1, 5, 2, -3]}}\nnodes: {{p: {{pool: [x], pool_param: {{size: 2, mode: max, more: [1, 2.5]}}}}, y: {OPTIONS}}}"


def test_options_of_any_kind_are_set_beside_the_layer(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, POOL, POOLED)
    assert problem.graph.expression(problem.graph.nodes[0]) == "pool(x, pool_param={size: 2, mode: max, more: (1, 2.5)})"
    assert gradients(problem)["x"].tolist() == [0.0, 150.0, 24.0, 0.0]
    assert check_with(tmp_path, POOL, POOLED).verdict == "pass"


def test_a_mistake_behind_options_is_found(tmp_path: Path) -> None:
    result = check_with(tmp_path, POOL.replace('(self.n["power"] - 1)', 'self.n["power"]'), POOLED)
    assert [(culprit.layer, culprit.input) for culprit in result.culprits] == [("Power", "x")]


def test_the_shelf_takes_no_texts_and_no_mappings(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        problem_with(tmp_path, POOL, "variables: {x: [1, 2]}\nnodes: {y: {sum: [x], axis: {size: 2}}, z: {sum: [x], axis: rows}}")
    assert len(caught.value.faults) == 2


SECOND_VOLUME = """
import numpy as np
class MatMul:
    def __init__(self, W):
        self.params, self.grads = [W], [np.zeros_like(W)]
    def forward(self, x):
        W, = self.params
        self.x = x
        return np.dot(x, W)
    def backward(self, dout):
        W, = self.params
        self.grads[0][...] = np.dot(self.x.T, dout)
        return np.dot(dout, W.T)

class Embedding:
    def __init__(self, W):
        self.params, self.grads = [W], [np.zeros_like(W)]
    def forward(self, idx):
        W, = self.params
        self.idx = idx
        return W[idx]
    def backward(self, dout):
        dW, = self.grads
        dW[...] = 0
        np.add.at(dW, self.idx, dout)

class Gate:
    def __init__(self, b, W):
        self.params, self.grads = [W, b], [np.zeros_like(W), np.zeros_like(b)]
    def forward(self, h, c):
        W, b = self.params
        self.h, self.c, self.s = h, c, np.tanh(np.dot(h, W) + b)
        return self.s * c, self.s + c
    def backward(self, dh, dc):
        W, b = self.params
        ds = (dh * self.c + dc) * (1 - self.s ** 2)
        self.grads[0][...] = np.dot(self.h.T, ds)
        self.grads[1][...] = ds.sum(axis=0)
        return np.dot(ds, W.T), dh * self.s + dc
"""
READ_BY_WORDS = """variables:
  E: {normal: [4, 2], scale: 1, seed: 1}
  W: {normal: [2, 2], scale: 1, seed: 2}
  V: {normal: [2, 2], scale: 1, seed: 3}
  b: [0.1, -0.2]
constants: {words: [3, 0, 3]}
nodes:
  x: Embedding(words, E)
  h: MatMul(x, W)
  g: Gate(h, x, b, V)[0] * Gate(h, x, b, V)[1]
"""


def test_the_second_volume_keeps_gradients_in_lists(tmp_path: Path) -> None:
    result = check_with(tmp_path, SECOND_VOLUME, READ_BY_WORDS)
    assert result.verdict == "pass", result.culprits


@pytest.mark.parametrize(
    ("right", "wrong", "layer", "name"),
    [
        ("np.dot(self.x.T, dout)", "np.dot(self.x.T, dout) / len(dout)", "matmul", "W"),
        ("np.add.at(dW, self.idx, dout)", "dW[self.idx] = dout", "Embedding", "W"),
        ("self.grads[1][...] = ds.sum(axis=0)", "self.grads[1][...] = ds[0]", "Gate", "b"),
        ("self.grads[0][...] = np.dot(self.h.T, ds)", "self.grads[0] = None", "Gate", ""),
    ],
)
def test_a_mistake_of_a_list_is_named_by_the_input(tmp_path: Path, right: str, wrong: str, layer: str, name: str) -> None:
    assert SECOND_VOLUME.count(right) == 1
    result = check_with(tmp_path, SECOND_VOLUME.replace(right, wrong), READ_BY_WORDS)
    assert {(culprit.layer, culprit.input) for culprit in result.culprits} == {(layer, name)}


def test_options_that_are_set_stand_in_the_table(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(POOLED, encoding="utf-8")
    ran = bpcalc("forward", str(tmp_path / "p.yaml"), "--layers", written(tmp_path, POOL))
    assert (ran.code, ran.err) == (0, "")
    assert "pool_param={'size': 2, 'mode': 'max', 'more': (1, 2.5)}" in ran.out
