"""layer_norm and batch_norm: closed forms, groups of one value, entries so large that their squares overflow."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers.normalization import BatchNorm, LayerNorm

ALL = (True, True, True)
TINY_EPS = 1e-30


def test_two_entries_become_minus_one_and_one() -> None:
    out = LayerNorm(eps=TINY_EPS).compute(np.array([[3.0, 7.0], [100.0, -20.0]]), np.array([2.0, 3.0]), np.array([0.5, 0.25]))
    np.testing.assert_allclose(out, [[-1.5, 3.25], [2.5, -2.75]], rtol=1e-15)


def test_eps_stands_within_the_root_and_the_count_divides() -> None:
    out = LayerNorm(eps=9.0).compute(np.array([-4.0, 4.0]), 1.0, 0.0)  # √(16 + 9) = 5
    np.testing.assert_array_equal(out, [-0.8, 0.8])


def test_features_lie_along_axis_1() -> None:
    x = np.random.default_rng(3).normal(2.0, 5.0, (6, 3, 4, 2))
    out = BatchNorm(eps=TINY_EPS).compute(x, np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0]))
    np.testing.assert_allclose(out.mean(axis=(0, 2, 3)), [4, 5, 6], rtol=1e-13)
    np.testing.assert_allclose(out.std(axis=(0, 2, 3)), [1, 2, 3], rtol=1e-13)


def test_the_gradient_has_no_mean_and_no_part_along_the_result() -> None:
    random = np.random.default_rng(4)
    x, dout = random.normal(size=(5, 8)), random.normal(size=(5, 8))
    layer = LayerNorm(eps=TINY_EPS)
    out = layer.compute(x, 1.0, 0.0)
    dx, _, _ = layer.vjp(dout, out, x, 1.0, 0.0, wanted=ALL)
    np.testing.assert_allclose(dx.sum(axis=1), 0.0, atol=1e-14)
    np.testing.assert_allclose((dx * out).sum(axis=1), 0.0, atol=1e-13)


GROUPS_OF_ONE = [
    (BatchNorm(), (1, 3), (3,)),
    (BatchNorm(), (1, 2, 1, 1), (2,)),
    (LayerNorm(), (4, 1), (1,)),
    (LayerNorm(axis=(-2, -1)), (4, 1, 1), (1, 1)),
]


@pytest.mark.parametrize(("layer", "shape", "factor"), GROUPS_OF_ONE)
@pytest.mark.parametrize("value", [0.1, -7.3, 1e300])
def test_one_value_gives_beta_and_gets_nothing(layer: Any, shape: tuple[int, ...], factor: tuple[int, ...], value: float) -> None:
    x, gamma, beta = np.full(shape, value), np.full(factor, 2.0), np.full(factor, 0.75)
    out = layer.compute(x, gamma, beta)
    np.testing.assert_array_equal(out, np.full(shape, 0.75))
    dx, dgamma, dbeta = layer.vjp(np.full(shape, 3.0), out, x, gamma, beta, wanted=ALL)
    assert not dx.any()
    assert not dgamma.any()
    np.testing.assert_array_equal(dbeta, np.full(factor, 3.0 * x.size / gamma.size))


def test_no_square_overflows() -> None:
    """A row a scale: each is what it would be if it were small, and no row makes another lose its digits."""
    row, dout = np.array([3.0, 1.0, -2.0]), np.array([1.0, -1.0, 0.5])
    scales = np.array([1.0, 1e100, 1e160, 1e308 / 2])[:, None]
    layer = LayerNorm()
    out = layer.compute(row * scales, 1.0, 0.0)
    exact = (row - row.mean()) / row.std()
    np.testing.assert_allclose(out[1:], np.tile(exact, (3, 1)), rtol=1e-14)
    np.testing.assert_allclose(out[0], layer.compute(row, 1.0, 0.0), rtol=1e-15)
    dx, _, _ = layer.vjp(np.tile(dout, (4, 1)), out, row * scales, 1.0, 0.0, wanted=ALL)
    no_eps, _, _ = LayerNorm(eps=TINY_EPS).vjp(dout, exact, row, 1.0, 0.0, wanted=ALL)
    np.testing.assert_allclose(dx[1:3], no_eps / scales[1:3], rtol=1e-12)


def test_equal_entries_that_are_huge_give_beta() -> None:
    out = LayerNorm().compute(np.full((2, 4), 2.0**1000), 3.0, 0.5)
    np.testing.assert_array_equal(out, np.full((2, 4), 0.5))


def test_a_number_for_gamma_and_beta_is_meant_for_all() -> None:
    x = np.array([[1.0, 2.0, 4.0], [0.0, -1.0, 5.0]])
    for layer in (LayerNorm(), BatchNorm()):
        dout = np.arange(6.0).reshape(2, 3)
        out = layer.compute(x, np.full(3, 1.5), np.full(3, 0.25))
        np.testing.assert_array_equal(layer.compute(x, 1.5, 0.25), out)
        dx, dgamma, dbeta = layer.vjp(dout, out, x, 1.5, 0.25, wanted=ALL)
        each = layer.vjp(dout, out, x, np.full(3, 1.5), np.full(3, 0.25), wanted=ALL)
        np.testing.assert_array_equal(dx, each[0])
        assert dgamma == pytest.approx(each[1].sum(), rel=1e-14)
        assert dbeta == 15.0
        assert type(dgamma) is type(dbeta) is float


def test_the_axes_may_be_named_in_any_way() -> None:
    x, gamma, beta = np.random.default_rng(5).normal(size=(2, 3, 4)), np.ones((3, 4)), np.zeros((3, 4))
    expected = LayerNorm(axis=(-2, -1)).compute(x, gamma, beta)
    for axis in ((1, 2), (2, 1), (-1, -2), (1, -1)):
        layer = LayerNorm(axis=axis)
        assert layer.shape(x.shape, gamma.shape, beta.shape) == x.shape
        np.testing.assert_array_equal(layer.compute(x, gamma, beta), expected)


def test_rules_say_the_options_of_the_call() -> None:
    rules = BatchNorm(eps=0.5).rules_for((4, 3, 2, 2), (3,), ())
    assert rules["gamma"] == "sum(dout * batch_norm(x, 1, 0, eps=0.5), axis=(0, 2, 3))"
    assert rules["beta"] == "sum(dout)"
    assert "reshape(gamma, shape=(3, 1, 1))" in rules["x"]
    assert rules["x"].endswith("axis=(0, 2, 3), keepdims=True) + 0.5)")
