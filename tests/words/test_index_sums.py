"""Rules with an index: which entries of which arrays a rule's entry is made of."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import SHELF, Layer
from backprop_cli.words.entries import BY_NAME, Writing
from backprop_cli.words.index_sums import IndexSums, broadcast_at, unravelled
from backprop_cli.words.syntax import NotInWords
from tests.layers.words import evaluate

RANDOM = np.random.default_rng(5)
VALUES: dict[str, Any] = {
    "x": RANDOM.normal(size=(2, 3)), "W": RANDOM.normal(size=(3, 2)), "v": RANDOM.normal(size=3), "dout": RANDOM.normal(size=(2, 2)),
    "c": RANDOM.normal(size=(2, 1)), "s": 1.5, "t": np.array([2.0, 0.0]), "A": RANDOM.normal(size=(2, 2, 3)), "axis": 0,
    "slope": -0.5, "one": np.array([[2.0]]), "index": (0, slice(None)), "part": RANDOM.normal(size=3), "rows": np.array([1.0, 0.0, 1.0]),
}  # fmt: skip
SUMS = IndexSums(VALUES, {"W": "W1", "slope": "-0.5"})


@pytest.mark.parametrize(
    ("rule", "index", "names"),
    [
        ("dout @ W.T", (0, 1), "dout[0,0]·W1[1,0] + dout[0,1]·W1[1,1]"),
        ("x @ v", (1,), "x[1,0]·v[0] + x[1,1]·v[1] + x[1,2]·v[2]"),
        ("v @ W", (1,), "v[0]·W1[0,1] + v[1]·W1[1,1] + v[2]·W1[2,1]"),
        ("v @ v", (), "v[0]·v[0] + v[1]·v[1] + v[2]·v[2]"),
        ("A @ W", (1, 0, 1), "A[1,0,0]·W1[0,1] + A[1,0,1]·W1[1,1] + A[1,0,2]·W1[2,1]"),
        ("one @ one", (0, 0), "one[0,0]·one[0,0]"),
        ("sum(transpose(A, axes=(0, 2, 1)) @ dout, axis=0)", (2, 1),
         "A[0,0,2]·dout[0,1] + A[0,1,2]·dout[1,1] + A[1,0,2]·dout[0,1] + A[1,1,2]·dout[1,1]"),
        ("sum(x)", (), "x[0,0] + x[0,1] + x[0,2] + x[1,0] + x[1,1] + x[1,2]"),
        ("sum(x, axis=axis)", (2,), "x[0,2] + x[1,2]"),
        ("sum(x, axis=-1, keepdims=True)", (1, 0), "x[1,0] + x[1,1] + x[1,2]"),
        ("sum(A, axis=(0, 2))", (1,), "A[0,1,0] + A[0,1,1] + A[0,1,2] + A[1,1,0] + A[1,1,1] + A[1,1,2]"),
        ("sum(s)", (), "s"),
        ("x * v - c", (1, 2), "x[1,2]·v[2] - c[1,0]"),
        ("s * c", (1, 0), "s·c[1,0]"),
        ("2 / sqrt(pi) * exp(-x ** 2)", (0, 1), "2 / sqrt(pi) · exp(-x[0,1] ** 2)"),
        ("reshape(x, shape=(3, 2)).T", (1, 2), "x[1,2]"),
        ("reshape(x, shape=(-1, 1)) * s", (4, 0), "x[1,1]·s"),
        ("expand(v, x, axis=0)", (1, 2), "v[2]"),
        ("expand(s, x)", (1, 2), "s"),
        ("scatter(part, x, index=index)", (0, 2), "part[2]"),
        ("scatter(part, x, index=index)", (1, 2), "0"),
        ("scatter(dout, W, t)", (2, 1), "dout[0,1]"),
        ("scatter(x * s, c + c.T, rows, axis=1)", (0, 1), "x[0,0]·s + x[0,2]·s"),
        ("sum(scatter(x, dout, rows, axis=1), axis=0)", (1,), "x[0,0] + x[0,2] + (x[1,0] + x[1,2])"),
        ("others(x, axis=1) * s", (1, 2), "others(x, axis=1)[1,2] · s"),
        ("unfold(x, size=(1, 2), padding=(0, 1))", (1, 0), "x[0,0]"),
        ("unfold(x, size=(1, 2), padding=(0, 1))", (0, 0), "0"),
        ("fold(unfold(dout, size=1) @ v[None, :2], x, size=(1, 2))", (0, 1), "dout[0,0]·v[1] + dout[0,1]·v[0]"),
        ("fold(part[:2, None], x, size=(2, 2))", (1, 1), "part[0] + part[1]"),
        ("A[1, ::-1, :2]", (0, 1), "A[1,1,1]"),
        ("softmax(x) - onehot(t, x)", (0, 1), "softmax(x)[0,1] - onehot(t)[0,1]"),
        ("softmax(W, axis=0)", (0, 1), "softmax(W1, axis=0)[0,1]"),
        ("softmax(x, axis=-1)", (0, 1), "softmax(x)[0,1]"),
        ("onehot(x, x)", (0, 1), "x[0,1]"),
        ("mean(x * W.T, axis=1)", (0,), "mean(x * W1.T, axis=1)[0]"),
        ("x / n(x) * size(W)", (0, 1), "x[0,1] / n(x) · size(W1)"),
        ("where(x > v, slope, -1)", (0, 1), "where(x[0,1] > v[1], -0.5, -1)"),
        ("where(x == c, 0, s)", (1, 1), "where(x[1,1] == c[1,0], 0, s)"),
        ("leaky_relu(x, slope=0.25) + maximum(x, s)", (0, 1), "leaky_relu(x[0,1], slope=0.25) + maximum(x[0,1], s)"),
        ("sign(x) * (x < 0)", (0, 1), "sign(x[0,1]) · (x[0,1] < 0)"),
        ("Softmax(x)", (0, 1), "softmax(x)[0,1]"),
    ],
)  # fmt: skip
def test_an_entry_of_a_rule(rule: str, index: tuple[int, ...], names: str) -> None:
    entry = broadcast_at(SUMS.open(rule), index)
    assert entry.text(BY_NAME) == names
    words = {**VALUES, "Softmax": lambda x: evaluate("softmax(x)", x=x)} | {
        "leaky_relu": lambda x, slope: np.where(x > 0, x, slope * x)
    }
    right = np.asarray(evaluate(rule, **words))[index]
    assert entry.value == pytest.approx(right, rel=1e-12)
    assert float(eval(entry.text(Writing(lambda x: f"{x:.17g}", times="*")))) == pytest.approx(right, rel=1e-12)


def test_an_empty_axis_sums_up_to_0() -> None:
    entry = broadcast_at(IndexSums({"x": np.ones((2, 0))}, {}).open("sum(x, axis=1)"), (1,))
    assert (entry.text(BY_NAME), entry.value) == ("0", 0.0)


def test_a_function_of_the_problem_takes_the_place_of_the_one_of_the_shelf() -> None:
    own: dict[str, Layer] = {"softmax": SHELF["exp"]()}
    entry = broadcast_at(IndexSums(VALUES, {}, own).open("softmax(x)"), (0, 1))
    assert (entry.text(BY_NAME), entry.value) == ("softmax(x)[0,1]", np.exp(VALUES["x"][0, 1]))


@pytest.mark.parametrize("rule", ["g", "f(x)", "x % 2", "[x]", "True", "x.real", "x if s else v", "x +", "lambda: x", "not x"])
def test_what_means_nothing_is_not_opened(rule: str) -> None:
    with pytest.raises(NotInWords):
        SUMS.open(rule)


def test_places_in_running_order() -> None:
    sizes = [2, 3, 2]
    assert [unravelled(k, sizes) for k in range(12)] == list(np.ndindex(*sizes))
    assert unravelled(0, []) == ()
