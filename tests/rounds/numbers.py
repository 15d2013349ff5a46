"""Random shapes, and random values for them."""

from collections.abc import Sequence
from math import prod
from random import Random
from typing import Any

import numpy as np

SIZES = (1, 1, 2, 2, 3, 3, 4, 5)
WIDE = (1, 2, 3, 4, 8, 9, 12, 20)  # enough entries beside one another that many share a run
MOST_ENTRIES = 240
Shape = tuple[int, ...]


def shape(random: Random, axes: int | None = None, most: int = MOST_ENTRIES, sizes: Sequence[int] | None = None) -> Shape:
    """A shape of up to four axes, sizes of 1 among them."""
    axes = random.choice((0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4)) if axes is None else axes
    sizes = random.choice((SIZES, WIDE)) if sizes is None else sizes
    while prod(drawn := tuple(random.choice(sizes) for _ in range(axes))) > most:
        pass
    return drawn


def stretching(random: Random, wide: Shape) -> Shape:
    """A shape that broadcasts to `wide`: some axes 1, leading ones left out."""
    kept = wide[random.randrange(len(wide) + 1) :] if random.random() < 0.5 else wide
    return tuple(1 if random.random() < 0.3 else size for size in kept)


def broadcasting(random: Random, count: int, wide: Shape | None = None) -> list[Shape]:
    """Shapes that broadcast together."""
    wide = shape(random) if wide is None else wide
    return [stretching(random, wide) if random.random() < 0.6 else wide for _ in range(count)]


def array(random: Random, of: Shape, low: float, high: float) -> Any:
    """Numbers between two bounds, in whole 256ths (their sums are exact, and some are equal) or of three decimals."""
    parts = random.choice((256, 1000))
    return filled(of, lambda: min(max(round(random.uniform(low, high) * parts) / parts, low), high))


def filled(of: Shape, number: Any) -> Any:
    """An array of what `number` gives for each entry; a single one is a float."""
    flat = [float(number()) for _ in range(prod(of))]
    return np.array(flat).reshape(of) if of else flat[0]


def number(value: Any) -> Any:
    """A result of no axes as a float, every other as an array of float64."""
    return np.asarray(value, dtype=np.float64) if np.ndim(value) else float(value)


def tame(*values: Any, most: float = 1e6) -> bool:
    """Whether all is finite and of a bearable size."""
    return all(bool(np.all(np.isfinite(value))) and np.max(np.abs(value), initial=0.0) <= most for value in values)
