"""In which row each place of a picture stands: blocks are drawn to the middle of their neighbours, and kept apart.

First between rows, by half steps (whole ones let two neighbours swap places for ever), then in whole rows.
"""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from math import floor

from backprop_cli.errors import BpcalcError
from backprop_cli.picture.columns import Columns
from backprop_cli.picture.levels import Levels
from backprop_cli.picture.scene import Scene

ROUNDS = 80  # half steps
SETTLING = 12  # rounds in whole rows, at most
HEAVY, LIGHT = 4.0, 1.0  # how much a node's inputs count against its readers


class NoPlace(BpcalcError):
    """A graph that cannot be laid out without ambiguity: it is shown as a tree."""


def rows_of(scene: Scene, columns: Columns, levels: Levels) -> list[int]:
    """The row of each place, from 0 on."""
    blocks = Blocks(levels)
    blocks.wish_for(scene, columns, levels)
    rows = blocks.settled(blocks.relaxed())
    first = min(rows.values())
    return [rows[group] - first for group in levels.groups]


class Blocks:
    """All blocks in an order in which each comes after those above it, with what keeps them apart and what draws them."""

    def __init__(self, levels: Levels) -> None:
        groups = dict.fromkeys(levels.groups)
        self.above: dict[int, list[tuple[int, int]]] = {group: [] for group in groups}
        self.below: dict[int, list[tuple[int, int]]] = {group: [] for group in groups}
        for (upper, lower), rows in levels.apart.items():
            self.above[lower].append((upper, rows))
            self.below[upper].append((lower, rows))
        try:
            sorter = TopologicalSorter({group: [upper for upper, _ in above] for group, above in self.above.items()})
            self.order = list(sorter.static_order())
        except CycleError:
            raise NoPlace("lines of this graph cannot be kept apart") from None
        self.wishes: dict[int, list[tuple[int, float]]] = {group: [] for group in groups}
        self.between: dict[int, tuple[int, int]] = {}

    def wish_for(self, scene: Scene, columns: Columns, levels: Levels) -> None:
        """Nodes wish for the middle of their inputs, lines for being straight."""
        groups = levels.groups
        for item, wires in enumerate(columns.inputs):
            ends = [groups[levels.runs[wire][-1]] for wire in wires]
            if levels.level[item] is None:
                self.between[groups[item]] = ends[0], ends[-1]
            for end in ends:
                self.draw(groups[item], end, HEAVY / len(ends))
                self.draw(end, groups[item], LIGHT)
        for wire, run in enumerate(levels.runs):
            weight = LIGHT / len(scene.readings[scene.wires[wire].source])
            for left, right in pairwise(run):
                self.draw(groups[left], groups[right], weight)
                self.draw(groups[right], groups[left], HEAVY)

    def draw(self, block: int, towards: int, weight: float) -> None:
        if block != towards:
            self.wishes[block].append((towards, weight))

    def wished(self, rows: Mapping[int, float], block: int) -> float:
        total = sum(weight for _, weight in self.wishes[block])
        return sum(rows[other] * weight for other, weight in self.wishes[block]) / total if total else rows[block]

    def relaxed(self) -> dict[int, float]:
        """Rows as real numbers, moved until they hardly change."""
        rows = self.kept_apart(dict.fromkeys(self.order, 0.0))
        for _ in range(ROUNDS):
            rows = self.moved(rows)
        return rows

    def moved(self, rows: dict[int, float]) -> dict[int, float]:
        """Half a step to where each block wishes to be, then kept apart."""
        return self.kept_apart({block: (row + self.wished(rows, block)) / 2 for block, row in rows.items()})

    def kept_apart(self, rows: dict[int, float]) -> dict[int, float]:
        """The mean of pushing down what is too near and of pushing it up: both are feasible, so their mean is."""
        down, up = dict(rows), dict(rows)
        for block in self.order:
            for other, apart in self.above[block]:
                if down[other] + apart > down[block]:
                    down[block] = down[other] + apart
        for block in reversed(self.order):
            for other, apart in self.below[block]:
                if up[other] - apart < up[block]:
                    up[block] = up[other] - apart
        return {block: (down[block] + up[block]) / 2 for block in rows}

    def settled(self, rows: dict[int, float]) -> dict[int, int]:
        """Whole rows: rounded, then each block moved to where it wishes to be as far as its neighbours let it."""
        whole: dict[int, int] = {}
        for block in self.order:
            whole[block] = max([nearest(rows[block]), *(whole[other] + apart for other, apart in self.above[block])])
        for turn in range(SETTLING):
            before = dict(whole)
            for block in self.order if turn % 2 else reversed(self.order):
                whole[block] = self.within(whole, block, self.aim(whole, block))
            if whole == before:
                break
        for block in self.order:
            if block in self.between:
                whole[block] = self.within(whole, block, self.aim(whole, block))
        return whole

    def aim(self, whole: dict[int, int], block: int) -> int:
        """The row that a block wishes for: of one that stands between its inputs the middle of them; half a row moves no other."""
        if block in self.between:
            upper, lower = self.between[block]
            return nearest((whole[upper] + whole[lower]) / 2)
        wished = self.wished(whole, block)
        return whole[block] if abs(wished - whole[block]) <= 0.5 else nearest(wished)

    def within(self, whole: dict[int, int], block: int, row: int) -> int:
        """The row nearest to the one wished for that the neighbours leave free."""
        low = max((whole[other] + apart for other, apart in self.above[block]), default=row)
        high = min((whole[other] - apart for other, apart in self.below[block]), default=row)
        return min(max(row, low), high) if low <= high else low


def nearest(row: float) -> int:
    return floor(row + 0.5)
