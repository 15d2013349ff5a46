"""The pieces that an explanation is written with: derivatives, local gradients as rules and as numbers, ways, readings."""

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.engine.edges import Edge
from backprop_cli.engine.rules import rule_of, values_of_words
from backprop_cli.engine.ways import power_of_ten
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say, to_say
from backprop_cli.report.blocks import Cell, Equation, Formula, Piece, formula, sign_for
from backprop_cli.report.derivatives import derivative, enters_as_one
from backprop_cli.report.edge_rows import BY_NAME, rule_text, simpler
from backprop_cli.report.number_text import inserted, rounded, shape_in_style
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_names import names_of, pretty
from backprop_cli.words.put_in import atomic, is_number, names_put_in
from backprop_cli.words.syntax import NotInWords, tree

if TYPE_CHECKING:
    from backprop_cli.engine import Pass

PLACES = (to_say("(first input)"), to_say("(second input)"), to_say("(third input)"))
FIRST, LAST = 3, 2  # of a list that is too long: so many at its beginning, and at its end


class ExplainWords:
    """Writes the pieces of one pass in one style."""

    def __init__(self, done: "Pass", style: Style) -> None:
        self.done = done
        self.graph = done.graph
        self.style = style
        self.output = done.graph.names[done.output]
        self.times, self.arrow = f" {style.sign('×')} ", f" {style.sign('→')} "
        self.plain = enters_as_one(done)

    def derivative(self, above: str, below: str) -> str:
        sign = self.style.sign("∂")
        return f"{sign}{above}/{sign}{below}"

    def of_output(self, name: str) -> str:
        """∂price/∂tax; ∂L/∂tax where something else than 1 enters the output."""
        return f"{derivative(self.done, self.style)}{name}"

    def name(self, number: int) -> str:
        return self.graph.names[number]

    def node(self, number: int) -> str:
        """A node with its expression: price = apple_price * tax."""
        return f"{self.name(number)} = {self.graph.expression(number)}"

    def number(self, value: Value | None) -> str:
        assert value is not None
        return rounded(value, self.style.digits)

    def local(self, edge: Edge) -> str:
        return self.derivative(self.name(edge.node), self.name(edge.source))

    def rule(self, edge: Edge) -> str:
        """The local gradient in names; of a rule that is said with dout, at dout = 1; "" where the number alone is known."""
        layer = self.graph.layer(edge.node)
        rule = rule_of(self.graph, self.done.values, edge.node, edge.argument)
        if not rule:
            return ""
        if layer.elementwise:
            return rule_text(self.graph, self.done.values, edge, self.style)
        names = names_of(self.graph, edge.node, rule, BY_NAME) | {"dout": "1"}
        return pretty(simpler(names_put_in(rule, names)), self.style)

    def mixing_rule(self, edge: Edge) -> str:
        """The whole backward rule in names, with dout in it; "" where the layer says none."""
        rule = rule_of(self.graph, self.done.values, edge.node, edge.argument)
        if not rule:
            return ""
        words = rule_text(self.graph, self.done.values, edge, self.style)
        if not self.graph.layer(edge.node).elementwise:
            return words
        words = {"1": "dout", "-1": "-dout"}.get(words, f"dout{self.times}{in_product(words, self.style)}")
        if not edge.summed:
            return words
        axes = edge.summed[0] if len(edge.summed) == 1 else edge.summed
        kept = ", keepdims=True" * (len(self.graph.shape(edge.source)) == len(self.graph.shape(edge.node)))
        return f"sum({words}, axis={axes}{kept})"

    def factor_in_names(self, edge: Edge) -> str:
        return in_product(self.rule(edge), self.style) or self.factor(edge)

    def factor(self, edge: Edge) -> str:
        """The number of a factor; a negative one in parentheses."""
        return self.in_parentheses(edge.local)

    def in_parentheses(self, value: Value | None) -> str:
        text = self.number(value)
        return f"({text})" if text.startswith("-") else text

    def local_cell(self, edge: Edge) -> Cell:
        """∂price/∂tax = apple_price = 200, with what there is to say about it."""
        rule, number = self.rule(edge), f"{self.number(edge.local)}{self.aside(edge)}"
        return Equation(self.local(edge), number if not rule or is_number(rule) else Equation(rule, number))

    def aside(self, edge: Edge) -> str:
        """Which input it is, of a node that reads one name twice; how a group is opened."""
        place, layer = self.place(edge.node, edge.argument), self.graph.layer(edge.node)
        opened = say("({layer}: --expand opens it)", layer=layer.name) if layer.is_group else ""
        return "".join(f"  {text}" for text in (place, opened) if text)

    def place(self, node: int, argument: int) -> str:
        sources = self.graph.sources(node)
        if sources.count(sources[argument]) < 2:
            return ""
        return say(PLACES[argument]) if argument < len(PLACES) else say("(input {number})", number=argument + 1)

    def way(self, start: int, readings: Sequence[tuple[int, int]]) -> str:
        """apple → apple_price → price; of a long way the ends."""
        steps = [self.name(start), *(self.step(*reading) for reading in readings)]
        return self.arrow.join(self.cut(steps))

    def step(self, node: int, argument: int) -> str:
        place = self.place(node, argument)
        return f"{self.name(node)} {place}" if place else self.name(node)

    def cut(self, items: list[Any], most: int = 20) -> list[Any]:
        """The items, of too many the first and the last ones."""
        if len(items) <= most or self.style.full:
            return items
        return [*items[:FIRST], self.style.sign("…"), *items[-LAST:]]

    def product(self, factors: list[str]) -> Formula:
        """Factors with × between them, at each of which a line may break."""
        return joined_pieces(self.cut(factors), self.style.sign("×"))

    def shapes(self, edge: Edge) -> str:
        """The shape of what comes back; with those of its factors where they are multiplied as matrices."""
        result = shape_in_style(maths.shape_of(edge.propagated), self.style)
        factors = self.matrices(edge)
        before = [shape_in_style(shape, self.style) for shape in factors or [maths.shape_of(edge.upstream)]]
        if before == [result] or before == ["()"]:
            return "" if result == "()" else result
        return f"{' @ '.join(before)}{self.arrow}{result}"

    def matrices(self, edge: Edge) -> list[Shape]:
        """The shapes of the two factors of a rule that is a matrix product; [] for any other."""
        from backprop_cli.words.values import value_of_words

        try:
            match tree(rule_of(self.graph, self.done.values, edge.node, edge.argument)):
                case ast.BinOp(op=ast.MatMult(), left=left, right=right):
                    known = values_of_words(self.graph, self.done.values, edge)
                    shapes = [maths.shape_of(value_of_words(part, known)) for part in (left, right)]
                    return shapes if all(shapes) else []
        except NotInWords:
            pass
        return []

    def count(self, count: int) -> str:
        """A number of ways."""
        power = power_of_ten(count)
        return str(count) if power is None else say("about 10^{power}", power=power)

    def array(self, value: Value | None) -> str:
        """A value on one line: an array of many entries by its shape."""
        assert value is not None
        return inserted(value, self.style._replace(flat=True))[0]


def in_product(rule: str, style: Style) -> str:
    """A rule as a factor: in parentheses where it would run into its neighbours."""
    if not rule or atomic(rule):
        return rule
    try:
        node = tree(rule.replace(style.sign("×"), "*"))
    except NotInWords:
        return f"({rule})"
    return rule if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) else f"({rule})"


def joined_pieces(items: Sequence[str], sign: str) -> Formula:
    pieces: list[str | Piece] = []
    for item in items:
        pieces += [sign_for(sign), item] if pieces else [item]
    return formula(*pieces)
