"""In which order the elements of each station stand, from top to bottom, so that few lines cross.

The lines into an item always enter in the order of its arguments, the first on top, so that `a - b` can be read. The search has
a budget of steps and not of seconds: the same graph has the same picture everywhere.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from backprop_cli.picture.columns import Columns

SWEEPS = 6  # both ways, from each start
BUDGET = 150_000  # comparisons of two line ends while elements are moved to their best places

Order = list[list[int]]


def order_of(columns: Columns) -> Order:
    """The elements of each station from top to bottom."""
    best: tuple[int, Order] | None = None
    for backwards in (False, True):
        found = Search(columns, first_order(columns, backwards)).run()
        if best is None or found < best:
            best = found
        if not best[0]:
            break
    assert best is not None
    return best[1]


def first_order(columns: Columns, backwards: bool) -> Order:
    """Depth first from the right ends, inputs in the order of the arguments: a tree comes out without a crossing."""
    order: Order = [[] for _ in columns.stations]
    seen: set[int] = set()
    ends = [place for place, element in enumerate(columns.elements) if element.item >= 0]
    waiting = ends if backwards else ends[::-1]  # a list as a stack: what is left over of it are items that are met on the way
    waiting = sorted(waiting, key=lambda place: columns.elements[place].station)
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        element = columns.elements[place]
        order[element.station].append(place)
        if element.item >= 0:
            wires = columns.inputs[element.item]
            waiting += [columns.paths[wire][-2] for wire in (wires if backwards else reversed(wires))]
        else:
            path = columns.paths[element.wire]
            waiting.append(path[path.index(place) - 1])
    return [station[::-1] for station in order] if backwards else order


class Search:
    """One order while it is improved. before, after: for each element the ends of its lines on either side; an end behind it is
    the element and the port at which the line enters."""

    def __init__(self, columns: Columns, order: Order) -> None:
        self.columns = columns
        self.order = order
        self.before: list[list[int]] = [[] for _ in columns.elements]
        self.after: list[list[tuple[int, int]]] = [[] for _ in columns.elements]
        for reader, wires in enumerate(columns.inputs):
            for port, wire in enumerate(wires):
                path = columns.paths[wire]
                for left, right in pairwise(path):
                    self.before[right].append(left)
                    self.after[left].append((right, port if right == reader else 0))
        self.position = [0] * len(columns.elements)
        for station in order:
            self.number(station)
        self.steps = 0

    def number(self, station: Iterable[int]) -> None:
        for position, place in enumerate(station):
            self.position[place] = position

    def run(self) -> tuple[int, Order]:
        """Sweep, then move single elements; the fewest crossings that were met, and the order that has them."""
        best = (self.crossings(), copied(self.order))
        for sweep in range(2 * SWEEPS):
            if not best[0]:
                return best
            self.sweep(rightwards=sweep % 2 == 0)
            best = min(best, (self.crossings(), copied(self.order)), key=lambda found: found[0])
        self.order = copied(best[1])
        for station in self.order:
            self.number(station)
        while self.steps < BUDGET and self.sift_all():
            pass
        return self.crossings(), self.order

    def crossings(self) -> int:
        return sum(self.between(station) for station in self.order)

    def between(self, station: Sequence[int]) -> int:
        """How many lines cross between a station and the next."""
        count = 0
        ends: list[tuple[int, int]] = []
        for place in station:
            own = sorted((self.position[right], port) for right, port in self.after[place])
            count += sum(len(ends) - bisect_right(ends, end) for end in own)
            for end in own:
                insort(ends, end)
        return count

    def sweep(self, rightwards: bool) -> None:
        """Sort each station by the middle of its neighbours in the one before."""
        for station in self.order if rightwards else reversed(self.order):
            middles = {place: self.middle(place, rightwards) for place in station}
            station.sort(key=middles.__getitem__)
            self.number(station)

    def middle(self, place: int, rightwards: bool) -> float:
        if rightwards:
            ends: list[float] = [self.position[left] for left in self.before[place]]
        else:
            ends = [self.position[right] + port / (1 + len(self.before[right])) for right, port in self.after[place]]
        return sum(ends) / len(ends) if ends else self.position[place]

    def sift_all(self) -> bool:
        """Move each element to its best place in its station. Whether that made the crossings fewer."""
        better = False
        for station in self.order:
            for place in list(station):
                if self.steps < BUDGET:
                    better |= self.sift(station, place)
        return better

    def sift(self, station: list[int], place: int) -> bool:
        """Move one element to where its lines cross the fewest others."""
        rest = [other for other in station if other != place]
        gain = best = 0
        spot = 0
        here = station.index(place)
        sums = [0]
        for other in rest:  # moving down past it: its crossings when it stands above, less those when below
            gain += self.crossed(other, place) - self.crossed(place, other)
            sums.append(gain)
        best = min(sums)
        if best == sums[here]:
            return False
        spot = sums.index(best)
        station[:] = [*rest[:spot], place, *rest[spot:]]
        self.number(station)
        return True

    def crossed(self, upper: int, lower: int) -> int:
        """How many lines of two elements of a station cross where `upper` stands above `lower`."""
        position = self.position
        self.steps += 1 + len(self.before[upper]) * len(self.before[lower]) + len(self.after[upper]) * len(self.after[lower])
        left = sum(position[a] > position[b] for a in self.before[upper] for b in self.before[lower])
        ends = [(position[right], port) for right, port in self.after[lower]]
        return left + sum((position[right], port) > end for right, port in self.after[upper] for end in ends)


def copied(order: Order) -> Order:
    return [list(station) for station in order]
