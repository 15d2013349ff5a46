"""A roster: who is in a class, in the encodings and with the separators that spreadsheets save."""

import pytest

from backprop_cli.errors import BpcalcError
from backprop_cli.teach.roster import read_roster, refuse_unsafe_names, why_unsafe

KOREAN = "학번,이름,분반\n00123,홍길동,가\n20241001,김철수,나\n"


def roster_of(tmp_path, text, encoding="utf-8", column=None):
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_roster(str(path), column)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_korean_class(tmp_path, encoding, sign, end):
    found = roster_of(tmp_path, KOREAN.replace(",", sign).replace("\n", end), encoding)
    assert [(one.name, one.fields, one.line) for one in found.students] == [
        ("00123", ("홍길동", "가"), 2),
        ("20241001", ("김철수", "나"), 3),
    ]
    assert (found.column, found.columns) == ("학번", ("이름", "분반"))
    assert found.note() == "2 students, 00123 to 20241001, by 학번"


def test_a_japanese_class_by_another_column(tmp_path):
    found = roster_of(tmp_path, "番号,氏名\n1,山田たろう\n2,佐藤はなこ\n", "cp932", "氏名")
    assert [(one.name, one.fields) for one in found.students] == [("山田たろう", ("1",)), ("佐藤はなこ", ("2",))]
    assert found.note() == "2 students, 山田たろう to 佐藤はなこ, by 氏名"


def test_a_student_is_also_called_what_nobody_else_is_in_a_column_of_names(tmp_path):
    text = "학번,이름,전공,층\n1,홍길동,수학,1\n2,김철수,수학,2\n3,이영희,물리,3\n4,Kim,수학,4\n5,김철수,수학,5\n6,1,수학,6\n"
    found = roster_of(tmp_path, text)
    assert found.other_names() == {"홍길동": "1", "이영희": "3", "kim": "4"}


def test_what_is_one_student_s_number_is_nobody_s_other_name(tmp_path):
    assert roster_of(tmp_path, "id,name,nick\nkim,Lee,a\nlee,Kim,b\n").other_names() == {"a": "kim", "b": "lee"}
    assert roster_of(tmp_path, "id,name,nick\n1,Lee,Kim\n2,Kim,Park\n").other_names() == {"lee": "1", "park": "2"}
    assert roster_of(tmp_path, "id\n1\n").other_names() == {}


def test_cells_in_quotes_empty_lines_and_missing_cells(tmp_path):
    found = roster_of(tmp_path, 'id,name,room\n\n1,"Kim, Minsu",2\n;;\n2\n'.replace(";;", ",,"))
    assert [(one.name, one.fields, one.line) for one in found.students] == [("1", ("Kim, Minsu", "2"), 3), ("2", ("", ""), 5)]


def test_one_column_and_one_student(tmp_path):
    found = roster_of(tmp_path, "student\nkim\n")
    assert found.note() == "1 student, kim, by student"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("id\n1\n2\n1\n", 4, "'1' stands in line 2 already"),
        ("id\nKim\nkim\n", 3, "'kim' stands in line 2 already"),
        ("id\n홍\n홍\n", 3, "'홍' stands in line 2 already"),
        ("id,name\n1,a\n,b\n", 3, "a row without id"),
        ("id,name\n1,Kim, Minsu\n", 2, "3 cells, the header has 2"),
        ("id\n", 1, "a header and a row below it are needed"),
        ("", 1, "a header and a row below it are needed"),
        ("20241000\n20241001\n", 1, "the first line is a header, and '20241000' names no column"),
        (",name\n1,a\n", 1, "the first column has no header"),
        (b"PK\x03\x04 workbook", 1, "this is a workbook, no CSV file"),
        (b"id\n1\x00\n", 1, "this is no text file: it holds zero bytes"),
        ("id,name\n1,José\n".encode("cp1252"), 2, "this is not UTF-8: it looks like cp1252 (Western European Windows)"),
    ],
)
def test_what_is_no_roster(tmp_path, text, line, message):
    with pytest.raises(BpcalcError) as found:
        roster_of(tmp_path, text)
    assert found.value.message == message
    assert found.value.place.line == line


def test_a_column_that_there_is_not_or_twice(tmp_path):
    with pytest.raises(BpcalcError, match="no column is called 'nmae'") as found:
        roster_of(tmp_path, "id,name\n1,a\n", column="nmae")
    assert found.value.hint == "did you mean 'name'?"
    with pytest.raises(BpcalcError, match="2 columns are called 'id'"):
        roster_of(tmp_path, "id,id\n1,a\n", column="id")


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(BpcalcError, match="no such file"):
        read_roster(str(tmp_path / "none.csv"))
    with pytest.raises(BpcalcError, match="cannot read"):
        read_roster(str(tmp_path))


UNSAFE = [
    "a/b",
    "a\\b",
    "..",
    ".",
    ".hidden",
    "CON",
    "nul.txt",
    "com1",
    "LPT9.x",
    "ends.",
    "a:b",
    "a*",
    "what?",
    "a\tb",
    "한" * 100,
]


@pytest.mark.parametrize("name", UNSAFE)
def test_names_that_are_no_safe_file_names(name, tmp_path):
    assert why_unsafe(name) is not None
    found = roster_of(tmp_path, f'id\nkim\n"{name}"\n')
    with pytest.raises(BpcalcError, match="is no safe file name") as refused:
        refuse_unsafe_names(found)
    assert refused.value.place.line == 3


@pytest.mark.parametrize("name", ["00123", "홍길동", "kim.minsu", "a b", "console", "com10", "O'Neil", "-x"])
def test_safe_names(name):
    assert why_unsafe(name) is None
