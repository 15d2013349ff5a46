"""The backward rule of an edge in its layer's own words, and what these words come to there."""

from collections.abc import Sequence
from typing import Any

from backprop_cli.engine.edges import Edge
from backprop_cli.graph import Graph
from backprop_cli.layers.maths import Value


def rule_of(graph: Graph, values: Sequence[Value], number: int, argument: int) -> str:
    """The backward rule of one input of a node, in its layer's own words and with its options; "" where it has none."""
    layer, sources = graph.layer(number), graph.sources(number)
    rules = layer.rules_at(*[values[source] for source in sources]) if graph.shapes is not None else layer.rules
    rule = rules.get(layer.input_names(len(sources))[argument], "")
    if not layer.options or not rule:
        return rule
    from backprop_cli.words.options_written_out import options_written_out

    return options_written_out(rule, layer.option_values())


def values_of_words(graph: Graph, values: Sequence[Value], edge: Edge) -> dict[str, Any]:
    """The values of the words in a node's rule: its inputs, its options, out and dout."""
    layer, sources = graph.layer(edge.node), graph.sources(edge.node)
    inputs = {name: values[source] for name, source in zip(layer.input_names(len(sources)), sources, strict=True)}
    return {"out": values[edge.node], "dout": edge.upstream, **layer.option_values(), **inputs}
