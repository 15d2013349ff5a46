"""The whole check of a problem: end to end, every layer of the user's by itself, and the culprits where something is wrong."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from time import perf_counter

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.chance import Chance
from backprop_cli.gradcheck.entries import Comparison, Pass
from backprop_cli.gradcheck.local import Local, Node, accused, note
from backprop_cli.gradcheck.notes import notes_on
from backprop_cli.gradcheck.result import Culprit, Result, Settings
from backprop_cli.gradcheck.taylor import taylor_test
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.python_layer import PythonLayer

UNDERFLOW = 1e-150  # a product of two numbers below it is 0, though a third may bring it back


def gradcheck(
    problem: Problem,
    output: int,
    upstream: Value | None,
    names: list[int],
    method: str = "auto",
    tolerance: float | None = None,
    sample: int | None = None,
    fast: bool = False,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    max_memory: int = 2 * 2**30,
) -> Result:
    """Check the gradients of `output` by the variables `names` (numbers).

    upstream: of the output's shape; None is 1 for a single number, random for an array. A layer that cannot be run is a result
    without entries. Raises UsageError for a method that cannot be, and what a layer of the shelf raises.
    """
    started = perf_counter()
    run = Run(problem.graph, output, names, Settings(method, tolerance, sample, fast, seed, max_memory, progress))
    with nullcontext() if problem.graph.scalar else engine.quiet():
        result = run.result(upstream)
    result.seconds = perf_counter() - started
    return result


class Run:
    """One check of one graph."""

    def __init__(self, graph: Graph, output: int, names: Sequence[int], settings: Settings) -> None:
        self.graph = graph
        self.output = output
        self.names = names
        self.settings = settings
        self.chance = Chance(settings.seed)
        self.local = Local(settings, self.chance)
        self.dependent = graph.reached_from(graph.variables)
        self.passes = 0

    def result(self, upstream: Value | None) -> Result:
        values, culprits = self.forward()
        complete = len(values) == len(self.graph.names)
        drawn: list[str] = []
        if upstream is None:
            out = values[self.output] if complete else 1.0
            upstream = self.chance.like(out) if maths.is_array(out) else 1.0
            if maths.is_array(upstream):
                drawn.append(f"the upstream gradient is random (seed {self.settings.seed}): one of ones hides faults")
        result = Result(self.graph.names[self.output], self.settings.method, self.settings.seed, upstream)
        result.notes += drawn
        culprits += self.own_layers(values)
        raised = not complete or not self.end_to_end(result, values)
        if raised or culprits or any(check.verdict == "fail" for check in result.checks):
            culprits += self.other_layers(values)
        position = {self.graph.names[number]: number for number in self.graph.nodes}
        result.culprits = sorted(culprits, key=lambda culprit: position[culprit.node])
        if not raised and not culprits:
            excuse(result)
        result.conclude(raised)
        result.forward_passes = self.passes + self.local.passes
        return result

    def forward(self) -> tuple[list[Value], list[Culprit]]:
        """Every value, up to the node of a Python file that cannot be run, and that node as a culprit."""
        values = list(self.graph.values)
        try:
            with nullcontext() if self.graph.scalar else engine.quiet():
                engine.run(self.graph, values)
        except BpcalcError as error:
            if error.node is None or not isinstance(self.graph.layer(error.node), PythonLayer):
                raise
            return values, [accused(self.node(error.node, [*values, None]), "", note(error))]
        return values, []

    def end_to_end(self, result: Result, values: list[Value]) -> bool:
        """Compare the gradients of the output; whether there are any to compare."""
        graph, output = self.graph, self.output
        try:
            wanted = graph.reached_from(self.names)
            gradients = engine.settled(graph, values, engine.backward(graph, values, output, result.upstream, wanted), output)
        except BpcalcError as error:
            if error.node is None or graph.layer(error.node).yours:
                return False
            raise
        done = Pass(graph, values, gradients, output, result.upstream)
        comparison = Comparison(done, self.settings, self.chance, self.single_nodes(values))
        if self.settings.method == "taylor":
            taylor_test(comparison, self.names, result)
        else:
            result.checks = comparison.checks(self.names)
        result.notes += notes_on(done, self.names, result, comparison)
        self.passes += comparison.probe.passes
        return True

    def single_nodes(self, values: list[Value]) -> frozenset[int]:
        """The nodes whose layers compute in float32."""
        return frozenset(
            number
            for number, layer in zip(self.graph.nodes, self.graph.layers, strict=True)
            if isinstance(layer, PythonLayer)
            and layer.in_single_precision(*[values[source] for source in self.graph.sources(number)])
        )

    def own_layers(self, values: list[Value]) -> list[Culprit]:
        """What is wrong with the user's own layers, each by itself."""
        return self.check_nodes([number for number in self.graph.nodes if self.graph.layer(number).yours], values)

    def other_layers(self, values: list[Value]) -> list[Culprit]:
        """The same for the layers of the shelf between the variables and the output."""
        reached, reaching = self.graph.reached_from(self.names), self.graph.reaching(self.output)
        between = [number for number in self.graph.nodes if reached[number] and reaching[number]]
        return self.check_nodes([number for number in between if not self.graph.layer(number).yours], values)

    def check_nodes(self, numbers: Sequence[int], values: list[Value]) -> list[Culprit]:
        known = [number for number in numbers if number < len(values)]
        return [culprit for number in known for culprit in self.local.culprits(self.node(number, values))]

    def node(self, number: int, values: list[Value]) -> Node:
        layer, sources = self.graph.layer(number), self.graph.sources(number)
        xs = [values[source] for source in sources]
        labels = layer.labels(*map(maths.shape_of, xs))
        wanted = tuple(bool(self.dependent[source]) and k not in labels for k, source in enumerate(sources))
        return Node(self.graph.names[number], layer, xs, values[number], wanted)


def excuse(result: Result) -> None:
    """Where every layer is right by itself, so is the chain rule's product of them: something else came between.

    At a kink several conventions may add up to what lies beside both slopes; a difference of two L may have no digits left; and
    a product on the way back may underflow.
    """
    wrong = {k: check for k, check in enumerate(result.checks) if check.verdict == "fail"}
    kinks = [k for k, check in wrong.items() if check.left is not None]
    blurred = [k for k, check in wrong.items() if check.left is None and (check.method == "central" or check.error < UNDERFLOW)]
    if len(kinks) + len(blurred) < len(wrong):
        return
    for verdict, which in (("kink", kinks), ("inconclusive", blurred)):
        for k in which:
            result.checks[k] = wrong[k]._replace(verdict=verdict)
    if kinks:
        result.notes.append("several kinks meet: each layer keeps to its convention, and together they lie beside both slopes")
    if blurred:
        result.notes.append("every layer is right by itself: the numerical gradient of the whole is to be doubted")
