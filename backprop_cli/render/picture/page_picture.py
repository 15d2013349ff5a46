"""The SVG of a page: the same picture, in groups that can be reached and told apart, with room for numbers that move."""

from collections.abc import Iterator

from backprop_cli.picture.layout import Layout
from backprop_cli.picture.scene import OPERATION
from backprop_cli.render.picture.advance import advance
from backprop_cli.render.picture.grid import STUB
from backprop_cli.render.picture.labels import LONGEST_SUM, Labels
from backprop_cli.render.picture.svg import VALUE, PixelSheet, clear_layout, document

DIGITS = 11  # a label has room for so many where its number can be moved


def picture(labels: Labels, moves: bool) -> str:
    """The picture. moves: whether its numbers can be moved. Raises UsageError as the SVG does.

    The whole is a group and no image, for nothing inside of an image can be reached. Each line is a <g data-line="wire">, the line
    before a value's branches a <g data-stub="item">, with texts of the classes `value` and `grad`, the latter within the class
    `returns`; what is drawn for a node is a <g data-node="number">. page.js gives the lines their spoken names.
    """
    sheet = PageSheet(clear_layout(labels.scene), labels, moves)
    return document(sheet).replace('role="img"', 'role="group"', 1)


class PageSheet(PixelSheet):
    """A layout in pixels whose parts are grouped by line and node."""

    def __init__(self, layout: Layout, labels: Labels, moves: bool) -> None:
        self.moves = moves
        super().__init__(layout, labels)

    def value_wide(self, text: str) -> float:
        name, equals, _ = text.rpartition(" = ")
        return max(super().value_wide(text), self.room(DIGITS) + (super().value_wide(name + equals) if equals else 0.0))

    def gradient_wide(self, text: str) -> float:
        return max(super().gradient_wide(text), self.room(LONGEST_SUM if " = " in text else DIGITS)) if text else 0.0

    def room(self, digits: int) -> float:
        return advance("0" * digits, VALUE, bold=True) if self.moves else 0.0

    def draw(self) -> Iterator[str]:
        for wire, line in enumerate(self.scene.wires):
            forked = self.layout.branches(line.source)
            label = self.label(line.reader, wire, self.texts[line.reader, wire]) if forked else self.behind_label(line.source)
            yield from group("line", wire, [*self.wire(wire), *label])
        for place, item in enumerate(self.items):
            if self.layout.branches(place):
                yield from group("stub", place, [*self.fork(place), *self.behind_label(place)])
            if item.kind == OPERATION:
                yield f'<g data-node="{item.number}">'
                yield from self.item(place)
                yield "</g>"
            else:
                yield from self.item(place)

    def behind_label(self, place: int) -> Iterator[str]:
        return self.label(place, STUB, self.texts[place, STUB])

    def label(self, place: int, wire: int, texts: tuple[str, str]) -> Iterator[str]:
        parts = list(super().label(place, wire, texts))
        value = [part for part in parts if part.startswith('<text class="value"')]
        back = [part for part in parts if part not in value]
        yield from value
        if back:
            yield from ['<g class="returns">', *back, "</g>"]


def group(kind: str, key: int, parts: list[str]) -> Iterator[str]:
    yield f'<g data-{kind}="{key}">'
    yield from parts
    yield "</g>"
