"""Rules in the names of a graph, as tables and machines have them: `y` of a multiplication is `tax`."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.engine.rules import rule_of
from backprop_cli.phrases import say
from backprop_cli.report.rows import Style
from backprop_cli.words.put_in import names_put_in, slots_of

if TYPE_CHECKING:
    from backprop_cli.graph import Graph
    from backprop_cli.layers import Layer
    from backprop_cli.layers.maths import Value

LONG = 40  # characters: the text of an inner node stands beside its name up to here
VERY_LONG = 400  # and in a machine's rule in its place up to here
TIMES = re.compile(r"(?<![*(,])(?<!, )\*(?!\*)")  # no power, no *xs


def pretty(words: str, style: Style) -> str:
    """Python's words with the sign × for multiplication."""
    return words if style.ascii else TIMES.sub("×", words)


def is_inner(graph: "Graph", number: int) -> bool:
    """Whether a node is one operation inside an expression: price.1."""
    return graph.is_node(number) and "." in graph.names[number]


def name_in_rule(graph: "Graph", number: int, longest: int) -> str:
    """What an expression calls a value: its name, or the text of an inner node that is no longer than `longest`."""
    if is_inner(graph, number) and len(graph.expression(number)) <= longest:
        return graph.expression(number)
    return graph.names[number]


def labelled(graph: "Graph", number: int, label: str) -> str:
    """What the rows of a node are headed with: its label, and an inner one's text, for which its name stands everywhere else."""
    text = name_in_rule(graph, number, LONG)
    return label if text == graph.names[number] else f"{label} = {text}"


def rule_in_names(
    graph: "Graph", values: "Sequence[Value]", number: int, argument: int, longest: int = VERY_LONG
) -> str:  # fmt: skip
    """The backward rule of one input, in plain Python, with the names of the node and its inputs put in.

    Where the layer says none (a group, a Python class) it is the derivative itself, dy/dx.
    """
    rule = rule_of(graph, values, number, argument)
    sources = graph.sources(number)
    if not rule:
        return f"d{graph.names[number]}/d{graph.names[sources[argument]]}"
    return names_put_in(rule, names_of(graph, number, rule, longest))


def names_of(graph: "Graph", number: int, rule: str, longest: int) -> dict[str, str]:
    """What to put in for the words of a node's rule: inputs, options and `out`; of a million edges no more than is needed."""
    layer, sources, slots = graph.layer(number), graph.sources(number), slots_of(rule)
    arguments = layer.input_names(len(sources))
    enough = slots.issubset(arguments)
    named = zip(arguments, sources, strict=True)
    inputs = {argument: name_in_rule(graph, source, longest) for argument, source in named if not enough or argument in slots}
    return inputs if enough else {"out": name_in_rule(graph, number, longest), **options_of(layer), **inputs}


def options_of(layer: "Layer") -> dict[str, str]:
    """A layer's options as an expression writes them."""
    return {name: repr(value) for name, value in layer.option_values().items()}


def call_with(layer: "Layer", inputs: Sequence[str]) -> str:
    """A layer's call with these texts in the places of its inputs: `max(x, axis=0)`, `split(x)[1]`."""
    given = [f"{name}={text}" for name, text in options_of(layer).items() if text != repr(layer.options[name])]
    return f"{layer.name}({', '.join([*inputs, *given])})" + (f"[{layer.part}]" if layer.part is not None else "")


def symbol(graph: "Graph", number: int, style: Style) -> str:
    """A node's layer as a table writes it."""
    layer = graph.layer(number)
    sign = style.sign(layer.symbol) if layer.symbol else layer.name
    return f"{layer.name} {say('(yours)')}" if layer.yours else sign
