"""Inputs for layers whose shapes are said by letters: "nd" is a matrix, * any shape, + one of an axis or more, a digit itself."""

from collections.abc import Mapping, Sequence
from math import prod
from random import Random
from typing import Any

import numpy as np

from tests.rounds import numbers
from tests.rounds.numbers import Shape

DOMAINS = {"": (-2.0, 2.0), "positive": (0.3, 2.5), "unit": (0.05, 0.95)}
Sizes = dict[str, Any]


def sizes_for(random: Random, inputs: Mapping[str, str], star: Shape | None = None) -> Sizes:
    """A size for each letter; under * a shape, and under "size" how many entries it has."""
    sizes: Sizes = {letter: random.choice((1, 2, 3, 4)) for shape in inputs.values() for letter in letters(shape)}
    sizes |= {letter: int(letter) for letter in sizes if letter.isdigit()}
    least = any("+" in shape for shape in inputs.values())
    sizes["*"] = (
        numbers.shape(random, random.choice((1, 1, 2, 3) if least else (0, 0, 1, 1, 2, 2, 3)), 12) if star is None else star
    )
    sizes["size"] = prod(sizes["*"])
    return sizes


def letters(shape: str) -> str:
    return "" if shape[:1] in ("*", "+") else shape.partition(" ")[0]


def shape_of(shape: str, sizes: Sizes) -> Shape:
    return sizes["*"] if shape[:1] in ("*", "+") else tuple(sizes[letter] for letter in letters(shape))


def values_for(random: Random, inputs: Mapping[str, str], edges: Sequence[float], sizes: Sizes) -> list[Any]:
    """Values in the inputs' domains; `edges`: some entries of all inputs alike are set to one of these."""
    xs = [value(random, shape, sizes) for shape in inputs.values()]
    if not edges:
        return xs
    edge = random.choice(edges)
    masks = {shape: np.array(numbers.filled(shape, random.random)) < 0.5 for shape in {np.shape(x) for x in xs}}
    return [numbers.number(np.where(masks[np.shape(x)], edge, x)) for x in xs]


def value(random: Random, shape: str, sizes: Sizes) -> Any:
    domain, of = shape.partition(" ")[2], shape_of(shape, sizes)
    if domain == "sign":
        return numbers.filled(of, lambda: random.choice((-1, 1)))
    if domain == "row":
        return numbers.filled(of, lambda: random.randrange(3))
    return numbers.array(random, of, *DOMAINS[domain])


def within(shape: str, x: Any) -> bool:
    """Whether a value that is there already may be an input of this shape and domain."""
    low, high = DOMAINS.get(shape.partition(" ")[2], (1.0, 0.0))
    if shape[:1] == "+" and not np.ndim(x):
        return False
    return (
        shape[:1] in ("*", "+")
        and np.size(x) <= 24
        and bool(np.all(x >= 1.5 * min(low, 0.0) + max(low, 0.0)) and np.all(x <= 1.5 * high))
    )
