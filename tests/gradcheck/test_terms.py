"""How large the terms are that a numerical gradient is a sum of."""

from math import exp

import numpy as np
import pytest

from backprop_cli.gradcheck.terms import Tangent, saturation
from backprop_cli.layers import maths


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
