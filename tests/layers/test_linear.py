"""Products of matrices against the book's numbers and closed forms."""

import numpy as np
import pytest

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers.linear import Affine, MatMul


def test_matmul_there_and_back() -> None:
    layer = MatMul()
    np.testing.assert_array_equal(
        layer.forward([[1, 2], [3, 4], [5, 6]], [[1, 0, 2], [0, 1, 3]]), [[1, 2, 8], [3, 4, 18], [5, 6, 28]]
    )
    dx, dy = layer.backward([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    np.testing.assert_array_equal(dx, [[1, 0], [0, 1], [2, 3]])
    np.testing.assert_array_equal(dy, [[1, 3, 5], [2, 4, 6]])


def test_a_dot_product_is_a_float() -> None:
    layer = MatMul()
    out = layer.forward([1, 2, 3], [4, 5, 6])
    assert out == 32.0
    assert type(out) is float
    dx, dy = layer.backward(2)
    np.testing.assert_array_equal(dx, [8, 10, 12])
    np.testing.assert_array_equal(dy, [2, 4, 6])


def test_the_books_bias() -> None:
    """Deep Learning from Scratch, section 5.6.2."""
    layer = Affine(np.eye(3), [1, 2, 3])
    np.testing.assert_array_equal(layer.forward([[0, 0, 0], [10, 10, 10]]), [[1, 2, 3], [11, 12, 13]])
    dx = layer.backward([[1, 2, 3], [4, 5, 6]])
    np.testing.assert_array_equal(dx, [[1, 2, 3], [4, 5, 6]])
    np.testing.assert_array_equal(layer.db, [5, 7, 9])
    np.testing.assert_array_equal(layer.dW, [[40, 50, 60]] * 3)


def test_one_example_is_a_batch_of_one() -> None:
    W, b, x, dout = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [0.5, -0.5], [1.0, 2.0, 3.0], [1.0, 10.0]
    one, batch = Affine(W, b), Affine(W, b)
    np.testing.assert_array_equal(one.forward(x), batch.forward([x])[0])
    np.testing.assert_array_equal(one.backward(dout), batch.backward([dout])[0])
    np.testing.assert_array_equal(one.dW, batch.dW)
    np.testing.assert_array_equal(one.db, batch.db)
    np.testing.assert_array_equal(one.dW, [[1, 10], [2, 20], [3, 30]])


def test_weights_are_read_when_they_are_used() -> None:
    """As in the book, where the optimiser changes in place what the layer holds."""
    W, b = np.ones((2, 2)), np.zeros(2)
    layer = Affine(W, b)
    W *= 3.0
    np.testing.assert_array_equal(layer.forward([1, 1]), [6, 6])


@pytest.mark.parametrize("b", [0.5, [0.5], [0.5, 0.25], [[0.5, 0.25]], [[0.5], [0.25], [1.0]]])
def test_the_biases_gradient_has_exactly_its_shape(b: object) -> None:
    layer = Affine()
    layer.forward(np.ones((3, 4)), np.ones((4, 2)), b)
    dout = np.arange(6.0).reshape(3, 2)
    db = layer.backward(dout)[2]
    assert np.shape(db) == np.shape(b)
    assert np.sum(db) == dout.sum()


def test_weights_of_more_axes_in_front_are_one_matrix() -> None:
    rng = np.random.default_rng(0)
    x, W, dout = rng.normal(size=(2, 5, 3)), rng.normal(size=(3, 4)), rng.normal(size=(2, 5, 4))
    layer = Affine()
    layer.forward(x, W, np.zeros(4))
    dx, dW, db = layer.backward(dout)
    np.testing.assert_allclose(dx, np.einsum("bnm,dm->bnd", dout, W), rtol=1e-13)
    np.testing.assert_allclose(dW, np.einsum("bnd,bnm->dm", x, dout), rtol=1e-13)
    np.testing.assert_allclose(db, dout.sum(axis=(0, 1)), rtol=1e-13)


def test_half_an_affine_is_refused() -> None:
    with pytest.raises(LayerError, match="both W and b"):
        Affine(np.eye(2))


def test_by_hand_with_shapes_that_do_not_fit() -> None:
    with pytest.raises(ShapeError, match=r"x \(2,\) and W \(3, 4\): the last axis of x and the first of W differ"):
        Affine(np.ones((3, 4)), np.zeros(4)).forward([1.0, 2.0])


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        (((2, 3), (3, 4)), {"x": "dout @ y.T", "y": "x.T @ dout"}),
        (((3,), (3, 4)), {"x": "dout @ y.T", "y": "reshape(x, shape=(-1, 1)) * dout"}),
        (((3,), (3,)), {"x": "dout * y", "y": "dout * x"}),
        (((5, 2, 3), (3, 4)), {"x": "dout @ y.T", "y": "sum(transpose(x, axes=(0, 2, 1)) @ dout, axis=0)"}),
    ],
)
def test_words_fit_the_shapes(shapes: tuple[tuple[int, ...], ...], words: dict[str, str]) -> None:
    assert MatMul().rules_for(*shapes) == words


def test_words_of_an_affine() -> None:
    assert Affine().rules_for((2, 3), (3, 4), (4,)) == Affine.rules
    assert Affine().rules_for((3,), (3, 4), (4,))["b"] == "dout"
    assert Affine().rules_for((2, 3), (3, 4), ())["b"] == "sum(dout)"
    assert Affine().rules_for((2, 3), (3, 4), (2, 1))["b"] == "reshape(sum(dout, axis=1), shape=(2, 1))"


def test_words_for_a_matrix_before_a_stack_need_no_reshape() -> None:
    assert MatMul().rules_for((2, 3), (4, 3, 5)) == {"x": "sum(dout @ transpose(y, axes=(0, 2, 1)), axis=0)", "y": "x.T @ dout"}
    rng = np.random.default_rng(2)
    x, y, dout = rng.normal(size=(2, 3)), rng.normal(size=(4, 3, 5)), rng.normal(size=(4, 2, 5))
    dx, dy = MatMul().vjp(dout, x @ y, x, y, wanted=(True, True))
    np.testing.assert_allclose(dx, np.einsum("bnm,bkm->nk", dout, y), rtol=1e-13)
    np.testing.assert_allclose(dy, np.einsum("nk,bnm->bkm", x, dout), rtol=1e-13)


def test_the_upstream_gradient_of_an_affine_by_hand_is_1_unless_it_is_given() -> None:
    layer = Affine([[1.0, 2.0], [3.0, 4.0]], [0.5, -0.5])
    layer.forward([[1.0, -1.0]])
    np.testing.assert_array_equal(layer.backward(), [[3.0, 7.0]])
    np.testing.assert_array_equal(layer.dW, [[1.0, 1.0], [-1.0, -1.0]])
    np.testing.assert_array_equal(layer.db, [1.0, 1.0])


@pytest.mark.parametrize(("x", "W", "both"), [((), (3, 4), r"x \(\) and W \(3, 4\)"), ((2, 3), (), r"x \(2, 3\) and W \(\)")])
def test_an_affine_of_a_single_number_is_refused_by_its_two_shapes(x: tuple[int, ...], W: tuple[int, ...], both: str) -> None:
    with pytest.raises(ShapeError, match=f"{both}: a single number has no axis to multiply along"):
        Affine().shape(x, W, (4,))
