"""When a gradient counts as differing from a slope by the complex step."""

from math import nan

import pytest

from backprop_cli.gradcheck.complex_step import apart
from backprop_cli.gradcheck.move import Slope


@pytest.mark.parametrize(
    ("analytic", "numeric", "bar", "differ"),
    [(2.0, 3.0, 0.0, False), (3.0, 2.0, 0.0, False), (2.0, 4.0, 0.0, True), (2.0, 4.0, 1.0, False), (nan, 1.0, 1.0, True)],
)
def test_what_is_tolerated_is_a_part_of_the_larger_of_both_and_the_error_bar(
    analytic: float, numeric: float, bar: float, differ: bool
) -> None:
    """With a tolerance of 0.375, 2 and 3 differ by 1 ≤ 1.125, 2 and 4 by 2 > 1.5."""
    assert apart(analytic, Slope(numeric, bar, "complex"), 0.375) is differ
