"""Marks from words of the command line: what is read first, and what is said beside the answer."""

import json
from pathlib import Path

import pytest

from tests.cli.running import bpcalc

P1 = "variables: {x: 3}\nnodes: {y: x * x}\nexpect: {forward: {y: 9}, gradients: {x: 6}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p1.yaml").write_text(P1)
    (tmp_path / "roster.csv").write_text("id,name\n" + "".join(f"s{number},\n" for number in range(30)))
    return tmp_path


def test_the_key_and_the_roster_among_the_answers_are_none(here: Path) -> None:
    (here / "s3.yaml").write_text("expect: {forward: {y: 9}, gradients: {x: 6}}\n")
    answer = json.loads(bpcalc("mark", ".", "--key", "p1.yaml", "--students", "roster.csv", "--json").out)
    assert answer["totals"]["files"] == 1
    assert answer["not_read"] == []
    assert answer["students"][3]["right"] == 2


def test_of_many_remarks_the_first_are_said_on_stderr_and_the_rest_counted(here: Path) -> None:
    for number in range(25):
        (here / f"nobody{number}.yaml").write_text("")
    ran = bpcalc("mark", ".", "--key", "p1.yaml", "--students", "roster.csv", "-f", "csv")
    assert ran.err.count("it names no student of the roster") == 20
    assert "5 more files were not read or mended" in ran.err
    assert bpcalc("mark", ".", "--key", "p1.yaml", "--students", "roster.csv", "--json").err.count("note: ") == 1


def test_o_never_writes_over_a_hand_in(here: Path) -> None:
    (here / "s3.json").write_text("{}")
    ran = bpcalc("mark", "s3.json", "--key", "p1.yaml", "--students", "roster.csv", "-o", "s3.json", "--force")
    assert ran.code == 2
    assert (here / "s3.json").read_text() == "{}"


def test_nothing_that_can_be_marked(here: Path) -> None:
    (here / "words.pdf").write_text("")
    ran = bpcalc("mark", "words.pdf", "--key", "p1.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "words.pdf: read are files that end in" in ran.err
