"""Mathematics with one meaning for a float, a complex number and a NumPy array.

For floats the results are IEEE's, without exceptions: `exp(1000)` is inf, `divide(1, 0)` is inf, `power(-8, 1/3)` is nan.
For complex numbers every function continues its real form to first order in the imaginary part, f(a + ib) = f(a) + i b f'(a):
that is all that the complex step needs, and it differs from `cmath` where `cmath` takes another branch (`absolute` is not the
modulus; comparisons look at the real part). NumPy is imported only where an array needs it.
"""

import math
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

Value = Any  # a float, a complex number, or a NumPy array of either

INF = math.inf
NAN = math.nan
LOG_2, LOG_10 = math.log(2.0), math.log(10.0)


@cache
def numpy() -> Any:
    """NumPy, imported at the first array: a problem of scalars never pays for it."""
    import numpy as np

    return np


def quiet() -> AbstractContextManager[object]:
    """No warnings from NumPy within: values that are not finite are reported once, by the first node that has one."""
    quieted: AbstractContextManager[object] = numpy().errstate(all="ignore")
    return quieted


def is_finite(x: Value) -> bool:
    """Whether no entry is nan or infinite."""
    return bool(numpy().isfinite(x).all()) if is_array(x) else x - x == 0.0


def largest_entry(x: Value) -> float:
    """The largest |entry|, 0 of an empty array; nan where an entry is nan."""
    return float(abs(x).max(initial=0.0)) if is_array(x) else abs(x)


def is_array(x: Value) -> bool:
    return not isinstance(x, (float, complex, bool))


def shape_of(x: Value) -> tuple[int, ...]:
    shape: tuple[int, ...] = getattr(x, "shape", ())
    return shape


def stand_in(shape: tuple[int, ...]) -> Value:
    """Zeros of a shape that take no memory, for whoever looks at shapes alone."""
    return 0.0 if shape == () else numpy().broadcast_to(0.0, shape)


def is_complex(x: Value) -> bool:
    return x.dtype.kind == "c" if is_array(x) else isinstance(x, complex)


def joined(value: Value, imaginary: Value) -> Value:
    """value + i·imaginary, part by part: 1j·inf would leave a nan in the real part."""
    if type(value) is float and type(imaginary) is float:
        return complex(value, imaginary)
    np = numpy()
    out = np.empty(np.broadcast_shapes(shape_of(value), shape_of(imaginary)), complex)
    out.real = value
    out.imag = imaginary
    return out


def scaled(imaginary: Value, slope: Value) -> Value:
    """imaginary × slope, where an infinite slope does not spoil an entry whose imaginary part is 0."""
    if type(imaginary) is float and type(slope) is float:
        return imaginary * slope if imaginary else 0.0
    return numpy().where(imaginary == 0.0, 0.0, imaginary * slope)


def first_order(value: Value, slope: Value, imaginary: Value) -> Value:
    """f(a + ib) = f(a) + i b f'(a)."""
    return joined(value, scaled(imaginary, slope))


def exp(x: Value) -> Value:
    """e^x; overflows to inf."""
    if type(x) is float:
        try:
            return math.exp(x)
        except OverflowError:
            return INF
    if is_complex(x):
        value = exp(x.real)
        return first_order(value, value, x.imag)
    return numpy().exp(x)


def log(x: Value) -> Value:
    """Natural logarithm; log 0 = -inf, nan for a negative number."""
    if type(x) is float:
        return math.log(x) if x > 0.0 else (-INF if x == 0.0 else NAN)
    if is_complex(x):
        return first_order(log(x.real), divide(1.0, x.real), x.imag)
    return numpy().log(x)


def log2(x: Value) -> Value:
    """Logarithm to the base 2; log2 0 = -inf, nan for a negative number."""
    if type(x) is float:
        return math.log2(x) if x > 0.0 else (-INF if x == 0.0 else NAN)
    if is_complex(x):
        return first_order(log2(x.real), divide(1.0 / LOG_2, x.real), x.imag)
    return numpy().log2(x)


def log10(x: Value) -> Value:
    """Logarithm to the base 10; log10 0 = -inf, nan for a negative number."""
    if type(x) is float:
        return math.log10(x) if x > 0.0 else (-INF if x == 0.0 else NAN)
    if is_complex(x):
        return first_order(log10(x.real), divide(1.0 / LOG_10, x.real), x.imag)
    return numpy().log10(x)


def log1p(x: Value) -> Value:
    """log(1 + x), to the last digit also where 1 + x has none of x left; -inf at -1, nan below."""
    if type(x) is float:
        return math.log1p(x) if x > -1.0 else (-INF if x == -1.0 else NAN)
    if is_complex(x):
        return first_order(log1p(x.real), divide(1.0, 1.0 + x.real), x.imag)
    return numpy().log1p(x)


def expm1(x: Value) -> Value:
    """e^x - 1, to the last digit also where e^x is nearly 1; overflows to inf."""
    if type(x) is float:
        try:
            return math.expm1(x)
        except OverflowError:
            return INF
    if is_complex(x):
        return first_order(expm1(x.real), exp(x.real), x.imag)
    return numpy().expm1(x)


def sqrt(x: Value) -> Value:
    """Square root; nan for a negative number."""
    if type(x) is float:
        return math.sqrt(x) if x >= 0.0 else NAN
    if is_complex(x):
        root = sqrt(x.real)
        return first_order(root, divide(0.5, root), x.imag)
    return numpy().sqrt(x)


def tanh(x: Value) -> Value:
    """Hyperbolic tangent, by e^-2|x| - 1: libm's tanh and NumPy's differ by three units in the last place."""
    if type(x) is float:
        e = math.expm1(-2.0 * abs(x))
        return math.copysign(e / (e + 2.0), x)
    if is_complex(x):
        out = tanh(x.real)
        return first_order(out, 1.0 - out * out, x.imag)
    np = numpy()
    e = np.expm1(-2.0 * np.abs(x))
    return np.copysign(e / (e + 2.0), x)


FAR_DOWN = -700.0  # below it 1 + e^-x is e^-x to the last digit, and would soon overflow


def sigmoid(x: Value) -> Value:
    """1 / (1 + e^-x); far down it is e^x, which cannot overflow."""
    if type(x) is float:
        return math.exp(x) if x < FAR_DOWN else 1.0 / (1.0 + math.exp(-x))
    if is_complex(x):
        out = sigmoid(x.real)
        return first_order(out, out * (1.0 - out), x.imag)
    np = numpy()
    out = np.negative(x, out=np.empty_like(x))  # in place from here on: fresh memory costs more than the arithmetic
    far = not (x.size and x.min() >= FAR_DOWN)
    if far:
        np.minimum(out, -FAR_DOWN, out=out)
    np.exp(out, out=out)
    out += 1.0
    np.divide(1.0, out, out=out)
    if far:
        below = x < FAR_DOWN
        out[below] = np.exp(x[below])
    return out


def softplus(x: Value) -> Value:
    """log(1 + e^x) as max(x, 0) + log1p(e^-|x|), which neither overflows nor loses a small result."""
    if type(x) is float:
        return (0.0 if x < 0.0 else x) + math.log1p(math.exp(-abs(x)))
    if is_complex(x):
        return first_order(softplus(x.real), sigmoid(x.real), x.imag)
    np = numpy()
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def absolute(x: Value) -> Value:
    """|x|; for a complex number ±x by the sign of its real part, never the modulus."""
    if type(x) is float:
        return abs(x)
    if is_complex(x):
        return where(x.real < 0.0, -x, x)
    return numpy().abs(x)


def sign(x: Value) -> Value:
    """-1, 0 or 1 by the real part."""
    if is_array(x):
        return numpy().sign(x.real)
    return NAN if x.real != x.real else float((x.real > 0.0) - (x.real < 0.0))


def where(condition: Value, a: Value, b: Value) -> Value:
    """a where the condition is not 0 (by its real part), else b."""
    if is_array(condition) or is_array(a) or is_array(b):
        return numpy().where(condition.real != 0, a, b)
    return a if condition.real else b


def divide(x: Value, y: Value) -> Value:
    """x / y by IEEE's rules: 1/0 is inf, 0/0 is nan."""
    if type(x) is float and type(y) is float:
        if y:
            return x / y
        return NAN if x == 0.0 or x != x else math.copysign(INF, x) * math.copysign(1.0, y)
    if is_complex(x) or is_complex(y):
        out = divide(x.real, y.real)
        change = x.imag - scaled(y.imag, out)
        return joined(out, where(change == 0.0, 0.0, divide(change, y.real)))
    return numpy().divide(x, y)


def power(x: Value, y: Value) -> Value:
    """x ** y over the reals: nan for a negative base with a fractional exponent; 0 ** -1 is inf."""
    if type(x) is float and type(y) is float:
        return float_power(x, y)
    if is_complex(x) or is_complex(y):
        out = power(x.real, y.real)
        change = scaled(x.imag, power_slope(x.real, y.real)) + scaled(y.imag, exponent_slope(out, x.real))
        return joined(out, change)
    if type(y) is float and y in (1.0, 2.0):  # the commonest exponents, at the price of a product
        return x if y == 1.0 else x * x
    return numpy().power(x, y)


def power_slope(x: Value, y: Value) -> Value:
    """∂(x ** y)/∂x for real x, y; 0 for an exponent of 0, also at x = 0."""
    if type(y) is float:
        return y * power(x, y - 1.0) if y else 0.0
    return where(y == 0.0, 0.0, y * power(x, y - 1.0))


def exponent_slope(out: Value, x: Value) -> Value:
    """∂(x ** y)/∂y for real x and out = x ** y; 0 for a base of 0."""
    return where(x == 0.0, 0.0, out * log(x))


def float_power(x: float, y: float) -> float:
    try:
        out = x**y
    except ZeroDivisionError:
        return math.copysign(INF, x) if y % 2.0 == 1.0 else INF
    except OverflowError:
        return INF if x > 0.0 else {0.0: INF, 1.0: -INF}.get(y % 2.0, NAN)
    return NAN if isinstance(out, complex) else out


def maximum(x: Value, y: Value) -> Value:
    """The larger by the real part, x where they are equal; nan where either is nan."""
    if not (is_array(x) or is_array(y)):
        return x if x.real >= y.real else (y if x.real < y.real else NAN)
    if is_complex(x) or is_complex(y):
        return where(x.real >= y.real, x, where(x.real < y.real, y, NAN))
    return numpy().maximum(x, y)


def minimum(x: Value, y: Value) -> Value:
    """The smaller by the real part, x where they are equal; nan where either is nan."""
    if not (is_array(x) or is_array(y)):
        return x if x.real <= y.real else (y if x.real > y.real else NAN)
    if is_complex(x) or is_complex(y):
        return where(x.real <= y.real, x, where(x.real > y.real, y, NAN))
    return numpy().minimum(x, y)
