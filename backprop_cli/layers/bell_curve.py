"""The bell curve and the area below it, for floats, complex numbers and arrays as in maths.py. NumPy has neither erf nor erfc."""

import math
from collections.abc import Callable

from backprop_cli.layers.maths import Value, exp, first_order, is_array, is_complex, maximum, minimum, numpy

TWO_OVER_ROOT_PI = 2.0 / math.sqrt(math.pi)
FAR_OUT = 40.0  # standard deviations: the area beyond is 0 to the last digit that a float has
SPLITTER = 2.0**27 + 1.0
ROOT_HALF = math.sqrt(0.5)
ROOT_2_HIGH, ROOT_2_LOW, ROOT_2_REST = 1.4142135679721832, -5.599088082064441e-09, -9.667293313452913e-17  # their sum is √2


def erf(x: Value) -> Value:
    """Error function 2/√π ∫₀ˣ exp(−t²) dt. NumPy has none, so an array is filled entry by entry."""
    if type(x) is float:
        return math.erf(x)
    if is_complex(x):
        return first_order(erf(x.real), TWO_OVER_ROOT_PI * exp(-(x.real * x.real)), x.imag)
    np = numpy()
    return np.fromiter(map(math.erf, x.ravel().tolist()), np.float64, x.size).reshape(x.shape)


def of_each_entry(function: Callable[[float], float], x: Value) -> Value:
    """A function of floats, of one or of each entry of an array."""
    if not is_array(x):
        return function(x)
    np = numpy()
    return np.fromiter(map(function, x.ravel().tolist()), np.float64, x.size).reshape(x.shape)


def bell(x: Value) -> Value:
    """The density of the normal distribution, exp(-x²/2) / √(2π)."""
    return exp(x * x * -0.5) * (0.5 * TWO_OVER_ROOT_PI * ROOT_HALF)


def area_below(x: Value) -> Value:
    """The part of the normal distribution below x, to the last digits also where it is tiny: erfc(-x/√2) / 2."""
    if is_complex(x):
        return first_order(area_below(x.real), bell(x.real), x.imag)
    near = -maximum(minimum(x, FAR_OUT), -FAR_OUT)
    z = near * ROOT_HALF
    return 0.5 * (of_each_entry(math.erfc, z) - TWO_OVER_ROOT_PI * exp(-(z * z)) * rest_of_root(near, z))


def rest_of_root(x: Value, z: Value) -> Value:
    """x/√2 - z, where z is x/√2 rounded to a float: far out erfc makes that rest as large as the last three of its digits.

    z is split into two halves, whose products with the parts of √2 are exact (Dekker, 1971).
    """
    shifted = SPLITTER * z
    high = shifted - (shifted - z)
    low = z - high
    rest = ((x - high * ROOT_2_HIGH) - high * ROOT_2_LOW) - low * ROOT_2_HIGH
    return (rest - low * ROOT_2_LOW - z * ROOT_2_REST) * ROOT_HALF
