"""Files and forms, put together: what counts, and what is said of the rest."""

from pathlib import Path

import pytest

from backprop_cli.teach.collection import Collection, collect
from backprop_cli.teach.handin_files import files_of
from backprop_cli.teach.roster import read_roster
from tests.teach.classroom import keys, roster

FORM = "id,p1 price,p1 ∂tax\nkim,220,200\nlee,221,_\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    (tmp_path / "kim").mkdir()
    (tmp_path / "kim" / "p1.yaml").write_text("expect:\n\tforward: {price: 1}\n")
    return tmp_path


def collected(*words: str) -> Collection:
    return collect(files_of(words), keys(), roster("kim", "lee"), None)


def prices(found: Collection) -> dict[str, list[str]]:
    return {student: [given.text for given in one.written.answers.values()] for (student, _), one in found.handed_in.items()}


def test_a_form_and_a_file_of_the_same_student_the_later_counts(here: Path) -> None:
    found = collected("kim", "form.csv")
    assert prices(found) == {"kim": ["220", "200"], "lee": ["221", "_"]}
    assert [one.in_english for one in found.not_read] == ["p1 of kim: not taken, as form.csv:2 counts"]
    assert found.files == 2
    found = collected("form.csv", "kim")
    assert prices(found) == {"kim": ["1"], "lee": ["221", "_"]}
    assert [one.file for one in found.not_read] == ["form.csv:2"]


def test_a_student_is_known_by_the_full_name_beside_the_number(here: Path) -> None:
    (here / "roster.csv").write_text(
        "학번,이름\n00123,홍길동\n00124,이영희\n00125,김철수\n00126,김철수\n00127,박민수\n", encoding="utf-8"
    )
    for folder in ("홍길동_777_assignsubmission_file_", "김철수_778_assignsubmission_file_", "이영희_00123"):
        (here / folder).mkdir()
        (here / folder / "p1.yaml").write_text("expect: {forward: {price: 5}}\n")
    (here / "form.csv").write_text("이름,p1 price\n이영희,7\n", encoding="utf-8")
    folders = sorted(one.name for one in here.iterdir() if "_" in one.name)
    found = collect(files_of([*folders, "form.csv"]), keys(), read_roster("roster.csv"), None)
    assert prices(found) == {"00123": ["5"], "00124": ["7"]}
    assert [one.in_english for one in found.not_read] == [
        "it names no student of the roster as a whole word",  # of two people with one name
        "it names several students: 00124, 00123",  # by name one, by number another
    ]
    assert found.mended == []


def test_what_was_mended_is_told(here: Path) -> None:
    assert [one.in_english for one in collected("kim").mended] == ["slips mended"]


@pytest.mark.parametrize("data", [b"", b"id\n", b"id,p1 price\n", b"PK\x03\x04", b"\xff\xfe\x00", b"id,p1 price\nkim,1,2\n"])
def test_a_form_that_cannot_be_read_stops_nothing(here: Path, data: bytes) -> None:
    (here / "form.csv").write_bytes(data)
    found = collected("kim", "form.csv")
    assert list(found.handed_in) == [("kim", "p1")]
    assert "form.csv" in [one.file for one in found.not_read]
