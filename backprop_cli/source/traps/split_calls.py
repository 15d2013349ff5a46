"""The commonest trap of YAML: inside { } and [ ] a comma or bracket ends a value, so sum(x, axis=0) falls apart there."""

import re
from collections.abc import Callable
from typing import Any

from backprop_cli.source.findings import short
from backprop_cli.source.tree import Listing, Mapping, Places, Tree, broken

Say = Callable[..., None]
LONGEST = 200  # code points of a line that a hint prints repaired


def check_listing(listing: Listing, text: str, say: Say) -> None:
    """Mark a [ ] in which a call was cut at its comma."""
    if torn(listing.items):
        listing.broken = say_first(listing.items, listing.places, text, say)


def check_mapping(mapping: Mapping, text: str, say: Say, whole: bool) -> None:
    """Mark a { } in which a call was cut at its comma, where calls are `whole`; find `{x:1}`, which is a name and no value."""
    if whole and torn(mapping.keys + mapping.values):
        pairs = zip(mapping.keys, mapping.values, mapping.key_places, mapping.places, strict=True)
        flat = [(part, place) for key, value, at, place in pairs for part, place in ((key, at), (value, place))]
        mapping.broken |= say_first([part for part, _ in flat], [place for _, place in flat], text, say)
    if not mapping.broken and "" in mapping.values:
        repair_unspaced(mapping, text, say)


def torn(parts: list[Any]) -> bool:
    """Whether some text in a list may have a parenthesis without its partner: quick, for lists of a million numbers."""
    try:
        joined = "".join(parts)
    except TypeError:
        joined = "".join([part for part in parts if type(part) is str])
    return "(" in joined or ")" in joined


def say_first(parts: list[Tree], places: Places, text: str, say: Say) -> bool:
    """Say the fault of the first text whose parentheses do not match, True where there is one."""
    for part, place in zip(parts, places, strict=True):
        if type(part) is str and part.count("(") != part.count(")") and text[place] not in "\"'":
            message = f"a comma inside {{ }} or [ ] ends the value: '{short(part)}' is all that is left of it"
            say(place, message, call_in_quotes(text, place), len(part))
            return True
    return False


def call_in_quotes(text: str, place: int) -> str:
    """A hint with the line, its whole call in quotes; without the line where the call goes over several or does not end."""
    start, line = line_around(text, place)
    stop = end_of_expression(line, place - start)
    advice = "quote the whole call, or write one line a node"
    return f"{advice}:\n{quoted_from(line, place - start, stop)}" if stop and len(line) <= LONGEST else advice


def quote_rest(text: str, place: int) -> str:
    """A hint with the line, all from `place` on in quotes: to its end in a title or description, else up to a comment."""
    start, line = line_around(text, place)
    begin = place - start
    inside = re.search(r"[\[{]", re.sub(r"\"[^\"]*\"|'[^']*'", "", line[:begin])) is not None
    end = len(line.rstrip())
    if not is_prose(line, begin) and (comment := re.search(r"\s+#", line[begin:])):
        end = begin + comment.start()
    if len(line) > LONGEST or inside:
        return "quote it whole"
    return "quote it:\n" + quoted_from(line, begin, end)


def is_prose(line: str, begin: int) -> bool:
    """Whether the value that begins there is a title, description or unit."""
    return re.search(r"(?:^|[\s{,])[\"']?(?:title|description|unit)[\"']?\s*:\s*$", line[:begin]) is not None


def line_around(text: str, offset: int) -> tuple[int, str]:
    """Where the line around an offset starts, and its text."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return start, text[start : end if end >= 0 else len(text)]


def quoted_from(line: str, begin: int, stop: int) -> str:
    """A line with a part of it in quotes."""
    part = line[begin:stop]
    quoted = f'"{part}"' if '"' not in part and "\\" not in part else "'" + part.replace("'", "''") + "'"
    return f"{line[:begin]}{quoted}{line[stop:]}".strip()


def end_of_expression(line: str, begin: int) -> int:
    """Where the expression from `begin` on ends: at the first comma, or ] or }, outside of its own brackets; 0 for nowhere."""
    depth = 0
    for match in re.compile(r"[()\[\]{},#]").finditer(line, begin):
        character = match[0]
        if depth == 0 and character in ",]})":
            return match.start() if character != ")" else 0
        depth += (character in "([{") - (character in ")]}")
    return 0


def repair_unspaced(mapping: Mapping, text: str, say: Say) -> None:
    """Repair the entries of `{x:1}`: the name is known, the value is said to be wrong."""
    for index, (key, value) in enumerate(zip(mapping.keys, mapping.values, strict=True)):
        name, colon, rest = key.partition(":")
        place = mapping.key_places[index]
        if value == "" and colon and rest and name.isidentifier() and text[place] not in "\"'":
            say(place, MISSING_SPACE, f"write it as {name}: {short(rest)}", len(key))
            mapping.keys[index], mapping.values[index] = name, broken()


MISSING_SPACE = "a space must follow ':'"
NO_ANCHORS = "there are no anchors here: write the value again"
