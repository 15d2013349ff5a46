"""A graph as a tree in characters, where a picture would be too wide or ambiguous: from the output back, as the backward pass runs.

The input with the most behind it goes straight on below, the others hang from the line of their reader, so that a chain needs no
indentation. A value that several read is opened at its last mention, after all that comes back to it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from backprop_cli.phrases import say
from backprop_cli.picture.scene import OPERATION, Scene
from backprop_cli.render.cells import escaped
from backprop_cli.render.paint import Paint
from backprop_cli.render.picture.canvas import cell_count
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style, first_and_last, left_out_note

GAP = "   "
ASCII = str.maketrans({"●": "o", "├": "+", "╰": "+", "│": "|", "─": "-", "←": "<"})
LONGEST_SUM = 60  # characters: there is room for longer sums than in a picture


class Branch(NamedTuple):
    """A mention of an item. wire: the line along which it is read; opened: whether what is behind it follows here."""

    wire: int
    opened: bool


class Tree:
    """What hangs from each operation, in order, and which input goes straight on below it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inputs: list[list[int]] = [[] for _ in scene.items]
        for index, wire in enumerate(scene.wires):
            self.inputs[wire.reader].append(index)
        self.left = [len(wires) for wires in scene.readings]
        self.hanging: list[list[Branch]] = [[] for _ in scene.items]
        self.straight: dict[int, int] = {}  # reader → wire
        self.roots: list[Branch] = []
        self.grow(self.heaviest())

    def heaviest(self) -> list[int | None]:
        """For each item the wire to the input with the most behind it, where one has anything behind it."""
        behind = [0.0] * len(self.inputs)  # counted once for every way that leads there; floats: there may be 2**1000 ways
        heaviest: list[int | None] = []
        for place, wires in enumerate(self.inputs):
            behind[place] = sum((1 + behind[self.scene.wires[wire].source] for wire in wires), 0.0)
            worked = [wire for wire in wires if behind[self.scene.wires[wire].source]]
            heaviest.append(max(worked, key=lambda wire: behind[self.scene.wires[wire].source], default=None))
        return heaviest

    def grow(self, heaviest: list[int | None]) -> None:
        """Mention every reading once, each item's inputs after all that reads it."""
        waiting = [(wire, False) for place, wires in enumerate(self.inputs) for wire in wires if self.is_end(place)]
        while waiting:
            wire, straight = waiting.pop()
            line = self.scene.wires[wire]
            self.left[line.source] -= 1
            opened = not self.left[line.source]
            if self.is_end(line.reader):
                self.roots.append(Branch(wire, opened))
            elif straight and opened:
                self.straight[line.reader] = wire
            else:
                self.hanging[line.reader].append(Branch(wire, opened))
            if opened:
                last = heaviest[line.source]
                others = [own for own in self.inputs[line.source] if own != last]
                waiting += [] if last is None else [(last, True)]
                waiting += [(own, False) for own in reversed(others)]

    def is_end(self, place: int) -> bool:
        return self.scene.items[place].kind != OPERATION

    def lines(self) -> Iterator[tuple[str, int, bool]]:
        """Each mention from top to bottom: its indentation, its wire, whether it is opened here."""
        waiting = [("", "", branch) for branch in reversed(self.roots)]
        while waiting:
            indent, bullet, branch = waiting.pop()
            place = self.scene.wires[branch.wire].source
            opened = branch.opened and bool(self.inputs[place])
            yield indent + bullet + "● " * opened, branch.wire, branch.opened
            if opened:
                within = indent + {"": "", "├─ ": "│  ", "╰─ ": "   "}[bullet]
                waiting += self.below(place, within)[::-1]

    def below(self, place: int, indent: str) -> list[tuple[str, str, Branch]]:
        """What follows an opened item: what hangs from it, then what goes straight on."""
        hanging, straight = self.hanging[place], self.straight.get(place)
        found = [(indent, "├─ ", branch) for branch in hanging]
        if straight is not None:
            return [*found, (indent, "", Branch(straight, True))]
        return [*found[:-1], *((indent, "╰─ ", branch) for _, _, branch in found[-1:])]


def row(scene: Scene, labels: Labels, mention: tuple[str, int, bool]) -> tuple[str, str, str, str]:
    """A line of the tree: name and value, what comes back, a remark, the expression."""
    indent, wire, opened = mention
    line = scene.wires[wire]
    item = scene.items[line.source]
    value = f"{escaped(item.name)} {'' if scene.graph.shape(item.number) else '= '}{labels.value(item.number)}"
    whole = opened and len(scene.readings[line.source]) > 1
    back = labels.total(line.source, LONGEST_SUM) if whole else labels.returned(line)
    expression = escaped(scene.graph.expression(item.number)) if opened and item.kind == OPERATION else ""
    return indent + value, f"← {back}" if back else "", "" if opened else f"  {say('(further down)')}", expression


def tree_lines(scene: Scene, labels: Labels, style: Style) -> Iterator[str]:
    """The lines of the tree, painted; of a long one the first and the last."""
    mentions, between, last = first_and_last(Tree(scene).lines(), style.full)
    first = [row(scene, labels, mention) for mention in mentions]
    rest = [row(scene, labels, mention) for mention in last]
    wide = [max(cell_count(part) for part in column) for column in zip(*first, *rest, strict=True)]
    paint = Paint(style)
    shown = [drawn(parts, wide, paint, style) for parts in first]
    yield from shown
    if between:
        yield "...\n"
        yield from (drawn(parts, wide, paint, style) for parts in rest)
        yield from (f"\n{note}\n" for note in left_out_note(between, say("lines")))


def drawn(parts: tuple[str, str, str, str], wide: list[int], paint: Paint, style: Style) -> str:
    """One line, its columns below those of the others; without the expression where that would pass the terminal's edge."""
    name, back, remark, expression = (part.translate(ASCII) if style.ascii and k < 2 else part for k, part in enumerate(parts))
    beside = cell_count(back + remark)
    text = name + " " * (wide[0] - cell_count(name)) + GAP + paint.text(back, "bold red") + remark
    if expression and wide[0] + wide[1] + 2 * len(GAP) + cell_count(expression) <= (style.width or 1 << 30):
        text += " " * (max(wide[1], beside) - beside) + GAP + expression
    return text.rstrip() + "\n"
