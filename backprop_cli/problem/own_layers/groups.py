"""Open a group where it is called (`--expand`): the nodes of its forward rule take its place."""

import re

from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import Draft
from backprop_cli.problem.own_layers.handmade import Handmade

Opened = tuple[Layer, tuple[int, ...], int]


def is_group(layer: Layer) -> bool:
    return isinstance(layer, Handmade) and layer.is_group


def open_group(draft: Draft, group: Layer, sources: tuple[int, ...], prefix: str, count: int, place: int) -> Opened:
    """Add all nodes of a group but the last; returns the last one's layer and sources, and how many nodes have been numbered.

    prefix: the name of the node that called the group; its steps are prefix.1, prefix.2, …, those of its `let` prefix.name.
    """
    assert isinstance(group, Handmade)
    rule = group.rule
    references = dict(enumerate(sources))
    references |= {number: draft.add_literal(rule.values[number], rule.names[number]) for number in rule.literals}
    texts = {name: draft.text(source) for name, source in zip(group.inputs, sources, strict=True)}
    layer: Layer = group
    inner = sources
    for number in rule.nodes:
        layer, inner = rule.layer(number), tuple(references[source] for source in rule.sources(number))
        last = number == group.out_number
        if last:
            name = prefix
        elif rule.names[number].isidentifier():
            step = rule.names[number]
            name = f"{prefix}.{step}" if f"{prefix}.{step}" not in draft.steps else f"{prefix}.{group.name}.{step}"
            draft.steps.add(name)
            texts[step] = name
        else:
            count += 1
            name = f"{prefix}.{count}"
        if is_group(layer):
            layer, inner, inside = open_group(draft, layer, inner, name, count if last else 0, place)
            count = inside if last else count
        if not last:
            references[number] = draft.add(name, layer, inner, groups_put_in(rule.expression(number), texts), place)
    return layer, inner, count


def groups_put_in(expression: str, texts: dict[str, str]) -> str:
    """An expression with the names that the caller uses in the place of the group's own."""
    return re.sub(r"[^\W\d]\w*", lambda found: texts.get(found.group(), found.group()), expression)
