"""Random calls of the layers of the shelf: whatever joins it is drawn from here on, by its inputs, options and samples."""

from collections.abc import Iterable, Sequence
from math import prod
from random import Random
from typing import Any, NamedTuple

import numpy as np

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import SHELF, Layer
from tests.rounds import numbers
from tests.rounds.numbers import Shape

TRIES = 40
Sample = tuple[Any, ...]


class Call(NamedTuple):
    """A layer with inputs that fit. smooth: which of them have a gradient; out: what it gives."""

    layer: Layer
    options: dict[str, Any]
    xs: tuple[Any, ...]
    smooth: tuple[bool, ...]
    out: Any

    def text(self, names: Sequence[str]) -> str:
        """The call as an expression of the inputs' names."""
        kind = type(self.layer)
        if kind.name == "subscript":
            return f"{names[0]}[{', '.join(map(subscript, self.options['index']))}]"
        if kind.operator:
            return f"({f' {kind.operator} '.join(names)})"
        options = [f"{key}={value!r}" for key, value in self.options.items()]
        return f"{kind.name}({', '.join([*names, *options])})"


def subscript(item: Any) -> str:
    if not isinstance(item, slice):
        return str(item)
    start, stop, step = ("" if part is None else str(part) for part in (item.start, item.stop, item.step))
    return f"{start}:{stop}" + (f":{step}" if step else "")


def drawn(random: Random, kind: type[Layer], first: Any = None, kinks: bool = True) -> Call | None:
    """A random call of a layer; `first`: the value of its first input, where that is known already. None where none was found."""
    for _ in range(TRIES):
        call = attempt(random, kind, first, kinks)
        if call is not None:
            return call
    return as_sampled(random, kind, kinks) if first is None else None


def as_sampled(random: Random, kind: type[Layer], kinks: bool) -> Call | None:
    """A call with the shapes and options of a sample, for layers whose shapes hardly ever fit by chance (fold)."""
    options, inputs = split(random.choice(kind.samples))
    return called(kind, options, [values_for(random, kind, k, np.shape(one), inputs, kinks) for k, one in enumerate(inputs)])


def attempt(random: Random, kind: type[Layer], first: Any, kinks: bool) -> Call | None:
    options, inputs = split(random.choice(kind.samples))
    if first is not None and not fits(kind, inputs, first):
        return None
    shapes = shapes_for(random, kind, inputs, None if first is None else np.shape(first))
    options = options_for(random, kind, options, shapes)
    xs = [values_for(random, kind, k, shape, inputs, kinks) for k, shape in enumerate(shapes)]
    if first is not None:
        xs[0] = first
    return called(kind, options, xs)


def called(kind: type[Layer], options: dict[str, Any], xs: Sequence[Any]) -> Call | None:
    """The call, if the layer takes it and its value and gradients are bearable."""
    try:
        layer = kind(**options)
        layer.shape(*map(np.shape, xs))
        layer.check(*xs)
    except BpcalcError:
        return None
    with np.errstate(all="ignore"):
        out = numbers.number(layer.compute(*xs))
        dout = np.cos(np.arange(np.size(out)) + 1.0).reshape(np.shape(out))
        gradients = layer.vjp(numbers.number(dout), out, *xs, wanted=(True,) * len(xs))
    if not np.size(out) or not numbers.tame(out, *[gradient for gradient in gradients if gradient is not None]):
        return None
    return Call(layer, options, tuple(xs), tuple(gradient is not None for gradient in gradients), out)


def split(sample: Sample) -> tuple[dict[str, Any], Sample]:
    """A sample's options and its inputs."""
    return (sample[0], sample[1:]) if isinstance(sample[0], dict) else ({}, sample)


def shapes_for(random: Random, kind: type[Layer], inputs: Sample, first: Shape | None) -> list[Shape]:
    """Shapes that have a chance to fit; the layer itself has the last word."""
    count = len(inputs)
    if kind.elementwise:
        return broadcasting_with(random, count, first)
    if count == 1:
        return [numbers.shape(random) if first is None else first]
    if kind.variadic:
        return alike(random, random.choice((1, 2, 2, 3)), first)
    return resized(random, [np.shape(one) for one in inputs], first) if random.random() < 0.8 else alike(random, count, first)


def broadcasting_with(random: Random, count: int, first: Shape | None) -> list[Shape]:
    if first is None:
        return numbers.broadcasting(random, count)
    return [first, *numbers.broadcasting(random, count - 1, first)]


def resized(random: Random, shapes: list[Shape], first: Shape | None) -> list[Shape]:
    """A sample's shapes with each size exchanged for another wherever it stands, and leading axes added to some."""
    sizes = {size: random.choice(random.choice((numbers.SIZES, numbers.WIDE))) for shape in shapes for size in shape}
    if first is not None and len(first) >= len(shapes[0]):
        sizes |= dict(zip(reversed(shapes[0]), reversed(first), strict=False))
    changed = [tuple(sizes[size] for size in shape) for shape in shapes]
    lead = numbers.shape(random, random.choice((0, 0, 0, 1, 2)), 6)
    changed = [(*lead, *shape) if random.random() < 0.7 else shape for shape in changed]
    return [changed[0] if first is None else first, *changed[1:]]


def alike(random: Random, count: int, first: Shape | None) -> list[Shape]:
    """All of one shape but for one axis: what can be joined, stacked or compared."""
    base = list(numbers.shape(random, most=24) if first is None else first)
    shapes = []
    axis = random.randrange(len(base)) if base else None
    for _ in range(count):
        if axis is not None and random.random() < 0.5:
            base[axis] = random.choice(numbers.SIZES)
        shapes.append(tuple(base))
    return [shapes[0] if first is None else first, *shapes[1:]]


def options_for(random: Random, kind: type[Layer], given: dict[str, Any], shapes: list[Shape]) -> dict[str, Any]:
    options = {}
    for name in kind.options:
        draw = OPTIONS.get(name)
        if draw is not None and (name in ("index", "shape") or random.random() < 0.75):
            options[name] = draw(random, shapes[0])
        elif name in given:
            options[name] = given[name]
    return options


def some_axis(random: Random, of: Shape) -> int | tuple[int, ...] | None:
    if not of or random.random() < 0.1:
        return None
    if random.random() < 0.6:
        return random.randrange(-len(of), len(of))
    axes = random.sample(range(len(of)), random.randrange(1, len(of) + 1))
    return tuple(axis - len(of) if random.random() < 0.3 else axis for axis in axes)


def some_order(random: Random, of: Shape) -> tuple[int, ...]:
    return tuple(axis - len(of) if random.random() < 0.3 else axis for axis in random.sample(range(len(of)), len(of)))


def some_shape(random: Random, of: Shape) -> tuple[int, ...]:
    """Another shape of as many entries: its sizes in another order, cut up and put together."""
    rest, sizes = prod(of), []
    while rest > 1 or (sizes and random.random() < 0.3):
        size = random.choice([k for k in range(1, rest + 1) if rest % k == 0])
        sizes.append(size)
        rest //= size
        if len(sizes) > 4:
            return (-1,)
    if sizes and random.random() < 0.3:
        sizes[random.randrange(len(sizes))] = -1
    return tuple(sizes)


def some_index(random: Random, of: Shape) -> tuple[Any, ...]:
    return tuple(some_item(random, size) for size in of[: random.randrange(len(of) + 1)]) or (slice(None),)


def some_item(random: Random, size: int) -> Any:
    if random.random() < 0.35:
        return random.randrange(-size, size)
    start, stop = random.choice((None, 0, random.randrange(size))), random.choice((None, size, -1, random.randrange(size) + 1))
    return random.choice((slice(None), slice(start, stop), slice(start, stop, 2), slice(None, None, -1), slice(None, None, -2)))


OPTIONS: dict[str, Any] = {
    "axis": some_axis,
    "keepdims": lambda random, of: random.random() < 0.5,
    "axes": some_order,
    "shape": some_shape,
    "index": some_index,
}


def flat(nested: Any) -> list[float]:
    return [float(one) for one in np.ravel(nested)]


def pooled(kind: type[Layer], k: int, inputs: Sample) -> list[float]:
    """The numbers that samples have in a place: of all samples for layers that work entry by entry, else of this one."""
    samples: Iterable[Sample] = [split(sample)[1] for sample in kind.samples] if kind.elementwise else [inputs]
    return [one for sample in samples for one in flat(sample[min(k, len(sample) - 1)])]


def values_for(random: Random, kind: type[Layer], k: int, of: Shape, inputs: Sample, kinks: bool) -> Any:
    """Values like those of the samples; some at kinks: zeros, and entries that are equal."""
    seen = pooled(kind, k, inputs)
    if all(one.is_integer() for one in seen):
        return numbers.filled(of, lambda: random.choice(seen))
    value = numbers.array(random, of, min(seen), max(seen))
    if kinks and random.random() < 0.2 and np.ndim(value):
        value = np.where(np.array(numbers.filled(of, random.random)) < 0.4, random.choice((flat(value)[0], 0.0)), value)
        return np.clip(value, min(seen), max(seen))
    return value


def fits(kind: type[Layer], inputs: Sample, first: Any) -> bool:
    """Whether a value may be a layer's first input: not near 0 or below it where all samples are above."""
    least = min(pooled(kind, 0, inputs))
    return least <= 0.0 or bool(np.min(first) >= least / 4)


def kinds() -> list[type[Layer]]:
    return [kind for kind in SHELF.values() if kind.samples]


def one_input() -> list[type[Layer]]:
    """The layers that take one value, of any shape, and send a gradient back."""
    return [kind for kind in kinds() if kind.inputs and len(kind.inputs) == 1 and not kind.variadic]


def mixing() -> list[type[Layer]]:
    """The layers that do not work entry by entry."""
    return [kind for kind in kinds() if not kind.elementwise]
