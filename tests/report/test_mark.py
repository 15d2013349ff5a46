"""The marks of a class in every form."""

import csv
import io
import json

import pytest

from backprop_cli.phrases import use
from backprop_cli.render import FORMS
from backprop_cli.report.mark import MarkReport, harmless, mark_report
from backprop_cli.report.rows import Style
from backprop_cli.teach.handins import Remark
from tests.reporting import forms_of, shown
from tests.teach.classroom import P2, marks, unreadable

RIGHT = "expect:\n  forward: {price: 220}\n  gradients: {apple: 2.2, tax: 200}\n"
SMALL = marks(
    {
        ("00123", "p1"): RIGHT, ("00123", "p2"): P2, ("홍길동", "p1"): RIGHT.replace("200", "_").replace("2.2", "2"),
        ("홍길동", "p2"): unreadable("torn"), ("=1+1", "p1"): RIGHT.replace("2.2", "2,2"),
    },
    "00123", "홍길동", "=1+1", "-lee",
)._replace(not_read=[Remark("x.pdf", "read are files that end in {endings}", {"endings": ".yaml"})])  # fmt: skip
REPORT = mark_report(SMALL)


def test_the_table() -> None:
    assert shown(REPORT) == """\
student  name             p1   p2  sum
─────────────────────────────────────────────────────────────────────────────────────────────────────
00123    Student 00123   3/3  2/2  5/5
홍길동   Student 홍길동  1/3  0/2  1/5  p1 ∂apple; p1 ∂tax blank; p2 cannot be read: torn; p2 unclear
=1+1     Student =1+1    2/3   -   2/5  p1 ∂apple unclear; p2 missing
-lee     Student -lee     -    -   0/5  p1 missing; p2 missing

hardest: p1 ∂apple 1 of 4, p2 ∂x 1, p2 ∂y 1
4 students, 5 files, 20 answers: 8 right, 1 wrong, 1 blank, 7 missing, 3 unclear ('2,2': is that 2.2?)
not read: 1
  x.pdf: read are files that end in .yaml
"""  # fmt: skip


def test_csv_counts_and_is_harmless() -> None:
    rows = list(csv.reader(io.StringIO(shown(REPORT, "csv"))))
    assert rows[0] == ["student", "name", "p1", "p2", "right", "of", "blank", "missing", "unclear", "note"]
    assert [row[:9] for row in rows[1:]] == [
        ["00123", "Student 00123", "3", "2", "5", "5", "0", "0", "0"],
        ["홍길동", "Student 홍길동", "1", "0", "1", "5", "1", "0", "2"],
        ["'=1+1", "Student =1+1", "2", "0", "2", "5", "0", "2", "1"],
        ["'-lee", "Student -lee", "0", "0", "0", "5", "0", "5", "0"],
    ]
    assert not any("/" in cell for row in rows for cell in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r"])
def test_what_a_spreadsheet_would_take_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_json() -> None:
    answer = json.loads(shown(REPORT, "json"))
    assert list(answer) == ["schema", "command", "key", "seed", "students", "hardest", "not_read", "mended", "totals"]
    kim = answer["students"][1]
    assert (kim["student"], kim["fields"], kim["right"], kim["of"]) == ("홍길동", {"name": "Student 홍길동"}, 1, 5)
    assert kim["problems"] == {"p1": {"right": 1, "of": 3}, "p2": {"right": 0, "of": 2}}
    assert kim["answers"][1] == {
        "problem": "p1", "kind": "gradient", "name": "apple", "given": "2", "right": 2.2, "verdict": "fail",
        "reason": "the local gradient alone, without the upstream of apple_price", "file": "p.yaml",
    }  # fmt: skip
    assert answer["not_read"] == [{"file": "x.pdf", "reason": "read are files that end in .yaml"}]
    assert answer["totals"] == SMALL.totals()


def test_jsonl_is_an_answer_a_line() -> None:
    lines = [json.loads(line) for line in shown(REPORT, "jsonl").splitlines()]
    assert len(lines) == 20
    assert list(lines[0]) == ["student", "problem", "kind", "name", "given", "right", "verdict", "reason", "file"]
    assert [line["reason"] for line in lines if line["verdict"] == "unclear"] == ["torn", "torn", "'2,2': is that 2.2?"]


def test_value_is_a_count_a_student() -> None:
    assert shown(REPORT, "value") == "5\n1\n2\n0\n"


@pytest.mark.parametrize("form", forms_of(MarkReport))
def test_every_form_has_every_student_of_a_large_class(form: str) -> None:
    names = [f"s{number:05}" for number in range(300)]
    text = shown(mark_report(marks({("s00007", "p1"): RIGHT}, *names)), form)
    if form == "value":
        assert text.count("\n") == 300
    else:
        assert all(name in text for name in names)


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    from rich.cells import cell_len

    lines = shown(REPORT, width=width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "홍길동" in "".join(lines)


def test_a_class_without_a_roster_says_that_the_count_is_of_those_who_handed_in() -> None:
    assert "1 student who handed in something, 1 file" in shown(mark_report(marks({("kim", "p1"): RIGHT})))


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if name != "yaml" and not form.learners])
def test_machines_read_english_whatever_the_reader_does(form: str) -> None:
    before = shown(REPORT, form)
    use("ko")
    try:
        assert "".join(FORMS[form](REPORT, Style())) == before
        assert "빈칸" in shown(REPORT, "table")
    finally:
        use("en")
