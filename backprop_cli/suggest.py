"""Suggest the known word that a misspelt one was meant to be; a word more than a misprint away is not suggested."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

FEW = 8
MOST_COMPARED = 5_000  # words: a graph of a million names must not cost a minute for one misprint


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was meant: another case, a _ more or less, one or two letters, two neighbours swapped. Else None."""
    alike = list(islice((other for other in known if abs(len(other) - len(word)) <= 3), MOST_COMPARED))
    bare = letters_alone(word)
    for other in alike:
        if letters_alone(other) == bare:
            return other
    slips = [(found, other) for other in alike if (found := slip(bare, letters_alone(other))) is not None]
    return min(slips, key=lambda pair: (pair[0], unshared(bare, letters_alone(pair[1]))))[1] if slips else None


def unshared(one: str, other: str) -> int:
    """How many letters only one of two words has: a letter left out is likelier than one hit wrongly."""
    mine, its = Counter(one), Counter(other)
    return (mine - its).total() + (its - mine).total()


def letters_alone(word: str) -> str:
    return word.lower().replace("_", "").replace("-", "")


def slip(one: str, other: str) -> int | None:
    """How many letters were missed, added, swapped or hit wrongly; None for more than one in a word of 3 to 6, two in a longer."""
    longest = max(len(one), len(other))
    most = 0 if longest < 3 else 1 if longest < 7 else 2
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for place, its in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != its))
            if at > 1 < place and letter == other[place - 2] and one[at - 2] == its:
                cost = min(cost, last[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The hint "did you mean '…'?"; None where no known word is near."""
    found = nearest(word, known)
    return None if found is None else f"did you mean '{found}'?"


def way_out(word: str, known: Iterable[str]) -> str | None:
    """A hint: the nearest known word, else all known words where they are few; None where neither helps."""
    words = list(known)
    near = did_you_mean(word, words)
    return near or (f"there is {', '.join(words)}" if 0 < len(words) <= FEW else None)
