"""Classes and pairs of functions as layers: their inputs, options and gradients, and which layer of the shelf they replace."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source
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
