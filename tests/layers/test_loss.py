"""Losses over classes against the book's numbers and closed forms."""

import math
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import ShapeError
from backprop_cli.layers import SHELF, Layer
from backprop_cli.layers.loss import CrossEntropy, SoftmaxWithLoss
from tests.layers.words import evaluate

BOTH = (True, True)
BOOK_ANSWERS = [
    ([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0], 0.6),  # Deep Learning from Scratch, section 4.2.2
    ([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0], 0.1),
]


@pytest.mark.parametrize(("y", "right"), BOOK_ANSWERS)
def test_cross_entropy_of_the_book(y: list[float], right: float) -> None:
    onehot = [float(i == 2) for i in range(10)]
    for t in (onehot, 2):
        layer = CrossEntropy()
        assert layer.forward(y, t) == pytest.approx(-math.log(right), rel=1e-15)
        np.testing.assert_allclose(layer.backward(), [0, 0, -1 / right, 0, 0, 0, 0, 0, 0, 0], rtol=1e-15)
    assert CrossEntropy().forward(BOOK_ANSWERS[0][0], 2) == pytest.approx(0.510825, abs=1e-6)


def test_softmax_with_loss_of_the_books_two_classes() -> None:
    """Scores (0.3, 2.9, 4.0) as in section 3.5; answer minus truth, over the batch."""
    layer = SoftmaxWithLoss()
    assert layer.forward([[0.3, 2.9, 4.0], [0.3, 2.9, 4.0]], [2, 0]) == pytest.approx(
        -(math.log(0.7365969138) + math.log(0.0182112733)) / 2, rel=1e-8
    )
    np.testing.assert_allclose(
        layer.backward(dout=1), [[0.009105637, 0.122595907, -0.131701543], [-0.490894363, 0.122595907, 0.368298457]], atol=5e-9
    )


@pytest.mark.parametrize("t", [1, [0.0, 1.0]])
def test_the_loss_does_not_stop_at_16(t: Any) -> None:
    layer = SoftmaxWithLoss()
    assert layer.forward([1000.0, -1000.0], t) == 2000.0
    np.testing.assert_array_equal(layer.backward(), [1.0, -1.0])


@pytest.mark.parametrize("t", [0, [1.0, 0.0]])
def test_a_certain_and_right_answer_costs_nothing(t: Any) -> None:
    layer = SoftmaxWithLoss()
    out = layer.forward([1000.0, -1000.0], t)
    assert math.copysign(1.0, out) == 1.0
    assert out == 0.0
    np.testing.assert_array_equal(layer.backward(), [0.0, 0.0])
    assert math.copysign(1.0, CrossEntropy().forward([1.0, 0.0], t)) == 1.0


@pytest.mark.parametrize("kind", [SoftmaxWithLoss, CrossEntropy])
def test_labels_and_onehot_rows_say_the_same(kind: type[Layer]) -> None:
    rng = np.random.default_rng(3)
    x = rng.dirichlet(np.ones(4), size=(2, 3))
    t = rng.integers(0, 4, size=(2, 3))
    by_labels, by_rows = kind(), kind()
    assert by_labels.forward(x, t) == pytest.approx(by_rows.forward(x, np.eye(4)[t]), rel=1e-15)
    np.testing.assert_allclose(by_labels.backward(3.0), by_rows.backward(3.0), rtol=1e-14, atol=1e-16)


@pytest.mark.parametrize("kind", [SoftmaxWithLoss, CrossEntropy])
def test_one_example_is_a_batch_of_one(kind: type[Layer]) -> None:
    one, batch = kind(), kind()
    for t, ts in ((2, [2]), ([0.25, 0.25, 0.5], [[0.25, 0.25, 0.5]])):
        assert one.forward([0.2, 0.3, 0.5], t) == batch.forward([[0.2, 0.3, 0.5]], ts)
        np.testing.assert_array_equal(one.backward(2.0), batch.backward(2.0)[0])


def test_the_upstream_gradient_counts() -> None:
    layer = SoftmaxWithLoss()
    layer.forward([[1.0, 2.0]], [0])
    np.testing.assert_allclose(layer.backward(5.0), 5.0 * layer.backward(1.0), rtol=1e-15)


def test_soft_targets_have_a_gradient_too() -> None:
    x, t = np.array([[1000.0, 0.0], [0.0, 0.0]]), np.array([[0.5, 0.5], [1.0, 0.0]])
    layer = SoftmaxWithLoss()
    out = layer.compute(x, t)
    assert out == pytest.approx((500.0 + math.log(2)) / 2, rel=1e-15)
    _, dt = layer.vjp(2.0, out, x, t, wanted=BOTH)
    np.testing.assert_allclose(dt, [[0.0, 1000.0], [math.log(2), math.log(2)]], rtol=1e-15)


def test_targets_that_do_not_add_up_to_1_weigh_the_answer() -> None:
    """d(−Σ t log p)/dx = p Σt − t, which is the familiar p − t only where Σt = 1."""
    x, t = np.zeros(2), np.array([3.0, 1.0])
    dx, _ = SoftmaxWithLoss().vjp(1.0, 0.0, x, t, wanted=BOTH)
    np.testing.assert_allclose(dx, [-1.0, 1.0], rtol=1e-15)


def test_0_times_log_0_is_0() -> None:
    y, t = np.array([[0.0, 1.0]]), np.array([[0.0, 1.0]])
    layer = CrossEntropy()
    with np.errstate(divide="ignore", invalid="ignore"):
        assert layer.compute(y, t) == 0.0
        dy, dt = layer.vjp(1.0, 0.0, y, t, wanted=BOTH)
    np.testing.assert_array_equal(dy, [[0.0, -1.0]])
    np.testing.assert_array_equal(dt, [[0.0, 0.0]])
    np.testing.assert_array_equal(layer.kink(y, t), [[True, False]])
    assert layer.compute(0.0, 0.0) == 0.0


def test_an_impossible_right_answer_costs_infinity() -> None:
    with np.errstate(divide="ignore"):
        assert CrossEntropy().compute(np.array([0.0, 1.0]), 0.0) == math.inf
        dy, _ = CrossEntropy().vjp(1.0, math.inf, np.array([0.0, 1.0]), 0.0, wanted=BOTH)
    np.testing.assert_array_equal(dy, [-math.inf, 0.0])
    assert CrossEntropy().compute(0.0, 1.0) == math.inf


@pytest.mark.parametrize("name", ["softmax_with_loss", "cross_entropy"])
def test_which_inputs_are_labels(name: str) -> None:
    layer = SHELF[name]()
    assert layer.labels((2, 3), (2,)) == {1}
    assert layer.labels((3,), ()) == {1}
    assert layer.labels((5, 2, 3), (5, 2)) == {1}
    assert layer.labels((2, 3), (2, 3)) == frozenset()
    assert layer.labels((), ()) == frozenset()


@pytest.mark.parametrize("name", ["softmax_with_loss", "cross_entropy"])
@pytest.mark.parametrize(
    ("shape", "t", "says"),
    [
        ((4, 3), [0.0, 1.0, 7.0, 9.0], "label 7 at index [2] is outside 0..2"),
        ((2, 3), [0.0, -1.0], "label -1 at index [1] is outside 0..2"),
        ((2, 3), [1.5, 0.0], "label 1.5 at index [0] is not a whole number"),
        ((2, 3), [math.nan, 0.0], "label nan at index [0] is not a whole number"),
        ((2, 3), [0.0, math.inf], "label inf at index [1] is not a whole number"),
        ((2, 2, 3), [[0.0, 1.0], [2.0, 3.0]], "label 3 at index [1, 1] is outside 0..2"),
    ],
)
def test_labels_that_cannot_be(name: str, shape: tuple[int, ...], t: Any, says: str) -> None:
    with pytest.raises(ShapeError) as caught:
        SHELF[name]().check(np.ones(shape), np.array(t))
    assert caught.value.message == says


def test_the_label_of_one_example() -> None:
    with pytest.raises(ShapeError, match=r"^label 3 is outside 0\.\.2$"):
        SoftmaxWithLoss().check(np.ones(3), 3.0)
    SoftmaxWithLoss().check(np.ones(3), 2.0)
    with pytest.raises(ShapeError):
        SoftmaxWithLoss().forward([1.0, 2.0, 3.0], 3)


def test_a_view_in_another_order_is_no_trap() -> None:
    """The gradient is changed in place at the labels; a transposed x must not turn that into a change of a copy."""
    x, t = np.asfortranarray(np.random.default_rng(0).normal(size=(3, 4))), np.array([3.0, 0.0, 1.0])
    mine = SoftmaxWithLoss().vjp(1.0, 0.0, x, t, wanted=BOTH)[0]
    np.testing.assert_array_equal(mine, SoftmaxWithLoss().vjp(1.0, 0.0, np.ascontiguousarray(x), t, wanted=BOTH)[0])


def test_labels_never_become_complex() -> None:
    x = np.array([[1.0 + 1e-30j, 2.0], [0.0, 0.0]])
    out = SoftmaxWithLoss().compute(x, np.array([0.0, 1.0]))
    assert out.imag / 1e-30 == pytest.approx((1 / (1 + math.exp(1)) - 1.0) / 2, rel=1e-14)


def test_an_excluded_class_costs_nothing() -> None:
    """A score of -inf, as a mask makes it: 0 · -inf in the sum is nothing, not nan."""
    x, t = np.array([0.0, -math.inf, 0.0]), np.array([1.0, 0.0, 0.0])
    with np.errstate(invalid="ignore"):
        assert SoftmaxWithLoss().compute(x, t) == pytest.approx(math.log(2), rel=1e-15)
    np.testing.assert_allclose(SoftmaxWithLoss().vjp(1.0, 0.0, x, t, wanted=(True, False))[0], [-0.5, 0.0, 0.5], rtol=1e-15)


@pytest.mark.parametrize("sample", [sample for sample in SHELF["softmax_with_loss"].samples if not isinstance(sample[0], dict)])
def test_the_rules_of_softmax_with_loss_at_its_inputs_are_the_gradients(sample: tuple[Any, ...]) -> None:
    """What goes without saying for these targets is left out of the words, and the words still come to the gradient."""
    layer = SHELF["softmax_with_loss"]()
    x, t = (np.array(part, dtype=float) if isinstance(part, list) else part for part in sample)
    out, dout = layer.compute(x, t), 1.75
    gradients = dict(zip("xt", layer.vjp(dout, out, x, t, wanted=(True, True)), strict=True))
    rules = layer.rules_at(x, t)
    for name, rule in rules.items():
        np.testing.assert_allclose(evaluate(rule, x=x, t=t, out=out, dout=dout), gradients[name], rtol=1e-12, atol=1e-15)
    adds_up = np.ndim(t) == np.ndim(x) > 0 and np.allclose(np.sum(t, axis=-1), 1.0)
    assert ("(softmax(x) - t)" in rules["x"]) == adds_up
