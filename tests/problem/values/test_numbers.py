"""Texts as numbers and whole numbers; what is none is refused."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import quoted
from backprop_cli.problem.values.numbers import as_written, number, numbers, whole_number
from backprop_cli.source.tree import Listing, Mapping

# The float of YAML 1.2's core schema (10.3.2), without its infinities and nan.
CORE_SCHEMA = r"[-+]?(\.[0-9]{1,6}|[0-9]{1,6}(\.[0-9]{0,6})?)([eE][-+]?[0-9]{1,2})?"


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(-0.0)
@example(5e-324)
@example(1.7976931348623157e308)
def test_every_float_is_read_back_exactly(x):
    read = number(repr(x))
    assert (read, math.copysign(1, read)) == (x, math.copysign(1, x))


@given(st.from_regex(CORE_SCHEMA, fullmatch=True))
def test_yaml_numbers_are_the_nearest_floats(text):
    if text.lstrip("+-").isdigit() and len(text.lstrip("+-")) > 1 and text.lstrip("+-")[0] == "0":
        with pytest.raises(ValueFault, match="octal"):
            number(text)
    else:
        assert number(text) == float(Fraction(Decimal(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("1.1", 1.1), ("-2e-3", -0.002), ("1e3", 1000), ("+3", 3), (".5", 0.5), ("5.", 5), ("01.5", 1.5), ("1E+2", 100)],
)
def test_decimal_notation_is_read(text, value):
    assert number(text) == value
    assert type(number(text)) is float


def test_what_is_too_small_for_a_float_is_zero_as_ieee_rounds_it():
    assert number("1e-400") == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "inf",
        "nan",
        "1_0",
        "0x1F",
        "0777",
        "-00",
        "1e400",
        "１",
        "٣",
        "−1",
        "1e",
        ".",
        "+",
        "1..2",
        "infinity",
    ],
)
def test_what_float_may_read_and_is_no_number_here_is_refused(text):
    with pytest.raises(ValueFault):
        number(text)


TEN_MILLION = 10**7


@pytest.mark.parametrize("text", ["0." + "1" * TEN_MILLION, "1e-" + "9" * TEN_MILLION, "0." + "0" * TEN_MILLION + "e9"])
def test_ten_million_characters_are_read_in_one_pass(text):
    assert number(text) == float(text)


@pytest.mark.parametrize(
    "text", ["1" * TEN_MILLION, "1" * TEN_MILLION + "x", "-" * TEN_MILLION, "1," * TEN_MILLION, "1e" + "9" * TEN_MILLION]
)
def test_ten_million_characters_are_refused_in_one_pass(text):
    with pytest.raises(ValueFault) as caught:
        number(text)
    assert len(caught.value.message) < 120


ODD = st.sampled_from(
    ["0", "007", "1", "-2.5", "1e3", "1e400", "", " 1", "1_0", "nan", "inf", "１", "1\n2", "+", ".5", "-.5e-3", "e", "0x1"]
)


@given(st.lists(ODD | st.floats(allow_nan=False, allow_infinity=False).map(repr), min_size=1))
@example(["1\n"])
@example(["1", "2\n"])
def test_many_at_once_are_what_each_is_alone(texts):
    try:
        alone = list(map(number, texts))
    except ValueFault:
        alone = None
    assert numbers(texts) == alone


@pytest.mark.parametrize(
    ("tree", "value"), [("0", 0), ("50", 50), ("-3", -3), (50.0, 50), ("340282366920938463463374607431768211455", 2**128 - 1)]
)
def test_whole_numbers(tree, value):
    assert whole_number(tree, "'seed'", -5) == value


@pytest.mark.parametrize(
    ("tree", "message", "hint"),
    [
        ("1.5", "'seed' must be a whole number, not '1.5'", "write it as in 3"),
        ("50.0", "'seed' must be a whole number, not '50.0'", "write it as 50"),
        ("1e3", "'seed' must be a whole number, not '1e3'", "write it as 1000"),
        ("007", "'seed' must be a whole number, not '007'", "write it as in 3"),
        ("", "'seed' must be a whole number, not nothing", "write it as in 3"),
        ("-1", "'seed' must be at least 0, not -1", "write 0 or more"),
        ("9" * 41, f"'seed' must be a whole number, not '{'9' * 37}…'", "write it as in 3"),
        (0.5, "'seed' must be a whole number, not 0.5", "write it as in 3"),
        (2.0**60, "'seed' must be a whole number, not 1.152921504606847e+18", "write it as in 3"),
        (True, "'seed' must be a whole number, not true", "write it as in 3"),
        (None, "'seed' must be a whole number, not null", "write it as in 3"),
        (Listing([], []), "'seed' must be a whole number, not a list", "write it as in 3"),
        (Mapping([], [], [], []), "'seed' must be a whole number, not a mapping", "write it as in 3"),
    ],
)
def test_what_is_no_whole_number(tree, message, hint):
    with pytest.raises(ValueFault) as caught:
        whole_number(tree, "'seed'", 0)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_texts_in_messages_are_short_and_on_one_line():
    assert quoted("사과") == "'사과'"
    assert quoted("a\nb\x1b") == r"'a\nb\x1b'"
    assert len(quoted("x" * 10**6)) == 40
    assert as_written("") == "nothing"
