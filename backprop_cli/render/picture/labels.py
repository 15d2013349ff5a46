"""What stands in a circle and at a line of a picture, as text: the same in every form that draws one."""

import re
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine.edges import Edge
from backprop_cli.layers.maths import Value, is_array, shape_of
from backprop_cli.picture.scene import BEYOND, CONSTANT, CUT, VARIABLE, Scene, SceneItem, Wire
from backprop_cli.render.cells import escaped, width
from backprop_cli.report.number_text import rounded, shape_in_style, sum_text
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_names import is_inner
from backprop_cli.words.put_in import atomic, is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK = "____"
LONGEST_SUM = 24  # characters: of a longer sum of contributions a picture shows the result alone
COMMUTED = ("+", "×", "*")  # a literal stands behind these, wherever the expression has it
BRACKETING = ("+", "-")  # behind these a negative literal keeps its parentheses
DOUT = re.compile(r"\bdout\b")


class Drawing(NamedTuple):
    """What `draw` answers, in whatever form. symbols: rules in names in the place of numbers; notes: what a form says about it."""

    scene: Scene
    symbols: bool
    notes: list[str]

    def labels(self, style: Style) -> "Labels":
        return Labels(self.scene, style, self.symbols, self.notes)


class Labels:
    """Writes the texts of one scene. symbols: the rule in names in the place of the number that comes back along a line; notes:
    gets what is to be said beside the picture."""

    def __init__(self, scene: Scene, style: Style, symbols: bool = False, notes: list[str] | None = None) -> None:
        self.scene = scene
        self.style = style
        self.symbols = symbols
        self.notes = [] if notes is None else notes

    def name(self, item: SceneItem) -> str:
        """The name at either end of a line; … for a reader that is left out."""
        return self.style.sign(item.name) if item.kind == BEYOND else escaped(item.name)

    def inside(self, item: SceneItem) -> str:
        """What stands in the node: ×, ×2, 1/, exp, maximum(·, 0)."""
        literals = [text for text in item.operands if text is not None]
        if not item.sign:
            dot = self.style.sign("·")
            inputs = ", ".join(dot if text is None else text for text in item.operands)
            return f"{item.layer}({inputs})" if literals else item.layer
        sign = self.style.sign(item.sign)
        return with_operand(sign, item.operands) if literals else sign

    def value(self, number: int) -> str:
        """A value: rounded, or of an array the shape."""
        value = self.scene.values[number]
        if is_array(value):
            return shape_in_style(shape_of(value), self.style)
        return BLANK if number in self.scene.hidden.values else rounded(value, self.style.digits)

    def begins(self, item: SceneItem) -> str:
        """Above a line where it begins: the value, and the name of a node that has one."""
        value, graph = self.value(item.number), self.scene.graph
        if item.kind in (VARIABLE, CONSTANT, CUT) or is_inner(graph, item.number):
            return value
        return f"{escaped(item.name)} {'' if graph.shape(item.number) else '= '}{value}"

    def gradient(self, number: int, gradient: Value | None) -> str:
        """A gradient of a value: rounded, or of an array the shape; "" for none."""
        if gradient is None:
            return ""
        if is_array(gradient):
            return shape_in_style(shape_of(gradient), self.style)
        return BLANK if number in self.scene.hidden.gradients else rounded(gradient, self.style.digits)

    def returned(self, wire: Wire) -> str:
        """What comes back along one line; "" where nothing does."""
        reader, source = self.scene.items[wire.reader], self.scene.items[wire.source]
        if wire.gradient is not None and self.symbols and reader.number != source.number:
            return self.rule(wire, reader.number, source.number)
        return self.gradient(source.number, wire.gradient)

    def total(self, item: int, longest: int = LONGEST_SUM) -> str:
        """What comes back to an item in all: 4 + 4 + 3 = 11; above `longest` characters the sum alone."""
        number = self.scene.items[item].number
        lines = [self.scene.wires[wire] for wire in self.scene.readings[item]]
        if any(line.gradient is None and not line.dashed for line in lines):
            return ""
        parts = self.scene.contributions(item)
        result = self.gradient(number, self.scene.gradients[number] if self.scene.gradients else None)
        if len(parts) < 2 or self.scene.graph.shape(number) or number in self.scene.hidden.gradients:
            return result
        if self.symbols:
            return self.of_output(number)
        text = f"{sum_text([rounded(part, self.style.digits) for part in parts])} = {result}"
        return text if width(text) <= longest else result

    def rule(self, wire: Wire, node: int, source: int) -> str:
        """The backward rule of a line, in names: ∂L/∂z · y."""
        from backprop_cli.report.edge_rows import rule_text

        edge = Edge(node, wire.argument, source, None, 1.0, 1.0, ())
        rule = rule_text(self.scene.graph, self.scene.values, edge, self.style)
        upstream = self.of_output(node)
        if self.mixes(node):
            return DOUT.sub(upstream, rule)
        if is_number(rule) and float(rule) == 1:
            return upstream
        return f"{upstream} {self.style.sign('·')} {rule if atomic(rule) else f'({rule})'}"

    def mixes(self, node: int) -> bool:
        """Whether a node's rule is said with dout itself: it mixes entries, and has no local gradient for each."""
        layer = self.scene.graph.layer(node)
        return not layer.elementwise and not (layer.is_group and self.scene.graph.scalar)

    def of_output(self, number: int) -> str:
        """The gradient of a value by its name: ∂L/∂z."""
        sign = self.style.sign("∂")
        return f"{sign}L/{sign}{escaped(self.scene.graph.names[number])}"


def with_operand(sign: str, operands: "Sequence[str | None]") -> str:
    """A sign with the literals on their sides of it: ×2, 1/, 2-, **2; what commutes has them behind it."""
    first, *rest = operands
    if sign in COMMUTED and first is not None:
        first, rest = None, [first, *rest]
    before = "" if first is None else literal_in_brackets(first)
    after = "".join(literal_in_brackets(text) if sign in BRACKETING else text for text in rest if text is not None)
    return f"{before}{'/' if before and sign == '÷' else sign}{after}"


def literal_in_brackets(literal: str) -> str:
    """A literal that a sign would run into, in parentheses."""
    return f"({literal})" if literal.startswith("-") else literal
