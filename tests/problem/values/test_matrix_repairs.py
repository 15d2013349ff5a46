"""A matrix as MATLAB, NumPy or a spreadsheet has it: what is proposed is the same array, read by the tool."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.problem.values.matrix_repairs import matrix_meant
from tests.problems import faults, values


def proposed(written: str) -> str:
    hint = faults(f"variables:\n  A: {written}\nnodes:\n  y: A * 1\n")[0].hint or ""
    assert hint.startswith("write an array as "), hint
    return hint.removeprefix("write an array as ")


def read(array: str) -> object:
    return values(f"variables:\n  A: {array}\nnodes:\n  y: A * 1\n")["A"]


@pytest.mark.parametrize(
    ("written", "array"),
    [
        ("[1 2; 3 4]", [[1, 2], [3, 4]]), ("[1, 2; 3, 4]", [[1, 2], [3, 4]]), ("[1; 2; 3]", [[1], [2], [3]]), ("[1 2 3]", [1, 2, 3]),
        ("[[1 2], [3 4]]", [[1, 2], [3, 4]]), ("[1 2\n    3 4]", [[1, 2], [3, 4]]), ("1 2; 3 4", [[1, 2], [3, 4]]),
        ("1\t2\n    3\t4", [[1, 2], [3, 4]]), ("\n    1\t2\n    3\t4", [[1, 2], [3, 4]]), ("|\n    1\t2\n    3\t4", [[1, 2], [3, 4]]),
        ("1,5\t2,5\n    3,5\t4", [[1.5, 2.5], [3.5, 4]]), ("'1 2; 3 4'", [[1, 2], [3, 4]]), ("{1, 2, 3}", [1, 2, 3]), ("(1, 2)", [1, 2]),
        ("np.array([[1, 2], [3, 4]])", [[1, 2], [3, 4]]), ("np.array([1.5, 2], dtype=np.float32)", [1.5, 2]),
        ("torch.tensor([[1.5], [2]])", [[1.5], [2]]), ("np.ones((3, 2))", np.ones((3, 2))), ("zeros(3)", np.zeros(3)),
        ("[１ ２; ３ −4]", [[1, 2], [3, -4]]), ("1 2 3", [1, 2, 3]),
    ],
)  # fmt: skip
def test_the_proposed_array_is_the_written_one(written: str, array: object) -> None:
    np.testing.assert_array_equal(read(proposed(written)), array)


@pytest.mark.parametrize(
    ("written", "hint"),
    [("1 000", "write it as 1000"), ("- 1", "a sign stands right before its number:\nA: -1"), ("[2, 1 000]", "write it as 1000")],
)
def test_a_number_with_a_blank_in_it_is_no_row(written: str, hint: str) -> None:
    assert faults(f"variables:\n  A: {written}\nnodes:\n  y: A * 1\n")[0].hint == hint


@pytest.mark.parametrize("written", ["[1 2; 3]", "x y", "[a b; c d]", "np.array(x)", "", "[", "[[1 2], [3]]"])
def test_of_what_is_no_matrix_nothing_is_guessed(written: str) -> None:
    assert matrix_meant(written) is None


def test_the_rows_that_numpy_prints_lack_a_comma() -> None:
    (fault,) = faults("variables:\n  A: [[1 2]\n      [3 4]]\nnodes:\n  y: A * 1\n")
    assert fault.hint == "write a comma between two values"
    assert fault.place is not None
    assert (fault.place.line, fault.place.column) == (3, 7)
    np.testing.assert_array_equal(read(proposed("[[1 2],\n      [3 4]]")), [[1, 2], [3, 4]])


NUMBERS = st.sampled_from(["1", "-2", "3.5", "-1e3", "0.25", "12"])


@given(
    rows=st.integers(1, 4),
    columns=st.integers(2, 4),
    data=st.data(),
    style=st.sampled_from([("[", " ", "; ", "]"), ("[", ", ", ";", "]"), ("", "\t", "\n    ", "")]),
)
def test_rows_of_any_size_keep_their_shape(rows: int, columns: int, data: st.DataObject, style: tuple[str, str, str, str]) -> None:
    numbers = [[data.draw(NUMBERS) for _ in range(columns)] for _ in range(rows)]
    opening, comma, end, closing = style
    written = opening + end.join(comma.join(row) for row in numbers) + closing
    expected = np.array(numbers, dtype=float)
    if written.startswith("[") and "; " not in written and ";" not in written and ", " in written:
        return  # a list as it should be
    np.testing.assert_array_equal(read(proposed(written)), expected if rows > 1 else expected[0])
