"""Whether a rounded answer is right to the digits that are written: 0.197 is, for 0.196612."""

import re
from math import isfinite

from backprop_cli.problem.values.notation import NUMBER

PARTS = re.compile(r"[-+]?[0-9]*\.?([0-9]*)(?:[eE]([-+]?[0-9]+))?")
SLACK = 2.0**-50  # of the right value: what a float, rounded a few times, is off itself
ZERO = 1e-15  # a right value below is taken for the 0 of which rounding left it
LARGEST = 400  # an exponent of ten beyond is no float's


def right_to_the_digits(text: str, actual: float) -> bool | None:
    """Whether a number is off by at most half a unit of its last place; None for what has no digits: a fraction, a sum.

    That place is no coarser than that of the second significant digit of the right value: 0.2 is wrong for 0.24. Zeros at the end
    of a whole number count as written (200 is wrong for 196.6), and for a right value of 0 the place written counts alone.
    """
    if not NUMBER.fullmatch(text):
        return None
    if not isfinite(actual):
        return False
    place = last_place(text)
    if abs(actual) > ZERO:
        place = min(place, exponent(actual) - 1)
    return abs(float(text) - actual) <= 0.5 * 10.0 ** max(min(place, 308), -LARGEST) + SLACK * abs(actual)


def last_place(text: str) -> int:
    """The power of ten of the last digit that is written: -2 for 0.20, 2 for 2e2."""
    match = PARTS.fullmatch(text)
    fraction, power = match.groups() if match else ("", None)
    sign, digits = ("-" in (power or ""), (power or "0").lstrip("+-0"))
    size = int(digits or "0") if len(digits) <= 9 else 10**9
    return (-size if sign else size) - len(fraction)


def exponent(x: float) -> int:
    """The power of ten of the first significant digit."""
    return int(f"{x:.17e}".partition("e")[2])
