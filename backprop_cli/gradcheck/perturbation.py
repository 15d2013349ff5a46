"""What is moved to see a slope: one entry of a variable, or the whole of it along a direction."""

from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

SMALLEST = 1e-280  # what is smaller counts as 0 here: steps relative to it would underflow


class Perturbation(NamedTuple):
    """One entry of variable `number` (position: its flat index), or the whole variable along `direction` (position None).

    A single number has neither. scale: the size of what moves; steps are relative to it. wide: the size of the whole array, at
    least 1, for steps that must be larger than the entry.
    """

    number: int
    position: int | None
    scale: float
    wide: float
    direction: Value = None


class Slope(NamedTuple):
    """A numerical gradient with its error bar. floor: the size of what it is a sum of, against which the bar must be small.

    left, right: the one-sided slopes where the point is a kink; jump: by how much L itself jumps there. rounding, measure: of
    code in low precision, what its own rounding adds to the bar, and the size against which the bar must be small.
    """

    value: float
    bar: float
    method: str
    floor: float = 0.0
    left: float | None = None
    right: float | None = None
    jump: float = 0.0
    rounding: float = 0.0
    measure: float = 0.0


def entry_moves(number: int, value: Value, positions: Sequence[int]) -> list[Perturbation]:
    """One move for each of the positions in a variable."""
    if not maths.is_array(value):
        size = abs(value)
        return [Perturbation(number, None, scale_of(size), max(scale_of(size), 1.0))]
    sizes = abs(value).ravel()
    largest = float(sizes.max(initial=0.0))
    largest = scale_of(largest)
    chosen: Any = sizes[list(positions)].tolist()
    return [
        Perturbation(number, position, size if SMALLEST < size < inf else largest, max(largest, 1.0))
        for position, size in zip(positions, chosen, strict=True)
    ]


def scale_of(size: float) -> float:
    """What steps are relative to: the size itself, 1 where that is no measure."""
    return size if SMALLEST < size < inf else 1.0


def direction_move(number: int, value: Value, direction: Value) -> Perturbation:
    """A move along a direction with entries of about 1, which it stretches to the size of the variable."""
    size = float(abs(value).max(initial=0.0)) if maths.is_array(value) else abs(value)
    scale = scale_of(size)
    return Perturbation(number, None, 1.0, 1.0, direction * scale)
