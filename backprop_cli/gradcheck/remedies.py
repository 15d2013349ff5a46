"""What to write instead of an expression that loses its digits to rounding, and the words that say which does."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.gradcheck.complex_trial import STEP
from backprop_cli.gradcheck.joint_kinks import sum_of_entries
from backprop_cli.gradcheck.lost_digits import ALL_GONE, NOTHING, TRUE_ZERO, LostDigits
from backprop_cli.gradcheck.opened_graph import opened
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say, to_say

if TYPE_CHECKING:
    from backprop_cli.gradcheck.comparison import SlopeComparison

HALF_THE_DIGITS = 2.0**-26
LOST_AT = to_say("the gradient of {name} has lost its digits to rounding at {node} = {expression}")
REARRANGE = to_say("rearrange it, so that nearly equal numbers are not subtracted, nor a small one added to a large one")


def lost_note(rounding: "LostDigits", comparison: "SlopeComparison", number: int, row: int) -> str:
    """The note on a variable whose gradient has lost its digits; row: of the entry that lost most."""
    table = next(table for table in comparison.tables if table.number == number)
    position, direction = table.positions[row], table.direction
    node = rounding.node(
        number, taking_entry(position) if direction is None else lambda gradient: float(sum_of_entries(gradient * direction))
    )
    graph = rounding.done.graph
    where = say(LOST_AT, name=graph.names[number], node=graph.names[node], expression=graph.expression(node))
    return f"{where}: {say(remedy(graph, rounding.done.values, node))}"


def taking_entry(position: int) -> Callable[[Value], float]:
    """What takes one entry out of a gradient."""
    return lambda gradient: float(gradient.ravel()[position] if maths.is_array(gradient) else gradient)


def lost_at(graph: Graph, name: str, node: int) -> str:
    """That a gradient has lost its digits, and where: in English, for a warning."""
    return LOST_AT.format(name=name, node=graph.names[node], expression=graph.expression(node))


class Lost(NamedTuple):
    """A gradient more than half of whose digits are gone. number: whose; node: where; remedy: what to write instead."""

    number: int
    node: int
    remedy: str


def lost_gradients(done: Pass, numbers: Sequence[int]) -> list[Lost]:
    """Which of the gradients of a pass have lost more than half of their digits."""
    rounding = LostDigits(done, numbers, RandomNumbers(0))
    graph, values, number_in = opened(done.graph, done.values)
    probe = Probe(graph, values, number_in[done.output], done.upstream, CheckSettings())
    found = []
    for number in numbers:
        gradient = done.gradients[number]
        if gradient is not None:
            most = rounding.deviation(number)
            worst = worst_spoilt(gradient, most, done.values[number], probe, number_in[number])
            if worst is not None:
                node = rounding.node(number, taking_entry(worst))
                found.append(Lost(number, node, remedy(done.graph, done.values, node)))
    return found


def worst_spoilt(gradient: Value, most: Value, value: Value, probe: Probe, number: int) -> int | None:
    """The entry that has lost most of more than half of its digits; None where none has."""
    claims, offs, sizes = (x.ravel().tolist() if maths.is_array(x) else [x] for x in (gradient, most, abs(value)))
    offs = offs if len(offs) == len(claims) else offs * len(claims)
    largest = max(sizes, default=0.0) or 1.0
    suspects = [k for k, (claim, off) in enumerate(zip(claims, offs, strict=True)) if off > HALF_THE_DIGITS * abs(claim)]
    lost = [
        k
        for k in suspects
        if claims[k]
        and offs[k] * (sizes[k] or largest) > NOTHING * probe.size
        and (ALL_GONE * offs[k] < abs(claims[k]) or offs[k] > TRUE_ZERO * probe.all_terms(number, STEP))
    ]
    return max(lost, key=lambda k: offs[k] / abs(claims[k]), default=None)


def remedy(graph: Graph, values: Sequence[Value], node: int) -> str:
    """What computes the same without losing digits, in English."""
    around = Around(graph, values, node)
    return next((words for matches, words in REMEDIES if matches(around)), REARRANGE)


class Around:
    """A node, with what it is made of and what is made of it."""

    def __init__(self, graph: Graph, values: Sequence[Value], node: int) -> None:
        self.graph = graph
        self.values = values
        self.node = node
        readers = [n for n, sources in zip(graph.nodes, graph.inputs, strict=True) if node in sources]
        self.name = self.name_of(node)
        self.read_by = {self.name_of(reader) for reader in readers}
        later = [n for n, sources in zip(graph.nodes, graph.inputs, strict=True) if set(readers) & set(sources)]
        self.read_later = {self.name_of(reader) for reader in later}
        self.minus_one = any(self.name_of(n) == "sub" and self.is_one(graph.sources(n)[1]) for n in readers)
        self.one_minus = any(self.name_of(n) == "sub" and self.is_one(graph.sources(n)[0]) for n in readers)
        self.one_plus = self.name == "add" and any(map(self.is_one, graph.sources(node)))
        self.made_of = {self.name_of(source) for source in graph.sources(node)}

    def name_of(self, number: int) -> str:
        """The short name of a node's layer; "" for an input and for a layer that is not the shelf's own."""
        return self.graph.layer(number).name if self.graph.is_node(number) and not self.graph.layer(number).yours else ""

    def is_one(self, number: int) -> bool:
        """Whether a value is a 1 that is written so, or a constant."""
        value = self.values[number]
        return number not in self.graph.variables and not self.graph.is_node(number) and type(value) is float and value == 1.0


REMEDIES: Sequence[tuple[Callable[[Around], bool], str]] = (
    (lambda at: at.one_plus and "log" in at.read_by, to_say("write log(1 + x) as log1p(x)")),
    (lambda at: at.one_plus and "pow" in at.read_by, to_say("write (1 + r) ** n - 1 as expm1(n * log1p(r))")),
    (lambda at: at.one_plus and "sub" in at.read_by, to_say("write 1 + x - 1 as x")),
    (lambda at: at.name == "pow" and at.minus_one, to_say("write (1 + r) ** n - 1 as expm1(n * log1p(r))")),
    (lambda at: at.name == "exp" and at.minus_one, to_say("write exp(x) - 1 as expm1(x)")),
    (lambda at: at.name == "cos" and at.one_minus, to_say("write 1 - cos(x) as 2 * sin(x / 2) ** 2")),
    (lambda at: at.name == "sigmoid" and at.one_minus, to_say("write 1 - sigmoid(x) as sigmoid(-x)")),
    (lambda at: at.name == "softmax" and "log" in at.read_by, to_say("write log(softmax(x)) as log_softmax(x)")),
    (lambda at: at.name == "sigmoid" and "log" in at.read_by, to_say("write log(sigmoid(x)) as -softplus(-x)")),
    (
        lambda at: "sqrt" in at.read_by | at.read_later | at.made_of | {at.name},
        to_say("write sqrt(a) - sqrt(b) as (a - b) / (sqrt(a) + sqrt(b))"),
    ),
)
