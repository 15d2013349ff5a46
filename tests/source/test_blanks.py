"""`?` as a blank: read by both parsers as any other word of one character is, and nothing moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.source.blanks import hidden, is_blank
from backprop_cli.source.places import Source
from tests.source.trees import errors, plain, said, whole, yaml_of


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{y: ?}", {"y": "?"}), ("[?, ?]", ["?", "?"]), ("[?,?]", ["?", "?"]), ("y: ?\n", {"y": "?"}), ("y: ?", {"y": "?"}),
        ("y: ? # why\nx: 1", {"y": "?", "x": "1"}), ("y:\n  ?\n", {"y": "?"}), ("- ?\n- - ?\n", ["?", ["?"]]),
        ("y: '?'\nx: \"?\"", {"y": "?", "x": "?"}), ("[1,\n  ?,\n?]", ["1", "?", "?"]), ("y: ？", {"y": "？"}), ("[？ , ? ]", ["？", "?"]),
        ("y: |\n  ?\n  - ？\nx: a, ?", {"y": "?\n- ？\n", "x": "a, ?"}), ("y: a\n  ?\n", {"y": "a ?"}), ("{y: ?, x: {z: ?}}", {"y": "?", "x": {"z": "?"}}),
        ("y: ??\nx: ?x\nz: x?\nw: a ? b", {"y": "??", "x": "?x", "z": "x?", "w": "a ? b"}), ("? y\n: x", {"y": "x"}),
        ("y: '[?, ?]' # [?", {"y": "[?, ?]"}), ("y: \ue000\nx: ?\nz: '\ue001'", {"y": "\ue000", "x": "?", "z": "\ue001"}),
    ],
)  # fmt: skip
def test_where_a_blank_is_one(text: str, tree: object) -> None:
    for pure in (False, True):
        document = yaml_of(text, pure)
        assert errors(document) == []
        assert plain(document.root) == tree


def test_a_question_before_a_word_stays_what_it_is() -> None:
    for pure in (False, True):
        assert said(yaml_of("y: ? key\n", pure)) == [(1, 4, "an expression cannot begin with ? in YAML")]


def test_a_text_without_a_lone_one_is_left_alone() -> None:
    for text in ("y: a ?b\n", "why?\n", "y: '?'\n"):
        assert hidden(text) == (text, {})


def test_a_tab_before_it_is_said_as_before_any_word() -> None:
    assert said(yaml_of("y:\t?\n")) == [(1, 3, "a tab stands where a space belongs")]


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("_", True),
        ("____", True),
        ("?", True),
        ("？", True),
        ("＿", True),
        ("??", False),
        ("_1", False),
        ("", False),
        ("_?", False),
    ],
)
def test_which_texts_are_blanks(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


PIECES = ["?", "?", ": ", "- ", "[", "]", "{", "}", ", ", ",", "\n", "  ", "a", "b: ", "1", " # c", "'", '"', "|\n", "\t", "y: a\n"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_moves(text: str) -> None:
    """The same text with another word of one character for each blank: the same tree, places and faults."""
    seen, table = hidden(text)
    other = seen.translate(dict.fromkeys(table, "q"))
    for pure in (False, True):
        ours, theirs = whole(yaml_of(text, pure)), whole(yaml_of(other, pure))
        assert repr(ours[0]).replace("?", "q") == repr(theirs[0]).replace("?", "q")
        assert ours[1:3] == theirs[1:3]
        assert [(place, length) for place, length, *_ in ours[3]] == [(place, length) for place, length, *_ in theirs[3]]


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_places_inside_of_blocks_are_found_beside_blanks(text: str) -> None:
    text = f"y: [?]\nz: |\n  abc\nx: ?\n{text}"
    offset = text.index("|")
    assert Source("p.yaml", text).inside(offset, 1).column == 4
