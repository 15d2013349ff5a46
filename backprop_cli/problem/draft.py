"""A graph while it is being read: nodes in the order of the file, inputs given as references, which are not final numbers yet.

A reference is a whole number. Below LITERAL it is an input or an entry (a thing with a name of its own) by the order of the file;
from LITERAL on a number written in an expression; from INNER on a node inside an expression. A file of plain lines in order has
neither literals nor inner nodes: then the references are the final numbers already, and nothing is done twice.
"""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from backprop_cli.graph import Graph, a_cycle, running_order
from backprop_cli.layers.base import Elementwise, Layer, Shape
from backprop_cli.layers.maths import Value
from backprop_cli.source.tree import offsets

LITERAL = 1 << 40
INNER = 1 << 41
BROKEN = -1
MOST_CYCLES = 20


class UnknownLayer(Layer):
    """A stand-in for a layer of which a fault was already reported, so that the rest can be checked; its shape is None."""

    def shape(self, *shapes: Shape) -> Any:
        return None


class Identity(Elementwise):
    """A second name for a value, in a layer's `let`."""

    symbol = "="
    formula = "x"
    rules = {"x": "1"}

    def __init__(self) -> None:
        self.name = "identity"  # type: ignore[misc]  # of the object: it is not on the shelf

    def compute(self, x: Value) -> Value:
        return x

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (1.0,)


UNKNOWN = UnknownLayer()
IDENTITY = Identity()


class Draft:
    """Nodes in the order of the file, in parallel lists: names, layers, sources (references), texts, places."""

    def __init__(self, inputs: list[str], numbers: dict[str, int], entries: Sequence[str]) -> None:
        """inputs, entries: their names, as typed. numbers: normalised name → reference, of both."""
        self.inputs = inputs
        self.entries = entries
        self.numbers = numbers
        self.names: list[str] = []
        self.layers: list[Layer] = []
        self.sources: list[tuple[int, ...]] = []
        self.texts: list[str] = []
        self.places = offsets()
        self.roots = offsets()  # by entry: the position of the node that has the entry's name
        self.literals: list[float] = []
        self.literal_texts: list[str] = []
        self.steps: set[str] = set()  # of opened groups: the names of their `let`
        self.ordered = True  # no node reads a later one

    def add(self, name: str, layer: Layer, sources: tuple[int, ...], text: str, place: int) -> int:
        """Add a node inside an entry; its reference."""
        if self.ordered:
            entry = len(self.inputs) + len(self.roots)
            for source in sources:
                if entry <= source < LITERAL:
                    self.ordered = False
        self.names.append(name)
        self.layers.append(layer)
        self.sources.append(sources)
        self.texts.append(text)
        self.places.append(place)
        return INNER + len(self.names) - 1

    def add_root(self, name: str, layer: Layer, sources: tuple[int, ...], text: str, place: int) -> int:
        """Add the node that has the next entry's own name; its reference."""
        position = self.add(name, layer, sources, text, place) - INNER
        self.roots.append(position)
        return len(self.inputs) + len(self.roots) - 1

    def add_broken(self, name: str, place: int) -> int:
        """Add an entry that cannot be read; its reference. Nodes that read it are not judged."""
        return self.add_root(name, UNKNOWN, (), "", place)

    def add_literal(self, value: float, text: str) -> int:
        self.literals.append(value)
        self.literal_texts.append(text)
        return LITERAL + len(self.literals) - 1

    def text(self, reference: int) -> str:
        """How a reference is written where it is used."""
        if reference >= INNER:
            return f"({self.texts[reference - INNER]})"
        if reference >= LITERAL:
            return self.literal_texts[reference - LITERAL]
        first = len(self.inputs)
        return self.inputs[reference] if reference < first else self.entries[reference - first]

    def dependencies(self) -> list[list[int]]:
        """For each node the positions of the nodes that it reads."""
        first, roots = len(self.inputs), self.roots
        return [
            [
                source - INNER if source >= INNER else roots[source - first]
                for source in sources
                if source >= INNER or first <= source < LITERAL
            ]
            for sources in self.sources
        ]

    def order(self) -> tuple[Sequence[int], list[list[int]]]:
        """The running order by position, and the circles (cut open at their first node, so that the order is whole)."""
        if self.ordered:
            return range(len(self.names)), []
        cycles: list[list[int]] = []
        dependencies = self.dependencies()
        order = running_order(dependencies)
        while len(order) < len(self.names):
            cycle = a_cycle(dependencies, order)
            cycles.append(cycle)
            for node in cycle if len(cycles) < MOST_CYCLES else set(range(len(self.names))) - set(order):
                dependencies[node] = []
                self.layers[node], self.sources[node] = UNKNOWN, ()
            order = running_order(dependencies)
        return order, cycles

    def graph(self, order: Sequence[int], values: list[Value], variables: int) -> Graph:
        """The graph in running order; a draft that is in order already gives its lists away.

        values: the inputs', variables first; variables: how many they are.
        """
        inputs, counts = len(self.inputs), (variables, len(self.inputs) - variables, len(self.literals))
        if not self.literals and self.ordered and len(self.roots) == len(self.names):
            self.names[:0] = self.inputs
            return Graph(self.names, self.numbers, counts, values, self.layers, self.sources, self.texts, self.places)
        final = {position: number for number, position in enumerate(order, inputs + len(self.literals))}
        number_of = self.numbering(final)
        return Graph(
            [*self.inputs, *self.literal_texts, *(self.names[position] for position in order)],
            self.final_numbers(final, number_of),
            counts,
            values + self.literals,
            [self.layers[position] for position in order],
            [tuple([number_of(source) for source in self.sources[position]]) for position in order],
            [self.texts[position] for position in order],
            array("q", [self.places[position] for position in order]),
        )

    def numbering(self, final: dict[int, int]) -> Callable[[int], int]:
        """Reference → final number. final: the number of the node at each position."""
        inputs = len(self.inputs)
        roots = [final[position] for position in self.roots]

        def number_of(reference: int) -> int:
            if reference < inputs:
                return reference
            if reference < LITERAL:
                return roots[reference - inputs]
            return inputs + reference - LITERAL if reference < INNER else final[reference - INNER]

        return number_of

    def final_numbers(self, final: dict[int, int], number_of: Callable[[int], int]) -> dict[str, int]:
        """Name → final number, the names of inner nodes included."""
        numbers = {name: number_of(reference) for name, reference in self.numbers.items()}
        if len(self.roots) < len(self.names):
            owned = set(self.roots)
            numbers.update({self.names[position]: number for position, number in final.items() if position not in owned})
        return numbers
