"""The sentences of a page, as templates: texts, and places for numbers that the page fills in, since readers may move them.

A place is a list: ["v", n] a value, ["g", n] a gradient, ["l", n, i] the local gradient of node n by its input i, ["s", n, i] what
n sends back to it; with ( before the letter a negative number stands in parentheses. ["+", [n, i], …] is a sum of what was sent
back. Numbers are those of the graph.
"""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING

from backprop_cli.engine.rules import rule_of
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.render.cells import escaped
from backprop_cli.render.picture.svg import with_minus
from backprop_cli.report.number_text import shape_in_style
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_names import names_of, options_of, pretty
from backprop_cli.words.put_in import Slot, atomic, is_number, names_put_in, template

if TYPE_CHECKING:
    from backprop_cli.graph import Graph

Place = list["str | int | list[int]"]
Words = list[str | Place]
BY_NAME = 0  # an inner node goes by its name, price.1, as in the table of the page
BESIDE = Style()


class Sentences:
    """Writes the sentences about one graph."""

    def __init__(self, graph: "Graph", values: Sequence[Value]) -> None:
        self.graph = graph
        self.values = values

    def name(self, number: int) -> str:
        return escaped(self.graph.names[number])

    def known(self, number: int) -> Words:
        """apple = 100; an array with its shape, W1 (2×3)."""
        shape = self.graph.shape(number)
        return [f"{self.name(number)} {shape_in_style(shape, BESIDE)}"] if shape else [f"{self.name(number)} = ", ["v", number]]

    def forward(self, node: int) -> Words:
        """price = all_price × tax = 650 × 1.1 = 715."""
        graph = self.graph
        if graph.shape(node) or any(map(graph.shape, graph.sources(node))):
            return [f"{self.name(node)} = {self.in_names(node)}: ", ["v", node]]
        layer = graph.layer(node)
        numbers = numbers_put_in(call_of(layer, len(graph.sources(node))), self.inputs(node), options_of(layer))
        return [f"{self.name(node)} = {self.in_names(node)} = ", *numbers, " = ", ["v", node]]

    def inputs(self, node: int) -> dict[str, Place]:
        """A place for the value of each input, by what the layer calls it."""
        sources = self.graph.sources(node)
        names = self.graph.layer(node).input_names(len(sources))
        return {name: ["v", source] for name, source in zip(names, sources, strict=True)}

    def in_names(self, node: int) -> str:
        """What a node computes, in the names of its inputs."""
        layer = self.graph.layer(node)
        rule = call_of(layer, len(self.graph.sources(node)))
        return with_signs(names_put_in(rule, names_of(self.graph, node, rule, BY_NAME)))

    def has_local(self, node: int) -> bool:
        """Whether what a node sends back is upstream × local."""
        layer = self.graph.layer(node)
        return layer.elementwise or (layer.is_group and self.graph.scalar)

    def rule(self, node: int, argument: int) -> str:
        """The backward rule of one input in names; ∂y/∂x where the layer says none."""
        rule = rule_of(self.graph, self.values, node, argument)
        if not rule:
            return f"∂{self.name(node)}/∂{self.name(self.graph.sources(node)[argument])}"
        return with_signs(names_put_in(rule, names_of(self.graph, node, rule, BY_NAME)))

    def sent(self, node: int, argument: int) -> Words:
        """tax gets 1 × all_price = 1 × 650 = 650."""
        source = self.graph.sources(node)[argument]
        return filled_in(say("{name} gets {product}"), name=[self.name(source)], product=self.product(node, argument))

    def product(self, node: int, argument: int) -> Words:
        """What a node sends back to one input: in names, in numbers, and the result."""
        rule, source = self.rule(node, argument), self.graph.sources(node)[argument]
        if self.graph.shape(node) or self.graph.shape(source):
            product = times("dout", rule) if self.has_local(node) else rule
            return [f"{product}: ", ["s", node, argument]]
        if self.has_local(node):
            names: Words = [] if is_number(rule.replace("−", "-")) else [["g", node], f" × {with_brackets(rule)} = "]
            return [*names, ["g", node], " × ", ["(l", node, argument], " = ", ["s", node, argument]]
        return [f"{rule}", *self.rule_in_numbers(node, argument), " = ", ["s", node, argument]]

    def rule_in_numbers(self, node: int, argument: int) -> Words:
        """A rule that is said with dout, with all numbers put in; nothing where one of its words has no number here."""
        numbers: dict[str, Place] = {"out": ["v", node], "dout": ["g", node], **self.inputs(node)}
        rule, options = rule_of(self.graph, self.values, node, argument), options_of(self.graph.layer(node))
        if any(isinstance(part, Slot) and part.name not in {*numbers, *options} for part in template(rule)):
            return []
        return [" = ", *numbers_put_in(rule, numbers, options)]

    def edge(self, node: int, argument: int) -> Words:
        """upstream × local = propagated: 1 × 650 = 650 (local ∂price/∂tax = all_price)."""
        source = self.graph.sources(node)[argument]
        if not self.has_local(node) or self.graph.shape(node) or self.graph.shape(source):
            phrase = say("propagated to {name}: {product}")
            return filled_in(phrase, name=[self.name(source)], product=self.product(node, argument))
        derivative, rule = f"∂{self.name(node)}/∂{self.name(source)}", self.rule(node, argument)
        product: Words = [["g", node], " × ", ["(l", node, argument], " = ", ["s", node, argument]]
        local: Words = [derivative if rule == derivative else f"{derivative} = {rule}"]
        return filled_in(say("upstream × local = propagated: {product} (local {derivative})"), product=product, derivative=local)


def filled_in(phrase: str, **blanks: Words) -> Words:
    """A phrase with templates in its {blanks}, as a template."""
    words: Words = []
    for text, blank, _, _ in Formatter().parse(phrase):
        words += [text] if text else []
        words += blanks[blank] if blank else []
    return texts_joined(words)


def texts_joined(words: Words) -> Words:
    """A template whose texts that follow each other are one."""
    found: Words = []
    for part in words:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def call_of(layer: Layer, count: int) -> str:
    """What a node computes, as an expression of its inputs: the layer's own formula where that is all signs, else a call."""
    if not layer.yours and "(" not in layer.formula and (layer.elementwise or layer.operator):
        return layer.formula
    options = [f", {name}={name}" for name, value in layer.option_values().items() if repr(value) != repr(layer.options[name])]
    return f"{layer.name}({', '.join(layer.input_names(count))}{''.join(options)})"


def numbers_put_in(rule: str, numbers: Mapping[str, Place], options: Mapping[str, str]) -> Words:
    """A rule with places for numbers in the place of its words. A negative number needs parentheses inside an expression."""
    words: Words = []
    for part in template(rule):
        if not isinstance(part, Slot):
            words.append(with_signs(part))
        elif part.name in numbers:
            kind, *where = numbers[part.name]
            words.append([str(kind) if part.alone or part.first else f"({kind}", *where])
        else:
            words.append(with_signs(options.get(part.name, part.name)))
    return words


def with_signs(rule: str) -> str:
    """Python's words with × for multiplication and a long minus."""
    return with_minus(escaped(pretty(rule, BESIDE)))


def times(upstream: str, rule: str) -> str:
    return upstream if rule == "1" else f"{upstream} × {with_brackets(rule)}"


def with_brackets(rule: str) -> str:
    return rule if rule.startswith("∂") or atomic(rule.replace("−", "-")) else f"({rule})"
