"""How numbers are written: which texts are one, and how a text is quoted in a message."""

from time import perf_counter

import pytest

from backprop_cli.problem.values.notation import NUMBER, WHOLE, quoted


@pytest.mark.parametrize("text", ["0", "-1", "+2", "1.", ".5", "1.5e-3", "1E5", "007.5", "00e1", "9" * 400])
def test_a_number_is_decimal(text: str) -> None:
    assert NUMBER.fullmatch(text)


@pytest.mark.parametrize("text", ["", ".", "1,5", "0x1F", "1_000", "0777", "٣", "1e", "e1", "--1", "1 ", "inf", "nan", "1.5.2"])
def test_what_could_be_read_in_two_ways_is_no_number(text: str) -> None:
    assert not NUMBER.fullmatch(text)


@pytest.mark.parametrize(("text", "whole"), [("0", True), ("-12", True), ("012", False), ("1.0", False), ("", False), ("²", False)])
def test_a_whole_number_has_no_point_and_no_leading_zero(text: str, whole: bool) -> None:
    assert bool(WHOLE.fullmatch(text)) is whole


def test_a_long_text_is_read_or_refused_in_one_pass() -> None:
    begun = perf_counter()
    assert NUMBER.fullmatch("1" * 1_000_000)
    assert not NUMBER.fullmatch("1" * 1_000_000 + "x")
    assert perf_counter() - begun < 10.0  # with backtracking it would be hours


def test_a_text_is_quoted_escaped_and_cut() -> None:
    assert quoted("a'b") == '"a\'b"'
    assert quoted("a\nb") == r"'a\nb'"
    assert quoted("x" * 40) == f"'{'x' * 40}'"
    assert quoted("x" * 41) == f"'{'x' * 37}…'"
