"""The verdict on one analytic gradient beside its numerical slope."""

from math import isfinite

from backprop_cli.gradcheck.complex_step import EPSILON, ROUNDINGS
from backprop_cli.gradcheck.lost_digits import NOTHING
from backprop_cli.gradcheck.perturbation import Slope
from backprop_cli.gradcheck.result import Check

TREMBLES = 10.0  # times what a few shaken passes show: what rounding may do
KINK_SLACK = 1e-6  # relative error that the two slopes of a kink may have


def judged(name: str, index: tuple[int, ...] | None, analytic: float, slope: Slope, tolerance: float, finite: bool) -> Check:
    """finite: whether L is. Where it is not, no slope means anything."""
    error = abs(analytic - slope.value)
    allowed = tolerance * max(abs(analytic), abs(slope.value))
    bound = allowed + slope.bar + slope.rounding
    if slope.left is not None and slope.right is not None:
        slack = KINK_SLACK * max(abs(slope.left), abs(slope.right)) if slope.left != slope.right else 0.0
        bound = abs(slope.right - slope.left) / 2.0 + slack + bound
    verdict = verdict_of(analytic, slope, error, bound, tolerance, finite)
    return Check(name, index, analytic, slope.value, error, bound, slope.method, verdict, slope.left, slope.right)


def forgiven(check: Check | None, most: float, scale: float, size: float) -> Check | None:
    """A check whose error is no more than how far the claim trembles: right where L's own last digits are larger still.

    check: one that fails, or of which differences could say nothing. most: how far it trembles; scale: the size of the entry;
    size: that of L.
    """
    if check is None or not check.error <= TREMBLES * most:
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
