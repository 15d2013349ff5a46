"""Run a graph: forward left to right, backward right to left. Nothing is kept in layers."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from math import isfinite
from operator import length_hint
from typing import NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.arithmetic import AddLayer, MulLayer
from backprop_cli.layers.base import Elementwise, Layer, scalar, stretched
from backprop_cli.layers.maths import Value


class IsProduct(dict[Layer, bool | None]):
    """Whether a layer is a product (True) or a sum (False); None for all others.

    Large graphs of floats are made of these two. Where all is float the engine spells them out: calls would double the time.
    """

    def __missing__(self, layer: Layer) -> bool | None:
        self[layer] = found = True if type(layer) is MulLayer else False if type(layer) is AddLayer else None
        return found


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


def forward(graph: Graph, values: Sequence[Value] | None = None) -> list[Value]:
    """Every value of the graph, by number. `values` takes the place of the graph's own input values."""
    out = list(graph.values if values is None else values)
    if not graph.scalar:
        with quiet():
            return run(graph, out)
    try:
        return run_floats(graph, out)
    except BpcalcError as error:
        raise at_node(error, len(out)) from None


def run_floats(graph: Graph, values: list[float]) -> list[float]:
    """What `run` does, for floats alone, with sums and products spelt out."""
    append = values.append
    products = map(IsProduct().__getitem__, graph.layers)
    for product, layer, sources in zip(products, graph.layers, graph.inputs, strict=True):
        if product is None:
            append(layer.compute(*[values[source] for source in sources]))
        else:
            x, y = sources
            append(values[x] * values[y] if product else values[x] + values[y])
    return values


def run(graph: Graph, values: list[Value]) -> list[Value]:
    """Append every node's value to the inputs' values, whatever kind of numbers they are."""
    to_check = graph.to_check
    for number, layer, sources in zip(graph.nodes, graph.layers, graph.inputs, strict=True):
        xs = [values[source] for source in sources]
        try:
            if to_check is None or number in to_check:
                layer.check(*xs)
            values.append(scalar(layer.compute(*xs)))
        except BpcalcError as error:
            raise at_node(error, number) from None
    return values


def backward(
    graph: Graph, values: Sequence[Value], output: int, upstream: Value = None, wanted: bytearray | None = None
) -> list[Value | None]:
    """The gradient of upstream · output by each value, by number; None where none exists, is wanted, or reaches the output.

    upstream: of the output's shape; None is 1, or all ones. wanted: a flag for each number whose gradient is asked for or
    leads on to one that is; the default is every variable and node. What is not wanted is not computed.
    """
    if wanted is None:
        wanted = graph.all_but_constants()
    gradients: list[Value | None] = [None] * len(graph.names)
    gradients[output] = filled_like(values[output], 1.0) if upstream is None else upstream
    if graph.scalar:
        backward_floats(graph, values, output, gradients, wanted)
    else:
        with quiet():
            backward_arrays(graph, values, output, gradients, wanted)
    return gradients


def backward_floats(graph: Graph, values: Sequence[float], output: int, gradients: list[Value | None], wanted: bytearray) -> None:
    """Sums and products are spelt out; the gradients of what is not wanted are taken out afterwards, which costs less than asking.

    The iterator over `gradients` reads each as it is when its node's turn comes: then all that read the node have added to it.
    """
    first, later = graph.nodes.start, len(graph.names) - 1 - output
    inputs, layers, upstreams = reversed(graph.inputs), reversed(graph.layers), reversed(gradients)
    for column in (inputs, layers, upstreams):
        deque(islice(column, later), maxlen=0)  # pass over what comes after the output
    for sources, product, upstream in zip(inputs, map(IsProduct().__getitem__, layers), upstreams, strict=False):
        if upstream is None:
            continue
        if product is None:
            number = first + length_hint(inputs)  # from how many are left to come: a counter costs as much as a product
            layer, out, xs = graph.layers[number - first], values[number], [values[source] for source in sources]
            if layer.multiplies:
                propagated = tuple([None if local is None else upstream * local for local in layer.partials(out, *xs)])
            else:
                propagated = propagate(layer, upstream, out, xs, sources, wanted, number)
            add_propagated(gradients, sources, propagated)
            continue
        x, y = sources
        if product:
            to_x, to_y = upstream * values[y], upstream * values[x]
        else:
            to_x = to_y = upstream
        have = gradients[x]
        gradients[x] = to_x if have is None else have + to_x
        have = gradients[y]
        gradients[y] = to_y if have is None else have + to_y
    unwanted = wanted.find(0)
    while 0 <= unwanted < output:
        gradients[unwanted] = None
        unwanted = wanted.find(0, unwanted + 1)


def backward_arrays(
    graph: Graph, values: Sequence[Value], output: int, gradients: list[Value | None], wanted: Sequence[int]
) -> None:
    first = graph.nodes.start
    for number in range(output, first - 1, -1):
        upstream = gradients[number]
        if upstream is not None:
            sources = graph.inputs[number - first]
            xs = [values[source] for source in sources]
            layer = graph.layers[number - first]
            add_propagated(gradients, sources, propagate(layer, upstream, values[number], xs, sources, wanted, number))


def propagate(
    layer: Layer, upstream: Value, out: Value, xs: list[Value], sources: Sequence[int], wanted: Sequence[int], number: int
) -> tuple[Value | None, ...]:
    """What one node sends back to each of its inputs; None where nothing is wanted or no gradient exists."""
    want = tuple([bool(wanted[source]) for source in sources])
    if not any(want):
        return (None,) * len(sources)
    try:
        return layer.vjp(upstream, out, *xs, wanted=want)
    except BpcalcError as error:
        raise at_node(error, number) from None


def add_propagated(gradients: list[Value | None], sources: Sequence[int], propagated: Sequence[Value | None]) -> None:
    for source, gradient in zip(sources, propagated, strict=True):
        if gradient is not None:
            have = gradients[source]
            gradients[source] = scalar(gradient) if have is None else scalar(have + gradient)


def edges(
    graph: Graph, values: Sequence[Value], gradients: Sequence[Value | None], output: int, wanted: Sequence[int]
) -> Iterator[Edge]:
    """The arrows that a finished backward pass took, right to left, between what is wanted and the output.

    They are worked out again from the node's own gradient, so that a pass that nobody asks to see costs nothing more.
    """
    with nullcontext() if graph.scalar else quiet():
        for number in range(output, graph.nodes.start - 1, -1):
            upstream = gradients[number]
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


def settled(graph: Graph, values: Sequence[Value], gradients: Sequence[Value | None], output: int) -> list[Value | None]:
    """Gradients as they are reported: zeros for what does not reach the output; None only where no gradient exists."""
    reaches = graph.reaching(output)
    return [
        filled_like(values[number], 0.0) if gradient is None and not reaches[number] else gradient
        for number, gradient in enumerate(gradients)
    ]


def first_nonfinite(graph: Graph, values: Sequence[Value | None]) -> int | None:
    """The first number in running order whose value holds a nan or an infinity."""
    for number, value in enumerate(values):
        if value is not None and not (isfinite(value) if type(value) is float else maths.numpy().isfinite(value).all()):
            return number
    return None


def filled_like(value: Value, number: float) -> Value:
    """`number` in every entry, of the shape of `value`."""
    return maths.numpy().full(value.shape, number) if maths.is_array(value) else number


def at_node(error: BpcalcError, number: int) -> BpcalcError:
    """The error, with the node where it happened: a layer knows no place."""
    if error.node is None:
        error.node = number
    return error


def quiet() -> AbstractContextManager[object]:
    """No warnings from NumPy within: values that are not finite are reported once, by the first node that has one."""
    quieted: AbstractContextManager[object] = maths.numpy().errstate(all="ignore")
    return quieted
