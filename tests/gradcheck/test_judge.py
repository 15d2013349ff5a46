"""What a claimed and a numerical slope, with its error bar, come to."""

import pytest

from backprop_cli.gradcheck.judge import judged
from backprop_cli.gradcheck.move import Slope


@pytest.mark.parametrize(
    ("analytic", "slope", "verdict"),
    [
        (2.0, Slope(2.0, 1e-9, "central"), "pass"),
        (2.0, Slope(2.0, 1e-3, "central"), "inconclusive"),
        (2.0, Slope(2.0, 1e-3, "complex"), "pass"),
        (0.0, Slope(0.0, 1e-8, "central"), "inconclusive"),
        (0.0, Slope(0.0, 1e-8, "central", floor=1.0), "pass"),
        (0.0, Slope(0.0, 1e-3, "central", floor=1.0), "inconclusive"),
        (1e-3, Slope(1e-3, 1e-8, "central", floor=1.0), "inconclusive"),
    ],
)
def test_a_bar_is_small_beside_the_slope_or_where_that_is_0_beside_what_it_is_a_sum_of(
    analytic: float, slope: Slope, verdict: str
) -> None:
    assert judged("x", None, analytic, slope, 1e-6, True).verdict == verdict
