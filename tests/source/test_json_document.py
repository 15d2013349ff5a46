"""JSON: what json.loads makes of it, and every fault with its place."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.source import Document, Listing, Mapping, Source, parse
from backprop_cli.source.json_document import JsonReader
from backprop_cli.source.tree import MOST_KEYS
from tests.source.trees import document_lengths, errors, plain, said, whole

KEYS = st.text(max_size=5).filter(lambda key: key.isascii() or key.isalpha())
LEAVES = (
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**30), 10**30)
    | st.text(max_size=8)
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20)


def json_of(text: str) -> Document:
    return parse(Source("f.json", text, json=True))


def floats(value: Any) -> Any:
    """What json.loads gives, with every number as a float."""
    if isinstance(value, dict):
        return {key: floats(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [floats(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_what_json_writes_is_read_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    document = json_of(text)
    if not document.faults:  # two names can be one by NFKC
        assert plain(document.root) == floats(json.loads(text))
    assert document_lengths(document)


def test_types() -> None:
    document = json_of('{"a": [1, -2.5e3, true, false, null, "x"], "b": {}, "c": []}')
    assert isinstance(document.root, Mapping)
    listing = document.root.values[0]
    assert isinstance(listing, Listing)
    assert [type(item) for item in listing.items] == [float, float, bool, bool, type(None), str]


def test_places() -> None:
    text = '{"a": [1, "x"],\n "b": {"c": null}}'
    document = json_of(text)
    root: Any = document.root
    assert [text[place : place + 3] for place in root.key_places] == ['"a"', '"b"']
    assert [text[place] for place in root.places] == ["[", "{"]
    assert [text[place] for place in root.values[0].places] == ["1", '"']
    assert document.source.place(root.values[1].key_places[0]).line == 2


REFUSED = [
    ('{"a": 1, "b": 2, "a": 3}', 1, 18, "'a' is there twice: first in line 1"),
    ('{"µ": 1,\n"μ": 2}', 2, 1, "'μ' is there twice: first in line 1"),
    ('{"a": NaN}', 1, 7, "NaN is no number"),
    ("[1, Infinity]", 1, 5, "Infinity is no number"),
    ("[-Infinity]", 1, 2, "-Infinity is no number"),
    ("[1e400]", 1, 2, "1e400 is too large for a number"),
    ("[-1e400]", 1, 2, "-1e400 is too large for a number"),
    ("[1" + "0" * 400 + "]", 1, 2, "1000000000000000000… is too large for a number"),
    ("[1, 2,]", 1, 6, "JSON has no comma after the last value"),
    ('{"a": 1,}', 1, 8, "JSON has no comma after the last value"),
    ("{'a': 1}", 1, 2, "a name in double quotes belongs here"),
    ("{\"a\": 'b'}", 1, 7, "JSON has straight double quotes, not '"),
    ('{"a": “b”}', 1, 7, "JSON has straight double quotes, not “"),
    ("{a: 1}", 1, 2, "a name in double quotes belongs here"),
    ("// x\n[1]", 1, 1, "JSON has no comments"),
    ("[1, /* x\n*/ 2]", 1, 5, "JSON has no comments"),
    ("[1] # x", 1, 5, "JSON has no comments"),
    ("[1 2]", 1, 4, "a comma is missing before this"),
    ('{"a": 1 "b": 2}', 1, 9, "a comma is missing before this"),
    ('{"a" 1}', 1, 6, "':' is missing after the name"),
    ("[1, 2", 1, 1, "'[' is opened here and not closed"),
    ('{"a": [1}', 1, 7, "'[' is opened here and not closed"),
    ('{"a": 1', 1, 1, "'{' is opened here and not closed"),
    ('{"a":', 1, 6, "the JSON ends here, where a value belongs"),
    ("[,1]", 1, 2, "a value belongs here, not ','"),
    ("[1,\xa02]", 1, 4, "a value belongs here, not U+00A0"),
    ("[1] 2", 1, 5, "something follows after the end of the JSON"),
    ('["a', 1, 2, "a text begins here and does not end in its line"),
    ('["a\nb"]', 1, 2, "a text begins here and does not end in its line"),
    ('["a\tb"]', 1, 2, "a control character (U+0009) is in this text"),
    ('["\\d"]', 1, 2, "'\\d' is no escape in this text"),
    ('["\\ud800"]', 1, 2, "half of a character (U+D800) stands in this text"),
    ('["\\udc00\\ud800"]', 1, 2, "half of a character (U+DC00) stands in this text"),
    ("[01]", 1, 2, "'01' is no JSON number"),
    ("[.5]", 1, 2, "'.5' is no JSON number"),
    ("[1.]", 1, 2, "'1.' is no JSON number"),
    ("[+1]", 1, 2, "'+1' is no JSON number"),
    ("[0x1F]", 1, 2, "'0x1F' is no JSON number"),
    ("[1_000]", 1, 2, "'1_000' is no JSON number"),
    ("[True]", 1, 2, "'True' is no JSON value"),
    ("[x]", 1, 2, "'x' is no JSON value"),
    ("[１]", 1, 2, "'１' is no JSON value"),
    ("", 1, 1, "the file is empty"),
    (" \n", 1, 1, "the file is empty"),
    ("[" * 51, 1, 51, "this is nested deeper than 50 levels"),
    ("[" * 51 + "]" * 51, 1, 51, "this is nested deeper than 50 levels"),
    ('{"a":' * 51 + "1" + "}" * 51, 1, 251, "this is nested deeper than 50 levels"),
    ("[" * 100_000, 1, 51, "this is nested deeper than 50 levels"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), REFUSED, ids=[repr(row[0][:20]) for row in REFUSED])
def test_refused(text: str, line: int, column: int, message: str) -> None:
    document = json_of(text)
    assert said(document) == [(line, column, message)]
    assert document_lengths(document)


def test_fifty_levels_are_read() -> None:
    text = "[" * 50 + "]" * 50
    assert json_of(text).faults == []


def test_what_does_not_end_the_reading_is_all_found() -> None:
    document = json_of('{"a": NaN, // x\n "b": [1,], "a": 01,\n "c": 1e999, "d": True, "e": "ok"}')
    assert [line for line, _, _ in said(document)] == [1, 1, 2, 2, 2, 3, 3]
    assert plain(document.root) == {"a": ..., "b": [1.0], "c": ..., "d": ..., "e": "ok"}
    assert not document.ended


def test_a_whole_number_of_any_length_is_a_float() -> None:
    assert plain(json_of("[1" + "0" * 300 + ", 0." + "1" * 100_000 + ", 1e-400]").root) == [1e300, 1 / 9, 0.0]


ENTRIES = st.tuples(
    st.sampled_from(['"a"', '"b"', '"사과"', '"\\u0061"', '""', "c"]),
    st.sampled_from([":", " : ", "", "\n:\t"]),
    st.sampled_from(
        ['"x * y"', '""', '"\\n"', "1", "-2.50", "1e3", "1e999", "01", "-", "1.", "true", "NaN", "[1]", "{}", '"x', ""]
    ),
    st.sampled_from([",", ", ", ",\n ", "", ",,", "}", "\xa0,", "//c\n,"]),
)


@settings(max_examples=400)
@given(st.lists(ENTRIES, max_size=6))
def test_entries_at_once_are_as_entries_token_by_token(entries: list[tuple[str, ...]]) -> None:
    text = "{" + "".join(map("".join, entries)) + '"end": 1}'
    at_once = whole(json_of(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JsonReader, "plain_entries", lambda self, mapping: None)
        assert whole(json_of(text)) == at_once


@pytest.mark.parametrize(
    ("around", "few"),
    [("{}", True), ('{{"variables": {}}}', False), ('{{"variables": {{"x": {}}}}}', True), ('{{"a": {}}}', False)],
)
@pytest.mark.parametrize("count", [MOST_KEYS - 1, MOST_KEYS, MOST_KEYS + 1])
def test_a_crowd_of_keys_is_refused_where_few_are_known(around: str, few: bool, count: int) -> None:
    text = around.format("{" + ", ".join(f'"k{number}": 1' for number in range(count)) + "}")
    crowded = [message for message in errors(json_of(text)) if "stand side by side" in message]
    assert bool(crowded) is (few and count >= MOST_KEYS)


def accepted(text: str) -> bool:
    """Whether json.loads takes a text, given that what it wrongly takes is refused."""

    def refuse(word: str) -> float:
        raise ValueError(word)

    def number(word: str) -> float:
        if float(word) in (float("inf"), float("-inf")):
            raise ValueError(word)
        return float(word)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("twins")
        return dict(pairs)

    try:
        value = json.loads(text, parse_constant=refuse, parse_float=number, parse_int=number, object_pairs_hook=unique)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


PIECES = ["{", "}", "[", "]", ",", ":", " ", "\n", '"a"', '"b"', '"', "\\", "\\u12", "\\ud83d", "\\ude00", "1", "-", ".", "e", "0", "NaN", "true", "null", "tru", "'", "/", "#", "사", "\x07", "\xa0"]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_takes_what_json_takes(text: str) -> None:
    document = json_of(text)
    assert (errors(document) == []) is accepted(text)
    assert document_lengths(document)
