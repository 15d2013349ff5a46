"""Numbers joined by + - * /, held against Python's own arithmetic."""

from contextlib import suppress
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.worked_numbers import worked_number

PIECES = st.recursive(
    st.sampled_from(["1", "2.5", ".5", "3.", "1e3", "20"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from([" + ", "-", "*", " / ", "+-"]), inner).map("".join)
        | inner.map(lambda text: f"({text})")
        | inner.map(lambda text: f"-{text}")
    ),
    max_leaves=8,
)


@given(PIECES)
def test_it_counts_as_python_does(text: str) -> None:
    try:
        expected = eval(text)
    except ZeroDivisionError:
        with pytest.raises(ValueFault, match="divides by 0"):
            worked_number(text)
    else:
        assert worked_number(text) == expected


@given(st.text("0123456789.eE+-*/() ,_xabc?^", max_size=20))
def test_whatever_stands_there_is_a_number_or_a_fault(text: str) -> None:
    with suppress(ValueFault):
        assert isfinite(worked_number(text))


@pytest.mark.parametrize(
    "text",
    [
        "2**3",
        "2^3",
        "abs(2)",
        "x",
        "1 2",
        "(1",
        "1)",
        "()",
        "1 +",
        "0777 + 1",
        "1_0",
        "1e400",
        "1e308*10",
        "1/0",
        "10 % 3",
        "7 // 2",
        "0x1F",
        "−1",
        "2×3",
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueFault):
        worked_number(text)


def test_twenty_operations_and_two_hundred_characters() -> None:
    assert worked_number("+".join(["1"] * 21)) == 21
    with pytest.raises(ValueFault, match="more than 20 operations"):
        worked_number("+".join(["1"] * 22))
    assert worked_number("111111111 + 1".ljust(200)) == 111111112
    with pytest.raises(ValueFault, match="longer than 200 characters"):
        worked_number("(" * 100 + "1" + ")" * 100)
    assert worked_number("(" * 99 + "1" + ")" * 99) == 1
