import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.csv_files import LONGEST_LINE, read_csv

ROOMY = 2**31


def read(data, limit=ROOMY):
    return read_csv(io.BytesIO(data.encode() if isinstance(data, str) else data), "'d.csv'", Budget(limit))


def refusal(data, limit=ROOMY):
    with pytest.raises(BpcalcError) as caught:
        read(data, limit)
    return caught.value


TABLES = arrays.arrays(
    np.float64, arrays.array_shapes(min_dims=2, max_dims=2), elements=st.floats(allow_nan=False, allow_infinity=False)
)


@given(TABLES)
def test_what_numpy_writes(array):
    file = io.StringIO()
    np.savetxt(file, array, delimiter=",", fmt="%.17g")
    expected = array[:, 0] if array.shape[1] == 1 else array
    text = file.getvalue()
    for written in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.rstrip() + "\n\n\r\n"):
        assert read(written).tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("x,y\n1,2\n3,4\n", [[1, 2], [3, 4]]),
        ('"x, in m",y\n1,2\n', [[1, 2]]),
        ("가\n1\n2", [1, 2]),
        (",a\n0,1\n1,2\n", [[0, 1], [1, 2]]),
        ("1, 2 ,3\n", [[1, 2, 3]]),
        ('"1","2"\n', [[1, 2]]),
        ("5", [5]),
        ("1e3\n.5\n+2\n", [1000, 0.5, 2]),
    ],
)
def test_headers_and_cells(text, values):
    assert read(text).tolist() == values


def test_a_header_in_another_encoding():
    assert read("사과,배\n1,2\n".encode("cp949")).tolist() == [[1, 2]]
    assert read("사과,배\r\n1,2\r\n".encode("utf-16")).tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("1,2\n3\n", "'d.csv' line 2 has 1 cell, the lines before have 2", None),
        ("a,b\n1,2,3\n", "'d.csv' line 2 has 3 cells, the lines before have 2", None),
        ("1,2\n3,x\n", "'d.csv' line 2, column 2: 'x' is not a number: it is a name", None),
        ("1,x\n3,4\n", "'d.csv' line 1, column 2: 'x' is not a number: it is a name", None),
        ("a,b\nc,d\n", "'d.csv' line 2, column 1: 'c' is not a number: it is a name", None),
        ("1,2\n3,\n", "'d.csv' line 2, column 2: a value is missing", None),
        ("1,2\n,\n", "'d.csv' line 2, column 1: a value is missing", None),
        ("1\nnan\n", "'d.csv' line 2, column 1: 'nan' is not a number: values are finite", None),
        ("nan\n1\n", "'d.csv' line 1, column 1: 'nan' is not a number: values are finite", None),
        ("1_0\n2\n", "'d.csv' line 1, column 1: '1_0' is not a number: digits are not grouped by underscores", "write it as 10"),
        ("007\n", "'d.csv' line 1, column 1: '007' is not a number: a leading zero means octal elsewhere", "write it as 7"),
        ("1;2\n", "'d.csv' line 1, column 1: '1;2' is not a number: it is several numbers", "cells are separated by commas"),
        ("1\t2\n", "'d.csv' line 1, column 1: '1\\t2' is not a number", "cells are separated by commas"),
        ("1\n\n2\n", "'d.csv' line 2 is empty, and more rows follow it", None),
        ("a,b\n", "'d.csv' holds no numbers", None),
        ("", "'d.csv' holds no numbers", None),
        ("\n\n", "'d.csv' holds no numbers", None),
        ('a\n"1\n', "'d.csv' is no CSV file: unexpected end of data", None),
        ("1" * (LONGEST_LINE + 1), f"'d.csv' has a line of more than {LONGEST_LINE} characters", None),
    ],
)  # fmt: skip
def test_what_files_can_have_wrong(text, message, hint):
    found = refusal(text)
    assert found.message == message
    if hint is not None:
        assert found.hint == hint


def test_lines_are_counted_as_an_editor_counts_them():
    assert refusal('"a\nb",c\n1,2\n3,x\n').message.startswith("'d.csv' line 4, column 2")


def test_the_limit_to_the_byte():
    assert read("1,2\n3,4\n", limit=32).size == 4
    assert refusal("1,2\n3,4\n", limit=31).message == "'d.csv' needs 32 bytes: the limit is 31 bytes in all"


@given(st.binary(max_size=60) | st.text(alphabet='0123456789.,-e"\n\r \tx', max_size=60).map(str.encode))
def test_any_bytes_are_an_array_or_one_sentence(data):
    try:
        found = read(data)
    except BpcalcError as refusal:
        found = refusal
    if isinstance(found, BpcalcError):
        assert found.message.startswith("'d.csv' ")
        assert "\n" not in found.message
    else:
        assert np.isfinite(found).all()
