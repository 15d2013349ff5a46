"""What is found by looking at each plain text of a tree: characters that belong into no expression, `a:1` that is no entry."""

import re
from collections.abc import Iterator
from itertools import count, repeat

from backprop_cli.source.blanks import is_blank
from backprop_cli.source.findings import Findings, short
from backprop_cli.source.traps.beginnings import mended
from backprop_cli.source.traps.characters import MEANT, NOT_IN_CODE, code_name, straight
from backprop_cli.source.traps.split_calls import MISSING_SPACE, line_around
from backprop_cli.source.tree import Listing, Mapping, Tree, broken

PROSE = {"title", "description", "unit", "file", "key", "$schema"}  # texts for people, and names of files
WORDS = {" ": "a space", "": "nothing"}
Slot = tuple[list[Tree], int, int]  # a list of the tree, an index into it, and the place of what is there


def check(root: Tree, place: int, text: str, findings: Findings) -> Tree:
    """Look at the plain texts outside of titles and answers; returns the root, as those that are wrong are taken out."""
    if not suspicious(text):
        return root
    top: list[Tree] = [root]
    answers = answer_lists(root)
    levels: list[Iterator[Slot]] = [iter([(top, 0, place)])]
    while levels:
        for values, index, at in levels[-1]:
            if id(values) in answers:
                continue
            value = values[index]
            if type(value) is str:
                check_text(value, values, index, at, findings)
            elif isinstance(value, Mapping):
                check_keys(value, findings)
                levels.append(mapping_slots(value))
                break
            elif isinstance(value, Listing):
                levels.append(zip(repeat(value.items), count(), value.places))
                break
        else:
            levels.pop()
    return top[0]


def answer_lists(root: Tree) -> set[int]:
    """The ids of the lists that hold answers: what is wrong with an answer is no fault of the file, and said when it is judged."""
    expect = (
        [part for key, part in zip(root.keys, root.values, strict=True) if key == "expect"] if isinstance(root, Mapping) else []
    )
    sections = [section for part in expect if isinstance(part, Mapping) for section in part.values]
    return {id(section.values) for section in sections if isinstance(section, Mapping)}


def suspicious(text: str) -> bool:
    """Whether a closer look at a text can find anything: counting signs takes a tenth of the time of a pattern."""
    if text.count(":") > text.count(": ") + text.count(":\n") or (not text.isascii() and re.search(NOT_IN_CODE, text)):
        return True
    return ("|" in text or ">" in text) and re.search("[|>][1-9]", text) is not None


def mapping_slots(mapping: Mapping) -> Iterator[Slot]:
    for index, (key, place) in enumerate(zip(mapping.keys, mapping.places, strict=True)):
        if key not in PROSE:
            yield mapping.values, index, place


def check_keys(mapping: Mapping, findings: Findings) -> None:
    """Say which names hold odd characters; they are known from then on by what was meant.

    A name that begins with a wide space was meant to be indented: then the whole mapping is marked as broken.
    """
    for index, (key, place) in enumerate(zip(mapping.keys, mapping.key_places, strict=True)):
        if odd_character(key, place, findings):
            meant = straight(key)
            mapping.broken |= meant.startswith(" ")
            mapping.keys[index] = meant.strip() if meant.strip().isidentifier() else re.sub(r"\W+", "", meant)


def check_text(value: str, values: list[Tree], index: int, place: int, findings: Findings) -> None:
    if odd_character(value, place, findings) or say_unspaced(value, place, findings):
        values[index] = broken()


def odd_character(value: str, place: int, findings: Findings) -> bool:
    """Say the first odd character of a plain text."""
    match = None if value.isascii() or is_blank(value) else re.search(NOT_IN_CODE, value)
    if match is None or findings.source.quoted(place):
        return False
    where = findings.source.spot(place, match.start())
    findings.say(place if where is None else where, code_name(match[0]), f"write it as {text_meant(value, place, findings)}")
    return True


def text_meant(value: str, place: int, findings: Findings) -> str:
    """A text as it was meant; of one that goes over several lines, the first line."""
    text = findings.source.text
    end = text.find("\n", place)
    first = text[place : end if end >= 0 else len(text)]
    meant = straight(value if len(value) <= len(first) else first)
    return short(re.sub(r":(?=\S)", ": ", meant) if "：" in first else meant).strip()


def say_unspaced(value: str, place: int, findings: Findings) -> bool:
    """Say `a:1` on a line of its own: a text, where an entry was meant."""
    match = re.match(r"([^\W\d]\w*):(?=\S)", value)
    source = findings.source
    start = source.text.rfind("\n", 0, place) + 1
    if value == "" and re.match("[|>][1-9]", source.text[place : place + 2]):
        start, line = line_around(source.text, place)
        message = f"an expression cannot begin with {source.text[place]} in YAML"
        findings.say(place, message, mended(line, place - start))
        return True
    if match is None or source.quoted(place) or source.text[start:place].strip(" -"):
        return False
    rest = value[match.end() :].split(" ", 1)[0]
    findings.say(place, MISSING_SPACE, f"write it as {match[1]}: {short(rest)}", match.end())
    return True


def in_rest(text: str, start: int, findings: Findings) -> None:
    """Say the first odd character of each line outside of texts: after a syntax error lines are all there is to look at."""
    if text.isascii():
        return
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, start))) + 1
    said = {fault.place.line for fault in findings.faults if fault.place}
    for match in re.compile(NOT_IN_CODE).finditer(text, start):
        line = findings.source.line(match.start())
        if line not in said and in_code(text, match.start()):
            said.add(line)
            findings.say(match.start(), code_name(match[0]), f"write {WORDS.get(MEANT[match[0]], MEANT[match[0]])} for it")


def in_code(text: str, offset: int) -> bool:
    """Whether a place is outside of comments, quotes and titles, as far as its line tells."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if re.search(r"(^|\s)#", before) or before.count('"') % 2 or before.count("'") % 2:
        return False
    return re.match(r"[\s{-]*(" + "|".join(map(re.escape, PROSE)) + r")\s*:", before) is None
