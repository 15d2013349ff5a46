"""What can be said of a graph before it runs: shapes, memory, labels."""

from collections.abc import Sequence
from math import prod

from backprop_cli.errors import BpcalcError, LayerError, LimitError, ShapeError
from backprop_cli.graph import Graph, infer_shapes, stays_scalar
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape, shape_text
from backprop_cli.problem.own_layers.handmade import takes_labels
from backprop_cli.problem.values.budget import Budget
from backprop_cli.source.places import Source

MOST_SEARCHED = 4_000  # code points: how far after its entry's start the text of an inner operation is looked for


class Checker:
    """Checks one graph; every fault goes to `faults`. value_places: where the values of variables and constants stand."""

    def __init__(self, source: Source, budget: Budget, faults: list[BpcalcError], value_places: list[int]) -> None:
        self.source = source
        self.budget = budget
        self.faults = faults
        self.value_places = value_places

    def fault(self, error: BpcalcError, place: int, length: int = 1) -> None:
        error.place = self.source.place(place, length)
        self.faults.append(error)

    def check(self, graph: Graph) -> None:
        """Work out the shapes, check them and the labels, and refuse what would not fit into memory, before anything runs."""
        inputs = range(graph.nodes.start)
        if all(type(graph.values[number]) is float for number in inputs) and stays_scalar(graph):
            graph.scalar = True
            return
        known = [None if graph.values[number] is None else maths.shape_of(graph.values[number]) for number in inputs]
        misfits: list[tuple[int, ShapeError]] = []
        shapes = infer_shapes(graph, known, lambda number, error: misfits.append((number, error)))
        graph.shapes = [() if shape is None else shape for shape in shapes]
        for number, error in misfits:
            self.node_fault(graph, number, error)
        self.check_size(graph)
        self.check_labels(graph, shapes)

    def node_fault(self, graph: Graph, number: int, error: BpcalcError) -> None:
        """Note what a layer says of its inputs, under the expression of its node."""
        if isinstance(error, ShapeError) and not graph.layer(number).yours:
            error.message = f"{graph.layer(number).name}: {error.message}"
            error.hint = error.hint or inputs_by_name(graph, number)
        text, start = graph.expression(number), graph.places[number - graph.nodes.start]
        found = self.source.text.find(text, start, start + 4 * len(text) + MOST_SEARCHED)
        self.fault(error, max(found, start), len(text) if found >= start else 1)

    def check_size(self, graph: Graph) -> None:
        for number in graph.nodes:
            try:
                self.budget.take(prod(graph.shape(number)), f"the node {graph.names[number]}")
            except LimitError as error:
                self.node_fault(graph, number, error)
                return

    def check_labels(self, graph: Graph, shapes: Sequence[Shape | None]) -> None:
        """Labels are constants, whole numbers and in range. shapes: None where one is not known."""
        labels: set[int] = set()
        to_check: set[int] = set()
        for number, layer, sources in zip(graph.nodes, graph.layers, graph.inputs, strict=True):
            if not takes_labels(layer):
                continue
            if shapes[number] is None:
                to_check.add(number)
                continue
            taken = {sources[argument] for argument in layer.labels(*[graph.shape(source) for source in sources])}
            labels |= taken
            for source in taken & set(graph.variables):
                name = graph.names[source]
                error = LayerError(f"{name} are labels: put it under constants", hint=f"{layer.name} takes no gradient for labels")
                self.fault(error, self.value_places[source])
            if taken and all(source in graph.constants or source in graph.literals for source in taken):
                try:
                    layer.check(
                        *[graph.values[source] if source in taken else maths.stand_in(graph.shape(source)) for source in sources]
                    )
                except BpcalcError as error:
                    self.node_fault(graph, number, error)
            else:
                to_check.add(number)
        graph.labels = frozenset(labels & set(graph.constants))
        graph.to_check = frozenset(to_check)


def inputs_by_name(graph: Graph, number: int) -> str:
    """What a layer's own input names stand for at a node: "x is price (2,), y is tax (3,)"."""
    layer, sources = graph.layer(number), graph.sources(number)
    names = layer.inputs if len(layer.inputs) == len(sources) else [f"x{index}" for index in range(1, len(sources) + 1)]
    pairs = zip(names, sources, strict=True)
    return ", ".join(f"{name} is {graph.names[source]} {shape_text(graph.shape(source))}" for name, source in pairs)
