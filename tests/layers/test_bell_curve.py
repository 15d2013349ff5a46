"""The bell curve and the area below it, beside published values."""

import math

import numpy as np
import pytest

from backprop_cli.layers.bell_curve import area_below, bell, erf

# Φ(x): Abramowitz and Stegun, table 26.1 and, far out, table 26.2 (as -log10 of the area); -30: 4.906713927148187e-198 (mpmath).
AREAS = {0.0: 0.5, 1.0: 0.841344746068543, -1.0: 0.158655253931457, 3.0: 0.998650101968370, -5.0: 2.866515718791939e-7}


@pytest.mark.parametrize(("x", "area"), AREAS.items())
def test_area(x: float, area: float) -> None:
    assert area_below(x) == pytest.approx(area, rel=1e-14)
    assert area_below(np.array([[x]]))[0, 0] == pytest.approx(area, rel=1e-14)


def test_the_area_far_down_keeps_its_digits() -> None:
    for x, area in ((-30.0, 4.906713927148187e-198), (-26.6137, 2.356056163526668e-156), (-36.6137, 8.6572567990396545e-294)):
        assert area_below(x) == pytest.approx(area, rel=1e-15, abs=0.0)  # mpmath, sixty digits
    assert area_below(-1000.0) == 0.0
    assert area_below(1e300) == area_below(math.inf) == 1.0
    assert math.isnan(area_below(math.nan))


def test_the_slope_of_the_area_is_the_bell() -> None:
    assert bell(0.0) == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-15)
    assert area_below(complex(0.7, 1e-30)).imag / 1e-30 == pytest.approx(0.31225393336676127, rel=1e-14)  # φ(0.7), table 26.1


def test_erf() -> None:
    assert erf(1.0) == pytest.approx(0.8427007929497149, rel=1e-15)  # table 7.1
    assert erf(complex(0.5, 1e-30)).imag / 1e-30 == pytest.approx(0.87878257893544476, rel=1e-14)
    np.testing.assert_allclose(erf(np.array([-0.5, 1.0])), [-0.5204998778130465, 0.8427007929497149], rtol=1e-15)
