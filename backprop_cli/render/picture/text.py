"""A picture in characters: a line with the forward value above and the gradient, which runs to the left, below."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from backprop_cli.picture.layout import MOST, Layout, layout_of
from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.scene import AHEAD, CONSTANT, CUT, OPERATION
from backprop_cli.render.paint import Paint
from backprop_cli.render.picture.canvas import DOWN, LEFT, RIGHT, UP, Canvas, Owner, cells
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.tree import tree_lines
from backprop_cli.render.table import title_lines
from backprop_cli.report.rows import Style

DIM, GRADIENT = "dim", "bold red"
PIPE = 200  # columns: in a pipe a picture that is wider becomes a tree
SVG = "-f svg draws it"
PARTS = "--around NODE --hops N draws a part, --wrt NAME what lies on the way"


class Sheet:
    """A layout on a canvas: how wide everything is, where the columns begin, and the lines."""

    def __init__(self, layout: Layout, labels: Labels) -> None:
        self.layout = layout
        self.scene = layout.scene
        self.labels = labels
        self.canvas = Canvas(labels.style.ascii)
        self.boxes = [self.box(place) for place in range(len(self.scene.items))]
        self.set_columns()

    def box(self, place: int) -> str:
        item = self.scene.items[place]
        if item.kind == OPERATION:
            return f"({self.labels.inside(item)})"
        return " " * (item.kind in AHEAD) + self.labels.name(item)

    def behind(self, place: int) -> tuple[str, str]:
        """The texts above and below the line that leaves an item."""
        item = self.scene.items[place]
        if item.kind in AHEAD:
            return "", ""
        below = self.labels.total(place) if self.layout.branches(place) else self.returned_by(place)
        return self.labels.begins(item), below

    def returned_by(self, place: int) -> str:
        return self.labels.returned(self.scene.wires[self.scene.readings[place][0]])

    def before(self, wire: int) -> tuple[str, str]:
        """The texts at one of several lines, where it ends."""
        line = self.scene.wires[wire]
        return self.labels.value(self.scene.items[line.source].number), self.labels.returned(line)

    def set_columns(self) -> None:
        """How wide each column is, and in which cell it begins."""
        stations = range(len(self.layout.columns.stations))
        self.texts = {(place, -1): self.behind(place) for place in range(len(self.boxes))}
        ends = [wire for wire, line in enumerate(self.scene.wires) if self.layout.branches(line.source)]
        self.texts |= {(self.scene.wires[wire].reader, wire): self.before(wire) for wire in ends}
        self.item_wide, self.behind_wide, self.before_wide = ([0 for _ in stations] for _ in range(3))
        for (place, wire), texts in self.texts.items():
            station = self.layout.station(place)
            wide = self.behind_wide if wire < 0 else self.before_wide
            wide[station] = max(wide[station], cells(texts[0]), back_wide(texts[1]))
            self.item_wide[station] = max(self.item_wide[station], cells(self.boxes[place]))
        self.before_at: list[int] = []
        self.item_at: list[int] = []
        self.behind_at: list[int] = []
        x = 0
        for station in stations:
            x = self.set_station(station, x)

    def set_station(self, station: int, x: int) -> int:
        """Where the columns of a station begin; the cell in which the next station does."""
        self.before_at.append(x)
        x += self.before_wide[station] + (self.before_wide[station] > 0)
        self.item_at.append(x)
        x += self.item_wide[station] + 1
        self.behind_at.append(x)
        count = self.layout.tracks.counts[station]
        self_wide = self.behind_wide[station]
        return x + self_wide + (2 * count + 1 if count else 1) - (not self_wide)

    def track(self, station: int, track: int) -> int:
        wide = self.behind_wide[station]
        return self.behind_at[station] + wide + (wide > 0) + 2 * track

    def left(self, place: int) -> int:
        """Where the box of an item begins: circles in the middle of their column, names at its right, ends at its left."""
        station = self.layout.station(place)
        room = self.item_wide[station] - cells(self.boxes[place])
        kind = self.scene.items[place].kind
        return self.item_at[station] + (room // 2 if kind == OPERATION else 0 if kind in AHEAD else room)

    def row(self, place: int) -> int:
        return self.layout.rows[place] + 1

    def draw(self) -> Canvas:
        for place in range(len(self.boxes)):
            self.draw_item(place)
        for (place, wire), texts in self.texts.items():
            self.draw_texts(place, wire, texts)
        for wire in range(len(self.scene.wires)):
            self.draw_wire(wire)
        for turn in [turn for turns in self.layout.tracks.turns for turn in turns]:
            if turn.place < len(self.boxes) and self.layout.branches(turn.place):
                self.draw_fork(turn.place, turn.top() + 1, turn.bottom() + 1)
        return self.canvas

    def draw_item(self, place: int) -> None:
        look = DIM if self.scene.items[place].kind in (CONSTANT, CUT) else ""
        text = self.boxes[place]
        skipped = len(text) - len(text.lstrip())
        self.canvas.text(self.left(place) + skipped, self.row(place), text.lstrip(), look)

    def draw_texts(self, place: int, wire: int, texts: tuple[str, str]) -> None:
        """The value in the middle of its column above the line, the gradient below."""
        station = self.layout.station(place)
        x, wide = self.behind_at[station], self.behind_wide[station]
        row = self.row(place)
        if wire >= 0:
            x, wide, row = self.before_at[station], self.before_wide[station], self.layout.entry(wire) + 1
        name, equals, _ = texts[0].partition(" = ")
        start = x + (wide - cells(texts[0])) // 2
        self.canvas.text(start, row - 1, texts[0][: len(name + equals)] if equals else "", DIM)
        self.canvas.text(start + cells(name + equals) * bool(equals), row - 1, texts[0][len(name + equals) :] if equals else name)
        if texts[1]:
            start = x + (wide - back_wide(texts[1])) // 2
            self.canvas.sign(start, row + 1, "←", GRADIENT)
            self.canvas.text(start + 1, row + 1, f" {texts[1]}", GRADIENT)

    def draw_wire(self, wire: int) -> None:
        """One line from where it leaves its item, or the fork behind it, to its reader."""
        line = self.scene.wires[wire]
        owner: Owner = ("wire", wire)
        run = self.layout.levels.runs[wire]
        rows = [self.row(place) for place in run]
        start = self.begin(line.source)
        station = self.layout.station(line.source)
        for index, (row, onward) in enumerate(pairwise(rows)):
            place = run[index]
            if place in self.layout.tracks.at:
                x = self.track(station + index, self.layout.tracks.at[place])
                if index == 0 and self.layout.branches(place):
                    self.canvas.mark(x, onward, RIGHT, ("fork", place))
                else:
                    self.canvas.across(start, x - 1, row, owner)
                    self.canvas.mark(x, row, LEFT, owner)
                    self.canvas.upright(x, row, onward, owner)
                    self.canvas.mark(x, onward, RIGHT, owner)
                start = x + 1
        self.enter(wire, start, rows[-1], owner)

    def begin(self, place: int) -> int:
        """The cell in which the line out of an item begins: at a circle's rim, and a blank behind a name."""
        if self.scene.items[place].kind == OPERATION:
            return self.left(place) + cells(self.boxes[place])
        return self.behind_at[self.layout.station(place)]

    def enter(self, wire: int, start: int, row: int, owner: Owner) -> None:
        """The end of a line: an arrow from the left, or from above or below into the middle of the node."""
        reader = self.scene.wires[wire].reader
        left, target = self.left(reader), self.row(reader)
        if row == target:
            self.canvas.across(start, left - 2, row, owner)
            self.canvas.sign(left - 1, row, "▶")
            return
        x = left + cells(self.boxes[reader]) // 2
        beside, sign, towards = (target - 1, "▼", DOWN) if row < target else (target + 1, "▲", UP)
        way: Owner = (sign, reader)
        self.canvas.across(start, x - 1, row, owner)
        self.canvas.mark(x, row, LEFT | towards, way)
        step = 1 if row < target else -1
        for y in range(row + step, beside, step):
            self.canvas.mark(x, y, UP | DOWN, way)
        if (beside, x) not in self.canvas.solid:
            self.canvas.sign(x, beside, sign)

    def draw_fork(self, place: int, top: int, bottom: int) -> None:
        """The dot behind an item that several read, and the piece from which their lines leave."""
        owner: Owner = ("fork", place)
        x = self.track(self.layout.station(place), self.layout.tracks.at[place])
        self.canvas.across(self.begin(place), x - 1, self.row(place), ("stub", place))
        self.canvas.upright(x, top, bottom, owner)
        self.canvas.mark(x, self.row(place), LEFT, owner)
        self.canvas.dot(x, self.row(place), owner)


def back_wide(text: str) -> int:
    """The cells of a gradient with its arrow."""
    return cells(text) + 2 if text else 0


def sheet(labels: Labels) -> Canvas:
    """The picture on its canvas. Raises NoPlace where it would be ambiguous."""
    return Sheet(layout_of(labels.scene), labels).draw()


def rows_of_text(canvas: Canvas, style: Style) -> Iterator[str]:
    """The lines of a picture, painted where colours are wanted."""
    paint = Paint(style)
    for row in canvas.drawn():
        parts = groupby(row, key=lambda cell: cell[1])
        yield "".join(paint.text("".join(character for character, _ in part), look) for look, part in parts) + "\n"


def text(labels: Labels) -> Iterator[str]:
    """The problem's title, and the picture; a tree, and a note that says why, where the picture would not do."""
    style, problem = labels.style, labels.scene.problem
    headed = False
    for lines in title_lines(problem.title, problem.description, style):
        headed = True
        yield lines
    yield "\n" * headed
    try:
        yield from rows_of_text(fitting(labels), style)
    except NoPlace as reason:
        labels.notes.append(f"shown as a tree: {reason.message}; {reason.hint or SVG}")
        yield from tree_lines(labels.scene, labels, style)


def fitting(labels: Labels) -> Canvas:
    """The picture. Raises NoPlace where it would be ambiguous, too large or too wide."""
    count, room = labels.scene.operations(), labels.style.width
    if count > MOST:
        raise NoPlace(f"of {count:,} operations nobody sees a picture", hint=PARTS)
    canvas = sheet(labels)
    if canvas.wide() > (room or PIPE):
        told = f"more than {PIPE}" if room is None else f"the terminal has {room}"
        raise NoPlace(f"the picture is {canvas.wide()} columns wide, {told}")
    return canvas
