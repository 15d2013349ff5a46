"""How text looks on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.cli.printable import cells_without_rich, escaped_for, laid_out


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("사과", 4), ("りんご", 6), ("\u1112\u1161\u11ab", 2), ("e\u0301", 1), ("ｘ", 2), ("", 0), ("a\u200db", 2)],
)  # fmt: skip
def test_wide_characters_take_two_cells_and_combining_marks_none(text: str, cells: int) -> None:
    assert cells_without_rich(text) == cells


def test_a_tab_reaches_the_next_stop() -> None:
    assert laid_out("a\tb\t사\tc") == ["a", " " * 7, "b", " " * 7, "사", " " * 6, "c"]


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("tax\n", "utf-8", "tax\n"),
        ("\x1b[31mred\x07", "utf-8", "\\x1b[31mred\\x07"),
        ("a\u202eb", "utf-8", "a\\u202eb"),
        ("∂x", "ascii", "\\u2202x"),
        ("사과 ∂", "cp949", "사과 ∂"),
        ("사과 é", "cp1252", "\\uc0ac\\uacfc é"),
        ("\udcff", "utf-8", "\\udcff"),
    ],
)
def test_what_cannot_be_shown_is_escaped(text: str, encoding: str, shown: str) -> None:
    assert escaped_for(text, encoding) == shown


@given(st.text(), st.sampled_from(["utf-8", "ascii", "cp949", "cp932", "cp1252"]))
def test_what_is_shown_can_be_printed_in_that_encoding(text: str, encoding: str) -> None:
    shown = escaped_for(text, encoding)
    assert shown.encode(encoding).decode(encoding) == shown
    assert all(character == "\n" or ord(character) >= 32 for character in shown)
