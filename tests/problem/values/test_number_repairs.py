"""What people write where a number belongs, and the number that they probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.matrix_repairs import misplaced_text
from backprop_cli.problem.values.number_repairs import number_meant
from backprop_cli.problem.values.numbers import number

GENERAL = "numbers are written as in 3, 1.1 and -2e-3"
NODES = "expressions belong under nodes"
NAMES = "what is computed from names belongs under nodes"
EXPONENT = "after the e stands one, as in 1e3"
LARGEST = "the largest is 1.7976931348623157e+308"


def fault(text):
    with pytest.raises(ValueFault) as caught:
        number(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0777", "777"), ("-0777", "-777"), ("08", "8"), ("00", "0"), ("1_000", "1000"), ("1_000.5", "1000.5"), ("1,5", "1.5"),
        ("-,5", "-0.5"), ("1,000", "1000"), ("1,234,567.8", "1234567.8"), ("1 000", "1000"), ("1'000", "1000"),
        ("1.000.000", "1000000"), ("0x1F", "31"), ("-0x1f", "-31"), ("0o17", "15"), ("0b101", "5"), ("yes", "1"), ("true", "1"),
        ("On", "1"), ("no", "0"), ("FALSE", "0"), ("off", "0"), ("100%", "1"), ("10%", "0.1"), ("1.1 %", "0.011"),
        ("-5%", "-0.05"), ("1/3", "0.3333333333333333"), ("4/2", "2"), ("-1/4", "-0.25"), ("−1", "-1"), ("–2.5", "-2.5"),
        ("－3", "-3"), ("１", "1"), ("１．５", "1.5"), ("１，０００", "1000"), ("٣", "3"), ("1\u200b", "1"), ("1\u00a0000", "1000"),
        ("--1", "1"), ("+-1", "-1"), ("- 1", "-1"), ("1d3", "1e3"), ("2×10^3", "2e3"), ("2*10**-3", "2e-3"),
    ],
)  # fmt: skip
def test_the_number_that_was_meant(text, meant):
    found = fault(text)
    assert found.message.startswith(f"{text!r} is not a number: ")
    assert found.hint == f"write it as {meant}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "write a number, or an array such as [1, 2]"), ("null", "write a number, or leave the name out"),
        ("~", "write a number, or leave the name out"), (".inf", LARGEST), ("-.Inf", LARGEST), ("inf", LARGEST),
        ("1e400", LARGEST), ("-1e400", LARGEST), (".nan", "write the number that is meant"),
        ("NaN", "write the number that is meant"), ("12:30", "write it in one unit, as 12.5 or 750"),
        ("12:99", "write it in one unit"), ("1:2:3", "write it in one unit"),
        ("$5", "write it as 5, or as {value: 5, unit: $}"), ("-$5", "write it as -5, or as {value: -5, unit: $}"),
        ("₩1,000", "write it as 1000, or as {value: 1000, unit: ₩}"), ("100원", "write it as 100, or as {value: 100, unit: 원}"),
        ("5 kg", "write it as 5, or as {value: 5, unit: kg}"), ("20°", "write it as 20, or as {value: 20, unit: °}"),
        ("1 2 3", "write an array as [1, 2, 3]"), ("1, 2", "write an array as [1, 2]"),
        ("1,1," * 8 + "1", "write an array as [1, 1, 1, 1, 1, 1, 1, 1, …]"),
        ("1.1.1", "a number has one decimal point at most"), ("1..2", "a number has one decimal point at most"),
        ("1e", EXPONENT), ("1e+", EXPONENT), ("1e1.5", EXPONENT), ("apple", NAMES), ("사과", NAMES), ("2 * 3", NODES),
        ("apple * 2", NODES), ("sum(x)", NODES), ("1/0", NODES), ("hello world", GENERAL), ("#", GENERAL), ("½", GENERAL),
    ],
)  # fmt: skip
def test_the_way_out(text, hint):
    assert fault(text).hint == hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a value is missing"),
        ("1e400", "'1e400' is too large for a float64"),
        ("−1", "'−1' is not a number: it contains MINUS SIGN (U+2212)"),
        ("１", "'１' is not a number: it contains FULLWIDTH DIGIT ONE (U+FF11)"),
        ("apple * 2", "'apple * 2' is not a number: it is an expression"),
    ],
)
def test_messages(text, message):
    assert fault(text).message == message


def test_a_quoted_number():
    assert misplaced_text("1.1").message == "'1.1' is a text, because it is quoted"
    assert misplaced_text("1.1").hint == "write it without the quotes: 1.1"
    assert misplaced_text("1,000").hint == "write it without the quotes: 1000"
    assert misplaced_text("[1, 2]").hint == "take the quotes away"
    assert misplaced_text("abc").message == "'abc' is a text, not a number"


PIECES = st.lists(
    st.sampled_from(
        ["1", "0", "23", ".", ",", "-", "+", "e", "_", " ", "%", "/", ":", "0x", "원", "$", "１", "−", "inf", "x", "*", "'"]
    ),
    max_size=9,
)


@given(PIECES.map("".join) | st.text(max_size=20))
def test_every_text_is_a_finite_number_or_refused_in_one_sentence(text):
    try:
        found = number(text)
    except ValueFault as refusal:
        found = refusal
    if isinstance(found, float):
        assert abs(found) < float("inf")
    else:
        assert found.message == found.message.strip()
        assert "\n" not in found.message
        assert not found.message.endswith(".")
        assert found.hint is not None


@given(PIECES.map("".join))
def test_what_is_proposed_is_a_number(text):
    meant = number_meant(text)
    if meant is not None:
        assert isinstance(number(meant), float)
