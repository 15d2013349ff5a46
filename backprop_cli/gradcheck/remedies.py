"""What to write instead of an expression that loses its digits to rounding, and the words that say which does."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

if TYPE_CHECKING:
    from backprop_cli.gradcheck.entries import Comparison
    from backprop_cli.gradcheck.rounding import Rounding

REARRANGE = "rearrange it, so that nearly equal numbers are not subtracted, nor a small one added to a large one"


def lost_note(rounding: "Rounding", comparison: "Comparison", number: int, row: int) -> str:
    """The note on a variable whose gradient has lost its digits; row: of the entry that lost most."""
    table = next(table for table in comparison.tables if table.number == number)
    position, direction = table.positions[row], table.direction

    def part(gradient: Value) -> float:
        if not maths.is_array(gradient):
            return float(gradient if direction is None else gradient * direction)
        return float(gradient.ravel()[position] if direction is None else (gradient * direction).sum())

    graph = rounding.done.graph
    return lost_words(graph, rounding.done.values, graph.names[number], rounding.node(number, part))


def lost_words(graph: Graph, values: Sequence[Value], name: str, node: int) -> str:
    """That a gradient has lost its digits, at which node, and the way out."""
    where = f"{graph.names[node]} = {graph.expression(node)}"
    return f"the gradient of {name} is lost to rounding at {where}: {remedy(graph, values, node)}"


def remedy(graph: Graph, values: Sequence[Value], node: int) -> str:
    """What computes the same without losing digits."""
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
        self.minus_one = any(self.name_of(n) == "sub" and self.is_one(graph.sources(n)[1]) for n in readers)
        self.one_minus = any(self.name_of(n) == "sub" and self.is_one(graph.sources(n)[0]) for n in readers)
        self.one_plus = self.name == "add" and any(map(self.is_one, graph.sources(node)))
        self.made_of = {self.name_of(source) for source in graph.sources(node)}

    def name_of(self, number: int) -> str:
        """The short name of a node's layer; "" for an input and for a layer that is not the shelf's own."""
        return self.graph.layer(number).name if self.graph.is_node(number) and not self.graph.layer(number).yours else ""

    def is_one(self, number: int) -> bool:
        value = self.values[number]
        return type(value) is float and value == 1.0


REMEDIES: Sequence[tuple[Callable[[Any], bool], str]] = (
    (lambda at: at.one_plus and "log" in at.read_by, "log(1 + x) keeps them as log1p(x)"),
    (
        lambda at: at.one_plus and "pow" in at.read_by,
        "(1 + r) ** n keeps them as exp(n * log1p(r)), and less 1 as expm1(n * log1p(r))",
    ),
    (lambda at: at.one_plus and "sub" in at.read_by, "1 + x - 1 is x"),
    (lambda at: at.name == "pow" and at.minus_one, "(1 + r) ** n - 1 keeps them as expm1(n * log1p(r))"),
    (lambda at: at.name == "exp" and at.minus_one, "exp(x) - 1 keeps them as expm1(x)"),
    (lambda at: at.name == "cos" and at.one_minus, "1 - cos(x) keeps them as 2 * sin(x / 2) ** 2"),
    (lambda at: at.name == "sigmoid" and at.one_minus, "1 - sigmoid(x) keeps them as sigmoid(-x)"),
    (lambda at: at.name == "softmax" and "log" in at.read_by, "log(softmax(x)) keeps them as log_softmax(x)"),
    (lambda at: at.name == "sigmoid" and "log" in at.read_by, "log(sigmoid(x)) keeps them as -softplus(-x)"),
    (lambda at: at.name == "sqrt" or "sqrt" in at.made_of, "a difference of roots keeps them as (a - b) / (sqrt(a) + sqrt(b))"),
)
