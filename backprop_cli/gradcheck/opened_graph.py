"""A graph with the problem's own layers opened down to the shelf: there each kink, each term and each step is seen by itself.

What such a layer claims in its backward rule stays as it was; only the numerical side runs through the opened graph.
"""

from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.problem.own_layers.handmade import Handmade

LITERAL = 1 << 40  # a reference from here on is a number written in a rule, from INNER on a node; below, an input of the graph
INNER = 1 << 41


class Opened(NamedTuple):
    """An opened graph with its values; number: where each value of the first graph is found in it."""

    graph: Graph
    values: list[Value]
    number: Sequence[int]


def opened(graph: Graph, values: Sequence[Value]) -> Opened:
    """A graph with the problem's own layers replaced by what is inside them; the graph itself where it has none."""
    if not any(isinstance(layer, Handmade) for layer in graph.layers):
        return Opened(graph, list(values), range(len(values)))
    return Opening(graph, values).result()


class Opening:
    """Collects the nodes of an opened graph in running order."""

    def __init__(self, graph: Graph, values: Sequence[Value]) -> None:
        self.graph = graph
        self.first = graph.nodes.start
        self.inputs = list(values[: self.first])
        self.layers: list[Layer] = []
        self.sources: list[tuple[int, ...]] = []
        self.names: list[str] = []
        self.values: list[Value] = []
        self.literals: list[Value] = []
        self.references = list(range(self.first))
        for number, layer in zip(graph.nodes, graph.layers, strict=True):
            sources = tuple(self.references[source] for source in graph.sources(number))
            self.references.append(self.node(graph.names[number], layer, sources, values[number]))

    def node(self, name: str, layer: Layer, sources: tuple[int, ...], value: Value) -> int:
        """Add a node, or all that is inside it; the reference to its value."""
        if isinstance(layer, Handmade):
            return self.inside(name, layer, sources)
        self.names.append(name)
        self.layers.append(layer)
        self.sources.append(sources)
        self.values.append(value)
        return INNER + len(self.layers) - 1

    def inside(self, name: str, layer: Handmade, sources: tuple[int, ...]) -> int:
        rule = layer.rule
        values = layer.steps(rule, *map(self.value, sources))
        known = dict(enumerate(sources))
        for number in rule.literals:
            known[number] = LITERAL + len(self.literals)
            self.literals.append(rule.values[number])
        for number in rule.nodes:
            inner = tuple(known[source] for source in rule.sources(number))
            known[number] = self.node(name, rule.layer(number), inner, values[number])
        return known[layer.out_number]

    def value(self, reference: int) -> Value:
        if reference >= INNER:
            return self.values[reference - INNER]
        return self.literals[reference - LITERAL] if reference >= LITERAL else self.inputs[reference]

    def final(self, reference: int) -> int:
        """The number that a reference comes to: inputs, then the rules' literals, then nodes."""
        if reference >= INNER:
            return self.first + len(self.literals) + reference - INNER
        return self.first + reference - LITERAL if reference >= LITERAL else reference

    def result(self) -> Opened:
        graph, inputs = self.graph, [*self.inputs, *self.literals]
        counts = (len(graph.variables), len(graph.constants), len(graph.literals) + len(self.literals))
        names = [*graph.names[: self.first], *[""] * len(self.literals), *self.names]
        sources = [tuple(map(self.final, each)) for each in self.sources]
        made = Graph(names, {}, counts, inputs, self.layers, sources, [""] * len(self.names), [0] * len(self.names))
        values = [*inputs, *self.values]
        made.scalar = not any(map(maths.is_array, values))
        made.shapes = None if made.scalar else [maths.shape_of(value) for value in values]
        return Opened(made, values, [self.final(reference) for reference in self.references])
