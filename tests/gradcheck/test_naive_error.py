"""How far off a reference is in a lower precision."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.gradcheck.naive_error import SHAKE, NaiveError, answers, error, in_precision
from backprop_cli.gradcheck.precision import PRECISIONS
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers.activation import Relu
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.linear import MatMul
from backprop_cli.layers.reduction import Max
from backprop_cli.python_layers.load import load_layers
from tests.problems import problem

X, Y = (RandomNumbers(seed).like(np.empty((4, 5))) for seed in (1, 2))


def test_answers_are_the_result_and_the_gradients_that_are_wanted() -> None:
    assert answers(MulLayer(), [2.0, 5.0], 3.0, (False, True)) == [10.0, None, 6.0]
    assert answers(MulLayer(), [2.0, 5.0], 3.0, (False, False)) == [10.0, None, None]


@pytest.mark.parametrize("name", PRECISIONS)
def test_a_product_is_off_by_about_a_unit_in_the_last_place(name: str) -> None:
    precision = PRECISIONS[name]
    out, dx, dy = NaiveError(MulLayer(), precision, RandomNumbers(0)).largest([X, Y], X, (True, True))
    unit = precision.epsilon if name != "float64" else SHAKE
    for found, exact in ((out, X * Y), (dx, X * Y), (dy, X * X)):
        assert (found > 0.2 * unit * abs(exact)).all()
        assert (found < 6.0 * unit * abs(exact)).all()


def test_what_cancels_is_measured_by_its_terms() -> None:
    x = np.array([[1.0, 1.0]])
    found = NaiveError(MatMul(), PRECISIONS["float32"], RandomNumbers(0)).largest(
        [x, np.array([[1.0], [-1.0]])], np.ones((1, 1)), (True, True)
    )
    assert 2.0**-25 < found[0].item() < 2.0**-20


def test_what_only_moves_entries_finds_them_again_in_a_low_precision() -> None:
    for layer in (Relu(), Max(axis=1)):
        dout = np.ones(np.shape(layer.compute(X)))
        _, dx = NaiveError(layer, PRECISIONS["float16"], RandomNumbers(0)).largest([X], dout, (True,))
        assert (dx < 0.01).all()


def test_a_run_that_overflows_is_one_in_numbers_that_do_not() -> None:
    mean = problem(
        "variables: {x: {ones: [4]}}\nlayers: {m: {inputs: [x], forward: x / mean(x * x)}}\nnodes: {y: m(x)}\n"
    ).graph.layers[0]
    x = np.full(4, 300.0)
    out, dx = NaiveError(mean, PRECISIONS["float16"], RandomNumbers(0)).largest([x], np.ones(4), (True,))
    assert (out < 0.01 * abs(mean.compute(x))).all()
    assert np.isfinite(dx).all()


def test_error_is_infinite_where_an_entry_is_lost() -> None:
    assert error(np.array([1.0, 1.0, np.nan]), np.array([1.5, np.nan, np.nan])).tolist()[:2] == [0.5, np.inf]


def test_code_is_run_in_the_precision(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "class Same:\n    def forward(self, x):\n        return x / 3\n    def backward(self, dout):\n        return dout / 3\n"
    )
    (kind,) = load_layers(str(path))
    low = in_precision(kind(), "float32")  # type: ignore[arg-type]
    assert low.compute(X).tolist() == (X.astype(np.float32) / 3).tolist()
    assert kind().compute(X).tolist() == (X / 3).tolist()
