"""`bpcalc quiz`, from the command line to the files."""

import csv
import os

import pytest
import yaml

from tests.cli.running import bpcalc
from tests.problems import problem, problem_of_file, solved

P1 = """
title: {en: "{apple} won an apple", ko: "사과 한 개에 {apple}원"}
variables: {apple: 100, apple_num: 2, tax: 1.1}
nodes:
  apple_price: apple * apple_num   # 200, the answer
  price: apple_price * tax
expect:
  forward: {apple_price: 200, price: 220}
  gradients: {apple: 2.2, apple_num: 110, tax: 200}
quiz:
  numbers:
    apple: {from: 50, to: 200, step: 10}
    apple_num: {from: 2, to: 9}
  reject: price > 900
"""
P2 = "variables: {x: 2, y: 3}\nnodes: {z: x * y}\nexpect: {gradients: {x: 3, y: 2}}\n"
ROSTER = "학번,이름\n" + "".join(f"{20241000 + number},학생{number}\n" for number in range(40))


@pytest.fixture
def desk(tmp_path, monkeypatch):
    (tmp_path / "key").mkdir()
    (tmp_path / "key/p1.yaml").write_text(P1, encoding="utf-8")
    (tmp_path / "key/p2.yaml").write_text(P2, encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="cp949")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CLASS = ("quiz", "key", "--students", "roster.csv", "--seed", "2")


def files(folder):
    return sorted(str(path.relative_to(folder)).replace(os.sep, "/") for path in folder.rglob("*") if path.is_file())


def test_one_sheet_goes_to_stdout(desk):
    ran = bpcalc("quiz", "key/p1.yaml", "--seed", "5")
    assert (ran.code, ran.err) == (0, "")
    sheet = problem(ran.out)
    assert sheet.title == f"{sheet.graph.values[0]:.0f} won an apple"
    assert yaml.safe_load(ran.out)["expect"] == {
        "forward": {"apple_price": "_", "price": "_"}, "gradients": {"apple": "_", "apple_num": "_", "tax": "_"},
    }  # fmt: skip
    assert solved(sheet).values["price"] <= 900
    assert bpcalc("quiz", "key/p1.yaml", "--seed", "5").out == ran.out
    assert bpcalc("quiz", "key/p1.yaml", "--seed", "6").out != ran.out


def test_without_a_seed_one_is_chosen_and_said(desk):
    ran = bpcalc("quiz", "key/p1.yaml")
    seed = ran.err.split("--seed ")[1].split()[0]
    assert bpcalc("quiz", "key/p1.yaml", "--seed", seed).out == ran.out
    assert bpcalc("quiz", "key/p2.yaml").err == ""


def test_without_quiz_the_problem_s_own_numbers(desk):
    assert bpcalc("quiz", "key/p2.yaml").out == (
        "variables:\n  x: 2\n  y: 3\nnodes:\n  z: x * y\nexpect:\n  gradients:\n    x: _\n    y: _\n"
    )


def test_a_sheet_is_utf_8_on_every_console(desk):
    assert bpcalc("quiz", "key/p1.yaml", "--seed", "5", encoding="cp1252").raw == bpcalc("quiz", "key/p1.yaml", "--seed", "5").raw
    assert bpcalc("quiz", "key/p1.yaml", "--seed", "5", "-o", "s.yaml").code == 0
    assert (desk / "s.yaml").read_bytes() == bpcalc("quiz", "key/p1.yaml", "--seed", "5").raw


def test_a_sheet_can_be_checked_and_filled_in(desk):
    bpcalc("quiz", "key/p1.yaml", "--seed", "5", "-o", "s.yaml")
    assert bpcalc("check", "s.yaml", "-f", "value").out == "blank\n"
    right = solved(problem_of_file(desk / "s.yaml"))
    text = (desk / "s.yaml").read_text(encoding="utf-8")
    for name, value in {**right.values, **right.gradients}.items():
        text = text.replace(
            f"    {name}: _",
            f"    {name}: {right.gradients[name] if name in ('apple', 'apple_num', 'tax') else right.values[name]}",
        )
        assert value is not None
    (desk / "s.yaml").write_text(text, encoding="utf-8")
    assert bpcalc("check", "s.yaml", "-f", "value").out == "pass\n"


def test_a_class_gets_a_folder_for_each_student(desk):
    ran = bpcalc(*CLASS, "-o", "week2")
    assert ran.code == 0
    assert ran.err == "note: 40 students, 20241000 to 20241039, by 학번\n"
    assert ran.out.startswith("40 students, 80 sheets, 7 blanks each")
    thrown = ran.out.removeprefix("40 students, 80 sheets, 7 blanks each").strip()
    assert thrown.endswith("draws thrown away")
    assert int(thrown.split()[1]) > 0
    assert files(desk / "week2") == sorted(f"{20241000 + n}/{p}.yaml" for n in range(40) for p in ("p1", "p2"))
    texts = {(desk / "week2" / str(20241000 + n) / "p1.yaml").read_text(encoding="utf-8") for n in range(40)}
    assert len(texts) > 30
    assert not any("the answer" in text for text in texts)


@pytest.mark.parametrize(
    ("language", "encoding", "said"),
    [
        ("ko", "utf-8", "학생 40명, 문제지 40장, 한 사람당 빈칸 2개"),
        ("ja", "cp932", "学生 40 人、問題用紙 40 枚、一人につき空欄 2 個"),
        ("ko", "cp1252", "40 students, 40 sheets, 2 blanks each"),
    ],
)
def test_the_summary_speaks_the_reader_s_language(desk, language, encoding, said):
    words = ("quiz", "key/p2.yaml", "--students", "roster.csv", "--seed", "2", "-o", "w", "--lang", language, "--draw")
    assert bpcalc(*words, encoding=encoding).out == said + "\n"


def test_one_of_each_is_said_as_one(desk):
    (desk / "roster.csv").write_text("id\nkim\n", encoding="utf-8")
    (desk / "key/p2.yaml").write_text(P2.replace(", y: 2", ""), encoding="utf-8")
    ran = bpcalc("quiz", "key/p2.yaml", "--students", "roster.csv", "--seed", "2", "-o", "w")
    assert (ran.out, ran.err) == ("1 student, 1 sheet, 1 blank each\n", "note: 1 student, kim, by id\n")


def test_who_is_added_changes_nobody_s_sheet(desk):
    bpcalc(*CLASS, "-o", "one")
    (desk / "roster.csv").write_text("학번,이름\n00007,새학생\n" + ROSTER.split("\n", 1)[1], encoding="utf-8-sig")
    (desk / "key/p0.yaml").write_text(P1, encoding="utf-8")
    bpcalc(*CLASS, "-o", "two")
    for path in files(desk / "one"):
        assert (desk / "one" / path).read_bytes() == (desk / "two" / path).read_bytes()
    assert (desk / "two/00007/p0.yaml").exists()


def test_by_another_column_and_with_pictures(desk):
    ran = bpcalc(*CLASS, "--id", "이름", "-o", "week2", "--draw", "--lang", "ko")
    assert ran.err == "note: 40 students, 학생0 to 학생39, by 이름\n"
    assert (desk / "week2/학생7/p2.yaml").exists()
    assert "사과 한 개에" in (desk / "week2/학생7/p1.svg").read_text(encoding="utf-8")
    assert len(files(desk / "week2")) == 160


def test_force_replaces_only_what_nobody_answered(desk):
    bpcalc(*CLASS, "-o", "week2")
    again = bpcalc(*CLASS, "-o", "week2")
    assert (again.code, again.out) == (2, "")
    assert "there is already" in again.err
    assert bpcalc(*CLASS, "-o", "week2", "--force").code == 0
    sheet = desk / "week2/20241003/p2.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("x: _", "x: 3"), encoding="utf-8")
    before = {path: (desk / "week2" / path).read_bytes() for path in files(desk / "week2")}
    ran = bpcalc("quiz", "key", "--students", "roster.csv", "--seed", "3", "-o", "week2", "--force")
    assert ran.code == 2
    assert "something was answered on" in ran.err
    assert {path: (desk / "week2" / path).read_bytes() for path in files(desk / "week2")} == before


def test_force_replaces_no_single_sheet_that_was_answered(desk):
    assert bpcalc("quiz", "key/p2.yaml", "-o", "s.yaml").code == 0
    assert bpcalc("quiz", "key/p2.yaml", "-o", "s.yaml", "--force").code == 0
    answered = (desk / "s.yaml").read_text(encoding="utf-8").replace("x: _", "x: 3")
    (desk / "s.yaml").write_text(answered, encoding="utf-8")
    ran = bpcalc("quiz", "key/p2.yaml", "-o", "s.yaml", "--force")
    assert (ran.code, ran.err) == (2, "error: something was answered on 's.yaml': --force never writes over answers\n")
    assert (desk / "s.yaml").read_text(encoding="utf-8") == answered


@pytest.mark.parametrize("folder", ["key", "key/week2", "key/../key"])
def test_no_sheets_in_the_folder_of_the_keys(desk, folder):
    ran = bpcalc(*CLASS, "-o", folder)
    assert (ran.code, ran.out) == (2, "")
    assert "the sheets would be keys, too" in ran.err
    assert files(desk / "key") == ["p1.yaml", "p2.yaml"]
    assert bpcalc("quiz", "key/p1.yaml", "--students", "roster.csv", "--seed", "2", "-o", folder).code == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ((P1, P1.replace("price: 220", "price: 221")), "an answer of the key is wrong: price is 220, not 221"),
        ((P1, P1.replace("appel", "apple").replace("tax: 200", "taxx: 200")), "no variable or node is called 'taxx'"),
        ((P1, P1.replace("price > 900", "price > 0")), "no numbers for 20241000 after 1,000 draws"),
        ((ROSTER, ROSTER + "20241003,twin\n"), "'20241003' stands in line 5 already"),
        ((ROSTER, ROSTER + "../x,away\n"), "'../x' is no safe file name"),
    ],
)
def test_where_anything_is_wrong_nothing_is_written(desk, change, message):
    before, after = change
    target, encoding = (desk / "roster.csv", "cp949") if before is ROSTER else (desk / "key/p1.yaml", "utf-8")
    target.write_text(after, encoding=encoding)
    ran = bpcalc(*CLASS, "-o", "week2")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert sorted(path.name for path in desk.iterdir()) == ["key", "roster.csv"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["key", "--students", "roster.csv", "-o", "w"], "--students needs --seed N"),
        (["key", "--students", "roster.csv", "--seed", "2"], "--students needs -o FOLDER"),
        (["key", "--students", "roster.csv", "--seed", "2", "-o", "-"], "--students needs -o FOLDER"),
        (["key/p1.yaml", "--id", "이름"], "--id goes with --students"),
        (["key/p1.yaml", "--draw"], "--draw goes with --students"),
        (["key/p1.yaml", "--force"], "--force goes with -o"),
        (["key", "--form", "--students", "roster.csv", "--seed", "1", "-o", "w"], "without --students"),
        (["key"], "2 problems make as many sheets"),
        (["key/p1.yaml", "--seed", "x"], "--seed must be a whole number"),
        (["key/p1.yaml", "-o", "s.json"], "name a file that ends in .yaml"),
        (["key", "--form", "-o", "s.yaml"], "name a file that ends in .csv"),
        (["key/p1.yaml", "-o", "key/p1.yaml", "--force"], "never written over"),
        (["key/p1.yaml", "--lang", "kr"], "--lang"),
    ],
)
def test_options_that_do_not_go_together(desk, words, message):
    ran = bpcalc("quiz", *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_the_header_of_a_form(desk):
    expected = ["student", "p1 apple_price", "p1 price", "p1 ∂apple", "p1 ∂apple_num", "p1 ∂tax", "p2 ∂x", "p2 ∂y"]
    assert next(csv.reader([bpcalc("quiz", "key", "--form").out])) == expected
    assert "p1.gradients.apple," in bpcalc("quiz", "key", "--form", "--ascii").out
    assert bpcalc("quiz", "key", "--form", "-o", "form.csv").code == 0
    written = (desk / "form.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf"), "without it a spreadsheet spoils ∂ and letters such as 사과"
    assert next(csv.reader([written.decode("utf-8-sig")])) == expected
