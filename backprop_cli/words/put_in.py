"""Names put in for the words of a rule: `y` of a multiplication becomes `tax`, `out * (1 - out)` of a sigmoid `h * (1 - h)`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"(?<![\w.])[^\W\d]\w*(?!\w|\s*\(|\s*=(?!=))")  # a name; no function, keyword or attribute


class Slot(NamedTuple):
    """Where a name goes. alone: between brackets or commas, where no text needs parentheses; first: at the start of a sum or
    product, where no number does."""

    name: str
    alone: bool
    first: bool


@lru_cache(maxsize=4096)
def template(rule: str) -> tuple[str | Slot, ...]:
    """A rule cut at its names, each of which becomes a Slot."""
    parts: list[str | Slot] = []
    end = 0
    for found in WORD.finditer(rule):
        if found[0] in ("True", "False", "None"):
            continue
        before, after = rule[: found.start()].rstrip()[-1:], rule[found.end() :].lstrip()[:2]
        alone = before in "([,=" and after[:1] in ")],"
        parts += [rule[end : found.start()], Slot(found[0], alone, not before and after != "**" and after[:1] not in ".[")]
        end = found.end()
    return (*parts, rule[end:])


@lru_cache(maxsize=4096)
def slots_of(rule: str) -> frozenset[str]:
    """The names that a rule is written with."""
    return frozenset(part.name for part in template(rule) if isinstance(part, Slot))


def names_put_in(rule: str, names: Mapping[str, str]) -> str:
    """The rule with `names` put in for its own words, in parentheses where an expression needs them.

    Where a word that stays (a step of a handmade layer) would be taken for a name that comes in, nothing is put in.
    """
    stay = slots_of(rule) - names.keys()
    if stay and stay & set(names.values()):
        return rule
    return "".join([part if isinstance(part, str) else slot_filled(part, names.get(part.name)) for part in template(rule)])


def slot_filled(slot: Slot, text: str | None) -> str:
    if text is None:
        return slot.name
    return text if slot.alone or atomic(text) or (slot.first and is_number(text)) else f"({text})"


def atomic(text: str) -> bool:
    """Whether a text holds together next to any operator: a name, a number without sign, a call."""
    if text.isidentifier():
        return True
    if is_number(text):
        return text[0] not in "+-"
    depth = 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if not depth and character in " +-*/@<>=":
            return False
    return True


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[-1] not in "fny"  # inf, nan, infinity: names like others
