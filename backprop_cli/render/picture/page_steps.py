"""The steps of a page, forward and back, as sentences, and for each line of the picture its labels and when they appear."""

from collections.abc import Iterator, Sequence
from typing import Any

from backprop_cli.engine import Pass
from backprop_cli.phrases import say
from backprop_cli.picture.scene import BEYOND, OPERATION, OUTPUT, Scene, SceneItem, Wire
from backprop_cli.render.picture.page_words import Place, Sentences, Words, filled_in
from backprop_cli.report.rule_names import is_inner

Data = dict[str, Any]


class Steps:
    """The steps of a page: what each says, which node is at work, and when each line of the picture gets its numbers."""

    def __init__(self, scene: Scene, done: Pass | None) -> None:
        self.scene = scene
        self.done = done
        self.words = Sentences(scene.graph, scene.values)
        self.operations = [item.number for item in scene.items if item.kind == OPERATION]
        self.beginning_at = len(self.operations) + 1
        self.positions = {item.number: position for position, item in enumerate(scene.items) if item.kind not in (OUTPUT, BEYOND)}
        self.back = {(self.item(wire.reader).number, wire.argument) for wire in scene.wires if self.is_back(wire)}

    def item(self, position: int) -> SceneItem:
        return self.scene.items[position]

    def lines(self, position: int) -> Iterator[Wire]:
        """The lines that leave an item."""
        return map(self.scene.wires.__getitem__, self.scene.readings[position])

    def is_back(self, wire: Wire) -> bool:
        """Whether a node sends something back along a line."""
        return wire.gradient is not None and self.item(wire.reader).kind not in (OUTPUT, BEYOND)

    def data(self) -> Data:
        steps: list[Data] = [{"node": None, "words": self.given()}]
        ahead = say("Forward: {step}")
        steps += [{"node": node, "words": filled_in(ahead, step=self.words.forward(node))} for node in self.operations]
        if self.done is not None:
            steps.append({"node": self.scene.output, "words": self.beginning()})
            steps += [{"node": node, "words": self.backward(node)} for node in reversed(self.operations)]
        stubs = {position: self.stub(position) for position, lines in enumerate(self.scene.readings) if len(lines) > 1}
        return {"steps": steps, "lines": list(map(self.line, self.scene.wires)), "stubs": stubs}

    def given(self) -> Words:
        """What is there before the first step."""
        words: Words = []
        for item in self.scene.items:
            if item.kind not in (OPERATION, OUTPUT, BEYOND):
                words += [*([", "] if words else []), *self.words.known(item.number)]
        return filled_in(say("Given: {values}"), values=words)

    def beginning(self) -> Words:
        """The output's own gradient."""
        name, output = self.words.name(self.scene.output), self.scene.output
        if not self.scene.graph.shape(output) and self.done is not None and self.done.upstream == 1.0:
            equation: Words = [f"∂{name}/∂{name} = ", ["g", output]]
            return filled_in(say("Backward: {equation}, where the backward pass begins"), equation=equation)
        return filled_in(say("Backward: the given gradient of {name} is {gradient}"), name=[name], gradient=[["g", output]])

    def backward(self, node: int) -> Words:
        """What a node sends back, input by input, with the sum for each name that several read."""
        words: Words = []
        for argument, source in enumerate(self.scene.graph.sources(node)):
            if (node, argument) in self.back:
                words += ["; "] * bool(words) + [*self.words.sent(node, argument), *self.so_far(source, node, argument)]
        if not words:
            return filled_in(say("Backward: {name} sends nothing back"), name=[self.words.name(node)])
        return filled_in(say("Backward: {step}"), step=words)

    def so_far(self, source: int, node: int, argument: int) -> Words:
        """x so far: 3 + 4 = 7, 1 more to come; x in all: 3 + 4 + 4 = 11."""
        order = self.arrivals(source)
        if len(order) < 2 or self.scene.graph.shape(source) or self.positions[source] in self.scene.partial:
            return []
        count = order.index((node, argument)) + 1
        name: Words = [self.words.name(source)]
        added: Words = [["+", *map(list, order[:count])]]
        if count == len(order):
            return filled_in(say("; {name} in all: {sum}"), name=name, sum=added)
        return filled_in(say("; {name} so far: {sum}, {count} more to come"), name=name, sum=added, count=[str(len(order) - count)])

    def arrivals(self, source: int) -> list[tuple[int, int]]:
        """What comes back to a value, in the order in which it comes."""
        back = [(self.item(wire.reader).number, wire.argument) for wire in self.lines(self.positions[source]) if self.is_back(wire)]
        return sorted(back, key=lambda reading: (-reading[0], reading[1]))

    def known_at(self, number: int) -> int:
        """The step from which on a value stands there."""
        return self.operations.index(number) + 1 if number in self.operations else 0

    def sent_at(self, node: int) -> int:
        """The step of the backward pass at which a node is at work."""
        return self.beginning_at + len(self.operations) - self.operations.index(node)

    def line(self, wire: Wire) -> Data:
        """One line of the picture: its labels, when their numbers come, what is said of it, and what is spoken."""
        number, reader = self.item(wire.source).number, self.item(wire.reader)
        branch = len(self.scene.readings[wire.source]) > 1
        at = {"value": self.known_at(number), "begins": [["v", number]] if branch else self.begins(self.item(wire.source))}
        known = self.words.known(number)
        if reader.kind == OUTPUT and self.done is not None:
            back: Place = ["g", number]
            words = filled_in(say("{value}, gradient {gradient}"), value=known, gradient=[back])
            spoken = filled_in(say("{value}, the output"), value=words)
            return {**at, "returned": [back], "back": self.beginning_at, "words": words, "spoken": spoken}
        if not self.is_back(wire):
            to = say("the output") if reader.kind == OUTPUT else self.words.name(reader.number)
            return {**at, "words": known, "spoken": filled_in(say("{value}, to {name}"), value=known, name=[to])}
        back = ["s", reader.number, wire.argument]
        phrase = say("{value}, to {name}, gradient back {gradient}")
        spoken = filled_in(phrase, value=known, name=[self.words.name(reader.number)], gradient=[back])
        edge = self.words.edge(reader.number, wire.argument)
        return {**at, "returned": [back], "back": self.sent_at(reader.number), "words": edge, "spoken": spoken}

    def begins(self, item: SceneItem) -> Words:
        """The label above a line where it begins: the value, with the name of a node that has one."""
        named = self.scene.graph.is_node(item.number) and not is_inner(self.scene.graph, item.number)
        if not named:
            return [["v", item.number]]
        return [f"{self.words.name(item.number)} {'' if self.scene.graph.shape(item.number) else '= '}", ["v", item.number]]

    def stub(self, position: int) -> Data:
        """The line before a value's branches: its sum comes with the last part of it."""
        item = self.item(position)
        back = [(self.item(wire.reader).number, wire.argument) for wire in self.lines(position) if self.is_back(wire)]
        at = {"value": self.known_at(item.number), "begins": self.begins(item)}
        if not back or position in self.scene.partial:
            return {**at, "words": self.words.known(item.number), "spoken": self.words.known(item.number)}
        total: Words = [self.all_of(item.number, back)]
        phrase = say("{value}, gradient in all {gradient}")
        words = filled_in(phrase, value=self.words.known(item.number), gradient=total)
        return {**at, "returned": total, "back": self.sent_at(min(node for node, _ in back)), "words": words, "spoken": words}

    def all_of(self, number: int, parts: Sequence[tuple[int, int]]) -> Place:
        """A gradient as the sum of its parts; of an array, or of one part, just the gradient."""
        return ["g", number] if len(parts) < 2 or self.scene.graph.shape(number) else ["+", *map(list, parts)]
