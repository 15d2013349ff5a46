"""Run a graph: forward left to right, backward right to left. Nothing is kept in layers.

problem/solve.py calls `forward` and `differentiate` for the commands; gradcheck calls them again with other values.
"""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from backprop_cli.engine.floats import backward_floats, run_floats
from backprop_cli.engine.node import add_propagated, at_node, filled_like, propagate
from backprop_cli.errors import BpcalcError
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import scalar
from backprop_cli.layers.maths import Value, quiet


class Pass(NamedTuple):
    """A finished forward and backward pass over a graph; lists by number.

    gradients: of upstream · output. Zeros for whatever does not lead to the output, wanted or not; of the rest None where the
    gradient was not wanted or does not exist. output: its number. upstream: the gradient that entered it, of its shape.
    """

    graph: Graph
    values: Sequence[Value]
    gradients: Sequence[Value | None]
    output: int
    upstream: Value

    def answer(self, kind: str, number: int) -> Value | None:
        """What is right where somebody is asked for a number's value (kind "forward") or for its gradient ("gradient")."""
        return (self.gradients if kind == "gradient" else self.values)[number]


def forward(graph: Graph, values: Sequence[Value] | None = None) -> list[Value]:
    """Every value of the graph, by number. `values` takes the place of the graph's own input values."""
    out = list(graph.values if values is None else values)
    if not graph.scalar:
        with quiet():
            return run_layers(graph, out)
    try:
        return run_floats(graph, out)
    except BpcalcError as error:
        raise at_node(error, len(out)) from None


def run_layers(graph: Graph, values: list[Value]) -> list[Value]:
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


def differentiate(
    graph: Graph, values: Sequence[Value], output: int, upstream: Value = None, wanted: bytearray | None = None
) -> Pass:
    """Run the backward pass from the values of a forward pass, and report both; the arguments are those of `backward`."""
    dout = filled_like(values[output], 1.0) if upstream is None else upstream
    return Pass(graph, values, reported(graph, values, backward(graph, values, output, dout, wanted), output), output, dout)


def backward(
    graph: Graph, values: Sequence[Value], output: int, upstream: Value = None, wanted: bytearray | None = None
) -> list[Value | None]:
    """The gradient of upstream · output by every value, by number, each of its value's shape.

    None where no gradient arrived: the value does not lead to the output, has none, or was not wanted. `differentiate` reports
    the first of these as zeros.

    upstream: of the output's shape; None is 1, or all ones. wanted: a flag for each number, for those whose gradient is asked
    for and for all that lie between them and the output; None: every variable and node. What is not wanted is not computed.
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


def reported(graph: Graph, values: Sequence[Value], gradients: Sequence[Value | None], output: int) -> list[Value | None]:
    """The gradients of a Pass: zeros for whatever does not lead to the output; the others as they are, None included."""
    reaches = graph.reaching(output)
    return [
        filled_like(values[number], 0.0) if gradient is None and not reaches[number] else gradient
        for number, gradient in enumerate(gradients)
    ]


def first_nonfinite(values: Sequence[Value | None]) -> int | None:
    """The first number in running order whose value holds a nan or an infinity."""
    for number, value in enumerate(values):
        if value is not None and not (isfinite(value) if type(value) is float else maths.numpy().isfinite(value).all()):
            return number
    return None
