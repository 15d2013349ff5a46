"""What is wider than its room breaks where a reader expects it, and never inside of a number."""

import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.render.cells import block, block_width, width
from backprop_cli.render.fitting import fitted, wrapped
from backprop_cli.report.blocks import Array, Equation, Piece, bracketed, formula, sign_for
from backprop_cli.report.number_text import array_lines
from backprop_cli.report.rows import Style

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
WIDE = array_lines(np.arange(-8.0, 8.0).reshape(2, 8), Style())
TALL = Array(["[[1  2]", " [3  4]]"])


def test_a_matrix_breaks_between_its_columns_and_says_which_are_left() -> None:
    assert fitted(WIDE, 22) == [
        "[[-8  -7  -6  -5  -4", " [ 0   1   2   3   4",
        "columns 6–8", "  -3  -2  -1]", "   5   6   7]]",
    ]  # fmt: skip
    assert fitted(WIDE, 14, dash="-") == [
        "[[-8  -7  -6", " [ 0   1   2", "columns 4-6", "  -5  -4  -3", "   3   4   5", "columns 7-8", "  -2  -1]", "   6   7]]",
    ]  # fmt: skip
    assert fitted(array_lines(np.ones((1, 3)), Style()), 7) == ["[[1  1", "column 3", "  1]]"]


def test_a_vector_goes_on_below() -> None:
    assert fitted(array_lines(np.arange(7.0), Style()), 12) == ["[0  1  2  3", " 4  5  6]"]


def test_no_number_is_ever_broken() -> None:
    assert fitted("1234567890", 3) == ["1234567890"]
    assert fitted(array_lines(np.array([12345.0, 2.0]), Style()), 2) == ["[12345", " 2]"]


def test_an_equation_breaks_at_its_sign_first() -> None:
    product = formula(TALL, sign_for("@"), TALL)
    assert fitted(Equation(product, TALL), 22) == ["[[1  2]  @ [[1  2]", " [3  4]]    [3  4]]", "  = [[1  2]", "     [3  4]]"]
    assert fitted(Equation("", ["5", "summed over axis 0"]), 14) == ["= 5", "  summed over", "    axis 0"]
    assert fitted(Equation("a", "12345678"), 10) == ["a", "= 12345678"]


def test_a_formula_breaks_before_its_operators() -> None:
    product = formula("1", sign_for("×"), bracketed(formula(TALL, sign_for("-"), TALL)), sign_for("/"), "3")
    assert fitted(product, 20) == ["1 × ([[1  2]", "      [3  4]]", "  - [[1  2]   / 3", "     [3  4]])"]
    total = formula("sum(", TALL, Piece(", ", 1), Piece("axis=0", 1, joint=True), Piece(")", 1))
    assert fitted(total, 13) == ["sum([[1  2]", "     [3  4]],", "  axis=0)"]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("a + b * c", 6, ["a + b", "  * c"]),
        ("(a + b) * (c + d)", 12, ["(a + b)", "  * (c + d)"]),
        ("alpha*beta+gamma", 12, ["alpha*beta", "  +gamma"]),
        ("exp(-x)**2/1e-5", 9, ["exp(-x)", "  **2", "  /1e-5"]),
        ("a == b", 5, ["a", " == b"]),
        ("한글이름 * 다른이름", 12, ["한글이름", "  * 다른이름"]),
        ("  xc = x - mean(x)", 14, ["  xc = x", "  - mean(x)"]),
    ],
)
def test_words_of_formulas_break_at_operators_and_never_in_a_name(text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room, "  ") == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("two  blanks", 11, ["two  blanks"]),
        ("one two three", 8, ["one two", "three"]),
        ("배치용 계층", 8, ["배치용", "계층"]),
        ("가나다라마", 6, ["가나다", "라마"]),
        ("abcdefgh", 5, ["abcde", "fgh"]),
        ("", 5, [""]),
    ],
)
def test_prose_breaks_at_blanks_and_between_wide_characters(text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room, prose=True) == lines


ARRAYS = st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(0, 9)).map(
    lambda shape: array_lines(np.random.default_rng(shape[2]).normal(size=shape[:2]), Style())
)
PARTS = st.recursive(
    st.one_of(ARRAYS.map(formula), st.sampled_from(["1", "-0.125", "softmax(x)"]).map(formula)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: formula(pair[0], sign_for("×"), pair[1])), inner.map(bracketed),
    ),
    max_leaves=4,
)  # fmt: skip


@given(PARTS, ARRAYS, st.integers(26, 200))
def test_whatever_the_room_nothing_stands_out_of_it_and_no_number_is_lost(left: object, right: Array, room: int) -> None:
    equation = Equation(left, right)  # type: ignore[arg-type]
    lines = fitted(equation, room)
    assert max(map(width, lines)) <= room
    marks = [line for line in lines if "column" in line]
    kept = [line for line in lines if line not in marks]
    assert Counter(NUMBER.findall(" ".join(kept))) == Counter(NUMBER.findall(" ".join(block(equation))))
    if block_width(block(equation)) <= room:
        assert lines == block(equation)


def test_no_line_of_a_language_without_blanks_begins_with_what_ends_a_clause() -> None:
    for closing in "、。，）":
        assert wrapped(f"経路を数える{closing}値を足す", 12, prose=True) == ["経路を数え", f"る{closing}値を足す"]
