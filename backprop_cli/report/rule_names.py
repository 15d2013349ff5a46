"""Rules with names put in: `y` of a multiplication becomes `tax`, `out * (1 - out)` of a sigmoid `h * (1 - h)`."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.report.rows import Style

if TYPE_CHECKING:
    from backprop_cli.graph import Graph
    from backprop_cli.layers import Layer
    from backprop_cli.layers.maths import Value

LONG = 40  # characters: the text of an inner node stands beside its name up to here
VERY_LONG = 400  # and in a machine's rule in its place up to here
WORD = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|\s*\(|\s*=(?!=))")  # a name; no function, keyword or attribute
TIMES = re.compile(r"(?<![*(,])(?<!, )\*(?!\*)")  # no power, no *xs


class Slot(NamedTuple):
    """Where a name goes. alone: between brackets or commas, where no text needs parentheses; first: at the start of a sum or
    product, where no number does."""

    name: str
    alone: bool
    first: bool


@lru_cache(maxsize=4096)
def template(rule: str) -> tuple[str | Slot, ...]:
    """A rule cut at its names, each of which becomes a Slot."""
    parts: list[str | Slot] = []
    end = 0
    for found in WORD.finditer(rule):
        if found[0] in ("True", "False", "None"):
            continue
        before, after = rule[: found.start()].rstrip()[-1:], rule[found.end() :].lstrip()[:2]
        alone = before in "([,=" and after[:1] in ")],"
        parts += [rule[end : found.start()], Slot(found[0], alone, not before and after != "**" and after[:1] not in ".[")]
        end = found.end()
    return (*parts, rule[end:])


@lru_cache(maxsize=4096)
def slots_of(rule: str) -> frozenset[str]:
    """The names that a rule is written with."""
    return frozenset(part.name for part in template(rule) if isinstance(part, Slot))


def names_put_in(rule: str, names: Mapping[str, str]) -> str:
    """The rule with `names` put in for its own words, in parentheses where an expression needs them.

    Where a word that stays (a step of a handmade layer) would be taken for a name that comes in, nothing is put in.
    """
    stay = slots_of(rule) - names.keys()
    if stay and stay & set(names.values()):
        return rule
    return "".join([part if isinstance(part, str) else slot_filled(part, names.get(part.name)) for part in template(rule)])


def slot_filled(slot: Slot, text: str | None) -> str:
    if text is None:
        return slot.name
    return text if slot.alone or atomic(text) or (slot.first and is_number(text)) else f"({text})"


def atomic(text: str) -> bool:
    """Whether a text holds together next to any operator: a name, a number without sign, a call."""
    if text.isidentifier():
        return True
    if is_number(text):
        return text[0] not in "+-"
    depth = 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if not depth and character in " +-*/@<>=":
            return False
    return True


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[-1] not in "fny"  # inf, nan, infinity: names like others


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


def rule_of(graph: "Graph", values: "Sequence[Value]", number: int, argument: int) -> str:
    """The backward rule of one input of a node, in its layer's own words and with its options; "" where it has none."""
    layer, sources = graph.layer(number), graph.sources(number)
    rules = layer.rules_at(*[values[source] for source in sources]) if graph.shapes is not None else layer.rules
    rule = rules.get(layer.input_names(len(sources))[argument], "")
    if not layer.options or not rule:
        return rule
    from backprop_cli.words.options_written_out import options_written_out

    return options_written_out(rule, layer.option_values())


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


def symbol(graph: "Graph", number: int, style: Style) -> str:
    """A node's layer as a table writes it."""
    layer = graph.layer(number)
    sign = style.sign(layer.symbol) if layer.symbol else layer.name
    return f"{layer.name} (yours)" if layer.yours else sign
