"""CSV files as spreadsheets and forms save them."""

import os

import pytest

from backprop_cli.errors import BpcalcError, LimitError, SourceError
from backprop_cli.teach import csv_rows
from backprop_cli.teach.csv_rows import csv_text, delimiter_of, read_csv_rows


@pytest.mark.parametrize(
    ("header", "sign"), [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ('"a;b",c', ","), ('"a, b";c;d', ";"), ("alone", ",")]
)
def test_what_stands_between_cells(header, sign):
    assert delimiter_of(header) == sign


def test_rows_begin_where_their_first_line_does(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text('id,note\n1,"two\nlines"\n2,x\n', encoding="utf-8")
    table = read_csv_rows(str(path))
    assert (table.header, table.rows, table.lines) == (["id", "note"], [["1", "two\nlines"], ["2", "x"]], [2, 4])
    assert table.column("note") == 1


def test_columns_without_a_title_at_the_end_are_left_out(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text("id,note,,\n1,x,,\n", encoding="utf-8")
    assert read_csv_rows(str(path)).rows == [["1", "x"]]


def test_limits(tmp_path, monkeypatch):
    path = tmp_path / "form.csv"
    path.write_text("id\n1\n2\n3\n", encoding="utf-8")
    monkeypatch.setattr(csv_rows, "MOST_ROWS", 2)
    with pytest.raises(BpcalcError, match="3 rows, more than 2") as found:
        read_csv_rows(str(path))
    assert found.value.place.line == 4
    monkeypatch.setattr(csv_rows, "MOST_BYTES", 3)
    with pytest.raises(BpcalcError, match="is larger than"):
        read_csv_rows(str(path))


def test_a_line_of_many_columns(tmp_path, monkeypatch):
    path = tmp_path / "form.csv"
    path.write_text("id," + "a" * 60_000 + "," + "b" * 90_000 + "\n" + "1,2,3\n", encoding="utf-8")
    assert read_csv_rows(str(path)).rows == [["1", "2", "3"]]
    path.write_text("id" + ",x" * 100_000 + "\n1\n", encoding="utf-8")
    with pytest.raises(LimitError, match="100,001 columns, more than 10,000"):
        read_csv_rows(str(path))
    path.write_text("id,a,b\n" + "1\n" * 9, encoding="utf-8")
    monkeypatch.setattr(csv_rows, "MOST_CELLS", 29)
    with pytest.raises(LimitError, match="10 rows of 3 cells, more than 29 cells"):
        read_csv_rows(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "form.csv")
    with pytest.raises(SourceError, match="is a pipe or device, not a file"):
        read_csv_rows(str(tmp_path / "form.csv"))


def test_encodings_that_are_refused():
    with pytest.raises(BpcalcError, match="broken UTF-16"):
        csv_text(b"\xff\xfea", "f.csv")
    with pytest.raises(BpcalcError, match="neither UTF-8 nor cp949"):
        csv_text("이름\n홍길동\n".encode("cp949") + b"\xff", "f.csv")
