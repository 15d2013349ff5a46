"""The CSV of a form as answers."""

from pathlib import Path

import pytest

from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.csv_rows import read_csv_rows
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.forms import FormAnswers, header_of, read_form
from backprop_cli.teach.whole_words import NameFinder
from tests.problems import problem_of_bytes

P1 = "variables: {price: 3, tax: 4}\nnodes: {sum: price * tax}\nexpect: {forward: {sum: 12}, gradients: {price: 4, tax: 3}}\n"
P2 = "variables: {W: [1, 2], w: 3}\nnodes: {v: W * w}\nexpect: {forward: {v: [3, 6]}, gradients: {W: [3, 3], w: 3}}\n"
KEYS = [AnswerKey(Draws(problem_of_bytes(text), name, 0), False) for name, text in (("p1", P1), ("p2", P2))]


def form(
    tmp_path: Path, text: str, roster: list[str] | None = None, column: str | None = None, encoding: str = "utf-8"
) -> FormAnswers:
    path = tmp_path / "form.csv"
    path.write_bytes(text.encode(encoding))
    return read_form(read_csv_rows(str(path)), KEYS, None if roster is None else NameFinder(roster), column)


def given(found: FormAnswers, student: str, problem: str) -> dict[str, str]:
    key = next(key for key in KEYS if key.name == problem)
    names = {(one.kind, one.number): header_of("", one.kind, one.name).strip() for one in key.asked}
    return {names[pair]: given.text for pair, given in found.answers[student, problem][1].answers.items()}


@pytest.mark.parametrize(
    "header", ["p1 sum,p1 ∂tax", "p1.forward.sum,p1.gradients.tax", "P1 SUM,p1  ∂tax", "p1.forward.sum,p1.gradient.tax"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_headers_name_the_answers(tmp_path: Path, header: str, encoding: str) -> None:
    found = form(tmp_path, f'학번과 이름 모두,{header}\n00123,12,"3,5"\n', ["00123"], encoding=encoding)
    assert given(found, "00123", "p1") == {"sum": "12", "∂tax": "3,5"}
    assert found.not_read == found.spelt == []


def test_names_keep_their_case_where_two_differ_by_it(tmp_path: Path) -> None:
    found = form(tmp_path, 'id;p2 ∂W;p2 ∂w;p2 v\nkim;[3, 3];3;"[3, _]"\n', ["kim"])
    assert given(found, "kim", "p2") == {"∂W": "[3, 3]", "∂w": "3", "v": "[3, _]"}
    v = next(given for (kind, _), given in found.answers["kim", "p2"][1].answers.items() if kind == "forward")
    assert (list(v.numbers)[:1], v.blanks) == ([3.0], [1])


def test_columns_that_are_not_read_are_named_and_students_are_found(tmp_path: Path) -> None:
    text = "Timestamp,E-mail,Student,p1 sum,p1 mean\n1.1.,a@b,123,12,1\n2.1.,c@d,00124,_,2\n3.1.,e@f,park,1,1\n"
    found = form(tmp_path, text, ["00123", "00124"])
    assert set(found.answers) == {("00123", "p1"), ("00124", "p1")}
    assert [one.in_english for one in found.not_read] == [
        "columns not read: Timestamp, E-mail, p1 mean",
        "'park' is no student of the roster",
    ]
    assert [one.in_english for one in found.spelt] == ["'123' was taken for 00123"]


def test_the_column_that_the_roster_is_read_by(tmp_path: Path) -> None:
    text = "name,ID,p1 sum\n7,8,12\n8,7,13\n"
    assert given(form(tmp_path, text, ["7", "8"], "id"), "7", "p1") == {"sum": "13"}
    assert given(form(tmp_path, text, None, "ID"), "7", "p1") == {"sum": "13"}
    assert given(form(tmp_path, text, None), "7", "p1") == {"sum": "12"}


def test_the_later_of_two_rows_counts_and_is_said(tmp_path: Path) -> None:
    found = form(tmp_path, "id,p1 sum,p2 v\nkim,1,1\nlee,2,2\nKim,3,3\n", ["kim", "lee"])
    assert given(found, "kim", "p1") == {"sum": "3"}
    assert [(one.file.rpartition(":")[2], one.in_english) for one in found.passed_over] == [
        ("2", "kim: not taken, as line 4 counts")
    ]


def test_an_empty_cell_is_blank_and_an_apostrophe_is_the_spreadsheets(tmp_path: Path) -> None:
    found = form(tmp_path, "id,p1 sum,p1 ∂tax\nkim,,'-3\n", ["kim"])
    first, second = found.answers["kim", "p1"][1].answers.values()
    assert (first.blanks, list(second.numbers)) == ([0], [-3.0])


def test_a_csv_that_is_no_form(tmp_path: Path) -> None:
    found = form(tmp_path, "id,name\nkim,Kim\n", ["kim"])
    assert found.answers == {}
    assert [one.in_english for one in found.not_read] == ["no column names an answer, as this would: p1 sum"]
