"""The size of the terms that a numerical gradient is a sum of: two terms of 1e8 that cancel to 1 leave an error of 1e-8, however
small the step.

The complex step carries the tangent of every value in its imaginary part. Here the imaginary part carries a size instead: at each
node the inputs move one at a time, and the sizes of what each does are added up, so that nothing cancels.
"""

from collections.abc import Callable, Iterator
from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value

NUDGE = 1.0 + 2.0**-12  # where a slope is looked at a second time, to see whether it depends on the point
SAME = 1e-9
MOST_PATTERNS = 12
DIFFERENCE = 2.0**-20  # the step of a difference whose order of magnitude is all that counts


def magnified_versions(layer: Layer, stacks: tuple[bool, ...], xs: list[Value], base: Value) -> Value:
    """A layer's result for stacked versions, with sizes as imaginary parts."""
    return magnified(Tangent(lambda *ys: layer.stacked(stacks, *ys), layer.analytic), layer.elementwise, xs)


def magnified_floats(layer: Layer, xs: list[Value]) -> Value:
    """A layer's result for single numbers, with sizes as imaginary parts.

    (1e8 + 1j) - (1e8 + 1j) is 0 + 2j: two terms of size 1.
    """
    return magnified(Tangent(layer.compute, layer.analytic), layer.elementwise, xs)


class Tangent:
    """What a layer's result does when one input moves: by the complex step, or by a difference where code cannot take that."""

    def __init__(self, compute: Callable[..., Value], analytic: bool) -> None:
        self.compute = compute
        self.analytic = analytic

    def along(self, reals: list[Value], k: int, real: Value, imaginary: Value) -> Value:
        """The result, with what input k's moving from `real` along `imaginary` does to it as imaginary part."""
        if self.analytic:
            return self.compute(*reals[:k], maths.joined(real, imaginary), *reals[k + 1 :])
        step = DIFFERENCE * max(biggest(real), 1.0) / (biggest(imaginary) or 1.0)
        here = self.compute(*reals[:k], real, *reals[k + 1 :])
        return maths.joined(here, (self.compute(*reals[:k], real + step * imaginary, *reals[k + 1 :]) - here) / step)


def magnified(tangent: Tangent, elementwise: bool, xs: list[Value]) -> Value:
    reals = [x.real for x in xs]
    size: Value = 0.0
    out: Value = 0.0
    for k, x in enumerate(xs):
        if maths.is_complex(x):
            out, strongest = strongest_terms(tangent, reals, k, x, elementwise)
            size = size + strongest + saturation(tangent, reals, k, x, out)
    return maths.joined(out.real, size)


def strongest_terms(tangent: Tangent, reals: list[Value], k: int, x: Value, elementwise: bool) -> tuple[Value, Value]:
    """The result when input k moves, and the most that any pattern of signs of its sizes does to each entry of the result."""
    out = tangent.along(reals, k, x.real, x.imag)
    strongest = abs(out.imag)
    if not elementwise and maths.is_array(x):
        for signs in patterns(x):
            strongest = maths.numpy().fmax(strongest, abs(tangent.along(reals, k, x.real, x.imag * signs).imag))
    return out, strongest


def patterns(x: Value) -> Iterator[Value]:
    """Signs for the entries of a version, by the bits of their positions: any two entries have unlike signs in one pattern."""
    np = maths.numpy()
    position = np.arange(x[0].size).reshape(x.shape[1:])
    for bit in range(min((x[0].size - 1).bit_length(), MOST_PATTERNS)):
        yield np.where(position >> bit & 1, -1.0, 1.0)


def saturation(tangent: Tangent, reals: list[Value], k: int, x: Value, out: Value) -> Value:
    """What the slope of a curved layer cannot resolve: 1 - out is a multiple of ε where out is near 1, however flat the curve."""
    again = tangent.along(reals, k, x.real * NUDGE, x.imag)
    if no_further(abs(again.imag - out.imag), SAME * abs(out.imag)):
        return 0.0
    scale = (
        4.0 * largest_by_version(out.real, out) / maths.maximum(largest_by_version(x.real, out), 64.0)
    )  # with the 64 ε of an error bar: 4 ε of out
    return scale * largest_by_version(x.imag, out)


def no_further(difference: Value, allowed: Value) -> bool:
    return bool((difference <= allowed).all()) if maths.is_array(difference) else bool(difference <= allowed)


def biggest(x: Value) -> float:
    return float(abs(x).max(initial=0.0)) if maths.is_array(x) else abs(x)


def largest_by_version(x: Value, like: Value) -> Value:
    """The largest size in each version, shaped to broadcast against the versions of `like`."""
    if not maths.is_array(x):
        return abs(x)
    sizes: Any = abs(x).reshape(len(x), -1).max(axis=1, initial=0.0)
    return sizes.reshape(-1, *(1,) * (like.ndim - 1))
