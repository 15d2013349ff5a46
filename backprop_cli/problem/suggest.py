"""The way out of a misspelt word: the nearest one that is known."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

FEW = 8
MOST_COMPARED = 5_000  # difflib takes some 20 µs a word: a graph of a million names must not cost a minute for one misprint


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, None where none is near."""
    alike = (other for other in known if abs(len(other) - len(word)) <= max(2, len(word) // 3))
    candidates = list(islice(alike, MOST_COMPARED))
    lowered = {other.lower(): other for other in reversed(candidates)}
    if word.lower() in lowered:
        return lowered[word.lower()]
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The hint itself, None where no known word is near."""
    found = nearest(word, known)
    return None if found is None else f"did you mean '{found}'?"


def way_out(word: str, known: Iterable[str]) -> str | None:
    """The nearest known word, else the known words where they are few."""
    words = list(known)
    near = did_you_mean(word, words)
    return near or (f"there is {', '.join(words)}" if 0 < len(words) <= FEW else None)
