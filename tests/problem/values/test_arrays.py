"""Nested lists as arrays: rectangular ones are read, and every bad entry of the others is named where it stands."""

import json as jsons

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.problem.values.reading import fault, read, value

FINITE = st.floats(allow_nan=False, allow_infinity=False)
FLOATS = arrays.arrays(np.float64, arrays.array_shapes(max_dims=4, max_side=4), elements=FINITE)


@given(FLOATS)
def test_nested_lists_are_the_arrays_that_numpy_wrote(array):
    for as_json in (False, True):
        found = value(jsons.dumps(array.tolist()), json=as_json)
        assert found.dtype == np.float64
        assert found.flags.c_contiguous
        assert found.tobytes() == array.tobytes()


@given(FLOATS)
def test_the_fast_way_and_the_slow_way_agree(array):
    text = jsons.dumps(array.tolist())
    slowly = text.replace(", ", ", # don't hurry\n   ", 1)  # a quote sends every entry through the slow way
    assert value(slowly).tobytes() == value(text).tobytes()


def test_block_style_and_odd_spellings():
    assert value("\n  - [1, +2]\n  - - .5\n    - 4.\n").tolist() == [[1, 2], [0.5, 4]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[1, 2, 3], [1, 2]]", "row 2 has 2 entries, row 1 has 3"),
        ("[[1, 2], [1, 2], [1]]", "row 3 has 1 entry, row 1 has 2"),
        ("[[[1, 2], [3, 4]], [[5, 6], [7]]]", "row 2 of row 2 has 1 entry, row 1 of row 1 has 2"),
        ("[[[1], [2]], [[3]]]", "row 2 has 1 entry, row 1 has 2"),
        ("[[[1, 2], [3]], [[4]]]", "row 2 has 1 entry, row 1 has 2"),
        ("[[1, [2]], [3]]", "row 2 has 1 entry, row 1 has 2"),
        ("[1, [2, 3]]", "entry 2 is a list, entry 1 is a number"),
        ("[[2, 3], 1]", "entry 2 is no list, entry 1 is one"),
        ("[[[1], [2]], [[3], 4]]", "entry 2 of row 2 is no list, entry 1 of row 1 is one"),
        ("[]", "an array needs at least one entry"),
        ("[[], []]", "row 1 is empty"),
        ("[[1], []]", "row 2 is empty"),
        ("[1, {zeros: [2]}]", "a number belongs here, not a mapping"),
        ("[1, ]", None),
        ("[1, '2']", "'2' is a text, because it is quoted"),
        ("[1, 0777]", "'0777' is not a number: a leading zero means octal elsewhere"),
        ("[1e400, 1]", "'1e400' is too large for a float64"),
        ("[apple, 1]", "'apple' is not a number: it is a name"),
    ],
)
def test_what_lists_can_have_wrong(text, message):
    if message is None:
        assert value(text).tolist() == [1]  # YAML's own: a comma may end a list
    else:
        assert fault(text).message == message


def test_the_place_of_a_ragged_row():
    found = fault("\n  - [1, 2, 3]\n  - [1, 2]\n")
    assert (found.place.line, found.place.column) == (3, 5)


def test_every_bad_entry_is_named_where_it_stands():
    _, faults = read("[[1, 2_0], [x, 1], [1/2]]")
    assert sorted((found.place.column, found.message.split()[0]) for found in faults) == [
        (9, "'2_0'"), (16, "'x'"), (23, "row"), (24, "'1/2'"),
    ]  # fmt: skip


def test_json_entries():
    _, faults = read('[1, "2", true, null, [3]]', json=True)
    assert {found.message for found in faults} == {
        "entry 5 is a list, entry 1 is a number",
        "'2' is a text, because it is quoted",
        "'true' is not a number: a truth value is written 1 or 0",
        "'null' is not a number: a value is needed",
    }


def test_as_many_axes_as_can_be_worked_with():
    assert value("[" * 24 + "1" + "]" * 24).shape == (1,) * 24
    assert fault("[" * 25 + "1" + "]" * 25).message == "an array has at most 24 axes, this list is nested 25 deep"


@pytest.mark.parametrize(
    ("text", "numbers", "column"),
    [
        ("[0,5, 1,5]", 4, 4),
        ("[-0,5,  1,25, 3,0]", 6, 4),
        ("[[0,5, 1,5], [2,5, 3,5]]", 8, 4),
        ("{value: [0,5, 1,5], unit: m}", 4, 12),
        ("\n- [0,5, 1,5]\n- [2,5, 3,5]", 8, 1),
        ("[0,5,\n  1,5]", 4, 4),
    ],
)
def test_decimal_commas_are_numbers_with_a_warning(text, numbers, column):
    quantity, (found,) = read(text)
    assert quantity.value.size == numbers
    assert (found.severity, found.place.column) == ("warning", column)
    assert found.message == f"this looks like decimal commas, and is read as {numbers} numbers"


@pytest.mark.parametrize(
    "text", ["[0,5]", "[1,2,3,4]", "[0, 5, 1, 5]", "[1,2, 3,4, 5]", "[[1,2], [3,4]]", "[0.5,1, 2,3]", "[[0,5, 1,5], [1, 2, 3, 4]]"]
)
def test_other_commas_are_commas(text):
    quantity, warnings = read(text)
    assert quantity.value.size == text.count(",") + 1
    assert warnings == []
