"""JSON → the light tree, twice: by json.loads, fast and without places; and by our own reading, which places every fault."""

from typing import Any

from backprop_cli.errors import Found
from backprop_cli.source.places import Source
from backprop_cli.source.tree import MAX_DEPTH, Document, Listing, Mapping, Tree, offsets, twins

INFINITE = float("inf")


class Trouble(Exception):
    """The fast reading met what the placed one is to report."""


def read(source: Source, placed: bool) -> Document:
    """Read JSON; without places where none are asked for and nothing is wrong."""
    if not placed:
        root = fast(source.text)
        if root is not Trouble:
            return Document(source, root, 0, Found(), False)
    from backprop_cli.source.json_placed import read_placed

    return read_placed(source)


def fast(text: str) -> Any:
    """The tree without places; the class Trouble itself where something is wrong with the text."""
    import json
    import re

    if "\\u" in text and re.search(r"\\u[dD][89a-fA-F]", text):
        return Trouble  # perhaps half of a pair: no character
    try:
        root = json.loads(text, object_pairs_hook=mapping, parse_int=float, parse_constant=refuse)
        return settled(root)
    except (Trouble, ValueError, RecursionError):
        return Trouble


def refuse(word: str) -> float:
    raise Trouble


def mapping(pairs: list[tuple[str, Any]]) -> Mapping:
    keys = [key for key, _ in pairs]
    if twins(keys):
        raise Trouble
    zeros = offsets(len(keys))
    return Mapping(keys, zeros, [value for _, value in pairs], zeros)


def settled(root: Any) -> Tree:
    """Listings for the lists that json.loads made; refuses what overflowed and what is nested too deep."""
    top = [root]
    level: list[list[Any]] = [top]
    depth = 0
    while level:
        if depth > MAX_DEPTH:
            raise Trouble
        level = [inner for values in level for inner in settle(values)]
        depth += 1
    return top[0]  # type: ignore[no-any-return]


def settle(values: list[Any]) -> list[list[Any]]:
    """Turn the lists among some values into listings, in place; returns what the containers among them hold."""
    kinds = set(map(type, values))
    if float in kinds and (INFINITE in values or -INFINITE in values):
        raise Trouble
    if list not in kinds and Mapping not in kinds:
        return []
    found = []
    for index, value in enumerate(values):
        if type(value) is list:
            values[index] = Listing(value, offsets(len(value)))
            found.append(value)
        elif type(value) is Mapping:
            found.append(value.values)
    return found
