"""Perturbed versions of a graph of single numbers, one after the other, on Python's own floats and complex numbers."""

from collections.abc import Sequence
from typing import Any

from backprop_cli.gradcheck.cancellation import magnified_floats
from backprop_cli.gradcheck.versions import answer_of_code
from backprop_cli.graph import Graph
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value

MOST_KEPT = 1_000_000  # nodes of paths that are kept for a second look

Path = list[tuple[int, Layer, tuple[int, ...]]]  # the nodes to run again: number, layer, sources


class FloatProbe:
    """Runs again only what lies between a variable and the output. kinks: number → True for the nodes that stand at a kink.

    For p = x * y at x = 3, y = 5, change(0, 1e-30j, False) is (5e-30j, False).
    """

    def __init__(self, graph: Graph, values: Sequence[Value], output: int, kinks: dict[int, Value]) -> None:
        self.graph = graph
        self.point = values
        self.values = list(values)
        self.output = output
        self.kinks = kinks
        self.paths: dict[int, Path] = {}
        self.kept = 0
        self.readers: dict[int, list[int]] | None = None

    def change(self, number: int, delta: complex, magnitudes: bool) -> tuple[Any, bool]:
        """The change of the output when value `number` moves by delta, and whether that moves something at a kink.

        magnitudes: instead of the change the sum of the sizes of all terms that went into its imaginary part.
        """
        values, path = self.values, self.path(number)
        saved = values[number], [values[node] for node, _, _ in path]
        values[number] += delta
        touched = self.run(path) if not (magnitudes or self.kinks) else self.run_watched(path, magnitudes)
        out = values[self.output]
        values[number] = saved[0]
        for (node, _, _), value in zip(path, saved[1], strict=True):
            values[node] = value
        return (out.imag if magnitudes else out - values[self.output]), touched

    def run(self, path: Path) -> bool:
        values = self.values
        for node, layer, sources in path:
            if len(sources) == 2 and layer.analytic:
                x, y = sources
                values[node] = layer.compute(values[x], values[y])
            elif layer.analytic:
                values[node] = layer.compute(*[values[source] for source in sources])
            else:
                values[node] = answer_of_code(layer, [values[source] for source in sources], 0.0)
        return False

    def run_watched(self, path: Path, magnitudes: bool) -> bool:
        """Run a path and look out for kinks, or, for `magnitudes`, carry sizes in the imaginary parts."""
        values, touched = self.values, False
        for node, layer, sources in path:
            xs = [values[source] for source in sources]
            moved = node in self.kinks and any(x != self.point[source] for x, source in zip(xs, sources, strict=True))
            touched = touched or moved
            moves = magnitudes and any(type(x) is complex for x in xs)
            values[node] = magnified_floats(layer, xs) if moves else answer_of_code(layer, xs, 0.0)
        return touched

    def path(self, number: int) -> Path:
        if number in self.paths:
            return self.paths[number]
        graph, first = self.graph, self.graph.nodes.start
        path = [(node, graph.layers[node - first], graph.inputs[node - first]) for node in self.below(number)]
        if self.kept + len(path) <= MOST_KEPT:
            self.paths[number] = path
            self.kept += len(path)
        return path

    def below(self, number: int) -> list[int]:
        """The nodes between a value and the output, in time that follows their number and not the size of the graph."""
        readers = self.readers = self.readers or readers_of(self.graph, self.output)
        found: set[int] = set()
        waiting = [number]
        while waiting:
            for reader in readers.get(waiting.pop(), ()):
                if reader not in found:
                    found.add(reader)
                    waiting.append(reader)
        return sorted(found)


def readers_of(graph: Graph, output: int) -> dict[int, list[int]]:
    """For each value the nodes that read it, of those that the output depends on."""
    reaching = graph.reaching(output)
    readers: dict[int, list[int]] = {}
    for node, sources in zip(graph.nodes, graph.inputs, strict=True):
        if reaching[node]:
            for source in sources:
                readers.setdefault(source, []).append(node)
    return readers
