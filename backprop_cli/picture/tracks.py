"""Where lines turn between two stations: each vertical piece has a track of its own beside the others.

A line that comes in on a row turns before another leaves on that row; among the orders that are left, few crossings win.
"""

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from backprop_cli.picture.columns import Columns
from backprop_cli.picture.levels import Levels
from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.scene import Scene


class Turn(NamedTuple):
    """A vertical piece. place: where the line comes from; wires: what goes on; row, rows: on which it comes in, and they leave."""

    place: int
    wires: list[int]
    row: int
    rows: list[int]

    def top(self) -> int:
        return min(self.row, *self.rows)

    def bottom(self) -> int:
        return max(self.row, *self.rows)


class Tracks(NamedTuple):
    """counts: for each station how many tracks there are behind it. at: (place, station) → its track, for each line that turns;
    turns: the turns behind each station."""

    counts: list[int]
    at: dict[int, int]
    turns: list[list[Turn]]

    def all(self) -> Iterator[Turn]:
        return chain.from_iterable(self.turns)


def tracks_of(scene: Scene, columns: Columns, levels: Levels, rows: list[int]) -> Tracks:
    counts: list[int] = []
    at: dict[int, int] = {}
    turns = turns_of(scene, columns, levels, rows)
    for station in turns:
        tracks = assigned(in_sequence(station))
        at |= {turn.place: track for turn, track in tracks}
        counts.append(max((track + 1 for _, track in tracks), default=0))
    return Tracks(counts, at, turns)


def turns_of(scene: Scene, columns: Columns, levels: Levels, rows: list[int]) -> list[list[Turn]]:
    """What turns behind each station: single lines that change their row, and all that branch."""
    found: list[dict[int, Turn]] = [{} for _ in columns.stations]
    for wire, run in enumerate(levels.runs):
        for left, right in pairwise(run):
            branches = left < len(scene.items) and len(scene.readings[left]) > 1
            if branches or rows[left] != rows[right]:
                turn = found[columns.elements[left].station].setdefault(left, Turn(left, [], rows[left], []))
                turn.wires.append(wire)
                turn.rows.append(rows[right])
    return [list(station.values()) for station in found]


def crossings(left: Turn, right: Turn) -> int:
    """How often two lines cross where `left` turns left of `right`."""
    passing = sum(right.top() < row < right.bottom() for row in left.rows)
    return passing + (left.top() < right.row < left.bottom())


def in_sequence(turns: list[Turn]) -> list[Turn]:
    """From left to right. Raises NoPlace where each would have to turn before another."""
    count = range(len(turns))
    first = [[other for other in count if other != own and turns[other].row in turns[own].rows] for own in count]
    gains = [
        sum(crossings(turns[own], turns[other]) - crossings(turns[other], turns[own]) for other in count if other != own)
        for own in count
    ]
    left = set(count)
    sequence = []
    while left:
        ready = [own for own in left if not any(other in left for other in first[own])]
        if not ready:
            raise NoPlace("lines of this graph would have to turn before each other")
        chosen = min(ready, key=lambda own: (gains[own], own))
        left.remove(chosen)
        for own in left:
            gains[own] -= crossings(turns[own], turns[chosen]) - crossings(turns[chosen], turns[own])
        sequence.append(turns[chosen])
    return sequence


def assigned(sequence: list[Turn]) -> list[tuple[Turn, int]]:
    """The leftmost track for each that is right of all which it would touch, or which have to turn before it."""
    done: list[tuple[Turn, int]] = []
    for turn in sequence:
        track = max((track + 1 for other, track in done if touch(other, turn)), default=0)
        done.append((turn, track))
    return done


def touch(left: Turn, right: Turn) -> bool:
    """Whether two vertical pieces may not share a track."""
    return left.top() <= right.bottom() + 1 and right.top() <= left.bottom() + 1
