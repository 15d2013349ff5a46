"""A chain: layers in series, each named by its kind and its count, `repeat` written out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from backprop_cli.errors import BpcalcError, LayerError, LimitError, NameFault, StructureError
from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import BROKEN
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.expression.parsing import TOKENS
from backprop_cli.problem.layer_names import LayerNames, Maker, check_inputs
from backprop_cli.problem.nodes import add_call, call_text, yaml_text
from backprop_cli.problem.own_layers.handmade import size_of
from backprop_cli.problem.values.numbers import whole_number
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Listing, Mapping, Places, Tree
from backprop_cli.suggest import did_you_mean, nearest

MOST_NODES = 5_000_000
MOST_CHARACTERS = 250_000_000
CALLED = re.compile(r"\s*(\w+)\s*(\(|$)")
CALLED_WHOLE = re.compile(r"\s*(\w+)\s*(?:\(([\w\s,]*)\))?\s*")
HOW_A_STEP_READS = "a step is a layer: `sigmoid`, `affine: [W1, b1]` or `Affine(W1, b1)`"


class ChainStep(NamedTuple):
    """One written step. kind: the layer's short name; own: the name that the step gives itself, with the count inside a repeat."""

    kind: str
    own: str | None
    own_place: int
    repeated: bool
    tree: Tree  # the text of a step, or the mapping of its call
    place: int
    maker: Maker | None  # None after a fault

    def text(self) -> str:
        """What is written of it, in one piece."""
        return call_text(self.tree, 0, "") if isinstance(self.tree, Mapping) and self.tree.keys else str(self.tree)

    def operations(self) -> int:
        """At most how many operations one such step is, those inside of definitions counted."""
        inside = size_of(self.maker) if isinstance(self.maker, Layer) else 1
        return inside + sum(1 for found in TOKENS.finditer(self.text()) if found.group() not in "([.")

    def characters(self) -> int:
        """How much text one such step needs."""
        return len(self.own or self.kind) + len(self.text())


class Block(NamedTuple):
    """Steps that run `times` times in series."""

    times: int
    steps: list["ChainStep | Block"]

    def total(self, of: Callable[[ChainStep], int]) -> int:
        """What the steps amount to, each as often as it runs."""
        return self.times * sum(of(step) if isinstance(step, ChainStep) else step.total(of) for step in self.steps)

    def unrolled(self) -> Iterator[ChainStep]:
        times = self.times if self.total(lambda step: 1) else 0  # without a step that could be read there is nothing to repeat
        for _ in range(times):
            for step in self.steps:
                if isinstance(step, ChainStep):
                    yield step
                else:
                    yield from step.unrolled()


class Chain:
    """A read chain: its start and its steps in the order in which they run, with their names."""

    def __init__(self, source: Source, layer_names: LayerNames, faults: list[BpcalcError]) -> None:
        self.source = source
        self.layer_names = layer_names
        self.faults = faults
        self.start: tuple[str, int] | None = None
        self.steps: list[ChainStep] = []
        self.names: list[str] = []
        self.places: list[int] = []

    def fault(self, error: BpcalcError, place: int, length: int = 1) -> None:
        error.place = self.source.place(place, length)
        self.faults.append(error)

    def add_to(self, compiler: Compiler) -> None:
        """Add every step to the draft, in series."""
        before, value = "", BROKEN
        if self.start is not None:
            before, value = self.start[0], compiler.name(*self.start)
        for name, step in zip(self.names, self.steps, strict=True):
            value = add_step(compiler, name, step, value, before)
            before = name

    def read(self, tree: Tree, place: int) -> None:
        """Read `chain:`; every fault goes to `faults`."""
        if not isinstance(tree, Listing):
            if not (isinstance(tree, Mapping) and tree.broken):
                self.fault(
                    StructureError("a chain is a list", hint="its first item is where it starts, then a layer each: `- sigmoid`"),
                    place,
                )
            return
        if not tree.items:
            self.fault(
                StructureError("the chain is empty", hint="its first item is where it starts: a variable, constant or node"), place
            )
            return
        self.read_start(tree.items[0], tree.places[0])
        whole = Block(1, self.block(tree.items[1:], tree.places[1:], False))
        for of, what, most in (
            (lambda step: 1, "nodes", MOST_NODES),
            (ChainStep.operations, "operations, those inside of its steps counted", MOST_NODES),
            (ChainStep.characters, "characters of names and texts", MOST_CHARACTERS),
        ):
            if (total := whole.total(of)) > most:
                message = f"the chain has {total:,} {what}; at most {most:,} are made"
                self.fault(LimitError(message, hint="lower its repeat"), place)
                return
        self.name_all(whole)

    def read_start(self, tree: Tree, place: int) -> None:
        if isinstance(tree, str) and is_blank(tree):
            self.fault(StructureError(ONLY_UNDER_EXPECT, hint="write the name of a variable, constant or node"), place, len(tree))
        elif isinstance(tree, str) and re.fullmatch(r"\w+", tree):
            self.start = (tree, place)
        elif not (isinstance(tree, Listing | Mapping) and tree.broken):
            hint = "its first item is a variable, a constant or a node: `- x`"
            self.fault(StructureError("a chain starts with a name", hint=hint), place, len(tree) if isinstance(tree, str) else 1)

    def name_all(self, whole: Block) -> None:
        """affine1, sigmoid1, affine2: counted for each kind over the whole chain, steps with a name of their own included."""
        counts: Counter[str] = Counter()
        own: Counter[str] = Counter()
        for step in whole.unrolled():
            counts[step.kind] += 1
            name = f"{step.kind}{counts[step.kind]}"
            if step.own is not None:
                own[step.own] += 1
                name = f"{step.own}{own[step.own]}" if step.repeated else step.own
            self.steps.append(step)
            self.names.append(name)
            self.places.append(step.place if step.own is None else step.own_place)

    def block(self, items: list[Tree], places: Places, repeated: bool) -> list[ChainStep | Block]:
        read = [self.item(item, place, repeated) for item, place in zip(items, places, strict=True)]
        return [step for step in read if step is not None]

    def item(self, tree: Tree, place: int, repeated: bool) -> ChainStep | Block | None:
        if isinstance(tree, str):
            return self.text_step(tree, place, repeated)
        if isinstance(tree, Mapping) and not tree.broken:
            return (
                self.repeat(tree, place) if "repeat" in tree.keys or "steps" in tree.keys else self.call_step(tree, place, repeated)
            )
        if not isinstance(tree, Mapping | Listing) or not tree.broken:
            self.fault(StructureError("this is no step of a chain", hint=HOW_A_STEP_READS), place)
        return None

    def repeat(self, tree: Mapping, place: int) -> Block | None:
        for key, where in zip(tree.keys, tree.key_places, strict=True):
            if key not in ("repeat", "steps"):
                self.fault(
                    StructureError(f"unknown key '{key}' beside repeat", hint=did_you_mean(key, ("repeat", "steps"))),
                    where,
                    len(key),
                )
                return None
        missing = [key for key in ("repeat", "steps") if key not in tree.keys]
        if missing:
            hint = "`- repeat: 20` with `steps: [sigmoid]` below it"
            self.fault(StructureError(f"{missing[0]}: is missing", hint=hint), place)
            return None
        times, steps = tree.keys.index("repeat"), tree.keys.index("steps")
        listed = tree.values[steps]
        if not isinstance(listed, Listing) or not listed.items:
            if not (isinstance(listed, Listing | Mapping) and listed.broken):
                self.fault(StructureError("steps is a list of layers", hint="steps: [affine: [W, b], sigmoid]"), tree.places[steps])
            return None
        inside = self.block(listed.items, listed.places, True)
        try:
            return Block(whole_number(tree.values[times], "repeat", 1), inside)
        except BpcalcError as error:
            self.fault(error, tree.places[times])
            return None

    def text_step(self, text: str, place: int, repeated: bool) -> ChainStep | None:
        called = CALLED.match(text)
        if is_blank(text):
            self.fault(StructureError(ONLY_UNDER_EXPECT, hint=HOW_A_STEP_READS), place, len(text))
            return None
        if called is None:
            dotted = re.fullmatch(r"\s*(?:\w+\.)+(\w+)(?:\(\s*\))?\s*", text)  # np.exp, nn.ReLU()
            near = nearest(dotted[1], self.layer_names.makers) if dotted else None
            hint = f"write {near}" if near else HOW_A_STEP_READS
            self.fault(StructureError("this is no step of a chain", hint=hint), place, len(text))
            return None
        return self.step(called.group(1), place + called.start(1), None, repeated, text, place)

    def call_step(self, tree: Mapping, place: int, repeated: bool) -> ChainStep | None:
        """{affine: [W, b], name: score}: the name is taken out, the rest is a call as under nodes."""
        name = tree.keys.index("name") if "name" in tree.keys else None
        rest = [index for index in range(len(tree.keys)) if index != name]
        call = Mapping(*[[column[index] for index in rest] for column in (tree.keys, tree.key_places, tree.values, tree.places)])  # type: ignore[arg-type]
        own = None if name is None else (tree.values[name], tree.places[name])
        if own is not None and not isinstance(own[0], str):
            self.fault(NameFault("a name is a word", hint="name: score"), own[1])
            return None
        if not call.keys:
            self.fault(StructureError("this step has no layer", hint=HOW_A_STEP_READS), place)
            return None
        layer = self.layer_names.key_of(call.keys) or 0
        return self.step(call.keys[layer], call.key_places[layer], own, repeated, call, place)

    def step(self, layer: str, layer_place: int, own: tuple[Tree, int] | None, repeated: bool, tree: Tree, place: int) -> ChainStep:
        name, own_place = own if own is not None else (None, place)
        maker: Maker | None = None
        kind = layer
        try:
            if not self.layer_names.is_broken(layer):
                maker = self.layer_names.find(layer)
                kind = maker.name
        except LayerError as error:
            error.hint = self.way_out(layer, tree) or error.hint
            self.fault(error, layer_place, len(layer))
        return ChainStep(kind, name.strip() if isinstance(name, str) else None, own_place, repeated, tree, place, maker)

    def way_out(self, layer: str, tree: Tree) -> str | None:
        """The hint for a step that is no layer: a name before its layer, or a layer that has to be defined."""
        from backprop_cli.problem.foreign.names import definition_in_words, known_elsewhere

        inner = tree.values[0] if isinstance(tree, Mapping) and len(tree.keys) == 1 else None
        if isinstance(inner, Mapping) and inner.keys and inner.keys[0] in self.layer_names.makers:
            parts = [f"{key}: {yaml_text(value)}" for key, value in zip(inner.keys, inner.values, strict=True)]
            return f"write {{{', '.join(parts)}, name: {layer}}}"
        called = CALLED_WHOLE.fullmatch(inner) if isinstance(inner, str) else None
        if called and called[1] in self.layer_names.makers:
            return f"write {{{called[1]}: [{called[2] or ''}], name: {layer}}}"
        return definition_in_words(layer) if known_elsewhere(layer) else None


def add_step(compiler: Compiler, name: str, step: ChainStep, value: int, before: str) -> int:
    """Add one step; value, before: the reference and the name of what it continues."""
    if step.maker is None:
        return compiler.draft.add_broken(name, step.place)
    if isinstance(step.tree, Mapping):
        return add_call(compiler, name, step.tree, step.place, value, before)
    text = str(step.tree)
    if "(" in text:
        return compiler.step(name, text, step.place, value, before)
    try:
        check_inputs(step.maker, 1, True)
        return compiler.call(name, compiler.layer_names.make(step.maker, {}), [value], f"{text.strip()}({before})", step.place)
    except LayerError as error:
        compiler.fault(error, step.place, len(text))
        return compiler.draft.add_broken(name, step.place)
