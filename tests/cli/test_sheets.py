"""What `bpcalc quiz` writes, below the command itself."""

import csv

import pytest

from backprop_cli.cli.console import Console
from backprop_cli.cli.keys import read_keys
from backprop_cli.cli.sheets import SEEDS, blank_picture, class_sheets, form_header, seed_chosen
from backprop_cli.errors import BpcalcError
from backprop_cli.problem.problem import Settings
from backprop_cli.teach.draws import with_values
from backprop_cli.teach.roster import Roster, Student

KEY = "title: '{x} apples'\nvariables: {x: 2, y: 1}\nnodes: {z: x * 7, s: z + y}\nexpect: {forward: {z: 14}}\nquiz:\n  numbers: {x: {from: 100, to: 900}}\n  ask: {forward: [z], gradients: [x]}\n"


@pytest.fixture(autouse=True)
def _a_console(monkeypatch):
    monkeypatch.setattr("backprop_cli.cli.console.CURRENT", [Console()])


def keys(tmp_path, name="p1", seed=2):
    (tmp_path / f"{name}.yaml").write_text(KEY, encoding="utf-8")
    return read_keys([str(tmp_path / f"{name}.yaml")], Settings(), seed)


def class_of(*names):
    return Roster("roster.csv", "id", (), [Student(name, (), line) for line, name in enumerate(names, 2)])


def test_a_seed_is_chosen_from_many():
    assert len({seed_chosen() for _ in range(20)}) > 10
    assert all(0 <= seed_chosen() < SEEDS for _ in range(20))


def test_the_header_of_a_form_is_a_line_of_csv(tmp_path):
    (line,) = csv.reader([form_header(keys(tmp_path, "p 1, new"))])
    assert line == ["student", "p 1, new z", "p 1, new ∂x"]


def test_a_picture_holds_the_student_s_numbers_and_no_answer(tmp_path):
    key = keys(tmp_path)[0]
    done = key.draws.draw("kim").done
    x = f"{done.values[0]:.0f}"
    picture = blank_picture(with_values(key.problem, done.values), done)
    assert f"{x} apples" in picture
    assert picture.count("____") >= 2
    assert str(int(done.values[0]) * 7) not in picture


def test_too_many_sheets_and_unsafe_names(tmp_path, monkeypatch):
    found = keys(tmp_path)
    monkeypatch.setattr("backprop_cli.cli.sheets.MOST_SHEETS", 2)
    with pytest.raises(BpcalcError, match="3 sheets, more than 2"):
        class_sheets(found, [], class_of("a", "b", "c"), str(tmp_path / "w"), False, False)
    with pytest.raises(BpcalcError, match="is no safe file name: it holds '/'") as refused:
        class_sheets(found, [], class_of("a", "../b"), str(tmp_path / "w"), False, False)
    assert refused.value.place.line == 3
    with pytest.raises(BpcalcError, match=r"'x\.' is no safe file name"):
        class_sheets(keys(tmp_path, "x."), [], class_of("a"), str(tmp_path / "w"), False, False)
    assert not (tmp_path / "w").exists()
