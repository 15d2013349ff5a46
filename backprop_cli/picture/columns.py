"""In which column each item of a scene stands, and where lines pass columns between their ends.

A picture is a row of stations, each with items above one another: an operation stands one station right of its furthest input.
A line that passes a station has an element there like an item, so that everything in a station can be put in one order.
"""

from typing import NamedTuple

from backprop_cli.picture.scene import AHEAD, OPERATION, Scene

BOOK = 4  # scalars whose first reader stands up to here begin at the left margin, as in the book


class Element(NamedTuple):
    """What has a place in the order of a station: an item, or a line that passes; the other one is -1."""

    station: int
    item: int = -1
    wire: int = -1


class Columns(NamedTuple):
    """elements: all of them; those of the items first, each at the position of its item. stations: the elements of each station,
    by position. paths: for each wire the elements along it, from its source over those that pass to its reader. inputs: for
    each item the wires that enter it, by argument."""

    elements: list[Element]
    stations: list[list[int]]
    paths: list[list[int]]
    inputs: list[list[int]]

    def port(self, wire: int, reader: int) -> int:
        """How many lines enter the reader above this one."""
        return self.inputs[reader].index(wire)


def columns_of(scene: Scene) -> Columns:
    inputs = inputs_of(scene)
    at = stations_of(scene, inputs)
    elements = [Element(station, item) for item, station in enumerate(at)]
    paths = []
    for index, wire in enumerate(scene.wires):
        between = range(at[wire.source] + 1, at[wire.reader])
        passing = range(len(elements), len(elements) + len(between))
        elements += [Element(station, wire=index) for station in between]
        paths.append([wire.source, *passing, wire.reader])
    stations: list[list[int]] = [[] for _ in range(max(at) + 1)]
    for place, element in enumerate(elements):
        stations[element.station].append(place)
    return Columns(elements, stations, paths, inputs)


def inputs_of(scene: Scene) -> list[list[int]]:
    """The wires that enter each item, by argument."""
    inputs: list[list[int]] = [[] for _ in scene.items]
    for index, wire in enumerate(scene.wires):
        inputs[wire.reader].append(index)
    return inputs


def stations_of(scene: Scene, inputs: list[list[int]]) -> list[int]:
    """The station of each item, counted from the left."""
    at = [0] * len(scene.items)
    for place, item in enumerate(scene.items):  # an operation comes after what it reads
        if item.kind in (OPERATION, *AHEAD):
            at[place] = max((at[scene.wires[wire].source] + 1 for wire in inputs[place]), default=0)
    for place, item in enumerate(scene.items):
        if item.kind not in (OPERATION, *AHEAD):
            first = min(at[scene.wires[wire].reader] for wire in scene.readings[place])
            at[place] = 0 if scene.graph.scalar and first <= BOOK else first - 1
    return at
