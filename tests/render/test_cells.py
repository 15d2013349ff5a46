"""The cells of tables: what would not show is made visible, and widths count cells of the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.render.cells import SHORT, block, escaped, once, padded_cell, shaped, width
from backprop_cli.report.blocks import Equation
from backprop_cli.report.rows import Column, Table


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("price", "price"), ("사과 값", "사과 값"), ("a\x1b[2Jb", "a\\x1b[2Jb"), ("\u202egpj.exe", "\\u202egpj.exe"),
        ("a\tb\nc\r", "a\\tb\\nc\\r"), ("\x9b31m", "\\x9b31m"), ("\ud800", "\\ud800"), ("x\u200by", "x\\u200by"),
        ("e\u0301", "e\u0301"), ("👩\u200d💻", "👩\u200d💻"), ("\U000e0041", "\\U000e0041"),
    ],
)  # fmt: skip
def test_what_would_not_show_is_made_visible(text: str, seen: str) -> None:
    assert escaped(text) == seen


@given(st.text(st.characters(codec=None)))
def test_nothing_unfit_is_left(text: str) -> None:
    assert not {unicodedata.category(character) for character in escaped(text)} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(escaped(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_width_counts_cells() -> None:
    assert [width(text) for text in ("abc", "사과", "りんご", "é", "∂×")] == [3, 4, 6, 1, 2]
    assert padded_cell("사과", 6) == "사과  "


def test_short_equations_have_their_signs_below_each_other() -> None:
    rows = [("", Equation(["a"], ["1"])), ("", Equation(["long"], ["2"])), ("", Equation(["x" * (SHORT + 1)], ["3"])), ("", "4")]
    assert [row[1] for row in shaped(rows, 2)] == [["a    = 1"], ["long = 2"], ["x" * (SHORT + 1) + " = 3"], ["4"]]


def test_blocks_of_an_equation_are_level() -> None:
    assert block(Equation(["[[1]", " [2]]"], ["[[3]", " [4]]"])) == ["[[1]  = [[3]", " [2]]    [4]]"]
    assert block(Equation([], ["[[3]", " [4]]"])) == ["= [[3]", "   [4]]"]
    assert block(Equation(["a"], ["1", "summed over axis 0"])) == ["a = 1", "    summed over axis 0"]
    assert block(["a\x1b", "b"]) == ["a\\x1b", "b"]


def test_what_repeats_is_written_once() -> None:
    table = Table((Column("a"), Column("b"), Column("c")), (), grouped=2)
    rows = [("n", "×", "1"), ("n", "×", "2"), ("m", "×", "3")]
    assert once(rows, table, None) == [("n", "×", "1"), ("", "", "2"), ("m", "×", "3")]
    assert once(rows, table, ("n", "×", "0"))[0] == ("", "", "1")
    assert once(rows, table._replace(grouped=0), None) == rows


def test_second_equals_signs_stand_below_each_other_too() -> None:
    rows = [(Equation("∂값/∂x", Equation("y", "3")),), (Equation("∂z/∂x", "1"),), (Equation("∂z/∂y", Equation("long", "-2")),)]
    assert [row[0] for row in shaped(rows, 1)] == [["∂값/∂x = y    = 3"], ["∂z/∂x  = 1"], ["∂z/∂y  = long = -2"]]
