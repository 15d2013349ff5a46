"""`layers:` of a problem → layers of its own, in the order in which they need each other."""

import re
from collections.abc import Sequence

from backprop_cli.errors import BpcalcError, LayerError, LimitError, NameFault, StructureError
from backprop_cli.graph import Graph, a_cycle, part, running_order
from backprop_cli.problem.draft import UNKNOWN, Draft
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.layer_names import LayerNames
from backprop_cli.problem.names import Names
from backprop_cli.problem.nodes import add_entry
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.problem.several_outputs import take_outputs
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Listing, Mapping, Tree, normalised
from backprop_cli.suggest import did_you_mean

KEYS = ("inputs", "let", "forward", "backward", "meant", "description")
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # as YAML 1.2 has them
MOST_NESTED = 40  # a definition that uses another runs inside it, on Python's stack
MOST_OPENED = 10_000  # operations: each definition that calls another twice doubles them
CALL = re.compile(r"([^\W\d]\w*)\s*\(")
ONLY_THESE = "no input or let of {} is called '{{}}': a layer sees its inputs, its let, out, dout and numbers"


class Definitions:
    """Reads `layers:`: each definition becomes a name that the problem can call. Faults are collected; what a broken one
    would have made is not judged."""

    def __init__(self, source: Source, layer_names: LayerNames, faults: list[BpcalcError]) -> None:
        self.source = source
        self.layer_names = layer_names
        self.faults = faults

    def fault(self, error: BpcalcError, place: int, length: int = 1) -> None:
        error.place = self.source.place(place, length)
        self.faults.append(error)

    def read(self, tree: Tree, place: int) -> None:
        """Read the whole section; every definition goes to the layer names, or to their `broken`."""
        if not isinstance(tree, Mapping) or tree.broken:
            self.layer_names.unread = True
            if not (isinstance(tree, Listing | Mapping) and tree.broken):
                self.fault(StructureError("layers: holds definitions by name", hint="my_layer: {inputs: [x], forward: …}"), place)
            return
        numbers = {key: index for index, key in enumerate(normalised(tree.keys))}
        uses = [sorted(numbers[word] for word in words if word in numbers) for words in map(layers_called, tree.values)]
        order = running_order(uses)
        if len(order) < len(tree.keys):
            self.refuse_circle(tree, a_cycle(uses, order))
            self.layer_names.broken.update(normalised([key for index, key in enumerate(tree.keys) if index not in order]))
        depth = [0] * len(uses)
        for index in order:
            depth[index] = 1 + max((depth[other] for other in uses[index]), default=0)
            key, where = tree.keys[index], tree.key_places[index]
            if depth[index] <= MOST_NESTED:
                self.define(key, where, tree.values[index], tree.places[index])
            else:
                message = f"definitions inside definitions, more than {MOST_NESTED} deep"
                self.fault(LayerError(message, hint="write some of them out"), where, len(key))
                self.layer_names.broken.update(normalised([key]))

    def refuse_circle(self, tree: Mapping, cycle: list[int]) -> None:
        path = " → ".join(tree.keys[index] for index in [*cycle, cycle[0]])
        hint = "a layer cannot be made of itself; of a shelf layer's name inside its own definition it is the same"
        error = LayerError(f"these layers use each other in a circle: {path}", hint=hint)
        self.fault(error, tree.key_places[cycle[0]], len(tree.keys[cycle[0]]))

    def define(self, name: str, name_place: int, tree: Tree, place: int) -> None:
        before = len(self.faults)
        names = Names(self.source, self.faults)
        names.add([name], [name_place], 0)
        if not isinstance(tree, Mapping):
            if not (isinstance(tree, Listing) and tree.broken):
                hint = f"{name}: {{inputs: [x], forward: …}}"
                self.fault(StructureError("a layer is defined by its inputs and its forward rule", hint=hint), place)
        elif not tree.broken:
            layer = self.definition(name, name_place, tree)
            if layer is not None and layer.size > MOST_OPENED:
                message = f"{name} is made of {layer.size:,} operations, those of the layers that it calls counted"
                hint = f"at most {MOST_OPENED:,} run in one layer"
                self.fault(LimitError(message, hint=hint), name_place, len(name))
            elif layer is not None and len(self.faults) == before:
                self.layer_names.put(name, layer)
                return
        self.layer_names.broken.update(normalised([name]))

    def definition(self, name: str, name_place: int, tree: Mapping) -> Handmade | None:
        """One definition → its layer, None after a fault."""
        parts = dict(zip(tree.keys, zip(tree.values, tree.places, strict=True), strict=True))
        self.refuse_unknown(name, tree)
        for key in ("inputs", "forward"):
            if key not in parts:
                self.fault(StructureError(f"the layer {name} has no {key}:", hint=f"add `{key}:`"), name_place, len(name))
                return None
        inputs, places = self.inputs(*parts["inputs"])
        typed = dict(zip(normalised(inputs), inputs, strict=True))
        let = self.mapping(parts.get("let"), "let")
        backward = self.mapping(parts.get("backward"), "backward")
        if any(rules is not None and rules.broken for rules in (let, backward)):
            return None
        if backward is not None:  # each gradient by the letters with which the input is listed
            backward.keys = [typed.get(name, key) for name, key in zip(normalised(backward.keys), backward.keys, strict=True)]
        for key, where in zip(backward.keys, backward.key_places, strict=True) if backward else ():
            if key not in inputs:
                hint = did_you_mean(key, inputs) or f"its inputs are {', '.join(inputs)}"
                self.fault(NameFault(f"{name} has no input '{key}'", hint=hint), where, len(key))
        layer = self.assemble(name, inputs, places, let, parts["forward"], backward)
        if "meant" in parts:
            self.read_meant(name, layer, *parts["meant"])
        return layer

    def read_meant(self, name: str, layer: Handmade | None, tree: Tree, place: int) -> None:
        """`meant: true`: the backward rule is meant to differ from the slope of the forward rule."""
        truth = tree if isinstance(tree, bool) else TRUTHS.get(tree) if isinstance(tree, str) else None
        if truth is None:
            self.fault(StructureError("meant: is true or false", hint="meant: true"), place)
        elif layer is not None and layer.is_group and truth:
            hint = "meant: belongs beside backward:, whose gradient is meant to differ from the slope"
            self.fault(StructureError(f"the layer {name} has no backward: to mean", hint=hint), place)
        elif layer is not None:
            layer.meant = truth

    def refuse_unknown(self, name: str, tree: Mapping) -> None:
        for key, where in zip(tree.keys, tree.key_places, strict=True):
            if key not in KEYS:
                hint = did_you_mean(key, KEYS) or "it has inputs, let, forward, backward"
                self.fault(StructureError(f"unknown key '{key}' in the layer {name}", hint=hint), where, len(key))

    def inputs(self, tree: Tree, place: int) -> tuple[list[str], list[int]]:
        items, places = (tree.items, tree.places) if isinstance(tree, Listing) else ([tree], [place])
        words = [(item, where) for item, where in zip(items, places, strict=True) if isinstance(item, str) and item]
        if (not words or len(words) < len(items)) and not (isinstance(tree, Listing | Mapping) and tree.broken):
            self.fault(StructureError("inputs is a list of names", hint="inputs: [x, W, b]"), place)
        return [item for item, _ in words], [where for _, where in words]

    def mapping(self, part: tuple[Tree, int] | None, key: str) -> Mapping | None:
        if part is None:
            return None
        tree, place = part
        if isinstance(tree, Mapping):
            return tree
        hint = (
            "backward: {x: dout * …}: an expression for each input"
            if key == "backward"
            else "let: {s: sqrt(x)}: a name for each step"
        )
        self.fault(StructureError(f"{key}: holds expressions by name", hint=hint), place)
        return None

    def assemble(
        self,
        name: str,
        inputs: list[str],
        places: list[int],
        let: Mapping | None,
        forward: tuple[Tree, int],
        backward: Mapping | None,
    ) -> Handmade | None:
        """Compile every entry into one draft, then cut the two rules out of it."""
        if self.refuse_reserved(inputs, places) or (let is not None and self.refuse_reserved(let.keys, let.key_places)):
            return None
        first = len(inputs) + 2
        names = Names(self.source, self.faults)
        names.add(inputs, places, 0)
        names.numbers.update({"out": len(inputs), "dout": len(inputs) + 1})
        if let is not None:
            names.add(let.keys, let.key_places, first)
        rules = [*entries(let), ("forward", *forward), *entries(backward)]
        draft = Draft([*inputs, "out", "dout"], names.numbers, [key for key, _, _ in rules])
        compiler = Compiler(
            self.source,
            draft,
            self.layer_names.with_rule_words(),
            self.layer_names.shelf_operators,
            self.faults,
            ONLY_THESE.format(name),
        )
        compiler.broken_names = names.broken
        before = len(self.faults)
        roots = [add_entry(compiler, key, tree, place, bare=True) for key, tree, place in rules]
        draft.numbers.update({f"·{index}": root for index, root in enumerate(roots)})
        order = take_outputs(draft, self.order(draft), [None] * first)
        if len(self.faults) > before or UNKNOWN in draft.layers:
            return None
        return self.cut(name, tuple(inputs), draft.graph(order, [None] * first, first), let, forward, backward)

    def order(self, draft: Draft) -> Sequence[int]:
        """The running order of a definition's entries; a fault for each circle of `let`."""
        order, cycles = draft.order()
        for cycle in cycles:
            path = " → ".join(draft.names[node] for node in [*cycle, cycle[0]])
            error = NameFault(f"these lines of let go round in a circle: {path}", hint="one of them must not need the others")
            self.fault(error, draft.places[cycle[0]])
        return order

    def cut(
        self,
        name: str,
        inputs: tuple[str, ...],
        graph: Graph,
        let: Mapping | None,
        forward: tuple[Tree, int],
        backward: Mapping | None,
    ) -> Handmade | None:
        steps = {key: rule_as_text(tree) for key, tree, _ in entries(let)}
        lets = len(steps)
        rule, (out_number,) = part(graph, [graph.numbers[f"·{lets}"]])
        used = rule.reaching(out_number)
        for index, word in enumerate(("out", "dout"), len(inputs)):
            if used[index]:
                self.fault(
                    LayerError(f"the forward rule of {name} uses {word}, which only backward has", hint=f"write it without {word}"),
                    forward[1],
                )
                return None
        backward_rule, gradients = None, {}
        if backward is not None:
            roots = [graph.numbers[f"·{lets + 1 + index}"] for index in range(len(backward.keys))]
            backward_rule, numbers = part(graph, roots)
            gradients = dict(zip(backward.keys, numbers, strict=True))
        rules = {key: rule_as_text(tree) for key, tree, _ in entries(backward)}
        return Handmade(name, inputs, rule, out_number, backward_rule, gradients, rule_as_text(forward[0]), rules, steps)

    def refuse_reserved(self, names: Sequence[str], places: Sequence[int]) -> bool:
        """Whether one of the names is out or dout, which have a meaning of their own here."""
        before = len(self.faults)
        for word, place in zip(names, places, strict=True):
            if word in ("out", "dout"):
                what = "this layer's value" if word == "out" else "the upstream gradient"
                self.fault(
                    NameFault(f"'{word}' is {what}; no input or let may be called so", hint=f"call it {word}_ or otherwise"),
                    place,
                    len(word),
                )
        return len(self.faults) > before


def entries(tree: Mapping | None) -> list[tuple[str, Tree, int]]:
    return list(zip(tree.keys, tree.values, tree.places, strict=True)) if tree is not None else []


def rule_as_text(tree: Tree) -> str:
    """A rule as text."""
    from backprop_cli.problem.nodes import call_text, text_of

    return " ".join(call_text(tree, 0, "").split()) if isinstance(tree, Mapping) else " ".join(text_of(tree).split())


def layers_called(tree: Tree) -> set[str]:
    """Every layer that a definition calls."""
    words: set[str] = set()
    for key, rule, _ in entries(tree) if isinstance(tree, Mapping) else ():
        rules = rule.values if key in ("let", "backward") and isinstance(rule, Mapping) else [rule] if key == "forward" else []
        for piece in rules:
            if isinstance(piece, Mapping):
                words.update(piece.keys)
                texts = [item for value in piece.values for item in (value.items if isinstance(value, Listing) else [value])]
            else:
                texts = [piece]
            words.update(found.group(1) for text in texts if isinstance(text, str) for found in CALL.finditer(text))
    return set(normalised(list(words)))
