"""An expression as it is written elsewhere, in Python's spelling: signs, products without a sign, calls without brackets."""

import pytest

from backprop_cli.problem.foreign.spelling import Speller
from backprop_cli.problem.foreign.tokens import Unreadable


def spelt(text: str, wide: bool = True) -> str:
    return Speller(
        text, {"x", "y", "z", "사과의_개수"}.__contains__, {"sin", "log", "sqrt", "where", "abs"}.__contains__, wide
    ).python()


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("x^2", "x ** 2"),
        ("x×y ÷ z − 1", "x * y / z - 1"),
        ("x²y", "x ** 2 * y"),
        ("x⁻¹", "x ** -1"),
        ("2x", "2 * x"),
        ("x(y+z)", "x * (y + z)"),
        ("(x+y)(x-y)", "(x + y) * (x - y)"),
        ("sin(x)", "sin(x)"),
        ("√(x+y)", "sqrt((x + y))"),
        ("sin² x", "sin(x) ** 2"),
        ("|x| * |y - z|", "abs(x) * abs(y - z)"),
        ("||x||", "sqrt(sum((x) ** 2))"),
        ("x > 0 ? y : z", "where(x > 0, y, z)"),
        ("if x > 0 then y else z", "where(x > 0, y, z)"),
        ("x * 10%", "x * (10 / 100)"),
        ("y = x^2;", "x ** 2"),
        ("=x*y", "x * y"),
        ("1,5 * x", "1.5 * x"),
        ("f(1; 2)", "f(1, 2)"),
        ("x && y || z", "x and y or z"),
        ("x <> y", "x != y"),
        ("x' @ y", "x.T @ y"),
        ("（x＋y）", "(x + y)"),
        ("사과의 개수 * 2", "사과의_개수 * 2"),
        ("x[1:, 0]", "x[1:, 0]"),
        ("sum(x, axis=0)", "sum(x, axis=0)"),
    ],
)
def test_a_text_is_spelt_as_python_spells_it(text: str, python: str) -> None:
    assert spelt(text) == python


@pytest.mark.parametrize(
    ("text", "wide", "narrow"),
    [
        ("1/2x", "1 / (2 * x)", "1 / 2 * x"),
        ("sin x * y", "sin(x * y)", "sin(x) * y"),
        ("log x^2", "log(x ** 2)", "log(x) ** 2"),
        ("sin 2x", "sin(2 * x)", "sin(2 * x)"),  # a number belongs to what stands right behind it
    ],
)
def test_what_can_be_read_in_two_ways_is_read_wide_or_narrow(text: str, wide: str, narrow: str) -> None:
    assert (spelt(text, wide=True), spelt(text, wide=False)) == (wide, narrow)


@pytest.mark.parametrize("text", ["(x", "x)", "sin⁻¹ x", "x ? y", "|x", ".x", "x' * y"])
def test_what_means_nothing_for_certain_is_not_spelt(text: str) -> None:
    with pytest.raises(Unreadable):
        spelt(text)


@pytest.mark.parametrize(("text", "glued"), [("x y", True), ("2x", True), ("x * y", False), ("사과의 개수", False)])
def test_operands_that_stood_side_by_side_are_remembered(text: str, glued: bool) -> None:
    speller = Speller(text, {"x", "y", "사과의_개수"}.__contains__, lambda _: False, wide=True)
    speller.python()
    assert speller.glued is glued
