"""A rule made of layers, for many versions of its inputs at once: what gradcheck asks of a layer, answered by those inside it."""

from collections.abc import Sequence

from backprop_cli.graph import Graph
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value

Axes = tuple[int | None, ...]  # for each axis of a value the axis of the rule's result along which it lies


def compute_versions(rule: Graph, out: int, stacks: tuple[bool, ...], xs: Sequence[Value]) -> Value:
    """The rule's result for versions of the inputs that `stacks` flags."""
    values: list[Value] = [*xs, *rule.values[len(xs) :]]
    flags = [*stacks, *[False] * (len(values) - len(xs))]
    for layer, sources in zip(rule.layers, rule.inputs, strict=True):
        which = tuple(flags[source] for source in sources)
        inputs = [values[source] for source in sources]
        values.append(layer.stacked(which, *inputs) if any(which) else layer.compute(*inputs))
        flags.append(any(which))
    if flags[out]:
        return values[out]
    return maths.numpy().repeat(maths.numpy().asarray(values[out])[None], stacking.versions(stacks, tuple(xs)), axis=0)


def axes_through(rule: Graph, out: int, shapes: Sequence[Shape | None]) -> dict[int, Axes]:
    """`Layer.touches` of a rule: for each axis of each input the axis of the result; None where entries mix on a way to it.

    An axis of the result counts only where cutting it down cuts every value inside the rule in one way.
    """
    axes: dict[int, Axes] = {out: tuple(range(len(shapes[out] or ())))}
    mixed: set[int | None] = set()
    for number in range(out, rule.nodes.start - 1, -1):
        if number not in axes:
            continue
        layer, sources = rule.layer(number), rule.sources(number)
        known = [shapes[source] or () for source in sources]
        ways = [layer.touches(k, *known) for k in range(len(sources))]
        mixed |= {axes[number][axis] for axis in range(len(axes[number])) if not any(axis in way for way in ways)}
        for source, way in zip(sources, ways, strict=True):
            found = tuple(None if axis is None else axes[number][axis] for axis in way)
            mixed |= {
                axis for pair in zip(axes.setdefault(source, found), found, strict=True) if pair[0] != pair[1] for axis in pair
            }
    inputs = {number: axes.get(number, (None,) * len(shapes[number] or ())) for number in range(rule.nodes.start)}
    return {number: tuple(None if axis in mixed else axis for axis in found) for number, found in inputs.items()}
