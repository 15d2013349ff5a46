"""How large the terms are that a numerical gradient is a sum of."""

import pytest

from backprop_cli.gradcheck.terms import Tangent


@pytest.mark.parametrize("size", [1e-10, 1.0, 1e10])
def test_a_difference_takes_the_place_of_the_complex_step_whatever_the_size_it_carries(size: float) -> None:
    """d(x²) at 3 along `size` is 6·size; a step of 2⁻²⁰ of 3 leaves an error of 2⁻²¹ of it."""
    assert Tangent(lambda x: x * x, analytic=False).along([3.0], 0, 3.0, size).imag == pytest.approx(6.0 * size, rel=1e-6)
