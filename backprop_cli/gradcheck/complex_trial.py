"""May the complex step go through a stranger's code? NumPy drops imaginary parts in silence, so the code is tried first.

The derivative that the imaginary part of one tiny step shows must be the one that Cauchy's integral gives, over a circle around
the point: where a part of the result loses its imaginary part on the way, the two differ by half of that part's slope.
"""

import warnings
from cmath import pi, rect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.perturbation import scale_of
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

EPSILON = 2.0**-52
STEP = 1e-30
RADII = (2.0**-9, 2.0**-13)  # relative to the inputs; the second for functions with a pole nearby
DIAGONAL = tuple(rect(1.0, pi * k / 4.0) for k in (1, 3, 5, 7))
CIRCLE = (1.0 + 0j, DIAGONAL[0], 1j, DIAGONAL[1], -1.0 + 0j, DIAGONAL[2], -1j, DIAGONAL[3])
EXACT = 1e-9  # relative difference of the two derivatives
ROUNDINGS = 128.0
ALIKE, NEARLY_ZERO = 1e-10, 1e-13  # relative difference from what the code answers to floats: of an entry, of the largest one
CONFIRMED = 0.2  # of what a gradient is off by: so well must Cauchy's integral agree with the slope by which it is wrong


class Computes(Protocol):
    """A layer, or what stands for one."""

    def compute(self, *xs: Value) -> Value: ...


class Direction(NamedTuple):
    """The way in which the inputs of a layer move: None for one that stays."""

    layer: Computes
    xs: Sequence[Value]
    along: Sequence[Value | None]

    def at(self, step: complex | float) -> Value:
        """The layer's answer so far along the way. Raises what the layer raises."""
        return self.layer.compute(*[x if d is None else x + step * d for x, d in zip(self.xs, self.along, strict=True)])


def takes_complex(layer: Computes, xs: Sequence[Value], out: Value, wanted: Sequence[bool], draws: RandomNumbers) -> bool:
    """Whether the code continues to complex numbers at this point: for each input that is wanted by itself, then for all."""
    each = [directed(x, draws) if want else None for x, want in zip(xs, wanted, strict=True)]
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Casting complex values to real")
        try:
            return all(continues(Direction(layer, xs, along), out) for along in ways(each))
        except BpcalcError:
            return False


def ways(each: Sequence[Value | None]) -> Iterator[Sequence[Value | None]]:
    """Each input's direction by itself, for what one does may hide among the others; then all together."""
    moving = [k for k, direction in enumerate(each) if direction is not None]
    for k in moving:
        yield [direction if j == k else None for j, direction in enumerate(each)]
    if len(moving) > 1:
        yield each


def directed(x: Value, draws: RandomNumbers) -> Value:
    """Numbers of the size of an input's entries; of its largest where an entry is 0."""
    if not maths.is_array(x):
        return scale_of(abs(x)) * draws.number()
    sizes = abs(x)
    return maths.where(sizes > 0.0, sizes, scale_of(maths.largest_entry(x))) * draws.like(x)


def continues(way: Direction, out: Value) -> bool:
    stepped = way.at(complex(0.0, STEP))
    if not same(stepped.real, out):
        return False
    slope = stepped.imag / STEP
    return any(confirms(way, slope, out, radius) for radius in RADII)


def confirms(way: Direction, slope: Value, out: Value, radius: float) -> bool:
    """Whether Cauchy's integral gives the slope, and floats the same values where the circle crosses the real line."""
    try:
        points = [way.at(radius * point) for point in CIRCLE]
        real = way.at(radius), way.at(-radius)
    except BpcalcError:
        return False
    if any(maths.shape_of(point) != maths.shape_of(out) for point in points):
        return False
    cauchy, allowed = integral(points, radius), ROUNDINGS * EPSILON * max(map(maths.largest_entry, points)) / radius
    exact = all_of(abs(cauchy - slope) <= EXACT * abs(cauchy) + allowed)
    return exact and same(points[0].real, real[0]) and same(points[4].real, real[1])


def integral(points: Sequence[Value], radius: float) -> Value:
    """The derivative along the way, from the values on the circle."""
    total: Value = 0.0
    for value, point in zip(points, CIRCLE, strict=True):
        total = total + value * point.conjugate()
    return total / (len(CIRCLE) * radius)


def same(real: Value, out: Value) -> bool:
    if maths.shape_of(real) != maths.shape_of(out):
        return False
    return all_of(abs(real - out) <= ALIKE * abs(out) + NEARLY_ZERO * maths.largest_entry(out))


def all_of(condition: Value) -> bool:
    return bool(condition.all()) if hasattr(condition, "all") else bool(condition)


def is_confirmed(change: Callable[[complex], complex], slope: float, analytic: float, scale: float, size: float) -> bool:
    """Whether Cauchy's integral gives the slope by which a gradient is wrong: one entry may show what rounding hid from the trial.

    change: of L, for a step relative to the entry; scale: the size of the entry; size: that of L.
    """
    for radius in RADII:
        cauchy = integral([change(radius * point) for point in CIRCLE], radius)
        doubt = abs(cauchy - slope * scale) + 16.0 * EPSILON * size / radius
        if doubt <= CONFIRMED * abs(analytic - slope) * scale:
            return True
    return False
