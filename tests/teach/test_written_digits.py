"""Rounded answers, and a judge of its own: the decimal module, which computes without floats."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.teach.written_digits import right_to_the_digits


@pytest.mark.parametrize(
    ("text", "actual", "right"),
    [
        ("0.20", 0.1966, True), ("0.2", 0.1966, True), ("0.197", 0.1966, True), ("0.19", 0.1966, False), ("0.3", 0.1966, False),
        ("0.2", 0.24, False), ("200", 196.6, False), ("2e2", 196.6, True), ("2E+2", 196.6, True), ("197", 196.6, True),
        ("197.0", 196.6, False), ("0", 0.0, True), ("0.0", 0.0, True), ("0.001", 0.0, False), ("0.0", 5.5e-17, True),
        ("1e-3", 0.0, False), ("-0.2", -0.1966, True), ("-0.2", 0.1966, False), ("0", 0.4, False), ("+.20", 0.1966, True),
        ("220", 220.00000000000003, True), ("220.00000000000000000", 220.00000000000003, True), ("0", 1e-20, True),
        ("1", float("nan"), False), ("1", float("inf"), False), ("1e300", 1.04e300, True), ("1e300", 1.06e300, False), ("1e-" + "9" * 5000, 0.0, True), ("0e" + "9" * 5000, 0.0, True),
    ],
)  # fmt: skip
def test_half_a_unit_of_the_last_place(text: str, actual: float, right: bool) -> None:
    assert right_to_the_digits(text, actual) is right


@pytest.mark.parametrize("text", ["1/3", "2 + 3", "0.2*1", "(0.2)", "abc", "", "?"])
def test_what_has_no_digits_is_left_to_the_tolerance(text: str) -> None:
    assert right_to_the_digits(text, 0.2) is None


def judged(text: str, actual: float) -> bool | None:
    """The rule in decimals; None too near to a tie to tell."""
    with localcontext() as context:
        context.prec = 400
        value, right = Decimal(text), Decimal(actual)
        place = int(value.as_tuple().exponent)
        if right:
            place = min(place, right.adjusted() - 1)
        margin = abs(value - right) - Decimal(5).scaleb(place - 1)
        return None if abs(margin) <= abs(right) * Decimal(2) ** -49 else margin < 0


@given(
    st.floats(1e-6, 1e9) | st.floats(-1e9, -1e-6) | st.sampled_from([0.0, 0.1, 1.0, 99.96, 0.0996, 1e6]),
    st.integers(-8, 8),
    st.integers(-12, 12),
    st.sampled_from(["f", "e"]),
)
def test_it_agrees_with_decimals(actual: float, places: int, moved: int, form: str) -> None:
    with localcontext() as context:
        context.prec = 60
        near = (
            (Decimal(actual).quantize(Decimal(1).scaleb(places)) + moved * Decimal(1).scaleb(places)) if places <= 8 else Decimal(0)
        )
    text = f"{near:f}" if form == "f" else f"{near:e}"
    expected = judged(text, actual)
    if expected is not None:
        assert right_to_the_digits(text, actual) is expected
