"""Lines of YAML: read again they are what was written, by our reader and by PyYAML."""

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.errors import ValueFault
from backprop_cli.source import Source, parse
from backprop_cli.teach.yaml_text import WIDEST, each_entry, item_of, item_of_value, yaml_lines

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" :#-?,[]{}&*!|>'\"%@`\\~=<")
TEXTS = st.text(LETTERS, max_size=12).map(str.strip) | st.sampled_from(
    ["a: b", "x #1", "- x", "-1", "", "null", "a\nb", "? x", "a:", "A[:, 0]"]
)
NAMES = st.sampled_from(["a", "W1", "사과", "sum"])
ITEMS = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12)


class Texts(yaml.SafeLoader):
    """PyYAML, every scalar a text."""


Texts.yaml_implicit_resolvers = {}


@settings(max_examples=400, deadline=None)
@given(item=ITEMS, opened=st.integers(0, 3))
def test_what_is_written_is_read_again(item, opened):
    text = "\n".join(yaml_lines("key", item, opened=opened)) + "\n"
    assert yaml.load(text, Texts) == {"key": item}, text


@settings(max_examples=200, deadline=None)
@given(
    item=st.dictionaries(
        NAMES, st.lists(TEXTS.filter(lambda text: not {*"?()"} & {*text}), min_size=1, max_size=4), min_size=1, max_size=3
    )
)
def test_our_reader_reads_it_without_a_word(item):
    document = parse(Source("p.yaml", "\n".join(yaml_lines("nodes", item, opened=1)) + "\n"))
    assert document.faults == []
    assert item_of(document.root) == {"nodes": item}


def test_what_is_long_stands_in_lines_and_a_row_in_one():
    short = yaml_lines("W", [["1", "2"], ["3", "4"]], "  ")
    assert short == ["  W: [[1, 2], [3, 4]]"]
    row = [str(number) for number in range(40)]
    assert yaml_lines("W", [row, row])[0] == "W:"
    assert len(yaml_lines("W", [row, row])) == 3
    assert len(yaml_lines("W", row)) == 1
    assert max(map(len, yaml_lines("a", {"b": ["x"] * 5, "c": "y" * 60, "d": "z" * 60}))) <= WIDEST


def test_several_lines_of_text_stay_readable():
    assert yaml_lines("description", "two\nlines: of it") == ["description: |-", "  two", "  lines: of it"]


def test_plain_where_it_is_safe():
    assert yaml_lines("a", "x + y") == ["a: x + y"]
    assert yaml_lines("a", "Problem 1: x") == ['a: "Problem 1: x"']
    assert yaml_lines("a", ["sum(x, axis=0)"]) == ['a: ["sum(x, axis=0)"]']
    assert yaml_lines("a", "") == ["a:"]
    assert yaml_lines("a", "_") == ["a: _"]


def test_numbers_and_arrays():
    assert item_of_value(3.0) == "3"
    assert item_of_value(-0.0) == "-0.0"
    assert item_of_value(np.array([[0.1, 1e300]])) == [["0.1", "1e+300"]]
    assert each_entry("_", (2, 1)) == [["_"], ["_"]]
    with pytest.raises(ValueFault):
        item_of_value(float("nan"))
