"""Names that stand in a file's path as whole words: which problem and which student it belongs to. teach/handins.py asks here."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")  # letters and digits, of any script


class NameFound(NamedTuple):
    """A name of the list in a text. start, stop: of the caseless text; zeros: it differs from the name by leading zeros."""

    name: str
    start: int
    stop: int
    zeros: bool


def composed(text: str) -> str:
    """A text in NFC, as keyboards type it."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def caseless(text: str) -> str:
    """A text as names are compared: composed, without case."""
    return composed(composed(text).casefold())


def without_zeros(text: str) -> str:
    """A number without its leading zeros, of zeros alone the last."""
    return text.lstrip("0") or text[-1:]


class NameFinder:
    """Finds names in texts by the first word of each, then by all of it: a class may be 2024_0001 to 2024_9999.

    also: other texts → the name that is meant.
    """

    def __init__(self, names: Iterable[str], also: Mapping[str, str] | None = None) -> None:
        # First word → length → text from that word on, both without its leading zeros → name, caseless name, where the word begins.
        self.by_first_word: dict[str, dict[int, dict[str, list[tuple[str, str, int]]]]] = {}
        self.known: dict[str, tuple[NameFound, ...]] = {}  # the files of a class share folders, and those of a problem their names
        for text, name in [*((name, name) for name in names), *(also or {}).items()]:
            whole = caseless(text)
            word = WORD.search(whole)
            if word is not None:
                cut = without_zeros(word[0])
                tail = cut + whole[word.end() :]
                tails = self.by_first_word.setdefault(cut, {}).setdefault(len(tail), {})
                tails.setdefault(tail, []).append((name, whole, word.start()))

    def find(self, text: str) -> tuple[NameFound, ...]:
        """The names that stand as whole words in a caseless text, without those that lie within a longer one."""
        known = self.known.get(text)
        if known is None:
            found = [one for word in WORD.finditer(text) for one in self.beginning_at(text, word)]
            known = tuple([one for one in found if not any(holds(other, one) for other in found)])
            self.known[text] = known
        return known

    def beginning_at(self, text: str, word: "re.Match[str]") -> list[NameFound]:
        """The names whose first word is this one; those that are spelt exactly so are over those that differ by zeros."""
        found: list[NameFound] = []
        cut = without_zeros(word[0])
        begin = word.end() - len(cut)
        for length, tails in self.by_first_word.get(cut, {}).items():
            stop = begin + length
            for name, whole, before in tails.get(text[begin:stop], ()) if ends_a_word(text, stop) else ():
                start = word.start() - before
                if start >= 0 and text.startswith(whole[:before], start):
                    found.append(NameFound(name, start, stop, text[start:stop] != whole))
        exact = [one for one in found if not one.zeros]
        return exact or found

    def whole(self, text: str) -> list[NameFound]:
        """The names that are all of a text, but for the blanks around it."""
        text = caseless(text.strip())
        return [one for one in self.find(text) if (one.start, one.stop) == (0, len(text))]


def ends_a_word(text: str, stop: int) -> bool:
    return stop >= len(text) or not WORD.match(text, stop) or not WORD.match(text, stop - 1)


def holds(longer: NameFound, one: NameFound) -> bool:
    """Whether one name lies within another that is longer."""
    return longer.start <= one.start and one.stop <= longer.stop and longer.stop - longer.start > one.stop - one.start
