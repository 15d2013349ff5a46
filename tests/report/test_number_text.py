"""Numbers as text: rounded for readers, with every digit for machines."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.report.number_text import array_lines, as_json, inserted, rounded, shape_in_style, stacked, summed_up
from backprop_cli.report.rows import Style


@pytest.mark.parametrize(
    ("x", "digits", "text"),
    [
        (220.00000000000003, 6, "220"), (110.00000000000001, 6, "110"), (1.1, 6, "1.1"), (200.0, 6, "200"), (-0.0, 6, "0"),
        (1e-9, 6, "1e-9"), (1.5e-10, 6, "1.5e-10"), (0.0001234, 6, "0.0001234"), (0.1 + 0.2, 6, "0.3"), (2 / 3, 3, "0.667"),
        (1234567.0, 6, "1234567"), (1234567.8, 6, "1234568"), (999999.9999, 6, "1000000"), (1e20, 6, "1e20"),
        (123456789012345678.0, 6, "1.23457e17"), (123456.0, 2, "123456"), (-2.5, 1, "-2"), (-1e300, 6, "-1e300"),
        (5e-324, 6, "5e-324"), (1.1, 17, "1.1"), (220.00000000000003, 17, "220.00000000000003"), (0.1 + 0.2, 17, "0.30000000000000004"),
        (math.inf, 6, "inf"), (-math.inf, 6, "-inf"), (math.nan, 6, "nan"),
    ],
)  # fmt: skip
def test_rounded(x: float, digits: int, text: str) -> None:
    assert rounded(x, digits) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 17))
def test_rounding_keeps_that_many_digits(x: float, digits: int) -> None:
    near = float(rounded(x, digits))
    assert abs(near - x) <= 0.5000001 * 10.0 ** (1 - digits) * abs(x) or near == float(f"{x:.{digits}g}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_seventeen_digits_are_exact(x: float) -> None:
    assert float(rounded(x, 17)) == x


@given(st.floats())
def test_a_machine_gets_every_digit(x: float) -> None:
    back = json.loads(json.dumps(as_json(x), allow_nan=False))
    if math.isfinite(x):
        assert math.copysign(1, back) == math.copysign(1, x)
        assert back == x
    else:
        assert back == {True: "nan"}.get(x != x, "inf" if x > 0 else "-inf")


def test_arrays_labels_and_nothing_for_machines() -> None:
    assert as_json(np.array([[1.5, math.nan], [math.inf, -0.0]])) == [[1.5, "nan"], ["inf", -0.0]]
    assert json.dumps(as_json(np.array([0.0, 2.0]), whole=True)) == "[0, 2]"
    assert json.dumps(as_json(3.0, whole=True)) == "3"
    assert json.dumps(as_json(3.0)) == "3.0"
    assert as_json(None) is None


def test_arrays_are_stacked_with_their_columns_aligned() -> None:
    assert array_lines(np.array([[1.0, -10.0], [100.0, 2.5]]), Style()) == ["[[  1.0  -10.0]", " [100.0    2.5]]"]
    assert array_lines(np.array([1.0, 2.0]), Style()) == ["[1  2]"]
    assert array_lines(np.arange(8.0).reshape(2, 2, 2), Style()) == ["[[[0  1]", "  [2  3]]", " [[4  5]", "  [6  7]]]"]
    assert array_lines(np.arange(4.0).reshape(2, 2), Style(flat=True)) == ["[[0 1] [2 3]]"]


@pytest.mark.parametrize(
    ("entries", "texts"),
    [
        ([0.5, -0.25, 3.0], ["0.50", "-0.25", "3.00"]),
        ([0.0748583, 0.312483, 0.0], ["0.0748583", "0.3124830", "0.0000000"]),
        ([1e-9, 1.5, 2e20], ["1e-9", "1.5", "2e20"]),
        ([math.nan, math.inf, 0.25], ["nan", "inf", "0.25"]),
        ([-0.0, 220.00000000000003], ["0", "220"]),
        ([-0.0, 0.5], ["0.0", "0.5"]),
    ],
)
def test_an_array_keeps_the_same_decimals_throughout(entries: list[float], texts: list[str]) -> None:
    """Those of the entry that needs most; what takes an exponent has none."""
    assert array_lines(np.array(entries), Style(flat=True)) == [f"[{' '.join(texts)}]"]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=6), st.integers(1, 17))
def test_in_an_array_no_number_has_fewer_digits_than_by_itself(entries: list[float], digits: int) -> None:
    [line] = array_lines(np.array(entries), Style(flat=True, digits=digits, full=True))
    texts = line.strip("[]").split()
    assert len({len(text.partition(".")[2]) for text in texts if "e" not in text}) <= 1
    for text, entry in zip(texts, entries, strict=True):
        assert float(text) == pytest.approx(entry, rel=10.0 ** (1 - digits), abs=0) or float(text) == float(rounded(entry, digits))


def test_who_sees_a_summary_is_told_how_to_see_the_whole() -> None:
    few, many = np.zeros(12), np.zeros(13)
    assert summed_up([few, 1.0, None], Style()) == []
    assert summed_up([few, many], Style()) == ["arrays of more than 12 entries are summed up: --full shows them whole"]
    assert summed_up([many], Style(full=True)) == []


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple))
def test_brackets_nest_as_the_axes_do(shape: tuple[int, ...]) -> None:
    array = np.arange(float(np.prod(shape))).reshape(shape)
    nested = " ".join(array_lines(array, Style(full=True)))
    assert json.loads(",".join(nested.split()).replace("[,", "[")) == array.tolist()


def test_above_twelve_entries_an_array_is_summarised_unless_all_is_wanted() -> None:
    twelve, thirteen = np.arange(12.0), np.arange(13.0)
    assert stacked(twelve, Style()) == array_lines(twelve, Style())
    assert stacked(thirteen, Style()) == ["smallest 0, largest 12, mean 6"]
    assert stacked(thirteen, Style(), shaped=True) == ["(13) smallest 0, largest 12, mean 6"]
    assert stacked(thirteen, Style(full=True)) == array_lines(thirteen, Style())
    assert inserted(thirteen.reshape(13, 1), Style()) == ["(13×1)"]
    assert inserted(2.5, Style()) == ["2.5"]
    assert stacked(None, Style()) == ["none"]


def test_shapes() -> None:
    assert shape_in_style((2, 3), Style()) == "(2×3)"
    assert shape_in_style((2, 3), Style(ascii=True)) == "(2x3)"
    assert shape_in_style((3,), Style()) == "(3)"
