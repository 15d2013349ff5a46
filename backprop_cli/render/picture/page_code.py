"""A graph of single numbers as JavaScript: each layer an object that page.js can call, and the graph itself as data.

page.js has the makers (`entrywise`, `choosing`, `ruled`, `group`, `own`), and runs any graph of what they make.
"""

from collections.abc import Mapping
from typing import Any

from backprop_cli.graph import Graph
from backprop_cli.layers import Layer
from backprop_cli.layers.base import Selecting
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.words.javascript import backward_code, forward_code, literal
from backprop_cli.words.syntax import NotInWords

Data = dict[str, Any]


class Unsayable(Exception):
    """A layer of which JavaScript has no words; its text is the layer's name."""


class LayerCode:
    """The layers of a graph, and of the definitions within it, each once. `text` is the list that page.js indexes."""

    def __init__(self) -> None:
        self.definitions: list[str] = []
        self.positions: dict[Layer, int] = {}

    @property
    def text(self) -> str:
        return "[\n" + "".join(f"  {definition},\n" for definition in self.definitions) + "]"

    def position(self, layer: Layer) -> int:
        """Where a layer stands in the list, after those that it is made of. Raises Unsayable."""
        if layer not in self.positions:
            definition = self.definition(layer)
            self.positions[layer] = len(self.definitions)
            self.definitions.append(definition)
        return self.positions[layer]

    def definition(self, layer: Layer) -> str:
        if isinstance(layer, Handmade):
            return self.opened(layer)
        try:
            return in_words(layer)
        except NotInWords:
            raise Unsayable(layer.name) from None

    def opened(self, layer: Handmade) -> str:
        """A layer of the problem's own by the graphs of its rules."""
        used = [bool(flag) for flag in layer.rule.reaching(layer.out_number)[: len(layer.inputs)]]
        rule = as_javascript({**self.graph(layer.rule), "output": layer.out_number, "used": used})
        if layer.backward_rule is None:
            return f"group({rule})"
        gradients = [layer.gradients.get(name) for name in layer.inputs]
        return f"own({rule}, {as_javascript({**self.graph(layer.backward_rule), 'gradients': gradients})})"

    def graph(self, graph: Graph) -> Data:
        """A graph as page.js runs it: the values of its inputs, and a layer and the numbers of its inputs for each node."""
        nodes = zip(graph.layers, graph.inputs, strict=True)
        return {"values": list(graph.values), "nodes": [[self.position(layer), list(sources)] for layer, sources in nodes]}


def in_words(layer: Layer) -> str:
    """A layer of the shelf by its formula and rules. Raises NotInWords."""
    names = {name: f"x{index}" for index, name in enumerate(layer.inputs)}
    inputs = ", ".join(names.values())
    known = {**names, "out": "out", "dout": "dout"}
    out = f"({inputs}) => {forward_code(layer, names)}"
    back = ", ".join(slope(layer, name, known) for name in layer.inputs)
    if layer.elementwise:
        return f"{'choosing' if isinstance(layer, Selecting) else 'entrywise'}({out}, (out, {inputs}) => [{back}])"
    return f"ruled({out}, (dout, out, {inputs}) => [{back}])"


def slope(layer: Layer, name: str, known: Mapping[str, str]) -> str:
    """The backward rule of one input; null where it has no gradient."""
    return backward_code(layer, name, known) if name in layer.rules else "null"


def as_javascript(value: Any) -> str:
    """Nested dicts and lists of numbers as JavaScript writes them: JSON, but with Infinity and NaN."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_javascript(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_javascript, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return literal(value)
