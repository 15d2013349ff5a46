"""A stranger's forward and backward as a layer: how it is called, what it may answer, and that it harms nothing."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import Layer
from backprop_cli.python_layers.load import load_layers
from tests.gradcheck.checking import check_with
from tests.python_layers.book import BOOK, gradients, layer, problem_with, written


def test_the_apples_of_the_book_stay_floats(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {apple: 100, n: 2, tax: 1.1}\nnodes: {price: apple * n, total: price * tax}")
    assert problem.graph.scalar
    assert [cls.yours for cls in problem.graph.layers] == [True, True]
    found = gradients(problem)
    assert [found["apple"], found["n"], found["tax"]] == [pytest.approx(2.2), pytest.approx(110.0), 200.0]
    assert all(type(found[name]) is float for name in ("apple", "n", "tax"))


def test_code_for_arrays_takes_single_numbers_too(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {x: 3}\nnodes: {y: relu(x), z: 2 * y}")
    assert gradients(problem)["x"] == 2.0
    assert type(gradients(problem)["x"]) is float


def test_inputs_are_protected(tmp_path: Path) -> None:
    code = "class Bad:\n    def forward(self, x):\n        x *= 2\n        return x\n    def backward(self, dout):\n        dout[:] = 0\n        return dout\n"
    bad, x, dout = layer(tmp_path, code), np.array([1.0, 2.0]), np.array([3.0, 4.0])
    bad.vjp(dout, bad.compute(x), x, wanted=(True,))
    assert (x.tolist(), dout.tolist()) == ([1.0, 2.0], [3.0, 4.0])


def test_fewer_gradients_are_fine_where_the_rest_are_constants(tmp_path: Path) -> None:
    code = "class My:\n    def forward(self, x, k):\n        self.k = k\n        return x * k\n    def backward(self, dout):\n        return dout * self.k\n"
    nodes = "nodes: {y: 'My(x, k)'}"
    assert check_with(tmp_path, code, f"variables: {{x: [1, 2]}}\nconstants: {{k: 3}}\n{nodes}").verdict == "pass"
    result = check_with(tmp_path, code, f"variables: {{x: [1, 2], k: 3}}\n{nodes}")
    assert result.verdict == "fail"
    assert "no gradient for k" in result.culprits[0].note


def test_a_layer_of_the_problem_may_use_one_of_the_file(tmp_path: Path) -> None:
    code = "class My:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 3 * dout\n"
    layers = "layers:\n  outer:\n    inputs: [x]\n    forward: My(x) + 1\n"
    result = check_with(tmp_path, code, f"variables: {{x: 1}}\n{layers}nodes: {{y: outer(x)}}")
    assert (result.verdict, result.checks[0].method) == ("fail", "central")
    assert issubclass(load_layers(written(tmp_path, code))[0], Layer)


def test_labels_for_scores_whose_shape_only_the_run_tells_are_checked_by_the_run(tmp_path: Path) -> None:
    code = (
        "class Picky:\n    def forward(self, x):\n        if x[0, 1] != 2:\n            raise ValueError\n        return x\n"
        "    def backward(self, dout):\n        return dout\n"
    )
    text = "variables: {x: [[1, 2, 3]]}\nconstants: {t: [7]}\nnodes: {s: Picky(x), L: 'softmax_with_loss(s, t)'}\n"
    with pytest.raises(BpcalcError, match=r"label 7 at index \[0\] is outside 0..2"):
        engine.forward(problem_with(tmp_path, code, text).graph)
