"""The arrows of a backward pass, worked out again from a finished pass: the rows that `bpcalc backward` shows."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from backprop_cli.engine.node import propagate
from backprop_cli.engine.passes import Pass
from backprop_cli.layers import maths
from backprop_cli.layers.base import Elementwise, Layer, scalar, stretched
from backprop_cli.layers.maths import Value, quiet


class Edge(NamedTuple):
    """One arrow of the backward pass: from a node back to one of its inputs.

    node, source: numbers; argument: which input of the node's layer. upstream: the gradient of the node, of its shape.
    local: ∂node/∂source entry by entry, of the node's shape; None for a layer that mixes entries. propagated: of the source's
    shape; where the source was broadcast, summed over the axes `summed` of the node's shape.
    """

    node: int
    argument: int
    source: int
    local: Value | None
    upstream: Value
    propagated: Value
    summed: tuple[int, ...]


def edges(done: Pass, wanted: Sequence[int]) -> Iterator[Edge]:
    """The arrows that a finished backward pass took, right to left, between the output and the numbers flagged in `wanted`.

    They are worked out again from the node's own gradient, so that a pass that nobody asks to see costs nothing more.
    """
    graph, values = done.graph, done.values
    reaches = graph.reaching(done.output)
    with nullcontext() if graph.scalar else quiet():
        for number in range(done.output, graph.nodes.start - 1, -1):
            upstream = done.gradients[number] if reaches[number] else None
            sources = graph.sources(number)
            if upstream is None or not any(wanted[source] for source in sources):
                continue
            layer = graph.layer(number)
            xs = [values[source] for source in sources]
            locals_ = local_gradients(layer, values[number], xs)
            if graph.scalar and layer.multiplies:
                for argument, (source, local) in enumerate(zip(sources, locals_, strict=True)):
                    if local is not None and wanted[source]:
                        yield Edge(number, argument, source, local, upstream, upstream * local, ())
                continue
            propagated = propagate(layer, upstream, values[number], xs, sources, wanted, number)
            for argument, source in enumerate(sources):
                gradient = propagated[argument]
                if gradient is not None:
                    summed = stretched(graph.shape(number), graph.shape(source)) if layer.elementwise else ()
                    yield Edge(number, argument, source, locals_[argument], upstream, scalar(gradient), summed)


def local_gradients(layer: Layer, out: Value, xs: list[Value]) -> tuple[Value | None, ...]:
    """∂out/∂input of the node's shape for a layer that works entry by entry, or a group of single numbers; None for all others."""
    if not isinstance(layer, Elementwise):
        if layer.is_group and not any(map(maths.is_array, (out, *xs))):
            return layer.vjp(1.0, out, *xs, wanted=(True,) * len(xs))
        return (None,) * len(xs)
    locals_ = layer.partials(out, *xs)
    shape = maths.shape_of(out)
    if not shape:
        return locals_
    return tuple(
        local if local is None or maths.shape_of(local) == shape else maths.numpy().broadcast_to(local, shape) for local in locals_
    )
