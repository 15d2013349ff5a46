"""How wide the columns of a picture are and where they begin, from the widths of its texts: in cells or in pixels.

Each station has three columns: texts in front of its items (of lines that end here after a dot), the items, texts behind them.
"""

from collections.abc import Callable
from typing import NamedTuple

from backprop_cli.picture.layout import Layout
from backprop_cli.picture.scene import AHEAD, OPERATION
from backprop_cli.render.picture.labels import Labels

STUB = -1  # in the place of a wire: the texts behind an item


class Measure(NamedTuple):
    """box, value, gradient: how wide these are. gap: between columns; track: from one vertical piece of line to the next; cell:
    what such a piece takes itself."""

    box: Callable[[int], float]
    value: Callable[[str], float]
    gradient: Callable[[str], float]
    gap: float
    track: float
    cell: float


class Spot(NamedTuple):
    """Where the texts of a line stand: the column, and the row of the line."""

    x: float
    wide: float
    row: int


class Grid:
    """texts: above and below each line, by item and wire; STUB where a line leaves the item."""

    def __init__(self, layout: Layout, labels: Labels, measure: Measure) -> None:
        self.layout = layout
        self.scene = layout.scene
        self.labels = labels
        self.measure = measure
        self.texts = self.all_texts()
        stations = range(len(layout.columns.stations))
        self.item_wide: list[float] = [0 for _ in stations]
        self.behind_wide: list[float] = [0 for _ in stations]
        self.before_wide: list[float] = [0 for _ in stations]
        self.before_at: list[float] = []
        self.item_at: list[float] = []
        self.behind_at: list[float] = []
        self.set_widths()
        self.end = 0.0
        for station in stations:
            self.end = self.set_station(station, self.end)

    def all_texts(self) -> dict[tuple[int, int], tuple[str, str]]:
        texts = {(place, STUB): self.behind(place) for place in range(len(self.scene.items))}
        for wire, line in enumerate(self.scene.wires):
            if self.layout.branches(line.source):
                value = self.labels.value(self.scene.items[line.source].number)
                texts[line.reader, wire] = value, self.labels.returned(line)
        return texts

    def behind(self, place: int) -> tuple[str, str]:
        """The texts above and below the line that leaves an item."""
        item, readings = self.scene.items[place], self.scene.readings[place]
        if item.kind in AHEAD:
            return "", ""
        if self.layout.branches(place):
            return self.labels.begins(item), self.labels.total(place)
        return self.labels.begins(item), self.labels.returned(self.scene.wires[readings[0]])

    def set_widths(self) -> None:
        for (place, wire), (above, below) in self.texts.items():
            station = self.layout.station(place)
            wide = self.behind_wide if wire == STUB else self.before_wide
            wide[station] = max(wide[station], self.measure.value(above), self.measure.gradient(below))
            self.item_wide[station] = max(self.item_wide[station], self.measure.box(place))

    def set_station(self, station: int, x: float) -> float:
        """Where the columns of a station begin; returns where those of the next one do."""
        gap, count = self.measure.gap, self.layout.tracks.counts[station]
        self.before_at.append(x)
        x += self.before_wide[station] + gap * (self.before_wide[station] > 0)
        self.item_at.append(x)
        x += self.item_wide[station] + gap
        self.behind_at.append(x)
        behind = self.behind_wide[station]
        x += behind + gap if behind else 0
        return x + gap + (count - 1) * self.measure.track + self.measure.cell if count else x

    def track(self, station: int, track: int) -> float:
        """Where the vertical pieces of a track run."""
        behind = self.behind_wide[station]
        return self.behind_at[station] + (behind + self.measure.gap if behind else 0) + track * self.measure.track

    def left(self, place: int) -> float:
        """Where the box of an item begins: circles in the middle of their column, names at its right, right ends at its left."""
        station, kind = self.layout.station(place), self.scene.items[place].kind
        room = self.item_wide[station] - self.measure.box(place)
        share = 0.5 if kind == OPERATION else 0 if kind in AHEAD else 1
        return self.item_at[station] + (room * share if self.measure.cell == 0 else int(room * share))

    def spot(self, place: int, wire: int) -> Spot:
        station = self.layout.station(place)
        if wire == STUB:
            return Spot(self.behind_at[station], self.behind_wide[station], self.layout.rows[place])
        return Spot(self.before_at[station], self.before_wide[station], self.layout.entry(wire))
