"""The whole check of a problem: end to end, every layer of the user's by itself, and the culprits where something is wrong."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from time import perf_counter

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.backward_conduct import in_the_books_order
from backprop_cli.gradcheck.code_precision import Code, all_code, code_of
from backprop_cli.gradcheck.comparison import SlopeComparison
from backprop_cli.gradcheck.layer_check import LayerCheck
from backprop_cli.gradcheck.lost_digits import LostDigits
from backprop_cli.gradcheck.notes import notes_on
from backprop_cli.gradcheck.opened_graph import Opened, opened
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.remedies import lost_note
from backprop_cli.gradcheck.result import RATIO, Check, CheckSettings, Culprit, Result, downgrade
from backprop_cli.gradcheck.single_node import Node, accused, note
from backprop_cli.gradcheck.taylor import taylor_test
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.problem.against import Against
from backprop_cli.problem.problem import Problem
from backprop_cli.python_layers.layer import PythonLayer

MOST_NAMED = 8


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
    ratio: float = RATIO,
) -> Result:
    """Check the gradients of `output` by the variables `names` (numbers).

    upstream: of the output's shape; None is 1 for a single number, random for an array. ratio: how many times as far off as its
    reference in the same precision a kernel of `problem.against` may be. A layer that cannot be run is a result without entries.
    Raises UsageError for a method that cannot be, and what a layer of the shelf raises.
    """
    started = perf_counter()
    settings = CheckSettings(method, tolerance, sample, fast, seed, max_memory, progress)
    run = Run(problem.graph, output, names, settings, problem.against, ratio)
    with nullcontext() if problem.graph.scalar else engine.quiet():
        result = run.result(upstream)
    result.seconds = perf_counter() - started
    return result


class Run:
    """One check of one graph."""

    def __init__(
        self,
        graph: Graph,
        output: int,
        names: Sequence[int],
        settings: CheckSettings,
        against: Sequence[Against] = (),
        ratio: float = RATIO,
    ) -> None:
        self.graph = graph
        self.against = against
        self.ratio = ratio
        self.output = output
        self.names = names
        self.settings = settings
        self.draws = RandomNumbers(settings.seed)
        self.local = LayerCheck(settings, self.draws)
        self.dependent = graph.reached_from(graph.variables)
        self.code: dict[int, Code] = {}
        self.comparison: SlopeComparison | None = None
        self.passes = 0

    def result(self, upstream: Value | None) -> Result:
        values, culprits = self.forward()
        complete = len(values) == len(self.graph.names)
        result = self.begun(upstream, values[self.output] if complete else 1.0)
        culprits += self.own_layers(values)
        raised = not complete or not self.end_to_end(result, values)
        culprits += self.accused(result, values, raised or bool(culprits))
        if self.against:
            culprits += self.held(result, values)
        finite = not any(check.verdict == "nonfinite" for check in result.checks)
        doubts = list(dict.fromkeys(self.local.doubts + self.local.jumping)) if finite else []
        position = {self.graph.names[number]: number for number in self.graph.nodes}
        culprits.sort(key=lambda culprit: position[culprit.node])
        result.culprits = merged(culprits, lambda culprit: shared_rule(self.graph.layer(position[culprit.node])))
        if not raised and not culprits and not doubts:
            if self.comparison is not None and self.settings.method != "taylor":
                result.checks = self.comparison.without_negligible(result.checks)
            downgrade(result)
        result.notes += [doubt_in_words(self.graph, position[name], name in self.local.jumping) for name in doubts]
        result.conclude(raised, bool(doubts))
        result.forward_passes = self.passes + self.local.passes + sum(known.passes for known in self.code.values())
        return result

    def begun(self, upstream: Value | None, out: Value) -> Result:
        """A result with its upstream gradient: for an array a random one, unless it is given."""
        drawn = upstream is None and maths.is_array(out)
        if upstream is None:
            upstream = self.draws.like(out) if drawn else 1.0
        result = Result(self.graph.names[self.output], self.settings.method, self.settings.seed, upstream)
        if drawn:
            words = say("the upstream gradient is random (seed {seed}): one of ones hides faults", seed=self.settings.seed)
            result.notes.append(words)
        return result

    def accused(self, result: Result, values: list[Value], known: bool) -> list[Culprit]:
        """The culprits among the other layers, where something is wrong. known: whether there is a culprit already."""
        verdicts = {check.verdict for check in result.checks}
        backward_breaks = "nonfinite" in verdicts and engine.first_nonfinite(values) is None
        found: list[Culprit] = []
        if known or backward_breaks or "fail" in verdicts:
            found += self.other_layers(values)
        if "fail" in verdicts and not known and not found and (self.settings.fast or self.settings.sample is not None):
            found += self.all_entries(values)
        return found + self.local.not_finite if backward_breaks else found

    def forward(self) -> tuple[list[Value], list[Culprit]]:
        """Every value, up to the node of a Python file that cannot be run, and that node as a culprit."""
        values = list(self.graph.values)
        try:
            with nullcontext() if self.graph.scalar else engine.quiet():
                engine.run_layers(self.graph, values)
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
            done = engine.differentiate(graph, values, output, result.upstream, wanted)
        except BpcalcError as error:
            if error.node is None or graph.layer(error.node).yours:
                return False
            raise
        result.done = done
        flat, code = self.flat(values)
        numeric = done._replace(graph=flat.graph, values=flat.values, output=flat.number[output])
        comparison = self.comparison = SlopeComparison(numeric, self.settings, self.draws, code)
        if self.settings.method == "taylor":
            self.taylor(comparison, result)
        else:
            comparison.checks(self.names)
            self.doubt_jumps(comparison)
            rounding = LostDigits(done, self.names, RandomNumbers(self.settings.seed))
            comparison.forgiven(rounding)
            lost = comparison.doubted(rounding)
            result.checks = self.unjudged(comparison.rows(), result)
            result.lost = bool(lost)
            result.notes += [lost_note(rounding, comparison, number, row) for number, row in lost.items()]
        result.notes += notes_on(done, self.names, result, comparison)
        self.passes += comparison.probe.passes
        return True

    def taylor(self, comparison: SlopeComparison, result: Result) -> None:
        """The Taylor test, which takes variables together: those that are not judged by themselves."""
        meant, rows = self.meant(), None
        through = [number for number in self.names if self.goes_through(number, meant)]
        checks: list[Check] = []
        for names in ([number for number in self.names if number not in through], through):
            if names:
                taylor_test(comparison, names, result, self.local.at_a_kink)
                checks, rows = checks + result.checks, rows or result.taylor
        result.checks, result.taylor = self.unjudged(checks, result), rows

    def doubt_jumps(self, comparison: SlopeComparison) -> None:
        """Claim nothing of entries at which code that is not the shelf's makes L jump."""
        at = [number for number in self.graph.nodes if self.graph.names[number] in self.local.jumping]
        for number in self.names:
            if self.goes_through(number, at):
                comparison.doubt_jumps(number)

    def flat(self, values: list[Value]) -> tuple[Opened, dict[int, Code]]:
        """The graph opened down to the shelf and to strangers' code, and what is known of that."""
        flat = opened(self.graph, values)
        known = {flat.number[number]: code for number, code in self.code.items()}
        return flat, known if all(layer.analytic for layer in flat.graph.layers) else all_code(
            flat.graph, flat.values, self.draws, known
        )

    def unjudged(self, checks: list[Check], result: Result) -> list[Check]:
        """The checks, where what goes through a gradient that is meant to differ is not judged."""
        meant = self.meant()
        names = {self.graph.names[name] for name in self.names if self.goes_through(name, meant)}
        if names:
            nodes = ", ".join(self.graph.names[number] for number in meant)
            phrase = say("the gradient of {nodes} is meant to differ from the slope: what goes through it is not judged")
            result.notes.append(phrase.format(nodes=nodes))
        return [
            check._replace(verdict="meant") if names.issuperset(check.name.split(", ")) and check.verdict != "nonfinite" else check
            for check in checks
        ]

    def meant(self) -> list[int]:
        """The nodes whose gradient is meant to differ from the slope."""
        return [number for number in self.graph.nodes if self.graph.layer(number).meant]

    def goes_through(self, name: int, nodes: Sequence[int]) -> bool:
        """Whether one of the nodes lies between a variable and the output."""
        if not nodes:
            return False
        reached, reaching = self.graph.reached_from([name]), self.graph.reaching(self.output)
        return any(reached[number] and reaching[number] for number in nodes)

    def own_layers(self, values: list[Value]) -> list[Culprit]:
        """What is wrong with the user's own layers, each by itself; and with code, in the order in which the book runs it."""
        numbers = [number for number in self.graph.nodes if self.graph.layer(number).yours and number < len(values)]
        found = self.check_nodes(numbers, values)
        accused_nodes = {culprit.node for culprit in found}
        nodes = [self.node(number, values) for number in numbers if isinstance(self.graph.layer(number), PythonLayer)]
        well = [(node, self.draws.like(node.out)) for node in nodes if any(node.wanted) and node.name not in accused_nodes]
        return found + [accused(node, "", words) for node, words in in_the_books_order(well)]

    def held(self, result: Result, values: list[Value]) -> list[Culprit]:
        """Hold kernels against their references; the kernels that cannot be run."""
        from backprop_cli.gradcheck.against import KernelCheck

        check = KernelCheck(self.ratio, RandomNumbers(self.settings.seed))
        result.against = list(check.holdings(self.against, self.graph, values))
        return check.culprits

    def other_layers(self, values: list[Value]) -> list[Culprit]:
        """What is wrong with the layers of the shelf between the variables and the output, each by itself."""
        reached, reaching = self.graph.reached_from(self.names), self.graph.reaching(self.output)
        between = [number for number in self.graph.nodes if reached[number] and reaching[number]]
        return self.check_nodes([number for number in between if not self.graph.layer(number).yours], values)

    def all_entries(self, values: list[Value]) -> list[Culprit]:
        """What is wrong with any layer by all of its entries, where those looked at so far (--fast, --sample) do not show it."""
        self.passes += self.local.passes
        self.local = LayerCheck(self.settings._replace(fast=False, sample=None), self.draws)
        return self.own_layers(values) + self.other_layers(values)

    def check_nodes(self, numbers: Sequence[int], values: list[Value]) -> list[Culprit]:
        known = [number for number in numbers if number < len(values)]
        found = []
        for number in known:
            node = self.node(number, values)
            found += self.local.culprits(node)
            if node.name in self.local.distrusted:
                self.code[number] = self.local.distrusted[node.name]
        return found

    def node(self, number: int, values: list[Value]) -> Node:
        layer, sources = self.graph.layer(number), self.graph.sources(number)
        xs = [values[source] for source in sources]
        labels = layer.labels(*map(maths.shape_of, xs))
        wanted = tuple(bool(self.dependent[source]) and k not in labels for k, source in enumerate(sources))
        if isinstance(layer, PythonLayer) and number not in self.code and number < len(values) and values[number] is not None:
            self.code[number] = code_of(layer, xs, values[number], wanted, self.draws)
        return Node(self.graph.names[number], layer, xs, values[number], wanted, self.code.get(number))


def shared_rule(layer: Layer) -> object:
    """What nodes with the same rule share."""
    return (type(layer), layer.part) if isinstance(layer, PythonLayer) else layer


def merged(culprits: Sequence[Culprit], rule: Callable[[Culprit], object]) -> list[Culprit]:
    """One finding for a rule that serves several nodes: the first of them, and in words the others."""
    groups: dict[tuple[object, ...], list[Culprit]] = {}
    for culprit in culprits:
        numbers = culprit.analytic is not None
        groups.setdefault((rule(culprit), culprit.input, numbers, "" if numbers else culprit.note), []).append(culprit)
    return [first if not rest else first._replace(note=also_at(first.note, rest)) for first, *rest in groups.values()]


def also_at(words: str, rest: Sequence[Culprit]) -> str:
    names = [culprit.node for culprit in rest]
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    same = say("the same at {names}", names=say("{names} and {count} more", names=shown, count=more) if more > 0 else shown)
    return f"{words}; {same}" if words else same


def doubt_in_words(graph: Graph, number: int, jumps: bool) -> str:
    where = say("layer {layer} at node {node}", layer=graph.layer(number).name, node=graph.names[number])
    why = say("its value jumps at this point, and has no slope there" if jumps else "its numerical gradient is too inexact")
    return say("nothing can be claimed of {where} by itself: {why}", where=where, why=why)
