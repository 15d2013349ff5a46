"""The verdict on one analytic gradient beside its numerical slope; comparison.py asks for one for each entry."""

from math import isfinite

from backprop_cli.gradcheck.complex_step import EPSILON, ROUNDINGS
from backprop_cli.gradcheck.lost_digits import NOTHING
from backprop_cli.gradcheck.perturbation import Slope
from backprop_cli.gradcheck.result import Check

ROUNDING_MARGIN = 10.0  # times what a few shaken passes show: what rounding may do
KINK_SLACK = 1e-6  # relative error that the two slopes of a kink may have


def judged(name: str, index: tuple[int, ...] | None, analytic: float, slope: Slope, tolerance: float, finite: bool) -> Check:
    """Compare one gradient with its numerical slope: verdict, error, and the bound that the error may have.

    finite: False where L is nan or infinite: then the verdict is `nonfinite`.
    """
    error = abs(analytic - slope.value)
    allowed = tolerance * max(abs(analytic), abs(slope.value))
    bound = allowed + slope.bar + slope.rounding
    if slope.left is not None and slope.right is not None:
        slack = KINK_SLACK * max(abs(slope.left), abs(slope.right)) if slope.left != slope.right else 0.0
        bound = abs(slope.right - slope.left) / 2.0 + slack + bound
    verdict = verdict_of(analytic, slope, error, bound, tolerance, finite)
    return Check(name, index, analytic, slope.value, error, bound, slope.method, verdict, slope.left, slope.right)


def forgiven(check: Check | None, most: float, scale: float, size: float) -> Check | None:
    """A check that is wrong or inconclusive, judged again where rounding of the analytic gradient explains its error.

    It passes where that error is lost in L's own last digits, and is inconclusive where it is not. most: by how much rounding
    may change the analytic gradient; scale: the size of the entry; size: that of L.
    """
    if check is None or not check.error <= ROUNDING_MARGIN * most:
        return check
    return check._replace(verdict="pass" if check.error * scale <= NOTHING * size else "inconclusive")


def verdict_of(analytic: float, slope: Slope, error: float, bound: float, tolerance: float, finite: bool) -> str:
    if not finite or not isfinite(analytic):
        return "nonfinite"
    if not isfinite(slope.value):
        return "inconclusive" if slope.method == "central" else "nonfinite"
    if error > bound:
        return "fail"
    if slope.left is not None:
        return "kink"
    nothing = ROUNDINGS * EPSILON * slope.floor  # what floating point cannot tell from 0
    size = max(abs(analytic), abs(slope.value), slope.measure, slope.floor if abs(analytic) <= nothing else 0.0)
    return "inconclusive" if slope.method == "central" and slope.bar > tolerance * size else "pass"
