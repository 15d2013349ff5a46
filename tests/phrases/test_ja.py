"""Japanese phrases: each is Japanese, and all are written in one style, with one set of signs. So are the words of the problems."""

import re
from collections.abc import Iterator

import pytest

from backprop_cli import phrases
from backprop_cli.phrases.ja import PHRASES
from backprop_cli.problem.library import shipped
from tests.cli.running import PROBLEMS, bpcalc

CLASS = PROBLEMS / "class"
JAPANESE = "[ぁ-んァ-ヶー一-龠々]"
POLITE = re.compile("です[。、]|です$|ます[。、:]|ます$|ません|ました|でしょう")
STRAY = re.compile(f"{JAPANESE}, |, {JAPANESE}|[\uff01-\uff5e]")  # the last: full-width forms of ASCII
CLOSE = re.compile(f"[A-Za-z0-9}}`)]{JAPANESE}|{JAPANESE}[A-Za-z0-9{{`(]")


def of_problems() -> Iterator[str]:
    """The Japanese lines of the shipped problems; names in blanks left out."""
    for file in shipped().values():
        for line in re.findall(r'\bja: "([^"]*)"', file.read_text(encoding="utf-8")):
            yield re.sub(r"\{[^}]*\}", "{}", line)


SAID = [*PHRASES.values(), *of_problems()]


def test_each_is_japanese() -> None:
    assert [text for text in PHRASES.values() if not re.search("[ぁ-んァ-ヶ一-龠]", text)] == []


@pytest.mark.parametrize("wrong", [POLITE, STRAY, CLOSE], ids=["polite", "signs of another language", "no blank"])
def test_all_are_written_in_one_style(wrong: re.Pattern[str]) -> None:
    """Plain sentences, 、 and 。, and a blank between Latin letters or numbers and Japanese ones."""
    assert [text for text in SAID if wrong.search(text)] == []


def test_lists_and_sentences_have_japanese_signs_between_them() -> None:
    phrases.use("ja")
    assert phrases.commas("a", "b") + phrases.stop() == "a、b。"
    assert phrases.sentences("a。", "b。") == "a。b。"
    phrases.use("en")
    assert phrases.commas("a", "b") + phrases.stop() == "a, b."
    assert phrases.sentences("a.", "b.") == "a. b."


@pytest.mark.parametrize("words", [
    ["explain", "two_layer_net", "--wrt", "W1"], ["explain", "fan_out", "--wrt", "x"], ["check", "apple"], ["gradcheck", "apple"],
    ["mark", str(CLASS / "answers"), "--key", str(CLASS / "key"), "--students", str(CLASS / "roster.csv")],
], ids=lambda words: words[0])  # fmt: skip
def test_no_sign_of_english_stands_between_what_is_said(words: list[str]) -> None:
    said = bpcalc(*words, "--lang", "ja").out
    assert re.findall(f"{JAPANESE}[,.] .*|。 .*", said) == []
