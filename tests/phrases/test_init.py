"""Phrases: each that the program says exists in every language, with the same blanks."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from backprop_cli import phrases
from backprop_cli.cli.console import can_write
from backprop_cli.layers import SHELF
from backprop_cli.report.listings import paragraphs
from backprop_cli.report.rows import Style

HOUSE = Path(phrases.__file__).parent.parent
OTHERS = [language for language in phrases.LANGUAGES if language != "en"]


def texts(node: ast.expr) -> list[str]:
    """The texts that an argument may be: itself, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def said_by(path: Path) -> Iterator[str]:
    """The phrases of a module that languages must know."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case (
                ast.Call(func=ast.Name(id="say" | "to_say"), args=[phrase])
                | ast.Call(func=ast.Name(id="say_counted"), args=[_, _, phrase])
            ):
                yield from texts(phrase)


def of_the_shelf() -> Iterator[str]:
    """What each layer says: the paragraphs of its docstring, and its convention, unless that is an equation."""
    for layer in SHELF.values():
        yield from paragraphs(layer.__doc__ or "")
        if layer.convention and not re.fullmatch(r"\w+'\(0\) = \w+", layer.convention):
            yield layer.convention


SAID = sorted({phrase for path in HOUSE.rglob("*.py") if path.parent.name != "phrases" for phrase in said_by(path)})
PHRASES = [*SAID, *dict.fromkeys(of_the_shelf())]
ENCODINGS = {"ko": ("cp949", "euc-kr"), "ja": ("cp932", "euc-jp")}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def known(language: str) -> dict[str, str]:
    table: dict[str, str] = import_module(f"backprop_cli.phrases.{language}").PHRASES
    return table


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_knows_every_phrase_with_the_same_blanks(language: str) -> None:
    table = known(language)
    assert [phrase for phrase in PHRASES if phrase not in table] == [], f"phrases to add to phrases/{language}.py"
    assert [phrase for phrase in SAID if blanks(phrase) != blanks(table[phrase])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_language_keeps_a_phrase_that_nobody_says(language: str) -> None:
    assert [phrase for phrase in known(language) if phrase not in PHRASES] == [], f"phrases to take out of phrases/{language}.py"


@pytest.mark.parametrize("language", OTHERS)
def test_the_encodings_of_a_language_have_all_that_it_says(language: str) -> None:
    """Signs that an encoding of Japanese lacks are written in ASCII."""
    for encoding in ENCODINGS[language]:
        plain = Style(ascii=language == "ja")
        lacking = {
            character for text in known(language).values() for character in text if not can_write(plain.sign(character), encoding)
        }
        assert lacking == set()


def test_the_language_that_holds_chooses_among_texts() -> None:
    phrases.use("ja")
    assert [phrases.in_language(texts) for texts in ({"en": "a", "ja": "b"}, {"ko": "c", "en": "a"}, {"ko": "c"}, {"": "d"}, {})] == [
        "b", "a", "c", "d", None,
    ]  # fmt: skip
    assert "ノ" in phrases.letters()
    assert phrases.letters().isalpha()


def test_what_is_filled_in_is_never_read_as_a_phrase() -> None:
    assert phrases.say("{x} more", x="{count} node") == "{count} node more"
    assert phrases.say_counted(1, "{count} way", "{count} ways") == "1 way"
    assert phrases.say_counted(1200, "{count} way", "{count} ways") == "1,200 ways"


def test_english_loads_no_other_language() -> None:
    for language in OTHERS:
        sys.modules.pop(f"backprop_cli.phrases.{language}", None)
    phrases.use("en")
    assert phrases.language() == "en"
    assert not any(name.startswith("backprop_cli.phrases.") for name in sys.modules)
