"""Pieces of formulas with several lines: how they stand side by side."""

from backprop_cli.render.cells import block
from backprop_cli.report.blocks import Array, Mark, Piece, bracketed, formula, height, lowered, operand, sign_for, with_marks

TALL = Array(["[[1]", " [2]]"])


def test_pieces_stand_side_by_side() -> None:
    assert block(formula(TALL, sign_for("@"), ["3"])) == ["[[1]  @ 3", " [2]]"]
    assert formula("y = ", formula(TALL)) == (Piece("y = "), Piece(TALL))
    assert [piece.joint for piece in formula(TALL, sign_for("@"), ["3"])] == [False, True, False]


def test_brackets_close_level_with_the_last_line() -> None:
    assert block(bracketed(formula(TALL))) == ["([[1]", "  [2]])"]
    assert height(bracketed(formula(TALL))) == 2


def test_what_is_lowered_stands_level_with_the_end_of_the_array_before_it() -> None:
    assert block(formula(TALL, lowered(formula(", axis=0"), 1))) == ["[[1]", " [2]], axis=0"]


def test_a_negative_number_gets_parentheses_behind_an_operator() -> None:
    assert block(operand(["-2"])) == ["(-2)"]
    assert block(operand(["2"])) == ["2"]
    assert operand(TALL) == formula(TALL)


def test_marks_stand_where_a_phrase_has_its_blanks() -> None:
    inner = with_marks("{x} twice", x=Mark("x", code=True))
    said = with_marks("{what} of {name}: {what}", what=inner, name=Mark("y"))
    assert said == (Mark("x", code=True), " twice", " of ", Mark("y"), ": ", Mark("x", code=True), " twice")
    assert said.plain() == "x twice of y: x twice"
    assert with_marks("{text}", text="{name}").plain() == "{name}"
