"""What learners read, in their language. A phrase stands in English where it is used; ko.py and ja.py hold what it is in theirs.

A report or a picture says `say("{count} more", count=3)`. Which language holds is chosen once a run, by `use`. What machines
read, errors and help pages never pass through here.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "ko", "ja")
ENGLISH: dict[str, str] = {}  # a phrase that a language lacks is said in English, and English lacks them all
COMMAS, STOPS = {"ja": "、"}, {"ja": "。"}  # of languages with signs of their own; no blank stands behind those
CHOSEN = {"language": "en", "phrases": ENGLISH}


def use(language: str) -> None:
    """Say everything from here on in one of LANGUAGES."""
    phrases = ENGLISH if language == "en" else import_module(f"{__name__}.{language}").PHRASES
    CHOSEN.update(language=language, phrases=phrases)


def language() -> str:
    """The language that holds: one of LANGUAGES."""
    return str(CHOSEN["language"])


def letters() -> str:
    """Every letter that phrases of the language that holds are written with, signs left out."""
    phrases: dict[str, str] = CHOSEN["phrases"]  # type: ignore[assignment]
    return "".join(filter(str.isalpha, "".join(phrases.values())))


def in_language(texts: Mapping[str, str]) -> str | None:
    """One of some texts by language: that of the language that holds, else the English one, else the first; None of none."""
    return texts.get(language()) or texts.get("en") or next(iter(texts.values()), None)


def say(phrase: str, **blanks: Any) -> str:
    """A phrase in the language that holds, its {blanks} filled in. What is filled in is text, and never read as a phrase."""
    said: str = CHOSEN["phrases"].get(phrase, phrase)  # type: ignore[attr-defined]
    return said.format(**blanks) if blanks else said


def say_counted(count: int, one: str, many: str, **blanks: Any) -> str:
    """A phrase about a number of things, {count}: `one` for 1, else `many`. Languages without a plural know `many` alone."""
    return say(one if count == 1 and language() == "en" else many, count=f"{count:,}", **blanks)


def commas(*said: str) -> str:
    """Things that were said, one behind the other, with the comma of the language that holds."""
    return COMMAS.get(language(), ", ").join(said)


def stop() -> str:
    """The full stop of the language that holds."""
    return STOPS.get(language(), ".")


def sentences(*said: str) -> str:
    """Sentences, each with its full stop, one behind the other."""
    return ("" if language() in STOPS else " ").join(said)


def to_say(phrase: str) -> str:
    """A phrase as it is, for tables of phrases that are said later: tests find it by this name."""
    return phrase
