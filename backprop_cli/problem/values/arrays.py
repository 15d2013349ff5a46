"""Nested lists as arrays: rectangular, and every bad entry named where it stands."""

import re
from itertools import chain

from backprop_cli.errors import ValueFault
from backprop_cli.layers.maths import Value, numpy
from backprop_cli.problem.values.context import ValueContext
from backprop_cli.problem.values.notation import MOST_AXES
from backprop_cli.problem.values.numbers import numbers
from backprop_cli.source.tree import Listing, Mapping, Tree

MOST_LOOKED_AT = 1000  # entries, for decimal commas
PAIRS = re.compile(r"[-+]?[0-9]+,[0-9]+(?:,\s+[-+]?[0-9]+,[0-9]+)+\s*")  # 0,5, 1,5
QUOTES = re.compile(r"[\"'|>]")


def nested_list(reader: ValueContext, listing: Listing, place: int) -> Value | None:
    """A nested list as a float64 array; None after a fault was reported. Raises LimitError, ValueFault for too many axes."""
    before = len(reader.faults)
    rows = Rows(reader)
    rows.descend(listing, place)
    if not rows.broken and rows.items:
        if len(rows.shape) > MOST_AXES:
            raise ValueFault(f"an array has at most {MOST_AXES} axes, this list is nested {len(rows.shape)} deep")
        reader.budget.take(len(rows.items), "this list")
    at_once = all_at_once(reader, rows)
    if not at_once and says_matrix(reader, rows, place):
        return None
    values = at_once or entries_one_by_one(reader, rows)
    if rows.broken or len(reader.faults) > before:
        return None
    if len(rows.items) % 2 == 0 and len(rows.items) <= MOST_LOOKED_AT:
        tell_of_decimal_commas(reader, rows, place)
    return numpy().array(values, dtype=float).reshape(rows.shape)


def tell_of_decimal_commas(reader: ValueContext, rows: "Rows", place: int) -> None:
    """Say of a list that looks like [0,5, 1,5] that these are four numbers."""
    last = rows.items[-1]
    written = reader.source.text[rows.places[0] : rows.places[-1] + (len(last) if isinstance(last, str) else 0)]
    if all(map(PAIRS.fullmatch, re.split(r"\]\s*[,-]?\s*\[", written))):
        message = f"this looks like decimal commas, and is read as {len(rows.items)} numbers"
        hint = "write 0.5 for 0,5; or a blank after every comma"
        reader.report(ValueFault(message, hint=hint, severity="warning"), place)


class Rows:
    """The entries of a nested list in order, with their places, and the shape, as long as it is rectangular."""

    __slots__ = ("broken", "items", "places", "ragged", "reader", "shape")

    def __init__(self, reader: ValueContext) -> None:
        self.reader = reader
        self.items: list[Tree] = []
        self.places: list[int] = []
        self.shape: tuple[int, ...] = ()
        self.ragged = False
        self.broken = False  # in a way that has been said already

    def descend(self, listing: Listing, place: int) -> None:
        """Level by level: all the rows of one depth at a time."""
        level, places = [listing], [place]
        while level:
            self.judge(level, places)
            items = list(chain.from_iterable(row.items for row in level))
            spots = list(chain.from_iterable(row.places for row in level))
            level, places = self.sort_out(items, spots)

    def judge(self, level: list[Listing], places: list[int]) -> None:
        """Hold the rows of one depth against the first of them."""
        self.broken |= any(row.broken for row in level)
        sizes = [len(row.items) for row in level]
        if self.ragged or self.broken:
            return
        if 0 in sizes:
            empty = sizes.index(0)
            self.say(places[empty], "an array needs at least one entry" if len(level) == 1 else f"{self.called(empty)} is empty")
        elif sizes.count(sizes[0]) < len(sizes):
            odd = next(index for index, size in enumerate(sizes) if size != sizes[0])
            have = "entry" if sizes[odd] == 1 else "entries"
            self.say(places[odd], f"{self.called(odd)} has {sizes[odd]} {have}, {self.called(0)} has {sizes[0]}")
        self.shape += (sizes[0],)

    def sort_out(self, items: list[Tree], spots: list[int]) -> tuple[list[Listing], list[int]]:
        """Take in the entries of one depth that are numbers; the lists among them are the next level."""
        kinds = set(map(type, items))
        if kinds == {Listing}:
            return items, spots  # type: ignore[return-value]
        if Listing not in kinds:
            self.items += items
            self.places += spots
            return [], []
        self.mixed(items, spots)
        level: list[Listing] = []
        places: list[int] = []
        for item, spot in zip(items, spots, strict=True):
            if isinstance(item, Listing):
                level.append(item)
                places.append(spot)
            else:
                self.items.append(item)
                self.places.append(spot)
        return level, places

    def mixed(self, items: list[Tree], spots: list[int]) -> None:
        """Say which entry is the first of another kind than the first."""
        if self.ragged or self.broken:
            return
        lists = [isinstance(item, Listing) for item in items]
        odd = lists.index(not lists[0])
        kinds = ("a list", "a number") if lists[odd] else ("no list", "one")
        self.say(spots[odd], f"{self.called(odd, 'entry')} is {kinds[0]}, {self.called(0, 'entry')} is {kinds[1]}")

    def say(self, place: int, message: str) -> None:
        self.ragged = True  # once: all that follows would follow from it
        self.reader.report(ValueFault(message, hint="the rows of an array have one length"), place)

    def called(self, index: int, last: str = "row") -> str:
        """The index-th row of this depth in words: row 2 of row 1."""
        words: list[str] = []
        for size in reversed(self.shape):
            index, position = divmod(index, size)
            words.append(f"{'row' if words else last} {position + 1}")
        return " of ".join(words) or "the list"


def all_at_once(reader: ValueContext, rows: Rows) -> list[float] | None:
    """The entries as floats where all are plain numbers; None where one may not be."""
    kinds = set(map(type, rows.items))
    if kinds == {float}:
        return rows.items  # type: ignore[return-value]
    if kinds != {str} or reader.source.json:
        return None
    written = reader.source.text[min(rows.places) : max(rows.places) + 1]
    return None if QUOTES.search(written) else numbers(rows.items)  # type: ignore[arg-type]


def says_matrix(reader: ValueContext, rows: Rows, place: int) -> bool:
    """Say of `[1 2; 3 4]`, and of rows that a spreadsheet had, how the whole is written; whether it is of that kind."""
    from backprop_cli.problem.values.matrix_repairs import around, matrix_meant
    from backprop_cli.problem.values.number_repairs import number_meant

    texts = [item for item in rows.items if isinstance(item, str) and re.search(r"[;\s]", item)]
    if reader.source.json or all(number_meant(text) is not None for text in texts):
        return False
    array = matrix_meant(around(reader.source.text, place))
    if array is not None:
        message = "the numbers of a row stand between commas, and every row in brackets"
        reader.report(ValueFault(message, hint=f"write an array as {array}"), place)
    return array is not None


def entries_one_by_one(reader: ValueContext, rows: Rows) -> list[float | None]:
    """The entries as floats, each that is none reported."""
    values: list[float | None] = []
    for item, place in zip(rows.items, rows.places, strict=True):
        if isinstance(item, Mapping) and item.broken:
            rows.broken = True
        else:
            values.append(reader.attempt(item, place, reader.scalar, item, place))
    return values
