"""`bpcalc mark`, from folders to marks: a class whose right and wrong answers are counted here, while it is made."""

import csv
import io
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.running import PROBLEMS, Ran, bpcalc

CLASS = PROBLEMS / "class"
P1 = """\
title: "사과와 세금 문제"
variables: {apple: 100, apple_num: 2, tax: 1.1}
nodes: {apple_price: apple * apple_num, price: apple_price * tax}
expect: {forward: {apple_price: 200, price: 220}, gradients: {apple: 2.2, apple_num: 110, tax: 200}}
"""
P2 = "variables: {x: 3, y: 4}\nnodes: {s: x + y, z: s * s}\nexpect: {forward: {z: 49}, gradients: {x: 14, y: 14}}\n"
TRUTH = {  # worked out by hand, beside the tool
    "p1": {"forward": {"apple_price": 200.0, "price": 220.0}, "gradients": {"apple": 2.2, "apple_num": 110.0, "tax": 200.0}},
    "p2": {"forward": {"z": 49.0}, "gradients": {"x": 14.0, "y": 14.0}},
}
STUDENTS = ["00123", "홍길동", "20241002", "佐藤", "O'Brien", *(f"2024{number}" for number in range(2000, 2015))]
PATHS = [
    "{student}_4711_assignsubmission_file_/{problem}.yaml", "{student}_LATE_999_{problem}-1.yaml", "{student}/{problem}.yml",
    "{problem}/{student}.yaml.txt", "{student}/{problem} (3).yaml",
]  # fmt: skip


class Class(NamedTuple):
    """What was made: how often each verdict is due, in all and by student."""

    folder: Path
    verdicts: Counter[str]
    right: dict[str, int]


def mark(folder: Path, *words: str, **how: Any) -> Ran:
    roster = ["--students", str(folder / "roster.csv")]
    return bpcalc("mark", str(folder / "answers"), "--key", str(folder / "key"), *roster, *words, **how)


def written(chance: random.Random, due: str, right: float) -> str | None:
    """An answer that is due a verdict; None leaves it out."""
    if due == "missing":
        return None
    options = {
        "pass": [f"{right}", f"{right:.10e}", f"{right} + 0", f"({right})"], "fail": [f"{right + 1}", "about 3", "[1, 2, 3]", "1e999"],
        "blank": ["_", "?", "____", ""], "unclear": ["12,5", "3,3"],
    }  # fmt: skip
    return chance.choice(options[due])


def sheet(chance: random.Random, problem: str, dues: list[str]) -> str:
    lines, left = ["expect:"], iter(dues)
    for section, answers in TRUTH[problem].items():
        lines.append(f"  {section}:")
        texts = [(name, written(chance, next(left), right)) for name, right in answers.items()]
        lines += [f"    {name}: {text}" for name, text in texts if text is not None]
    return "title: 사과 세 개와 귤 두 개\nvariables: [broken\n" * chance.randrange(2) + "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Class:
    folder, chance = tmp_path_factory.mktemp("class"), random.Random(11)
    (folder / "key").mkdir()
    (folder / "key" / "p1.yaml").write_text(P1, encoding="utf-8")
    (folder / "key" / "p2.yaml").write_text(P2, encoding="utf-8")
    (folder / "roster.csv").write_text("\n".join(["학번,반", *(f"{student},가" for student in STUDENTS)]), encoding="utf-8-sig")
    verdicts: Counter[str] = Counter()
    right = dict.fromkeys(STUDENTS, 0)
    for student in STUDENTS:
        for problem, answers in TRUTH.items():
            count = sum(map(len, answers.values()))
            dues = [chance.choices(["pass", "fail", "blank", "missing", "unclear"], [9, 2, 1, 1, 1])[0] for _ in range(count)]
            if chance.random() < 0.15:
                dues = ["missing"] * count
            else:
                path = folder / "answers" / chance.choice(PATHS).format(student=student, problem=problem)
                path.parent.mkdir(parents=True, exist_ok=True)
                text = sheet(chance, problem, dues)
                path.write_bytes(text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp949"])))
            verdicts.update(dues)
            right[student] += dues.count("pass")
    return Class(folder, verdicts, right)


def test_every_answer_of_a_made_class_gets_the_verdict_that_it_is_due(made: Class) -> None:
    ran = mark(made.folder, "--json")
    assert ran.code == 0, ran.err
    answer = json.loads(ran.out)
    due = made.verdicts
    counts = {
        "right": due["pass"],
        "wrong": due["fail"],
        "blank": due["blank"],
        "missing": due["missing"],
        "unclear": due["unclear"],
    }
    assert {name: answer["totals"][name] for name in counts} == counts
    assert answer["totals"]["answers"] == due.total() == 8 * len(STUDENTS)
    assert {one["student"]: one["right"] for one in answer["students"]} == made.right
    assert answer["not_read"] == []


def test_the_other_forms_agree(made: Class) -> None:
    values = mark(made.folder, "-f", "value", "-q")
    assert list(map(int, values.out.split())) == list(made.right.values())
    rows = list(csv.DictReader(io.StringIO(mark(made.folder, "-f", "csv").out)))
    assert {row["student"]: int(row["right"]) for row in rows} == made.right
    assert {row["반"] for row in rows} == {"가"}
    lines = [json.loads(line) for line in mark(made.folder, "-f", "jsonl").out.splitlines()]
    assert Counter(line["verdict"] for line in lines) == made.verdicts
    table = mark(made.folder).out
    assert all(student in table for student in STUDENTS)


def test_a_csv_file_of_letters_begins_with_a_mark_and_another_does_not(made: Class, tmp_path: Path) -> None:
    assert mark(made.folder, "-o", str(tmp_path / "marks.csv")).code == 0
    assert (tmp_path / "marks.csv").read_bytes().startswith("\ufeffstudent,반,".encode())
    assert not mark(made.folder, "-f", "csv").raw.startswith(b"\xef\xbb\xbf")
    (tmp_path / "roster.csv").write_text("id\nkim\n")
    words = ["--key", str(made.folder / "key" / "p1.yaml"), "--students", str(tmp_path / "roster.csv")]
    assert bpcalc("mark", str(made.folder / "answers"), *words, "-o", str(tmp_path / "ascii.csv")).code == 0
    assert (tmp_path / "ascii.csv").read_bytes().isascii()


def test_marks_are_what_they_are_and_the_exit_code_is_0(made: Class, tmp_path: Path) -> None:
    (tmp_path / "answers" / "p1.yaml").mkdir(parents=True)
    (tmp_path / "roster.csv").write_text("id\nkim\n")
    words = [str(tmp_path / "answers"), "--key", str(made.folder / "key"), "--students", str(tmp_path / "roster.csv")]
    ran = bpcalc("mark", *words, "-f", "value")
    assert (ran.code, ran.out) == (0, "0\n")


FAULTY = [
    (P2.replace("z: 49", "z: 50"), ":3:"), (P2.partition("expect")[0], "nothing is asked for"), (P2.replace("s * s", "s * q"), ":2:"),
    ("[\n", "error"), ("", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FAULTY)
def test_a_faulty_key_is_told_with_its_place_and_nothing_is_marked(made: Class, tmp_path: Path, text: str, said: str) -> None:
    key = tmp_path / "p2.yaml"
    key.write_text(text)
    ran = bpcalc("mark", str(made.folder / "answers"), "--key", str(key), "--students", str(made.folder / "roster.csv"))
    assert (ran.code, ran.out) == (2, "")
    assert str(key) in ran.err
    assert said in ran.err


@pytest.mark.parametrize(
    "words",
    [
        [], ["--key", "key"], ["answers"], ["nothere", "--key", "key"], ["answers", "--key", "nothere"], ["answers", "--key", "key", "--students", "nothere.csv"],
        ["answers", "--key", "key", "--seed", "two"], ["answers", "--key", "key", "--students", "roster.csv", "--id", "name"],
        ["answers", "--key", "key", "-f", "yaml"], ["answers", "--key", "key", "--force"], ["key", "--key", "key"],
        ["answers", "--key", "key", "--students", "roster.csv", "-o", "roster.csv", "--force"],
        ["answers", "--key", "key", "--students", "roster.csv", "--feedback", "roster.csv"],
    ],
)  # fmt: skip
def test_no_marks_is_exit_2(made: Class, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(made.folder)
    ran = bpcalc("mark", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err


def test_the_seed_of_the_sheets(tmp_path: Path) -> None:
    """The sheets that quiz writes, filled in with what follows from their own numbers, are right; by another seed they are not."""
    import yaml

    key = tmp_path / "p1.yaml"
    key.write_text(
        "variables: {x: 3, y: 4}\nnodes: {z: x * y}\nexpect: {forward: {z: 12}, gradients: {x: 4, y: 3}}\nquiz: {numbers: {x: {from: 2, to: 90}, y: {from: 2, to: 90}}}\n"
    )
    (tmp_path / "roster.csv").write_text("id\n" + "".join(f"s{number}\n" for number in range(20)))
    roster = ["--students", str(tmp_path / "roster.csv"), "--seed"]
    assert bpcalc("quiz", str(key), *roster, "7", "-o", str(tmp_path / "week")).code == 0
    for file in (tmp_path / "week").rglob("*.yaml"):
        document = yaml.safe_load(file.read_text().replace("_\n", "0\n"))
        x, y = document["variables"]["x"], document["variables"]["y"]
        text, _, _ = file.read_text().partition("expect:")
        file.write_text(f"{text}expect:\n  forward:\n    z: {x * y}\n  gradients:\n    x: {y}\n    y: {x}\n")
    right = bpcalc("mark", str(tmp_path / "week"), "--key", str(key), *roster, "7", "-f", "value")
    assert right.out == "3\n" * 20
    wrong = bpcalc("mark", str(tmp_path / "week"), "--key", str(key), *roster, "8")
    assert "was another seed used?" in wrong.out
    assert "p1 has other numbers" in wrong.out


def test_written_and_tolerance(tmp_path: Path) -> None:
    (tmp_path / "p1.yaml").write_text("variables: {x: 3}\nnodes: {y: x / 7}\nexpect: {forward: {y: 3/7}}\n")
    (tmp_path / "kim.yaml").write_text("expect: {forward: {y: 0.43}}\n")
    words = ["mark", str(tmp_path / "kim.yaml"), "--key", str(tmp_path / "p1.yaml"), "-f", "value", "-q"]
    assert bpcalc(*words).out == "0\n"
    assert bpcalc(*words, "--written").out == "1\n"
    assert bpcalc(*words, "--tolerance", "0.01").out == "1\n"
    assert "--written counts it" in bpcalc(*words[:-3], "-f", "jsonl").out


def test_feedback(made: Class, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    assert mark(made.folder, "--feedback", str(pages)).code == 0
    assert {path.stem for path in pages.iterdir()} == set(STUDENTS)
    before = {path: path.read_bytes() for path in pages.iterdir()}
    ran = mark(made.folder, "--feedback", str(pages), "--lang", "ko")
    assert (ran.code, ran.out) == (2, "")
    assert "--force" in ran.err
    assert {path: path.read_bytes() for path in pages.iterdir()} == before
    assert mark(made.folder, "--feedback", str(pages), "--force", "--lang", "ko").code == 0
    assert "맞음" in (pages / "00123.md").read_text(encoding="utf-8")


def test_pages_speak_to_students_where_the_answer_is_for_machines(made: Class, tmp_path: Path) -> None:
    ran = mark(made.folder, "--feedback", str(tmp_path / "pages"), "--lang", "ja", "-f", "csv", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert "正解" in (tmp_path / "pages" / "홍길동.md").read_text(encoding="utf-8")
    assert ran.out == mark(made.folder, "-f", "csv", "-q").out


def test_the_class_that_comes_with_the_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CLASS)
    ran = bpcalc("mark", "answers", "--key", "key", "--students", "roster.csv", "--json")
    answer = json.loads(ran.out)
    assert [(one["student"], one["right"], one["of"]) for one in answer["students"]] == [
        ("00123", 9, 9), ("00124", 7, 9), ("00125", 4, 9), ("00126", 5, 9),
    ]  # fmt: skip
    assert [(one["file"].replace("\\", "/"), one["reason"]) for one in answer["mended"]] == [
        ("answers/125_p1.yaml", "'125' was taken for 00125")
    ]
    reasons = [one["reason"] for student in answer["students"] for one in student["answers"] if one["reason"]]
    assert "the local gradient alone, without the upstream of apple_price" in reasons
    assert bpcalc("check", *map(str, sorted((CLASS / "key").glob("*.yaml")))).code == 0


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(made: Class, width: int) -> None:
    from rich.cells import cell_len

    ran = mark(made.folder, terminal=True, env={"COLUMNS": str(width), "TERM": "dumb"})
    table = ran.out.partition("mended:")[0]  # below stand paths, which are not cut
    assert max(cell_len(line) for line in table.splitlines()) <= width


def test_without_a_roster_students_are_those_who_handed_in(made: Class) -> None:
    ran = bpcalc("mark", str(made.folder / "answers"), "--key", str(made.folder / "key"))
    assert ran.code == 0
    assert "who handed in something" in ran.out


def test_machine_forms_are_told_on_stderr_what_was_not_read(made: Class) -> None:
    ran = mark(made.folder, "-f", "csv")
    assert "note: " in ran.err
    assert "read as cp949" in ran.err
    assert mark(made.folder, "-f", "csv", "-q").err == ""
