"""One edge as a row: node, layer, input, the local gradient as a formula and as a number, upstream × local = propagated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.engine import Edge
from backprop_cli.layers.maths import Value
from backprop_cli.layers.subscript import Subscript, in_words
from backprop_cli.report.blocks import beside, operand
from backprop_cli.report.inputs import with_shape
from backprop_cli.report.numbers import inserted, stacked
from backprop_cli.report.rows import Block, Cell, Equation, Row, Style
from backprop_cli.report.words import LONG, called, is_number, labelled, names_of, pretty, put_in, rule_in_names, rule_of, symbol

if TYPE_CHECKING:
    from backprop_cli.graph import Graph


NUMBER = r"-?[\d.]+(?:e[-+]?\d+)?"
CONDITION = re.compile(rf"where\((?P<a>{NUMBER}) == (?P<b>{NUMBER}), (?P<yes>{NUMBER}), (?P<no>.*)\)")
OPTIONS = (
    (re.compile(r", None, (?:True|False)\)"), ")"),  # expand(dout, x, None, False)
    (re.compile(r", (-?\d+|\([-\d, ]+\)), (?:True|False)\)"), r", axis=\1)"),
    (re.compile(r", axis=None|, keepdims=False"), ""),
)


def edge_row(graph: "Graph", values: Sequence[Value], edge: Edge, style: Style) -> Row:
    node = with_shape(graph, edge.node, labelled(graph, edge.node), style)
    source = with_shape(graph, edge.source, called(graph, edge.source), style)
    cells = by_entries(graph, edge, style) if edge.local is not None else by_rule(graph, values, edge, style)
    return (node, symbol(graph, edge.node, style), source, *cells)


def rule_text(graph: "Graph", edge: Edge, style: Style) -> str:
    """The rule as a table writes it; ∂y/∂x where the layer has none in words."""
    layer, source = graph.layer(edge.node), called(graph, edge.source)
    if isinstance(layer, Subscript):
        return f"dout at {source}[{in_words(layer.index)}], 0 elsewhere"
    if not rule_of(graph, edge.node, edge.argument):
        sign = style.sign("∂")
        return f"{sign}{called(graph, edge.node)}/{sign}{source}"
    return pretty(simpler(rule_in_names(graph, edge.node, edge.argument, LONG)), style)


def by_entries(graph: "Graph", edge: Edge, style: Style) -> tuple[Cell, Cell]:
    """A layer that works entry by entry: rule = local gradient, and upstream × local = propagated."""
    rule = rule_text(graph, edge, style)
    local: Value = edge.local
    if is_number(rule):  # it stands alone: "1", not "1 = 1"
        local = float(rule)
    block = stacked(local, style)
    formula: Cell = block if is_number(rule) else Equation([rule], block)
    product = beside(inserted(edge.upstream, style), f" {style.sign('×')} ", operand(inserted(local, style)))
    return formula, Equation(product, propagated(edge, style))


def propagated(edge: Edge, style: Style) -> Block:
    """What is sent back; and the axes over which it was summed, where the input was broadcast."""
    block = stacked(edge.propagated, style, shaped=True)
    if not edge.summed:
        return block
    axes = f"axis {edge.summed[0]}" if len(edge.summed) == 1 else f"axes {', '.join(map(str, edge.summed))}"
    return [*block, f"summed over {axes}"]


def by_rule(graph: "Graph", values: Sequence[Value], edge: Edge, style: Style) -> tuple[Cell, Cell]:
    """A layer that mixes entries: its backward rule, and the rule with its numbers = propagated."""
    rule = rule_of(graph, edge.node, edge.argument)
    words: Block = [rule_text(graph, edge, style)]
    result = propagated(edge, style)
    if not rule:
        return words + beside("dout = ", inserted(edge.upstream, style)), Equation([], result)
    from backprop_cli.report.inserted import results_within, with_numbers

    known, yours = words_of(graph, values, edge), graph.layer(edge.node).yours
    names = names_of(graph, edge.node, rule, LONG)
    for text, value in () if yours else results_within(rule, known):
        words += beside(f"{put_in(text, names)} = ", stacked(value, style))
    numbers = with_numbers(rule, known, style, yours)
    if numbers is None or numbers == result:  # then nothing shows what came in
        words += [] if rule == "dout" else beside("dout = ", inserted(edge.upstream, style))
    return words, Equation([] if numbers == result else numbers or [], result)


def simpler(rule: str) -> str:
    """A rule without what goes without saying here: options that change nothing, and conditions on written numbers."""
    for options, shorter in OPTIONS:
        rule = options.sub(shorter, rule)
    found = CONDITION.fullmatch(rule)
    if found is None:
        return rule
    return found["yes"] if float(found["a"]) == float(found["b"]) else found["no"]


def words_of(graph: "Graph", values: Sequence[Value], edge: Edge) -> dict[str, Any]:
    """The values of the words in a node's rule: its inputs, its options, out and dout."""
    layer, sources = graph.layer(edge.node), graph.sources(edge.node)
    inputs = {name: values[source] for name, source in zip(layer.arguments(len(sources)), sources, strict=True)}
    return {"out": values[edge.node], "dout": edge.upstream, **layer.option_values(), **inputs}


def named_steps(graph: "Graph", nodes: Iterable[int]) -> Iterator[str]:
    """What the words of a problem's own layers mean: the lines of their `let`."""
    for layer in {graph.layer(node): None for node in nodes}:
        if layer.let:
            steps = "".join(f"\n  {name} = {text}" for name, text in layer.let.items())
            yield f"in {layer.name}({', '.join(layer.inputs)}):{steps}"


def kinks(graph: "Graph", values: Sequence[Value], nodes: Iterable[int]) -> Iterator[str]:
    """A footnote for each node that stands where its slope is a convention."""
    for node in nodes:
        layer = graph.layer(node)
        if layer.convention or layer.yours:
            mask = layer.kink(*[values[source] for source in graph.sources(node)])
            if mask.any() if hasattr(mask, "any") else mask:
                what = layer.convention or "the slope is a choice"
                yield f"{labelled(graph, node)} stands at a kink, where the slope is a convention: {what}"
