"""A picture in characters: a line with the forward value above and the gradient, which runs to the left, below."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from backprop_cli.picture.layout import MOST, Layout, layout_of
from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.scene import AHEAD, CONSTANT, CUT, OPERATION
from backprop_cli.render.paint import Paint
from backprop_cli.render.picture.canvas import DOWN, LEFT, RIGHT, UP, Canvas, Owner, cells
from backprop_cli.render.picture.grid import Grid, Measure
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.table import title_lines
from backprop_cli.report.rows import Style

DIM, GRADIENT = "dim", "bold red"
PIPE = 200  # columns: in a pipe a picture that is wider becomes a tree
SVG = "-f svg draws it"
PARTS = "--around NODE --hops N draws a part, --wrt NAME what lies on the way"


class Sheet(Grid):
    """A layout on a canvas: everything is measured in cells."""

    def __init__(self, layout: Layout, labels: Labels) -> None:
        self.boxes = [box(labels, place) for place in range(len(layout.scene.items))]
        self.canvas = Canvas(labels.style.ascii)
        super().__init__(layout, labels, Measure(lambda place: cells(self.boxes[place]), cells, back_wide, 1, 2, 1))

    def box_at(self, place: int) -> int:
        return int(self.left(place))

    def row(self, place: int) -> int:
        return self.layout.rows[place] + 1

    def draw(self) -> Canvas:
        for place in range(len(self.boxes)):
            self.draw_item(place)
        for (place, wire), texts in self.texts.items():
            self.draw_texts(place, wire, texts)
        for wire in range(len(self.scene.wires)):
            self.draw_wire(wire)
        for turn in self.layout.tracks.all():
            if turn.place < len(self.boxes) and self.layout.branches(turn.place):
                self.draw_fork(turn.place, turn.top() + 1, turn.bottom() + 1)
        return self.canvas

    def draw_item(self, place: int) -> None:
        look = DIM if self.scene.items[place].kind in (CONSTANT, CUT) else ""
        text = self.boxes[place]
        skipped = len(text) - len(text.lstrip())
        self.canvas.text(self.box_at(place) + skipped, self.row(place), text.lstrip(), look)

    def draw_texts(self, place: int, wire: int, texts: tuple[str, str]) -> None:
        """The value in the middle of its column above the line, the gradient below."""
        spot = self.spot(place, wire)
        above, below = texts
        name, equals, value = above.rpartition(" = ")
        start = int(spot.x + (spot.wide - cells(above)) // 2)
        self.canvas.text(start, spot.row, name + equals, DIM)
        self.canvas.text(start + cells(name + equals), spot.row, value)
        if below:
            start = int(spot.x + (spot.wide - back_wide(below)) // 2)
            self.canvas.sign(start, spot.row + 2, "←", GRADIENT)
            self.canvas.text(start + 1, spot.row + 2, f" {below}", GRADIENT)

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
                x = int(self.track(station + index, self.layout.tracks.at[place]))
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
            return self.box_at(place) + cells(self.boxes[place])
        return int(self.behind_at[self.layout.station(place)])

    def enter(self, wire: int, start: int, row: int, owner: Owner) -> None:
        """The end of a line: an arrow from the left, or from above or below into the middle of the node."""
        reader = self.scene.wires[wire].reader
        left, target = self.box_at(reader), self.row(reader)
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
        x = int(self.track(self.layout.station(place), self.layout.tracks.at[place]))
        self.canvas.across(self.begin(place), x - 1, self.row(place), ("stub", place))
        self.canvas.upright(x, top, bottom, owner)
        self.canvas.mark(x, self.row(place), LEFT, owner)
        self.canvas.dot(x, self.row(place), owner)


def box(labels: Labels, place: int) -> str:
    """A node in its parentheses, a name, or, behind the arrow that leads there, a blank and a name."""
    item = labels.scene.items[place]
    if item.kind == OPERATION:
        return f"({labels.inside(item)})"
    return " " * (item.kind in AHEAD) + labels.name(item)


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
        from backprop_cli.render.picture.tree import tree_lines

        labels.notes.append(f"shown as a tree: {reason.message}; {reason.hint or PARTS}")
        yield from tree_lines(labels.scene, labels, style)


def fitting(labels: Labels) -> Canvas:
    """The picture. Raises NoPlace where it would be ambiguous, too large or too wide."""
    count, room = labels.scene.operations(), labels.style.width
    if count > MOST:
        raise NoPlace(f"of {count:,} operations nobody sees a picture")
    canvas = sheet(labels)
    if canvas.wide() > (room or PIPE):
        told = f"more than {PIPE}" if room is None else f"the terminal has {room}"
        raise NoPlace(f"the picture is {canvas.wide()} columns wide, {told}", hint=SVG)
    return canvas
