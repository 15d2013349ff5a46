"""CSV files of numbers: what NumPy writes is read, and what is wrong with others is said with its line."""

import gc
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


def read(data, limit=ROOMY, remarks=None):
    return read_csv(io.BytesIO(data.encode() if isinstance(data, str) else data), "'d.csv'", Budget(limit), remarks)


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
        ("1;2\n", "'d.csv' line 1 has semicolons between its cells", "write a comma for every semicolon"),
        ("1\t2\n", "'d.csv' line 1 has tabs between its cells", "write a comma for every tab"),
        ("w1;w2\n1;2\n", "'d.csv' line 2 has semicolons between its cells", "write a comma for every semicolon"),
        ("w1;w2\n0,5;-1\n", "'d.csv' line 2 has semicolons between its cells, and decimal commas", "write 0.5 for 0,5, and then a comma for every semicolon"),
        ("0,5;1,5\n", "'d.csv' line 1 has semicolons between its cells, and decimal commas", "write 0.5 for 0,5, and then a comma for every semicolon"),
        ("1,5\t2\n", "'d.csv' line 1 has tabs between its cells, and decimal commas", "write 0.5 for 0,5, and then a comma for every tab"),
        ("w\n0,5\n", "'d.csv' line 2 looks like decimal commas", "write 0.5 for 0,5"),
        ("3\n0,5\n", "'d.csv' line 2 looks like decimal commas", "write 0.5 for 0,5"),
        ("a,b\n1,5,2,25\n", "'d.csv' line 2 looks like decimal commas", "write 0.5 for 0,5"),
        ("1,05\n2,1\n", "'d.csv' line 1 looks like decimal commas", "write 0.5 for 0,5"),
        ("1\n#DIV/0!\n", "'d.csv' line 2, column 1: '#DIV/0!' is not a number: it is an error of the spreadsheet", "mend the formula in that cell, and export again"),
        ("1,\n", "'d.csv' line 1, column 2: a value is missing", "fill the cell, or leave out its row"),
        (",\n1,2\n", "'d.csv' line 1, column 1: a value is missing", "fill the cell, or leave out its row"),
        ("(5)\n1\n", "'d.csv' line 1, column 1: '(5)' is not a number: brackets mean a negative number in spreadsheets only", None),
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


@pytest.mark.parametrize(
    ("separator", "values"),
    [(";", [[0.5, -1], [1.25, 2]]), ("\t", [[0.5, -1], [1.25, 2]]), (";", [[1, 2], [3, 4]]), (";", [[0.5], [0.25]])],
)
def test_the_way_out_leads_out(separator, values):
    """What the hints say, done one after the other to the whole file, is read."""
    text = "\n".join(separator.join(f"{entry:g}".replace(".", ",") for entry in row) for row in values)
    if len(values[0]) > 1:
        hint = refusal("w1;w2\n" + text).hint
        text = text.replace(",", ".") if "0.5 for 0,5" in hint else text
        assert f"a comma for every {'tab' if separator != ';' else 'semicolon'}" in hint
        text = text.replace(separator, ",")
    else:
        text = text.replace(",", ".")
        assert refusal("w\n" + text.replace(".", ",")).hint == "write 0.5 for 0,5"
    assert read(text).reshape(-1, len(values[0])).tolist() == values


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("0,5\n0,25\n", 2),
        ("1,5\n2,75\n", 2),
        ("-0,5\n+1,125\n", 2),
        ("0,123\n7,1\n", 2),
    ],
)
def test_one_column_with_decimal_commas_is_read_as_two_with_a_warning(text, columns):
    remarks = []
    array = read(text, remarks=remarks)
    assert array.shape == (2, columns)
    (remark,) = remarks
    assert remark.severity == "warning"
    assert remark.message == "'d.csv' looks like decimal commas, and is read as two columns"
    assert "a,b" in remark.hint
    remarks.clear()
    assert read("a,b\n" + text, remarks=remarks).tolist() == array.tolist()
    assert remarks == []


@pytest.mark.parametrize(
    "text", ["1,2\n3,4\n", "0,1\n1,0\n", "0,5\n", "0.5,5\n0.25,5\n", "0, 5\n0, 25\n1,-5\n", "0,5,1\n0,25,1\n", "0,1\n0,0\n"]
)
def test_numbers_that_look_like_numbers_are_not_remarked_on(text):
    remarks = []
    read(text, remarks=remarks)
    assert remarks == []


@pytest.mark.filterwarnings("error")
def test_the_file_is_left_to_its_opener(tmp_path):
    (tmp_path / "x.csv").write_text("1,2\n3,x\n")
    for limit in (ROOMY, 1):
        with open(tmp_path / "x.csv", "rb") as file:
            with pytest.raises(BpcalcError):
                read_csv(file, "'x.csv'", Budget(limit))
            gc.collect()
            assert not file.closed


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
