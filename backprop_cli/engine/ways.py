"""Ways from a name to the output: counted in whole numbers, and walked one after the other. Nothing here is recursive.

The explanation of a gradient and the marking of answers ask for them: along a way local gradients are multiplied, what the ways
bring is added.
"""

from collections.abc import Callable, Iterator
from math import log10

from backprop_cli.graph import Graph

Reading = tuple[int, int]  # a node, and which of its inputs reads
Way = tuple[Reading, ...]  # from the reader of a name to the output
EXACT = 10**20  # a count from here on is told by its power of ten: Python writes no whole number of more than 4,300 digits


def every_reading(node: int, argument: int) -> bool:
    return True


class Ways:
    """The ways to the output of a graph.

    counts: for each number of the graph how many ways lead from it to the output; 1 for the output itself. Constants and literals
    have counts, too, though no gradient is taken with respect to them; no way leads through one, for they read nothing.
    carries: whether a gradient comes back along a reading; a way that takes one of the others is none.
    """

    def __init__(self, graph: Graph, output: int, carries: Callable[[int, int], bool] = every_reading) -> None:
        self.graph = graph
        self.output = output
        self.carries = carries
        self.counts = self.counted()
        self.readings: dict[int, list[Reading]] = {}

    def counted(self) -> list[int]:
        """From the output back: the ways from a value are those of all its readers together."""
        counts = [0] * len(self.graph.names)
        counts[self.output] = 1
        for node in range(self.output, self.graph.nodes.start - 1, -1):
            if counts[node]:
                for argument, source in enumerate(self.graph.sources(node)):
                    if self.carries(node, argument):
                        counts[source] += counts[node]
        return counts

    def walk(self, start: int) -> Iterator[Way]:
        """Each way from a number to the output, readers in running order, the inputs of a reader in theirs.

        There may be more of them than anybody can wait for: look at the count first.
        """
        self.readings = self.readings or self.by_source()
        way: list[Reading] = []
        stack = [iter(self.readings.get(start, ()))]
        if start == self.output:
            yield ()
        while stack:
            reading = next(stack[-1], None)
            if reading is None:
                stack.pop()
                del way[-1:]
            elif reading[0] == self.output:
                yield (*way, reading)
            else:
                way.append(reading)
                stack.append(iter(self.readings[reading[0]]))

    def by_source(self) -> dict[int, list[Reading]]:
        """For each number the readings of it that lead to the output."""
        found: dict[int, list[Reading]] = {}
        for node in self.graph.nodes:
            if self.counts[node]:
                for argument, source in enumerate(self.graph.sources(node)):
                    if self.carries(node, argument):
                        found.setdefault(source, []).append((node, argument))
        return found

    def between(self, start: int) -> list[int]:
        """The nodes that lie on a way from a number to the output, the output among them, in running order."""
        reached = {start}
        found = []
        for node in self.graph.nodes[: self.output + 1 - self.graph.nodes.start]:
            if self.counts[node] and any(
                source in reached and self.carries(node, argument) for argument, source in enumerate(self.graph.sources(node))
            ):
                reached.add(node)
                found.append(node)
        return found


def power_of_ten(count: int) -> int | None:
    """The nearest power of ten of a count of more than 20 digits; None for a smaller one."""
    return round(log10(count)) if count >= EXACT else None
