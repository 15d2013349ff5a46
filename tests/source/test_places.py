"""Places inside scalars: the k-th character of a value is found where it is written, however YAML wrapped it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.source import Listing, Mapping, Source, Tree, load, parse
from tests.source.trees import yaml_of

WORD = st.text("ab1가+", min_size=1, max_size=4)


LINES = st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=4)


BREAKS = st.sampled_from(["\n", "\n\n", "\n\n\n", " \n"])


STYLES = st.sampled_from(["plain", "single", "double", "literal", "folded", "flow", "strip"])


def written(style: str, lines: list[list[str]], breaks: list[str]) -> str:
    """An entry `k: …` whose value holds these words over several lines, with an entry after it."""
    body = "".join(" ".join(line) + gap + "    " for line, gap in zip(lines, [*breaks[: len(lines) - 1], ""], strict=True)).rstrip()
    wrap = {"plain": "{}", "single": "'{}'", "double": '"{}"', "flow": "[0, {}, z]"}
    header = {"literal": "|", "folded": ">", "strip": ">2- # note"}
    value = f"{header[style]}\n    {body}" if style in header else wrap[style].format(body)
    return f"x:\n  k: {value}\n  z: 1\n"


@given(STYLES, LINES, st.lists(BREAKS, min_size=4, max_size=4))
def test_each_visible_character_of_a_value_has_its_place(style: str, lines: list[list[str]], breaks: list[str]) -> None:
    """The value is PyYAML's; the characters at the places are it, in order."""
    text = written(style, lines, breaks)
    value = yaml.load(text, yaml.BaseLoader)["x"]["k"]
    document = yaml_of(text)
    assert document.faults == []
    inner: Any = document.root
    inner = inner.values[0]
    place = inner.places[0]
    if style == "flow":
        value, place = value[1], inner.values[0].places[1]
    spots = [document.source.inside(place, i) for i, character in enumerate(value) if character not in " \n"]
    offsets = [(spot.line, spot.column) for spot in spots]
    assert offsets == sorted(set(offsets))
    assert "".join(spot.excerpt[spot.column - 1] for spot in spots) == "".join(value.split())


@pytest.mark.parametrize(
    ("text", "value", "position", "length", "line", "column", "width"),
    [
        ("k: a * bc\n", "a * bc", 4, 2, 1, 8, 2),
        ("k: a * bc\n", "a * bc", 6, 1, 1, 10, 1),  # behind the end, where something is missing
        ("k: 'it''s b'\n", "it's b", 5, 1, 1, 11, 1),
        ("k: 'it''s b'\n", "it's b", 2, 1, 1, 7, 1),
        ('k: "a * b"\n', "a * b", 4, 1, 1, 9, 1),
        ('k: "a\\t* b"\n', "a\t* b", 4, 1, 1, 4, 8),  # an escape: the whole scalar
        ("k: |\n  a *\n    b\n", "a *\n  b\n", 6, 1, 3, 5, 1),
        ("k: |\n  a *\n    b\nz: 1\n", "a *\n  b\n", 8, 1, 3, 6, 1),
        ("k: a\n  b\nz: 1\n", "a b", 3, 1, 2, 4, 1),
        ("k: ab\n  cd\n", "ab cd", 1, 4, 1, 5, 1),  # over a line's end: what is in the first line
    ],
)
def test_inside(text: str, value: str, position: int, length: int, line: int, column: int, width: int) -> None:
    document = yaml_of(text)
    assert document.root.values[0] == value  # type: ignore[union-attr]
    place = document.source.inside(document.root.places[0], position, length)  # type: ignore[union-attr]
    assert (place.line, place.column, place.length) == (line, column, width)


@pytest.mark.parametrize(
    ("text", "position", "column"), [('{"k": "a * b"}', 4, 12), ('{"k": "a\\n* b"}', 3, 7), ('{"k": "|x"}', 1, 9)]
)
def test_inside_json(text: str, position: int, column: int) -> None:
    document = parse(Source("f.json", text, json=True))
    assert document.source.inside(document.root.places[0], position).column == column  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "quoted"),
    [("x", False), ("'x'", True), ('"x"', True), ("|\n  x", True), (">-\n  x", True), ("[x]", False), ("", False)],
)
def test_quoted(written: str, quoted: bool) -> None:
    document = yaml_of(f"k: {written}\n")
    assert document.source.quoted(document.root.places[0]) is quoted  # type: ignore[union-attr]


PROBLEMS = sorted((Path(__file__).parents[2] / "problems").glob("*.yaml"))


def scalars(tree: Tree, place: int) -> list[tuple[Any, int]]:
    if isinstance(tree, Mapping):
        below = [pair for value, at in zip(tree.values, tree.places, strict=True) for pair in scalars(value, at)]
        return [*zip(tree.keys, tree.key_places, strict=True), *below]
    if isinstance(tree, Listing):
        return [pair for item, at in zip(tree.items, tree.places, strict=True) for pair in scalars(item, at)]
    return [(tree, place)]


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_each_scalar_stands_where_its_place_says(path: Path) -> None:
    source = load(str(path), 2**20)
    document = parse(source)
    for value, place in scalars(document.root, document.place):
        written = value if not source.quoted(place) else source.text[place] + value[:3].replace("\n", "")
        assert source.text.startswith(written.split(None, 1)[0] if value else "", place)


def test_a_place_has_line_column_and_excerpt() -> None:
    source = Source("p.yaml", "사과: 1\n  배: 23\n", False)
    place = source.place(source.text.index("23"), 2)
    assert (repr(place), place.excerpt, place.length) == ("p.yaml:2:6", "  배: 23", 2)
    first = source.place(0, 99)  # back again, and no further than the line's end
    assert (first.line, first.column, first.length) == (1, 1, 5)
    end = source.place(len(source.text))
    assert (end.line, end.column, end.excerpt, end.length) == (3, 1, "", 1)


def test_the_excerpt_of_a_long_line_is_what_stands_around_the_place() -> None:
    source = Source("p.yaml", "a: " + "x" * 10**6 + "!" + "y" * 10**6)
    place = source.place(source.text.index("!"))
    assert place.column == 10**6 + 4
    assert len(place.excerpt) < 1000
    assert place.excerpt[place.column - 1 - place.cut] == "!"
