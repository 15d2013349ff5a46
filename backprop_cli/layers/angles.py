"""Functions of angles and their hyperbolic kin: each means one thing for a float, a complex number and an array, as in maths.py."""

import math

from backprop_cli.layers.maths import INF, NAN, Value, divide, first_order, is_complex, numpy, sqrt


def sin(x: Value) -> Value:
    """Sine of radians; nan for an infinite angle."""
    if type(x) is float:
        return math.sin(x) if math.isfinite(x) else NAN
    if is_complex(x):
        return first_order(sin(x.real), cos(x.real), x.imag)
    return numpy().sin(x)


def cos(x: Value) -> Value:
    """Cosine of radians; nan for an infinite angle."""
    if type(x) is float:
        return math.cos(x) if math.isfinite(x) else NAN
    if is_complex(x):
        return first_order(cos(x.real), -sin(x.real), x.imag)
    return numpy().cos(x)


def tan(x: Value) -> Value:
    """Tangent of radians; nan for an infinite angle."""
    if type(x) is float:
        return math.tan(x) if math.isfinite(x) else NAN
    if is_complex(x):
        out = tan(x.real)
        return first_order(out, 1.0 + out * out, x.imag)
    return numpy().tan(x)


def asin(x: Value) -> Value:
    """Arcsine in radians; nan outside of -1 to 1."""
    if type(x) is float:
        return math.asin(x) if -1.0 <= x <= 1.0 else NAN
    if is_complex(x):
        return first_order(asin(x.real), arc_slope(x.real), x.imag)
    return numpy().arcsin(x)


def acos(x: Value) -> Value:
    """Arccosine in radians; nan outside of -1 to 1."""
    if type(x) is float:
        return math.acos(x) if -1.0 <= x <= 1.0 else NAN
    if is_complex(x):
        return first_order(acos(x.real), -arc_slope(x.real), x.imag)
    return numpy().arccos(x)


def arc_slope(x: Value) -> Value:
    """1 / √(1 - x²), the slope of the arcsine for real x: inf at both ends."""
    return divide(1.0, sqrt((1.0 - x) * (1.0 + x)))


def atan(x: Value) -> Value:
    """Arctangent in radians, -π/2 to π/2."""
    if type(x) is float:
        return math.atan(x)
    if is_complex(x):
        return first_order(atan(x.real), divide(1.0, 1.0 + x.real * x.real), x.imag)
    return numpy().arctan(x)


def sinh(x: Value) -> Value:
    """Hyperbolic sine; overflows to ±inf above 710.47."""
    if type(x) is float:
        try:
            return math.sinh(x)
        except OverflowError:
            return math.copysign(INF, x)
    if is_complex(x):
        return first_order(sinh(x.real), cosh(x.real), x.imag)
    return numpy().sinh(x)


def cosh(x: Value) -> Value:
    """Hyperbolic cosine; overflows to inf above 710.47."""
    if type(x) is float:
        try:
            return math.cosh(x)
        except OverflowError:
            return INF
    if is_complex(x):
        return first_order(cosh(x.real), sinh(x.real), x.imag)
    return numpy().cosh(x)
