"""The words of rules mean what their names say, and no other word means anything."""

import ast
from typing import Any

import numpy as np
import pytest

from backprop_cli.words.syntax import NotInWords
from backprop_cli.words.values import value_of_words
from tests.layers.words import evaluate

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, 1.0]])
VALUES: dict[str, Any] = {
    "x": X, "t": np.array([2.0, 0.0]), "rows": np.array([1.0, 1.0]), "s": 1.5, "dout": np.array([1.0, -1.0]), "axis": 1, "keepdims": False,
    "index": (slice(None), 1), "row": np.array([1.0, 2.0, 3.0]),
}  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "x", "s", "pi", "x.T", "s.T", "softmax(x)", "softmax(x, axis=0)", "log_softmax(x)", "sigmoid(x)", "sigmoid(s)",
        "onehot(t, x)", "onehot(x, x)", "expand(dout, x, axis=axis, keepdims=keepdims)", "expand(s, x)", "scatter(dout, x, index=index)",
            "scatter(x, x, rows)", "others(x)", "others(x, axis=axis)", "others(s)", "size(x, axis=axis)",
        "zeros(x)", "size(x)", "size(s)", "n(x)", "n(row)", "batch(x)", "batch(row)", "transpose(x)",
        "unfold(x, size=(1, 2))", "fold(unfold(x, size=2, padding=1), x, size=2, padding=1)",
        "layer_norm(x, 1, 0)", "batch_norm(x, row, 0, eps=0.5)", "reshape(x, shape=(3, 2))", "like(row, row)", "like(x.T, x)", "like(s, s)", "x[0]", "x[:, 1:3]", "x[-1, 0]", "x[::2]",
    ],
)  # fmt: skip
def test_the_words_mean_what_they_say(words: str) -> None:
    ours = value_of_words(ast.parse(words, mode="eval").body, VALUES)
    np.testing.assert_allclose(ours, evaluate(words, **VALUES) if words != "s.T" else 1.5, rtol=1e-12)


@pytest.mark.parametrize("words", ["g", "x + 1", "f(x)", "[1]", "x.shape", "softmax(g)"])
def test_other_words_mean_nothing(words: str) -> None:
    with pytest.raises(NotInWords):
        value_of_words(ast.parse(words, mode="eval").body, VALUES)
