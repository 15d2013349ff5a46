"""A text and its tree: what is read, where it stands, what is said, and what the reading leaves behind."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from backprop_cli.source import Listing, Mapping, Source, Tree, load, parse
from tests.source.trees import document_lengths, errors, plain, said, yaml_of

PROBLEMS = sorted((Path(__file__).parents[2] / "problems").glob("*.yaml"))


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_a_good_file_has_the_structure_that_pyyaml_reads(path: Path) -> None:
    document = parse(load(str(path), 2**20))
    assert document.faults == []
    assert not document.ended
    assert plain(document.root) == yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: two words\n",
        "a:\nb: ''\nc: ~\n",
        "- 1\n- [a, b, [c]]\n- {d: e}\n",
        "a: {b: [1, {c: d}], e: f}\n",
        "--- # start\na: 1\n",
        "a: |\n  x\n   y\n\nb: >-\n  p\n  q\n\n  r\n",
        "a: x y\n  z\n  w\n'b c': \"d\\te\\u00e9\"\n",
        "사과: 100 # 원\nりんご: {値: 3}\n",
        "a: 'it''s'\nb: x#y\nc: -1e-3\nd: http://x\n",
        "? a\n: b\n",
        "a: yes\nb: 0x1F\nc: 12:30\nnull: .nan\n",
    ],
)
def test_structure(text: str) -> None:
    document = yaml_of(text)
    assert errors(document) == []
    assert plain(document.root) == yaml.load(text, yaml.BaseLoader)


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


def test_all_faults_are_found_in_one_run_and_sorted() -> None:
    document = yaml_of("title: Problem #2\na: *x\nb: {c: f(x, y)}\na: 2\n<<: {d: 1}\ne: x（1）\nf: !g h\n")
    assert [line for line, _, _ in said(document)] == [1, 2, 3, 4, 5, 6, 7]
    assert [fault.severity for fault in document.faults] == ["warning"] + ["error"] * 6
    assert plain(document.root) == {"title": "Problem", "a": ..., "b": ..., "e": ..., "f": ...}


def test_a_section_that_is_there_twice_is_put_together() -> None:
    document = yaml_of("nodes:\n  a: 1\nother: 2\nnodes:\n  b: 3\n")
    assert said(document) == [(4, 1, "'nodes' is there twice: first in line 1")]
    assert plain(document.root) == {"nodes": {"a": "1", "b": "3"}, "other": "2"}


def test_what_is_read_before_a_syntax_error_stays() -> None:
    document = yaml_of("a: 1\nb:\n  c: 2\n  d: [3\ne: 4\n")
    assert document.ended
    assert plain(document.root) == {"a": "1", "b": {"c": "2", "d": ...}}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "   \n\n", "--- # x\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert errors(yaml_of(text)) == ["the file is empty"]


def test_fifty_levels_are_read_and_the_fifty_first_is_not() -> None:
    good, deep = (yaml_of("a: " + "[" * depth + "]" * depth) for depth in (49, 50))
    assert good.faults == []
    assert said(deep) == [(1, 53, "this is nested deeper than 50 levels")]
    assert deep.ended


@pytest.mark.parametrize(
    "text",
    ["[" * 10**5, "- " * 10**5, "{a: " * 10**5, "? " * 10**5, "{" * 10**5, "a:\n" + "".join(" " * i + "-\n" for i in range(99))],
)
def test_the_reading_stops_where_it_gets_too_deep(text: str) -> None:
    document = yaml_of(text)
    assert document.ended
    assert "this is nested deeper than 50 levels" in errors(document)


def test_the_place_is_where_it_gets_too_deep_also_for_a_parser_that_gives_up_itself() -> None:
    for pure in (False, True):
        assert (2, 53, "this is nested deeper than 50 levels") in said(yaml_of("a: [1]\nb: " + "[" * 5000, pure=pure))


def test_faults_without_number_stay_few() -> None:
    document = yaml_of("- *a\n" * 20_000)
    assert 50 < len(document.faults) <= 1000


@pytest.mark.parametrize(
    "text", ["a: {b: [1, *c, {d: ", "a:\n  b", "a: {b", "- [" * 60, "a: {b: " * 60, "a: 1\nb: @", "a: [1, @", "a: 1\na: 2\nb: @"]
)
def test_an_ended_tree_is_whole(text: str) -> None:
    assert document_lengths(yaml_of(text))
    assert document_lengths(yaml_of(text, pure=True))
