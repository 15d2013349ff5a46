"""A graph: parallel lists in running order. Names are turned into numbers once, when a problem is read.

Every value has a number. Variables come first, then constants, then the numbers written inside expressions (literals), then the
nodes in the order in which they run; so one list of values, indexed by number, holds a whole pass.
"""

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush

from backprop_cli.errors import ShapeError
from backprop_cli.layers.base import Layer, Shape
from backprop_cli.layers.maths import Value


class Graph:
    """A checked graph. Lists over all values: `names`, `shapes`; over inputs: `values`; over nodes: `layers`, `inputs`, ….

    names: as the user typed them; a literal's is its text. numbers: normalised name → number (no literals).
    variables, constants, literals, nodes: ranges of numbers. values: the inputs' values, by number.
    layers, inputs (tuples of numbers), expressions (text), places (offsets into the problem's text): by node, nodes[0] first.
    scalar: every value is a float, and NumPy is not needed. labels: the numbers of constants that are whole-number labels.
    to_check: the nodes whose layer.check must run in each forward pass, because the graph computes their labels, or their shape
    is not known; None: run it at every node.
    """

    __slots__ = (
        "constants", "expressions", "inputs", "labels", "layers", "literals", "names", "nodes", "numbers", "places", "scalar",
        "shapes", "to_check", "values", "variables",
    )  # fmt: skip

    def __init__(
        self,
        names: list[str],
        numbers: dict[str, int],
        counts: tuple[int, int, int],
        values: list[Value],
        layers: list[Layer],
        inputs: list[tuple[int, ...]],
        expressions: list[str],
        places: Sequence[int],
    ) -> None:
        """counts: how many variables, constants and literals there are."""
        variables, constants, literals = counts
        self.names = names
        self.numbers = numbers
        self.variables = range(variables)
        self.constants = range(variables, variables + constants)
        self.literals = range(variables + constants, variables + constants + literals)
        self.nodes = range(variables + constants + literals, len(names))
        self.values = values
        self.layers = layers
        self.inputs = inputs
        self.expressions = expressions
        self.places = places
        self.scalar = False
        self.shapes: list[Shape] | None = None  # None: every shape is ()
        self.labels: frozenset[int] = frozenset()
        self.to_check: frozenset[int] | None = None

    def number(self, name: str) -> int | None:
        """The number of a name, in whatever Unicode form it is typed (NFC, NFD, full width); None for a name that there is not."""
        found = self.numbers.get(name)
        if found is not None or name.isascii():
            return found
        from unicodedata import normalize

        return self.numbers.get(normalize("NFKC", name))

    def layer(self, number: int) -> Layer:
        return self.layers[number - self.nodes.start]

    def sources(self, number: int) -> tuple[int, ...]:
        return self.inputs[number - self.nodes.start]

    def expression(self, number: int) -> str:
        return self.expressions[number - self.nodes.start]

    def shape(self, number: int) -> Shape:
        return self.shapes[number] if self.shapes is not None else ()

    def is_node(self, number: int) -> bool:
        return number >= self.nodes.start

    def sinks(self) -> list[int]:
        """The nodes that no other node reads, in running order."""
        unread = bytearray(b"\1") * len(self.names)
        for sources in self.inputs:
            for source in sources:
                unread[source] = 0
        return [number for number in self.nodes if unread[number]]

    def all_but_constants(self) -> bytearray:
        """A flag for each number: whether it is a variable or a node."""
        flags = bytearray(b"\1") * len(self.names)
        flags[self.constants.start : self.literals.stop] = bytes(len(self.constants) + len(self.literals))
        return flags

    def reached_from(self, starts: Iterable[int]) -> bytearray:
        """A flag for each number: whether it is one of `starts` or depends on one."""
        flags = bytearray(len(self.names))
        for start in starts:
            flags[start] = 1
        for number, sources in zip(self.nodes, self.inputs, strict=True):
            if not flags[number]:
                for source in sources:
                    if flags[source]:
                        flags[number] = 1
                        break
        return flags

    def reaching(self, output: int) -> bytearray:
        """A flag for each number: whether it is `output` or `output` depends on it."""
        flags = bytearray(len(self.names))
        flags[output] = 1
        first = self.nodes.start
        for number in range(output, first - 1, -1):
            if flags[number]:
                for source in self.inputs[number - first]:
                    flags[source] = 1
        return flags


def part(graph: Graph, outputs: Sequence[int]) -> tuple[Graph, list[int]]:
    """The nodes of a graph that some outputs need, as a graph of its own, and the outputs' numbers there."""
    needed = bytearray(len(graph.names))
    for output in outputs:
        for number, flag in enumerate(graph.reaching(output)):
            needed[number] |= flag
    first = graph.nodes.start
    kept = [number for number in graph.nodes if needed[number]]
    new = {number: number for number in range(first)} | {number: first + index for index, number in enumerate(kept)}
    graph_of_part = Graph(
        graph.names[:first] + [graph.names[number] for number in kept],
        {name: new[number] for name, number in graph.numbers.items() if number in new},
        (len(graph.variables), len(graph.constants), len(graph.literals)),
        graph.values,
        [graph.layer(number) for number in kept],
        [tuple(new[source] for source in graph.sources(number)) for number in kept],
        [graph.expression(number) for number in kept],
        [graph.places[number - first] for number in kept],
    )
    return graph_of_part, [new[output] for output in outputs]


def tell_constants(graph: Graph) -> None:
    """Tell each layer which of its inputs are constants or literals; nodes of which the same holds still share one layer."""
    known: dict[tuple[Layer, frozenset[int]], Layer] = {}
    for position, (layer, sources) in enumerate(zip(graph.layers, graph.inputs, strict=True)):
        fixed = frozenset(k for k, source in enumerate(sources) if source in graph.constants or source in graph.literals)
        graph.layers[position] = known.setdefault((layer, fixed), layer.knowing(fixed))


def stays_scalar(graph: Graph) -> bool:
    """Whether floats at every input make a float of every node: asked once of each layer, not of each node."""
    try:
        return all(layer.shape(*[()] * count) == () for layer, count in set(zip(graph.layers, map(len, graph.inputs), strict=True)))
    except ShapeError:
        return False


def infer_shapes(graph: Graph, inputs: Sequence[Shape | None], report: Callable[[int, ShapeError], object]) -> list[Shape | None]:
    """The shape of every value from the inputs' shapes; None where it cannot be known. `report` gets each misfit with its node."""
    shapes = list(inputs)
    for number, layer, sources in zip(graph.nodes, graph.layers, graph.inputs, strict=True):
        known = [have for source in sources if (have := shapes[source]) is not None]
        shape: Shape | None = None
        if len(known) == len(sources):
            try:
                shape = layer.shape(*known)
            except ShapeError as error:
                report(number, error)
        shapes.append(shape)
    return shapes


def running_order(dependencies: Sequence[Sequence[int]]) -> list[int]:
    """Kahn's algorithm: an order in which each node comes after its dependencies; of the ready ones the first runs first.

    dependencies: for each node the nodes that it reads, by position. Nodes on a circle, and those behind one, are left out.
    """
    waiting = [len(reads) for reads in dependencies]
    readers: list[list[int]] = [[] for _ in dependencies]
    for node, reads in enumerate(dependencies):
        for read in reads:
            readers[read].append(node)
    ready = [node for node, count in enumerate(waiting) if not count]
    heapify(ready)
    order = []
    while ready:
        node = heappop(ready)
        order.append(node)
        for reader in readers[node]:
            waiting[reader] -= 1
            if not waiting[reader]:
                heappush(ready, reader)
    return order


def a_cycle(dependencies: Sequence[Sequence[int]], order: Iterable[int]) -> list[int]:
    """One circle among the nodes that `order` lacks: each reads the next, and the last reads the first."""
    done = set(order)
    left = [node for node in range(len(dependencies)) if node not in done]
    node = left[0]
    path: dict[int, int] = {}
    while node not in path:
        path[node] = len(path)
        node = next(read for read in dependencies[node] if read not in done)
    return list(path)[path[node] :]
