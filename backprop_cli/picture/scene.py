"""What a picture shows: items (circles, boxes, names) and the edges between them, with numbers; what is left out is decided here.

`scene_of` makes it from a problem and its passes. No text is formed here: render/picture/labels.py writes what stands at a line.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine.edges import edges
from backprop_cli.layers.maths import Value

if TYPE_CHECKING:
    from backprop_cli.engine import Pass
    from backprop_cli.graph import Graph
    from backprop_cli.problem.problem import Problem

OPERATION, VARIABLE, CONSTANT, CUT, OUTPUT, BEYOND = "operation", "variable", "constant", "cut", "output", "beyond"
AHEAD = (OUTPUT, BEYOND)  # what an arrow leads to at the right ends


class SceneItem(NamedTuple):
    """One thing that lines run between.

    kind: OPERATION; VARIABLE or CONSTANT: a name at the left end of a line; CUT: a node that is left out, of which only the name
    and the value stand there; OUTPUT: the name at the right end; BEYOND: a reader that is left out. number: in the graph; that
    of an OUTPUT is the output's own. layer: an operation's short name; sign: what stands in its circle ("" for a box with the
    name); operands: one for each input of its layer, the text of a literal or None for a wire.
    """

    kind: str
    number: int
    name: str
    layer: str = ""
    sign: str = ""
    yours: bool = False
    operands: tuple[str | None, ...] = ()


class Wire(NamedTuple):
    """One reading: from an item to one input of another. source, reader: positions in the scene's items.

    argument: which input of the reader. gradient: what comes back along this line; None where nothing does, or none is shown.
    dashed: no gradient runs here, whether one is shown or not.
    """

    source: int
    reader: int
    argument: int
    gradient: Value | None
    dashed: bool


class Hidden(NamedTuple):
    """The numbers of the graph whose value or gradient is left for the reader to fill in."""

    values: frozenset[int] = frozenset()
    gradients: frozenset[int] = frozenset()


class SceneChoice(NamedTuple):
    """What of a graph is shown. wrt: only what lies between these numbers and the output. around, hops: only what is at most so
    many lines away from this number. step: only what the first so many nodes of the backward pass send back. blank: leave out
    the numbers that are asked for."""

    wrt: Sequence[int] | None = None
    around: int | None = None
    hops: int = 2
    step: int | None = None
    blank: bool = False


EVERYTHING = SceneChoice()


class Scene(NamedTuple):
    """A picture before it has places. wires: by reader in running order, then by argument; readings: for each item the positions
    of the wires that leave it; partial: the items of which some readings are left out. gradients: of whole nodes, by number in
    the graph, empty where only the forward pass is shown."""

    problem: "Problem"
    values: Sequence[Value]
    gradients: Sequence[Value | None]
    output: int
    items: list[SceneItem]
    wires: list[Wire]
    readings: list[list[int]]
    partial: frozenset[int]
    hidden: Hidden

    @property
    def graph(self) -> "Graph":
        return self.problem.graph

    def operations(self) -> int:
        return sum(item.kind == OPERATION for item in self.items)

    def contributions(self, item: int) -> list[Value]:
        """What comes back to an item along each of its lines, where all that it gets is drawn and shown; else an empty list."""
        lines = [self.wires[wire] for wire in self.readings[item]]
        if item in self.partial or any(line.gradient is None and not line.dashed for line in lines):
            return []
        return [line.gradient for line in lines if line.gradient is not None]


def scene_of(
    problem: "Problem", values: Sequence[Value], output: int, done: "Pass | None", choice: SceneChoice = EVERYTHING
) -> Scene:
    """The picture of what `output` depends on. done: the backward pass; None shows the forward pass alone."""
    graph = problem.graph
    reaching = graph.reaching(output)
    whole = [number for number in graph.nodes if reaching[number]]
    if choice.wrt is not None:
        reached = graph.reached_from(choice.wrt)
        whole = [number for number in whole if any(reached[source] for source in graph.sources(number))]
    kept = whole if choice.around is None else near(graph, whole, choice.around, choice.hops)
    collected = Collector(graph, output, done, choice)
    for number in kept:
        collected.add_operation(number)
    inside = frozenset(kept)
    collected.add_ends(inside, [number for number in whole if number not in inside])
    gradients = () if done is None else done.gradients
    hidden = hidden_of(problem) if choice.blank else Hidden()
    readings = collected.readings()
    partial = collected.partial(reaching, readings)
    return Scene(problem, values, gradients, output, collected.items, collected.wires, readings, partial, hidden)


def near(graph: "Graph", nodes: Sequence[int], start: int, hops: int) -> list[int]:
    """Those of some nodes that are at most so many lines away from `start`, in running order."""
    beside: dict[int, list[int]] = {}
    for node in nodes:
        for source in wired(graph, node):
            beside.setdefault(node, []).append(source)
            beside.setdefault(source, []).append(node)
    distance = {start: 0}
    waiting = deque([start])
    while waiting:
        number = waiting.popleft()
        for other in beside.get(number, ()) if distance[number] < hops else ():
            if other not in distance:
                distance[other] = distance[number] + 1
                waiting.append(other)
    return [node for node in nodes if node in distance]


def wired(graph: "Graph", node: int) -> Iterator[int]:
    """The inputs of a node that are no literals."""
    return (source for source in graph.sources(node) if source not in graph.literals)


class Collector:
    """Items and wires while they are gathered."""

    def __init__(self, graph: "Graph", output: int, done: "Pass | None", choice: SceneChoice) -> None:
        self.graph = graph
        self.output = output
        self.done = done
        self.items: list[SceneItem] = []
        self.wires: list[Wire] = []
        self.position: dict[int, int] = {}
        self.sent = {} if done is None else sent_back(done, choice)
        self.shown = steps_shown(self.sent, choice.step)

    def add_operation(self, number: int) -> None:
        """A node, after the names that it reads and that were not there yet."""
        graph, layer = self.graph, self.graph.layer(number)
        sources = graph.sources(number)
        for source in wired(graph, number):
            if source not in self.position:
                self.put(self.source_item(source))
        operands = tuple(graph.names[source] if source in graph.literals else None for source in sources)
        sign = layer.symbol if layer.symbol and not layer.symbol.isidentifier() and not layer.yours else ""
        self.put(SceneItem(OPERATION, number, graph.names[number], layer.name, sign.removeprefix("."), layer.yours, operands))
        for argument, source in enumerate(sources):
            if source not in graph.literals:
                self.wire(source, number, argument, self.position[number])

    def source_item(self, number: int) -> SceneItem:
        graph = self.graph
        kind = CUT if graph.is_node(number) else VARIABLE if number in graph.variables else CONSTANT
        return SceneItem(kind, number, graph.names[number])

    def put(self, item: SceneItem) -> int:
        self.items.append(item)
        if item.kind not in AHEAD:
            self.position[item.number] = len(self.items) - 1
        return len(self.items) - 1

    def wire(self, source: int, node: int, argument: int, reader: int) -> None:
        sent = self.sent.get((node, argument))
        dashed = source in self.graph.constants or (self.done is not None and sent is None)
        self.wires.append(Wire(self.position[source], reader, argument, sent if node in self.shown else None, dashed))

    def add_ends(self, inside: frozenset[int], left_out: Sequence[int]) -> None:
        """The right ends: the readers of the nodes `inside` that are left out, and the output's name."""
        for node in left_out:
            for argument, source in enumerate(self.graph.sources(node)):
                if source in inside:
                    self.wire(source, node, argument, self.put(SceneItem(BEYOND, node, "…")))
        if self.output in self.position:
            end = self.put(SceneItem(OUTPUT, self.output, self.graph.names[self.output]))
            upstream = None if self.done is None else self.done.upstream
            self.wires.append(Wire(self.position[self.output], end, 0, upstream, False))

    def readings(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self.items]
        for index, wire in enumerate(self.wires):
            found[wire.source].append(index)
        return found

    def partial(self, reaching: Sequence[int], readings: Sequence[Sequence[int]]) -> frozenset[int]:
        """The items that nodes on the way to the output read along lines that are not drawn."""
        count = Counter(source for node in self.graph.nodes if reaching[node] for source in self.graph.sources(node))
        count[self.output] += 1
        ends = [item.kind in AHEAD for item in self.items]
        return frozenset(
            place for place, item in enumerate(self.items) if not ends[place] and len(readings[place]) < count[item.number]
        )


def sent_back(done: "Pass", choice: SceneChoice) -> dict[tuple[int, int], Value]:
    """What each node sends back to each of its inputs, by node and argument."""
    graph = done.graph
    wanted = graph.all_but_constants() if choice.wrt is None else graph.reached_from(choice.wrt)
    return {(edge.node, edge.argument): edge.propagated for edge in edges(done, wanted)}


def steps_shown(sent: Iterable[tuple[int, int]], step: int | None) -> frozenset[int]:
    """The nodes of which is shown what they send back: the first so many of the backward pass, or all of them."""
    nodes = sorted({node for node, _ in sent}, reverse=True)
    return frozenset(nodes if step is None else nodes[:step])


def hidden_of(problem: "Problem") -> Hidden:
    """What is to be filled in: the answers that the file asks for or expects; where there are none, all that is worked out.

    The steps inside an expression, price.1, are left out with the answers of their kind: they would give them away.
    """
    asked = problem.asked()
    if not asked:
        every = frozenset(range(len(problem.graph.names)))
        return Hidden(frozenset(problem.graph.nodes), every)
    steps = [number for number in problem.graph.nodes if "." in problem.graph.names[number]]
    kinds = {kind: [one.number for one in asked if one.kind == kind] for kind in ("forward", "gradient")}
    return Hidden(*(frozenset([*numbers, *steps] if numbers else ()) for numbers in kinds.values()))
