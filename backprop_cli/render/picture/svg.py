"""A picture as SVG: one file without script, font or link, light or dark as the reader's system is."""

import re
from collections.abc import Iterator
from html import escape
from zlib import crc32

from backprop_cli.errors import UsageError
from backprop_cli.phrases import say
from backprop_cli.picture.layout import MOST, Layout, layout_of
from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.scene import AHEAD, CONSTANT, CUT, OPERATION, OUTPUT, Scene
from backprop_cli.render.picture.advance import advance
from backprop_cli.render.picture.grid import Measures, PictureGrid
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.svg_path import Point, arrow, rounded_path

ROW, EDGE = 14.5, 24.0  # pixels: of a row of the layout, four of which lie between lines with text; around the picture
RADIUS, PORTS = 17.0, 14.0  # of a circle with a sign; between lines that enter a box from one side
GAP, TRACK = 12.0, 12.0
VALUE, NAME, SIGN = 13.0, 14.0, 16.0  # sizes of fonts
BACK = 9.0  # how far below its line the arrow of a gradient runs
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML, even as entities
MINUS = re.compile(r"(?<!\de)-")
FONTS = 'system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK KR","Malgun Gothic",sans-serif'
LIGHT = (
    ("text", f"font-family:{FONTS};fill:#1b1f24"),
    (".bg", "fill:#ffffff"),
    (".edge", "stroke:#57606a;fill:none;stroke-width:1.4"),
    (".head", "fill:#57606a"),
    (".const", "stroke-dasharray:5 3"),
    (".node", "fill:#f6f8fa;stroke:#24292f;stroke-width:1.5"),
    (".op", f"font-size:{SIGN:g}px;text-anchor:middle"),
    (".word", f"font-size:{VALUE:g}px;text-anchor:middle"),
    (".name", f"font-size:{NAME:g}px;text-anchor:end"),
    (".out", f"font-size:{NAME:g}px;text-anchor:start;font-weight:600"),
    (".value", f"font-size:{VALUE:g}px;text-anchor:middle"),
    (".grad", f"font-size:{VALUE:g}px;text-anchor:middle;font-weight:700;fill:#b42318"),
    (".back", "stroke:#b42318;stroke-width:2.6;fill:none"),
    (".bhead", "fill:#b42318"),
    (".dot", "fill:#24292f"),
    (".who", "fill:#57606a"),
    (".quiet", "fill:#57606a;font-style:italic"),
)
DARK = (
    ("text", "fill:#e6edf3"), (".bg", "fill:#0d1117"), (".edge", "stroke:#9198a1"), (".head", "fill:#9198a1"),
    (".node", "fill:#161b22;stroke:#d1d7e0"), (".grad", "fill:#ff9a8f"), (".back", "stroke:#ff9a8f"), (".bhead", "fill:#ff9a8f"),
    (".dot", "fill:#d1d7e0"), (".who", "fill:#9198a1"), (".quiet", "fill:#9198a1"),
)  # fmt: skip


def text(labels: Labels) -> Iterator[str]:
    """The file. Raises UsageError for a graph of which nobody would read a picture, or that has none."""
    ascii, labels.style = labels.style.ascii, labels.style._replace(ascii=False)
    drawn = document(PixelSheet(clear_layout(labels.scene), labels))
    yield drawn.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii else drawn


def clear_layout(scene: Scene) -> Layout:
    """A place for everything. Raises UsageError for a graph of which nobody would read a picture, or that has none."""
    count = scene.operations()
    ways = "--around NODE --hops N draws a part, --wrt NAME what lies on the way, -f dot leaves the places to Graphviz"
    if count > MOST:
        raise UsageError(f"a picture holds up to {MOST} operations, and this graph has {count:,}", hint=ways)
    try:
        return layout_of(scene)
    except NoPlace as reason:
        raise UsageError(f"there is no clear picture of this graph: {reason.message}", hint=ways) from None


def document(sheet: "PixelSheet") -> str:
    body = "".join(f"{part}\n" for part in sheet.draw())
    wide, high = sheet.end + 2 * EDGE, (max(sheet.layout.rows) * ROW) + 2 * EDGE + sheet.below
    title = sheet.scene.problem.title or say("A computational graph")
    words = f'<title id="TITLE">{xml_text(title)}</title><desc id="DESC">{xml_text(described(sheet))}</desc>'
    size = f'width="{wide:.0f}" height="{high:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}"'
    prefix = f"bp{crc32((words + body).encode('utf-8', 'replace')):08x}"  # two pictures in one page leave each other alone
    words = words.replace("TITLE", f"{prefix}t", 1).replace("DESC", f"{prefix}d", 1)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" class="{prefix}" {size} role="img" aria-labelledby="{prefix}t {prefix}d">'
    panel = '<rect class="bg" width="100%" height="100%" rx="6"/>'
    return f"{start}{words}\n<style>\n{style(prefix)}</style>\n{panel}\n{body}</svg>\n"


def style(prefix: str) -> str:
    """The colours as plain classes, which every renderer knows, and one block for dark systems."""
    light, dark = ("".join(f".{prefix} {name}{{{look}}}\n" for name, look in rows) for rows in (LIGHT, DARK))
    return f"{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n"


def described(sheet: "PixelSheet") -> str:
    """Every name with its value and gradient, for those who hear the picture."""
    parts = []
    for place, item in enumerate(sheet.scene.items):
        if item.kind not in AHEAD:
            value, back = sheet.behind(place)
            named = value if value.startswith(item.name) else f"{item.name} {value}"
            parts.append(say("{value}, gradient {gradient}", value=named, gradient=back) if back else named)
    return with_minus("; ".join(parts))


def xml_text(text: str) -> str:
    """A text as XML has it."""
    return escape(FORBIDDEN.sub("", text))


def with_minus(text: str) -> str:
    """With the sign of mathematics for minus; not inside 1e-9."""
    return MINUS.sub("−", text)


class PixelSheet(PictureGrid):
    """A layout in pixels. below: how much the last row needs below its line."""

    below = 10.0

    def __init__(self, layout: Layout, labels: Labels) -> None:
        self.inside = [self.words(labels, place) for place in range(len(layout.scene.items))]
        self.ports = [self.sides(layout, place) for place in range(len(layout.scene.items))]
        measure = Measures(self.box_wide, self.value_wide, self.gradient_wide, GAP, TRACK, 0)
        self.items = layout.scene.items
        super().__init__(layout, labels, measure)

    def value_wide(self, text: str) -> float:
        return advance(with_minus(text), VALUE) + 4 * (" = " in text)

    def gradient_wide(self, text: str) -> float:
        return max(advance(with_minus(text), VALUE, bold=True), 24.0) if text else 0.0

    def words(self, labels: Labels, place: int) -> str:
        item = labels.scene.items[place]
        if item.kind != OPERATION:
            return labels.name(item)
        inside = with_minus(labels.inside(item))
        return f"{inside} {say('(yours)')}" if item.yours else inside

    def sides(self, layout: Layout, place: int) -> tuple[list[int], list[int]]:
        """The wires that enter an item from above, the furthest last, and from below."""
        wires, row = layout.columns.inputs[place], layout.rows[place]
        return [wire for wire in reversed(wires) if layout.entry(wire) < row], [wire for wire in wires if layout.entry(wire) > row]

    def box_wide(self, place: int) -> float:
        item = self.items[place]
        if item.kind != OPERATION:
            return advance(self.inside[place], NAME, item.kind == OUTPUT)
        if item.sign:
            return 2 * self.radius(place)
        return max(advance(self.inside[place], VALUE) + 22, PORTS * max(map(len, self.ports[place])) + 20)

    def radius(self, place: int) -> float:
        return max(RADIUS, advance(self.inside[place], SIGN) / 2 + 5)

    def high(self, place: int) -> float:
        """How far the node reaches above and below its row."""
        return min(self.radius(place), ROW * 2 - 9) if self.items[place].sign else RADIUS

    def x(self, x: float) -> float:
        return x + EDGE

    def y(self, row: float) -> float:
        return row * ROW + EDGE

    def draw(self) -> Iterator[str]:
        for wire in range(len(self.scene.wires)):
            yield from self.wire(wire)
        for turn in self.layout.tracks.all():
            if turn.place < len(self.items) and self.layout.branches(turn.place):
                yield from self.fork(turn.place)
        for place in range(len(self.items)):
            yield from self.item(place)
        for key, texts in self.texts.items():
            yield from self.label(*key, texts)

    def label(self, place: int, wire: int, texts: tuple[str, str]) -> Iterator[str]:
        """The value above a line; the gradient below, under its own thick arrow to the left."""
        spot = self.spot(place, wire)
        middle, y = self.x(spot.x + spot.wide / 2), self.y(spot.row)
        name, equals, value = texts[0].rpartition(" = ")
        if equals:
            who = f'<tspan class="who">{xml_text(name)} =</tspan><tspan dx="4">{xml_text(with_minus(value))}</tspan>'
            yield f'<text class="value" x="{middle:.1f}" y="{y - 6:.1f}">{who}</text>'
        elif value:
            yield f'<text class="value" x="{middle:.1f}" y="{y - 6:.1f}">{xml_text(with_minus(value))}</text>'
        if texts[1]:
            left, right = self.x(spot.x), self.x(spot.x + spot.wide)
            yield f'<path class="back" d="M{right:.1f} {y + BACK:.1f}H{left + 8:.1f}"/>'
            yield f'<polygon class="bhead" points="{arrow((left, y + BACK), (-1, 0), 9, 3.8)}"/>'
            yield f'<text class="grad" x="{middle:.1f}" y="{y + BACK + 17:.1f}">{xml_text(with_minus(texts[1]))}</text>'

    def item(self, place: int) -> Iterator[str]:
        item, words, y = self.items[place], xml_text(self.inside[place]), self.y(self.layout.rows[place])
        left, wide = self.x(self.left(place)), self.box_wide(place)
        if item.kind == OPERATION and item.sign:
            rx, ry = self.radius(place), self.high(place)
            yield f'<ellipse class="node" cx="{left + rx:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"/>'
            yield f'<text class="op" x="{left + rx:.1f}" y="{y + 5.5:.1f}">{words}</text>'
        elif item.kind == OPERATION:
            size = f'width="{wide:.1f}" height="{2 * RADIUS:g}" rx="{RADIUS:g}"'
            yield f'<rect class="node" x="{left:.1f}" y="{y - RADIUS:.1f}" {size}/>'
            yield f'<text class="word" x="{left + wide / 2:.1f}" y="{y + 4.5:.1f}">{words}</text>'
        elif item.kind in AHEAD:
            yield f'<text class="out" x="{left:.1f}" y="{y + 4.5:.1f}">{words}</text>'
        else:
            look = "name quiet" if item.kind in (CONSTANT, CUT) else "name"
            yield f'<text class="{look}" x="{left + wide:.1f}" y="{y + 4.5:.1f}">{words}</text>'

    def fork(self, place: int) -> Iterator[str]:
        """The line to the dot at which the readings part, and the dot."""
        x, y = self.fork_at(place)
        yield f'<path class="{self.look(place)}" d="M{self.begin(place):.1f} {y:.1f}H{x:.1f}"/>'
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.6"/>'

    def fork_at(self, place: int) -> Point:
        track = self.track(self.layout.station(place), self.layout.tracks.at[place])
        return self.x(track), self.y(self.layout.rows[place])

    def look(self, place: int) -> str:
        wires = [self.scene.wires[wire] for wire in self.scene.readings[place]]
        return "edge const" if all(wire.dashed for wire in wires) else "edge"

    def begin(self, place: int) -> float:
        """Where the line out of an item begins: at its rim; of a name a little behind it."""
        end = self.x(self.left(place) + self.box_wide(place))
        return end if self.items[place].kind == OPERATION else end + 5

    def wire(self, wire: int) -> Iterator[str]:
        """One line as one path, and its arrowhead."""
        line = self.scene.wires[wire]
        points = [*self.way(wire), *self.entry(wire)]
        (x, y), (ahead, down) = points[-1], direction_at_end(points)
        points[-1] = (x - 7 * ahead, y - 7 * down)
        yield f'<path class="{"edge const" if line.dashed else "edge"}" d="{rounded_path(points)}"/>'
        yield f'<polygon class="head" points="{arrow((x, y), (ahead, down), 8, 3.4)}"/>'

    def way(self, wire: int) -> Iterator[Point]:
        """The corners of a line up to where it enters its reader."""
        line, run = self.scene.wires[wire], self.layout.levels.runs[wire]
        forked = self.layout.branches(line.source)
        rows = [self.layout.rows[place] for place in run]
        yield self.fork_at(line.source) if forked else (self.begin(line.source), self.y(rows[0]))
        for index, place in enumerate(run[:-1]):
            if rows[index] != rows[index + 1] and place in self.layout.tracks.at:
                x = self.x(self.track(self.layout.station(line.source) + index, self.layout.tracks.at[place]))
                yield x, self.y(rows[index])
                yield x, self.y(rows[index + 1])

    def entry(self, wire: int) -> Iterator[Point]:
        """The last corners: from the left into the side, or up or down into a port of the node's upper or lower rim."""
        reader = self.scene.wires[wire].reader
        left, row, y = self.x(self.left(reader)), self.layout.entry(wire), self.y(self.layout.rows[reader])
        above, below = self.ports[reader]
        if wire not in (*above, *below):
            yield left - (3 if self.items[reader].kind in AHEAD else 0), y
            return
        wires, side = (above, -1) if wire in above else (below, 1)
        x = left + self.box_wide(reader) / 2 + (wires.index(wire) - (len(wires) - 1) / 2) * PORTS
        yield x, self.y(row)
        yield x, y + side * self.high(reader)


def direction_at_end(points: list[Point]) -> Point:
    """The direction of the last piece of a line."""
    (x, y), (end_x, end_y) = points[-2:]
    return (1.0, 0.0) if abs(end_x - x) > abs(end_y - y) else (0.0, 1.0 if end_y > y else -1.0)
