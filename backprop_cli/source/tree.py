"""What a file holds before anybody asks what it means: mappings and listings of texts, each with the offset where it stands."""

from array import array
from collections.abc import MutableSequence, Sequence
from typing import TYPE_CHECKING, Any, Union

from backprop_cli.errors import Found

if TYPE_CHECKING:
    from backprop_cli.source.places import Source

MAX_DEPTH = 50
MOST_KEYS = 1000  # of a mapping that is no section
CROWD = f"{MOST_KEYS} keys or more stand side by side here", "only sections hold so many names"

Tree = Union[str, float, bool, None, "Mapping", "Listing"]
Places = MutableSequence[int]


class Mapping:
    """Keys and values in lists of equal length, in the file's order; key_places and places: their offsets.

    `broken`: a fault was said of it, and nothing else is to be said.
    """

    __slots__ = ("keys", "key_places", "values", "places", "broken")

    def __init__(self, keys: list[str], key_places: Places, values: list[Tree], places: Places, broken: bool = False) -> None:
        self.keys = keys
        self.key_places = key_places
        self.values = values
        self.places = places
        self.broken = broken

    def __repr__(self) -> str:
        return f"Mapping({self.keys!r}, {self.values!r}{', broken' if self.broken else ''})"


class Listing:
    """Items and their offsets. `broken` as for a mapping."""

    __slots__ = ("items", "places", "broken")

    def __init__(self, items: list[Tree], places: Places, broken: bool = False) -> None:
        self.items = items
        self.places = places
        self.broken = broken

    def __repr__(self) -> str:
        return f"Listing({self.items!r}{', broken' if self.broken else ''})"


class Document:
    """A text as a tree, with the faults found on the way (errors and warnings). `ended`: one of them ended the reading."""

    __slots__ = ("source", "root", "place", "faults", "ended")

    def __init__(self, source: "Source", root: Tree, place: int, faults: Found, ended: bool) -> None:
        self.source = source
        self.root = root
        self.place = place
        self.faults = faults
        self.ended = ended


def offsets() -> Places:
    """An array for places: eight bytes a place, where a list takes forty."""
    return array("q")


def broken() -> Mapping:
    """A stand-in for a value of which a fault was said."""
    return Mapping([], [], [], [], broken=True)


def holds_few(around: Sequence[Mapping | Listing]) -> bool:
    """Whether the last of these containers, each inside the one before, is the problem itself, a value or a call.

    They have a few known keys, where sections hold as many names as there is room for.
    """
    section = around[0].keys[-1] if isinstance(around[0], Mapping) else ""
    return len(around) == 1 or (len(around) == 3 and section in ("variables", "constants", "nodes"))


def holds_answers(around: Sequence[Mapping | Listing]) -> bool:
    """Whether what these containers hold, each inside the one before, are answers, which are judged one by one."""
    return len(around) > 1 and isinstance(around[0], Mapping) and around[0].keys[-1] == "expect"


def left_over(key: str, value: Tree) -> bool:
    """Whether an entry is no name with its value: of `{price: 12,5}` YAML makes the price 12, and a 5 without a value."""
    return value == "" and not key.isidentifier()


def twins(keys: list[str]) -> list[tuple[int, int]]:
    """The keys that repeat an earlier one, as (index of the later, index of the first), by NFKC as Python compares names."""
    names = keys if "".join(keys).isascii() else normalised(keys)
    if len(set(names)) == len(names):
        return []
    first: dict[str, int] = {}
    return [(index, first[name]) for index, name in enumerate(names) if first.setdefault(name, index) != index]


def normalised(keys: Sequence[str]) -> Sequence[str]:
    """Names as Python compares them: by NFKC."""
    if all(map(str.isascii, keys)):
        return keys
    from unicodedata import normalize

    return [key if key.isascii() else normalize("NFKC", key) for key in keys]


def drop_entries(mapping: Mapping, indices: set[int]) -> None:
    """Take entries out of a mapping, in place."""
    keep = [index for index in range(len(mapping.keys)) if index not in indices]
    columns: tuple[MutableSequence[Any], ...] = (mapping.keys, mapping.key_places, mapping.values, mapping.places)
    for column in columns:
        kept = [column[index] for index in keep]
        column[:] = array("q", kept) if isinstance(column, array) else kept


def fold_twins(mapping: Mapping) -> list[tuple[str, int, int]]:
    """Take repeated keys out of a mapping; returns (key, its place, the place of the first) for each.

    The entries of a section that is there twice are put together, so that the names in the second are known.
    """
    pairs = [pair for pair in twins(mapping.keys) if not left_over(mapping.keys[pair[0]], mapping.values[pair[0]])]
    for later, first in pairs:
        target, extra = mapping.values[first], mapping.values[later]
        if isinstance(target, Mapping) and isinstance(extra, Mapping):
            merge(target, extra)
    said = [(mapping.keys[later], mapping.key_places[later], mapping.key_places[first]) for later, first in pairs]
    if pairs:
        drop_entries(mapping, {later for later, _ in pairs})
    return said


def merge(target: Mapping, extra: Mapping) -> None:
    target.keys += extra.keys
    target.key_places += extra.key_places
    target.values += extra.values
    target.places += extra.places
    target.broken |= extra.broken
