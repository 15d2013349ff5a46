"""Which places of a picture share a row: what is level forms a block that is moved as one.

Places that have a row are the items, the ends of lines at their readers, and lines where they pass a station; each is a number.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from backprop_cli.picture.columns import Columns
from backprop_cli.picture.order import Order
from backprop_cli.picture.scene import CUT, OPERATION, Scene

LINE, TEXT, ENTER = 2, 1, 2  # rows: between lines; more for each one with text; from a node to a line that turns into it


class Levels(NamedTuple):
    """runs: for each wire its places from left to right: its source's, those where it passes, its end's. level: for each item
    which of its inputs it is level with, by port; None where it stands between. groups: for each place the block it is in.
    apart: (upper block, lower block) → rows between them at least."""

    runs: list[list[int]]
    level: list[int | None]
    groups: list[int]
    apart: dict[tuple[int, int], int]


def levels_of(scene: Scene, columns: Columns, order: Order) -> Levels:
    count = len(columns.elements)
    runs = [[*path[:-1], count + wire] for wire, path in enumerate(columns.paths)]
    level = [level_port(scene, wires) for wires in columns.inputs]
    joined = list(range(count + len(runs)))
    for item, port in enumerate(level):
        if port is not None and columns.inputs[item]:
            join(joined, item, runs[columns.inputs[item][port]][-1])
    straighten(scene, columns, order, runs, level, joined)
    groups = [top(joined, place) for place in range(len(joined))]
    apart: dict[tuple[int, int], int] = {}
    for upper, lower, rows in distances(scene, columns, order, level):
        pair = groups[upper], groups[lower]
        apart[pair] = max(rows, apart.get(pair, 0))
    return Levels(runs, level, groups, apart)


def level_port(scene: Scene, wires: Sequence[int]) -> int | None:
    """Which line an item is level with: the only one, the only worked-out input; of sources alone, and of many, a fixed one."""
    if len(wires) < 2:
        return 0
    worked = [port for port, wire in enumerate(wires) if scene.items[scene.wires[wire].source].kind in (OPERATION, CUT)]
    if len(worked) == 1:
        return worked[0]
    item = scene.items[scene.wires[wires[0]].reader]
    if not worked and not item.sign:
        return 0
    return None if len(wires) % 2 == 0 else len(wires) // 2


def top(joined: list[int], place: int) -> int:
    while joined[place] != place:
        joined[place] = place = joined[joined[place]]
    return place


def join(joined: list[int], a: int, b: int) -> None:
    joined[top(joined, a)] = top(joined, b)


def straighten(
    scene: Scene, columns: Columns, order: Order, runs: list[list[int]], level: list[int | None], joined: list[int]
) -> None:
    """Make lines straight, the main ones first; of two that would cross only the first."""
    spot = spots(columns, order)
    taken: dict[int, list[tuple[float, float]]] = {}
    for left, right in pairs(scene, columns, runs, level):
        station = columns.elements[left].station
        here = spot[left], spot[right]
        if all((here[0] - a) * (here[1] - b) > 0 for a, b in taken.setdefault(station, [])):
            taken[station].append(here)
            join(joined, left, right)


def spots(columns: Columns, order: Order) -> list[float]:
    """Where each place stands in its station: the position of its element, and within it the port."""
    spot = [0.0] * (len(columns.elements) + len(columns.paths))
    for station in order:
        for position, place in enumerate(station):
            spot[place] = position
            item = columns.elements[place].item
            wires = columns.inputs[item] if item >= 0 else []
            for port, wire in enumerate(wires):
                spot[len(columns.elements) + wire] = position + port / len(wires)
    return spot


def pairs(
    scene: Scene, columns: Columns, runs: list[list[int]], level: list[int | None]
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """Neighbouring places of lines that may be level: of lines that go on level first, of the other single ones, of branches.

    Of an odd number of branches the middle one is level with where they begin."""
    main, single, branch = [], [], []
    for wire, run in enumerate(runs):
        source, reader = scene.wires[wire].source, scene.wires[wire].reader
        readings = scene.readings[source]
        steps = list(pairwise(run))
        port = level[reader]
        if len(readings) > 1:
            middle = len(readings) % 2 == 1 and readings[len(readings) // 2] == wire
            branch += steps if middle else steps[1:]
        elif port is not None and columns.inputs[reader][port] == wire:
            main += steps
        else:
            single += steps
    yield from main
    yield from single
    yield from branch


def distances(scene: Scene, columns: Columns, order: Order, level: list[int | None]) -> Iterator[tuple[int, int, int]]:
    """Places above one another, and how many rows lie between them at least."""
    for station in order:
        yield from in_station(scene, columns, station)
    for item, wires in enumerate(columns.inputs):
        ends = [len(columns.elements) + wire for wire in wires]
        above, below = around(ends, level[item])
        yield from ((end, item, ENTER) for end in above[-1:])
        yield from ((item, end, ENTER) for end in below[:1])


def around(ends: list[int], port: int | None) -> tuple[list[int], list[int]]:
    """The line ends that enter an item from above, and those from below."""
    if port is None:
        half = len(ends) // 2
        return ends[:half], ends[half:]
    return ends[:port], ends[port + 1 :]


class Slot(NamedTuple):
    """A line in a column: its place, and whether text stands above and below it."""

    place: int
    text: bool


def in_station(scene: Scene, columns: Columns, station: list[int]) -> Iterator[tuple[int, int, int]]:
    """The distances before the items of a station, at them and behind them. An item keeps clear of its neighbours' lines."""
    before: list[Slot] = []
    behind: list[Slot] = []
    for place in station:
        item = columns.elements[place].item
        if item < 0:
            slots = [Slot(place, False)]
            behind.append(slots[0])
        else:
            slots = ends_of(scene, columns, item)
            yield from ((above.place, slot.place, LINE) for above in behind[-1:] for slot in slots[:1])
            behind.append(Slot(place, bool(scene.readings[item])))
            yield from ((above.place, place, LINE) for above in before[-1:])
        before += slots
    yield from neighbours(before)
    yield from neighbours(behind)


def ends_of(scene: Scene, columns: Columns, item: int) -> list[Slot]:
    """The ends of the lines into an item; a branch of several has its text there."""
    count = len(columns.elements)
    return [Slot(count + wire, len(scene.readings[scene.wires[wire].source]) > 1) for wire in columns.inputs[item]]


def neighbours(slots: Iterable[Slot]) -> Iterator[tuple[int, int, int]]:
    above: Slot | None = None
    for slot in slots:
        if above is not None:
            yield above.place, slot.place, LINE + TEXT * above.text + TEXT * slot.text
        above = slot
