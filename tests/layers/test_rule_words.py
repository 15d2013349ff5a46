"""The words of rules: each computes what it says, differentiates, and refuses what does not fit; none is on the shelf."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import SHELF, Layer
from backprop_cli.layers.rule_words import TYPED_WORDS, Others, Scatter
from backprop_cli.problem.foreign.words import RULE_WORDS

from .numerical import by_complex_step
from .words import VOCABULARY

X = np.array([[1.5, -2.0, 0.0], [0.25, 1.0, -0.5]])
CASES: list[tuple[str, dict[str, Any], tuple[Any, ...]]] = [
    ("expand", {}, (2.5, X)),
    ("expand", {"axis": 1}, (np.array([1.0, 2.0]), X)),
    ("expand", {"axis": (0, 1), "keepdims": True}, (np.array([[1.0]]), X)),
    ("expand", {"axis": 0}, (2.5, X)),
    ("expand", {"axis": -1}, (2.5, 1.0)),
    ("onehot", {}, (np.array([2.0, 0.0]), X)),
    ("onehot", {}, (1.0, X[0])),
    ("onehot", {}, (X, X)),
    ("onehot", {}, (0.5, 1.5)),
    ("scatter", {"index": (0,)}, (X[0], X)),
    ("scatter", {"index": (slice(None), slice(None, None, 2))}, (X[:, ::2], X)),
    ("scatter", {}, (X[[1, 1, 0]], X, np.array([1.0, 1.0, 0.0]))),
    ("scatter", {"axis": -1}, (X[:, [2, 2]], X, np.array([2.0, 2.0]))),
    ("scatter", {"axis": 1}, (X[:, 0], X, 0.0)),
    ("scatter", {"index": (None,)}, (np.array([2.5]), 1.5)),
    ("like", {}, (X, np.ones((3, 2)))),
    ("like", {}, (np.array([[2.5]]), 1.5)),
    ("like", {}, (2.5, np.ones((1, 1)))),
    ("like", {}, (2.5, 1.5)),
    ("others", {}, (X,)),
    ("others", {"axis": 0}, (X,)),
    ("others", {}, (1.5,)),
    ("n", {}, (X,)),
    ("n", {}, (1.5,)),
    ("batch", {}, (X,)),
    ("batch", {}, (X[0],)),
]
every_case = pytest.mark.parametrize(("word", "options", "xs"), CASES, ids=[f"{case[0]}-{k}" for k, case in enumerate(CASES)])


def test_every_word_is_tried_and_none_is_a_layer() -> None:
    assert {case[0] for case in CASES} == set(TYPED_WORDS)
    assert not set(TYPED_WORDS) & set(SHELF), "the shelf has it now: take the class out of backprop_cli/layers/rule_words.py"
    assert set(TYPED_WORDS) <= set(RULE_WORDS), "say in RULE_WORDS what to write for it where it cannot be called"


@every_case
def test_a_word_computes_what_it_says(word: str, options: dict[str, Any], xs: tuple[Any, ...]) -> None:
    layer: Layer = TYPED_WORDS[word](**options)
    out = layer.compute(*xs)
    np.testing.assert_allclose(out, VOCABULARY[word](*xs, **options), rtol=1e-14)
    assert np.shape(out) == layer.shape(*map(np.shape, xs))
    layer.check(*xs)


@every_case
def test_a_word_differentiates(word: str, options: dict[str, Any], xs: tuple[Any, ...]) -> None:
    layer: Layer = TYPED_WORDS[word](**options)
    dout = np.random.default_rng(3).uniform(1, 2, np.shape(layer.compute(*xs)))
    dout = dout if dout.ndim else dout.item()
    gradients = layer.vjp(dout, None, *xs, wanted=(True,) * len(xs))
    labels = layer.labels(*map(np.shape, xs))
    assert len(gradients) == len(xs)
    for k, gradient in enumerate(gradients):
        assert gradient is None or k not in labels
        if k not in labels:
            stepped = by_complex_step(layer, xs, k, dout)
            np.testing.assert_allclose(0.0 * stepped if gradient is None else gradient, stepped, rtol=1e-13, atol=1e-14)
    assert not any(gradient is not None for gradient in layer.vjp(dout, None, *xs, wanted=(False,) * len(xs)) if word != "others")


@pytest.mark.parametrize(
    ("word", "options", "shapes", "says"),
    [
        ("expand", {"axis": 0}, ((2,), (2, 3)), "y (2,) and x (2, 3): reduced so, x has the shape (3,)"),
        ("onehot", {}, ((3,), (2, 3)), "t (3,) and x (2, 3): t must have x's shape, or that without its last axis"),
        ("scatter", {"index": (0,)}, ((2,), (2, 3)), "y (2,) and x (2, 3): what is put there has the shape (3,)"),
        ("scatter", {}, ((4, 3), (2, 3), (5,)), "y (4, 3) and x (2, 3): what is put there has the shape (5, 3)"),
        ("like", {}, ((2, 2), (2, 3)), "y (2, 2) and x (2, 3) have not as many entries"),
        ("others", {"axis": 2}, ((2, 3),), "x (2, 3) has no axis 2"),
    ],
)
def test_what_does_not_fit(word: str, options: dict[str, Any], shapes: tuple[tuple[int, ...], ...], says: str) -> None:
    with pytest.raises(ShapeError) as caught:
        TYPED_WORDS[word](**options).shape(*shapes)
    assert caught.value.message == says


def test_scatter_takes_a_subscript_or_positions() -> None:
    with pytest.raises(LayerError):
        Scatter(index=(0,)).shape((3,), (2, 3), (1,))
    with pytest.raises(ShapeError, match="position 2 at index"):
        Scatter().check(X, X, np.array([2.0]))


def test_others_of_a_number_is_1() -> None:
    assert Others().compute(7.0) == 1.0
    assert Others().vjp(1.0, 1.0, 7.0, wanted=(True,)) == (0.0,)
