"""One edge as a row: node, layer, input, the local gradient as a formula and as a number, upstream × local = propagated."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from backprop_cli.engine.edges import Edge
from backprop_cli.engine.rules import rule_of, values_of_words
from backprop_cli.layers.maths import Value
from backprop_cli.layers.subscript import Subscript, subscript_text
from backprop_cli.phrases import say, to_say
from backprop_cli.report.blocks import Cell, Equation, Piece, formula, operand, sign_for
from backprop_cli.report.inputs import with_shape
from backprop_cli.report.number_text import inserted, stacked
from backprop_cli.report.rows import Row, Style
from backprop_cli.report.rule_names import labelled, names_of, pretty, rule_in_names, symbol
from backprop_cli.words.put_in import is_number, names_put_in

if TYPE_CHECKING:
    from backprop_cli.graph import Graph


BY_NAME = 0  # characters of an inner node's text that may take the place of its name: in a table none
NUMBER = r"-?[\d.]+(?:e[-+]?\d+)?"
CONDITION = re.compile(rf"where\((?P<a>{NUMBER}) == (?P<b>{NUMBER}), (?P<yes>{NUMBER}), (?P<no>.*)\)")


def edge_row(graph: "Graph", values: Sequence[Value], edge: Edge, style: Style, units: Mapping[int, str] = {}) -> Row:
    node = labelled(graph, edge.node, with_shape(graph, edge.node, graph.names[edge.node], style))
    source = with_shape(graph, edge.source, graph.names[edge.source], style)
    rule = rule_text(graph, values, edge, style)
    if edge.local is None:
        return (node, symbol(graph, edge.node, style), source, *by_rule(graph, values, edge, rule, style))
    unit = next((units.get(number, "") for number in graph.sources(edge.node) if graph.names[number] == rule), "")
    return (node, symbol(graph, edge.node, style), source, *by_entries(edge, rule, unit, style))


def rule_text(graph: "Graph", values: Sequence[Value], edge: Edge, style: Style) -> str:
    """The rule as a table writes it; ∂y/∂x where the layer has none in words."""
    layer, source = graph.layer(edge.node), graph.names[edge.source]
    if isinstance(layer, Subscript):
        return say("dout at {entries}, 0 elsewhere", entries=f"{source}[{subscript_text(layer.index)}]")
    if not rule_of(graph, values, edge.node, edge.argument):
        sign = style.sign("∂")
        return f"{sign}{graph.names[edge.node]}/{sign}{source}"
    return pretty(simpler(rule_in_names(graph, values, edge.node, edge.argument, BY_NAME)), style)


def by_entries(edge: Edge, rule: str, unit: str, style: Style) -> tuple[Cell, Cell]:
    """A layer that works entry by entry: rule = local gradient, and upstream × local = propagated.

    unit: of the value that the rule names, where the local gradient is another input itself."""
    local: Value = edge.local
    if is_number(rule):  # it stands alone: "1", not "1 = 1"
        local = float(rule)
    block = stacked(local, style)
    result = formula(block, Piece(f" {unit}", len(block) - 1)) if unit else block
    product = formula(inserted(edge.upstream, style), sign_for(style.sign("×")), operand(inserted(local, style)))
    return block if is_number(rule) else Equation(rule, result), Equation(product, propagated(edge, style))


def propagated(edge: Edge, style: Style) -> Cell:
    """What is sent back; and the axes over which it was summed, where the input was broadcast."""
    block = stacked(edge.propagated, style, shaped=True)
    if not edge.summed:
        return block
    axes = ", ".join(map(str, edge.summed))
    return [block, say("summed over axis {axes}" if len(edge.summed) == 1 else "summed over axes {axes}", axes=axes)]


def by_rule(graph: "Graph", values: Sequence[Value], edge: Edge, words: str, style: Style) -> tuple[Cell, Cell]:
    """A layer that mixes entries: its backward rule, and the rule with its numbers = propagated."""
    rule = rule_of(graph, values, edge.node, edge.argument)
    result, upstream = stacked(edge.propagated, style, shaped=True), formula("dout = ", inserted(edge.upstream, style))
    if not rule:
        return [words, upstream], Equation("", result)
    from backprop_cli.report.rule_text import results_within, with_numbers

    known, yours = values_of_words(graph, values, edge), graph.layer(edge.node).yours
    names = names_of(graph, edge.node, rule, BY_NAME)
    within = [] if yours else results_within(rule, known)
    parts: list[Cell] = [words, *(formula(f"{names_put_in(text, names)} = ", stacked(value, style)) for text, value in within)]
    numbers = with_numbers(rule, known, style, yours)
    if numbers is not None and numbers != formula(result):
        return parts, Equation(numbers, result)
    return parts + [upstream] * (rule != "dout"), Equation("", result)  # else nothing shows what came in


def simpler(rule: str) -> str:
    """A rule without what goes without saying here: conditions on written numbers."""
    found = CONDITION.fullmatch(rule)
    if found is None:
        return rule
    return found["yes"] if float(found["a"]) == float(found["b"]) else found["no"]


CALLED = re.compile(r"\b(?P<word>n|batch|size|onehot)\((?P<first>\w+)(?:[^()]|\([^()]*\))*\)")
MEANS = {
    "n": to_say("{call} = {value}: so many examples, the entries of {x} without its last axis"),
    "batch": to_say("{call} = {value}: so many examples, the rows of {x}"),
    "size": to_say("{call} = {value}: so many entries"),
    "onehot": to_say("{call}: a row for each label, 1 at the label and 0 elsewhere"),
}


def shorthand(graph: "Graph", values: Sequence[Value], edge: Edge) -> Iterator[tuple[str, str]]:
    """The words of an edge's rule that are no layers, n(x), each with what it means."""
    rule = "" if graph.layer(edge.node).yours else rule_of(graph, values, edge.node, edge.argument)
    for found in CALLED.finditer(rule):
        from backprop_cli.words.syntax import tree
        from backprop_cli.words.values import value_of_words

        known, names = values_of_words(graph, values, edge), names_of(graph, edge.node, rule, BY_NAME)
        value, call = value_of_words(tree(found[0]), known), names_put_in(found[0], names)
        count = f"{value:.0f}" if isinstance(value, float) else ""
        yield call, say(MEANS[found["word"]], call=call, value=count, x=names_put_in(found["first"], names))


def named_steps(graph: "Graph", nodes: Iterable[int]) -> Iterator[str]:
    """What the words of a problem's own layers mean: the lines of their `let`."""
    for layer in {graph.layer(node): None for node in nodes}:
        if layer.let:
            steps = "".join(f"\n  {name} = {text}" for name, text in layer.let.items())
            yield say("in {layer}:", layer=f"{layer.name}({', '.join(layer.inputs)})") + steps


def kinks(graph: "Graph", values: Sequence[Value], nodes: Iterable[int]) -> Iterator[str]:
    """A footnote for each node that stands where its slope is a convention."""
    for node in nodes:
        layer = graph.layer(node)
        if layer.convention or layer.yours:
            mask = layer.kink(*[values[source] for source in graph.sources(node)])
            if mask.any() if hasattr(mask, "any") else mask:
                what = say(layer.convention) if layer.convention else say("the slope is a choice")
                yield say("{node} stands at a kink, where the slope is a convention: {what}", node=graph.names[node], what=what)
