"""How large the terms are that a numerical gradient is a sum of."""

from math import ceil, exp, log2, prod

import numpy as np
import pytest

from backprop_cli.gradcheck.cancellation import Tangent, largest_by_version, magnified, magnified_floats, patterns, saturation
from backprop_cli.layers import maths
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.elementary import ExpLayer
from backprop_cli.layers.maths import Value


@pytest.mark.parametrize("size", [1e-10, 1.0, 1e10])
def test_a_difference_takes_the_place_of_the_complex_step_whatever_the_size_it_carries(size: float) -> None:
    """d(x²) at 3 along `size` is 6·size; a step of 2⁻²⁰ of 3 leaves an error of 2⁻²¹ of it."""
    assert Tangent(lambda x: x * x, analytic=False).along([3.0], 0, 3.0, size).imag == pytest.approx(6.0 * size, rel=1e-6, abs=0.0)


def test_the_difference_along_an_array_has_the_step_of_its_largest_entries() -> None:
    """d(x²) along `size` is 2·x·size."""
    x, size = np.array([-3.0, 0.0, 2.0]), np.array([1e10, -2e10, 0.0])
    out = Tangent(lambda x: x * x, analytic=False).along([x], 0, x, size)
    assert out.imag.tolist() == pytest.approx([-6e10, 0.0, 0.0], rel=1e-6, abs=1e5)


@pytest.mark.parametrize(("x", "beside"), [(2.0, 64.0), (-128.0, 128.0)])
def test_a_curved_layer_resolves_no_more_than_a_part_of_its_result(x: float, beside: float) -> None:
    """4·out·size / max(|x|, 64), for a size of 3."""
    tangent = Tangent(maths.exp, analytic=True)
    assert saturation(tangent, [x], 0, complex(x, 3.0), tangent.along([x], 0, x, 3.0)) == pytest.approx(12.0 * exp(x) / beside)


def test_a_linear_layer_resolves_every_slope() -> None:
    tangent = Tangent(lambda x: 5.0 * x, analytic=True)
    assert saturation(tangent, [2.0], 0, 2.0 + 3.0j, 10.0 + 15.0j) == 0.0


@pytest.mark.parametrize("shape", [(2, 1), (2, 2), (2, 5), (1, 2, 4), (3, 3, 3)])
def test_any_two_entries_of_a_version_have_unlike_signs_in_one_of_as_few_patterns_as_that_takes(shape: tuple[int, ...]) -> None:
    found = list(patterns(np.ones(shape)))
    count = prod(shape[1:])
    signs = np.array([pattern.ravel() for pattern in found]).reshape(len(found), count)
    assert len(found) == ceil(log2(count))
    assert all(pattern.shape == shape[1:] for pattern in found)
    assert set(signs.ravel().tolist()) <= {-1.0, 1.0}
    assert len(np.unique(signs, axis=1).T) == (count if len(found) else 1)


@pytest.mark.parametrize("analytic", [True, False])
@pytest.mark.parametrize(("k", "expected"), [(0, 30.0), (1, 9.0), (2, 45.0)])
def test_one_input_of_several_moves_at_its_place(k: int, expected: float, analytic: bool) -> None:
    """x·y·z at 3, 1, 5 has the slopes 5, 15 and 3; the sizes are 6, 0.6 and 15."""
    xs = [3.0, 1.0, 5.0]
    out = Tangent(lambda x, y, z: x * y * z, analytic).along(xs, k, xs[k], (6.0, 0.6, 15.0)[k])
    assert (out.real, out.imag) == (15.0, pytest.approx(expected, rel=1e-5))


def test_the_size_that_a_curved_layer_adds_is_the_term_and_what_it_cannot_resolve() -> None:
    """exp at 2 with a size of 3: 3·e², and 4·e²·3 / 64."""
    out = magnified_floats(ExpLayer(), [complex(2.0, 3.0)])
    assert out == pytest.approx(complex(exp(2.0), 3.0 * exp(2.0) * (1.0 + 4.0 / 64.0)))


def test_what_does_not_move_adds_nothing_to_the_sizes() -> None:
    """2·x + 3·y where only y moves; and 2·3 with the sizes 1 of both: 3 + 2."""
    assert magnified_floats(MulLayer(), [2.0, complex(3.0, 0.5)]) == complex(6.0, 1.0)
    assert magnified_floats(MulLayer(), [complex(2.0, 1.0), complex(3.0, 1.0)]) == complex(6.0, 5.0)


@pytest.mark.parametrize("size", [0.0, 3.0, np.array([[0.0, 3.0], [0.0, 0.0]])])
def test_a_linear_layer_resolves_every_slope_also_where_nothing_moves(size: Value) -> None:
    x = np.array([[1.0, -2.0], [3.0, 4.0]]) if maths.is_array(size) else 2.0
    tangent = Tangent(lambda x: 4.0 * x, analytic=True)
    assert saturation(tangent, [x], 0, maths.joined(x, size), tangent.along([x], 0, x, size)) == 0.0


def test_the_largest_size_is_that_of_each_version() -> None:
    x = np.array([[[0.5, -0.25], [0.0, 0.125]], [[3.0, 1.0], [-7.0, 2.0]]])
    assert largest_by_version(x, x).tolist() == [[[0.5]], [[7.0]]]
    assert largest_by_version(x, np.zeros((2, 5))).tolist() == [[0.5], [7.0]]
    assert largest_by_version(-3.0, -3.0) == 3.0


def test_an_elementwise_layer_runs_once_for_its_term_and_once_to_see_whether_it_is_curved() -> None:
    """No pattern of signs can do more to an entry than its own size does."""
    runs = []

    def compute(x: Value) -> Value:
        runs.append(x)
        return 4.0 * x

    x = np.ones((2, 8)) * (1.0 + 1.0j)
    for elementwise, count in ((True, 2), (False, 2 + 3)):
        runs.clear()
        assert magnified(Tangent(compute, analytic=True), elementwise, [x]).tolist() == (4.0 * x).tolist()
        assert len(runs) == count


@pytest.mark.parametrize("x", [1e8, -1e8])
def test_the_step_of_a_difference_is_relative_to_a_large_number(x: float) -> None:
    assert Tangent(lambda x: x * x, analytic=False).along([x], 0, x, 3.0).imag == pytest.approx(6.0 * x, rel=1e-5)


def test_the_step_of_a_difference_along_an_array_of_small_sizes_is_not_as_small() -> None:
    x, size = np.array([3.0, -1.0]), np.array([1e-10, 2e-10])
    out = Tangent(lambda x: x * x, analytic=False).along([x], 0, x, size)
    assert out.imag.tolist() == pytest.approx([6e-10, -4e-10], rel=1e-5, abs=0.0)


@pytest.mark.parametrize("x", [2.0, np.array([[2.0, 1.0], [-3.0, 0.5]])])
def test_a_flat_layer_resolves_that_its_slope_is_0(x: Value) -> None:
    size = 3.0 * np.ones((2, 2)) if maths.is_array(x) else 3.0
    tangent = Tangent(lambda x: maths.maximum(x, 5.0), analytic=True)
    assert saturation(tangent, [x], 0, maths.joined(x, size), tangent.along([x], 0, x, size)) == 0.0
