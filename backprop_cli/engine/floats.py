"""The two passes over a graph of single numbers, with sums and products spelt out.

Large graphs of single numbers are made of sums and products. A call of the layer's own rule costs more than the arithmetic:
spelt out a node takes 217 ns instead of 594. tests/engine/test_floats.py holds both ways together, bit for bit.
"""

from collections import deque
from collections.abc import Sequence
from itertools import islice
from operator import length_hint

from backprop_cli.engine.node import add_propagated, propagate
from backprop_cli.graph import Graph
from backprop_cli.layers.arithmetic import AddLayer, MulLayer
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value


class IsProduct(dict[Layer, bool | None]):
    """Whether a layer is a product (True) or a sum (False); None for all others.

    Large graphs of floats are made of these two. Where all is float the engine spells them out: calls would double the time.
    """

    def __missing__(self, layer: Layer) -> bool | None:
        self[layer] = found = True if type(layer) is MulLayer else False if type(layer) is AddLayer else None
        return found


def run_floats(graph: Graph, values: list[float]) -> list[float]:
    """Append every node's value to the inputs' values: what `run_layers` does, for floats alone."""
    append = values.append
    products = map(IsProduct().__getitem__, graph.layers)
    for product, layer, sources in zip(products, graph.layers, graph.inputs, strict=True):
        if product is None:
            append(layer.compute(*[values[source] for source in sources]))
        else:
            x, y = sources
            append(values[x] * values[y] if product else values[x] + values[y])
    return values


def backward_floats(graph: Graph, values: Sequence[float], output: int, gradients: list[Value | None], wanted: bytearray) -> None:
    """Fill in `gradients`, which holds the upstream gradient at `output` and None elsewhere.

    Invariant: when node n is visited, every node that reads n has been visited, so gradients[n] is complete; the iterator reads
    each entry when its turn comes. Sums and products are computed here, every other layer by its rule. Unwanted gradients are
    computed too and erased at the end: cheaper than asking each time.
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
