"""`bpcalc check`, from the words to the verdict."""

import json
from pathlib import Path

import pytest

from backprop_cli.report.check import CheckReport
from tests.cli.running import PROBLEMS, Ran, bpcalc
from tests.reporting import forms_of

GOOD = "variables: {x: 3}\nnodes: {y: x * x}\nexpect:\n  forward: {y: 9}\n  gradients: {x: 6, y: 1}\n"
WRONG = GOOD.replace("x: 6", "x: 7")
BROKEN = "variables: {x: 3}\nnodes: {y: x * z, w: q}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("good.yaml", GOOD), ("wrong.yaml", WRONG), ("broken.yaml", BROKEN)):
        (tmp_path / name).write_text(text)
    return tmp_path


def verdicts(ran: Ran) -> dict[str, str]:
    return {one["file"]: one["verdict"] for one in json.loads(ran.out)["files"]}


def test_every_shipped_problem_holds() -> None:
    ran = bpcalc("check", *map(str, PROBLEMS.glob("*.yaml")), "--json", "-q")
    assert ran.code == 0, ran.err
    assert set(verdicts(ran).values()) == {"pass"}
    assert len(verdicts(ran)) == len(list(PROBLEMS.glob("*.yaml")))


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["good.yaml"], 0), (["wrong.yaml"], 1), (["broken.yaml"], 2), (["good.yaml", "wrong.yaml"], 1),
        (["wrong.yaml", "broken.yaml"], 2), (["."], 2), (["nothere.yaml", "good.yaml"], 2), (["good.yaml", "good.yaml"], 0),
    ],
)  # fmt: skip
def test_the_worst_file_decides(here: Path, files: list[str], code: int) -> None:
    ran = bpcalc("check", *files, "--json")
    assert ran.code == code
    assert ("error: " in ran.err) == (code == 2)


def test_all_faults_of_all_files_are_found_in_one_run(here: Path) -> None:
    (here / "second.yaml").write_text("variables: {x: 1_0}\nnodes: {y: x}\n")
    ran = bpcalc("check", "broken.yaml", "second.yaml", "nothere.yaml", "--json")
    assert ran.code == 2
    files = {one["file"]: one for one in json.loads(ran.out)["files"]}
    assert [fault["line"] for fault in files["broken.yaml"]["diagnostics"]] == [2, 2]
    assert {fault["severity"] for one in files.values() for fault in one["diagnostics"]} == {"error"}
    assert files["second.yaml"]["diagnostics"]
    assert files["nothere.yaml"]["diagnostics"]
    assert ran.err.count("error: ") == sum(len(one["diagnostics"]) for one in files.values())


def test_answers_are_compared_entry_by_entry(here: Path) -> None:
    answers = json.loads(bpcalc("check", "wrong.yaml", "--json").out)["files"][0]["expectations"]
    assert [(one["name"], one["kind"], one["verdict"]) for one in answers] == [
        ("y", "forward", "pass"), ("x", "gradient", "fail"), ("y", "gradient", "pass"),
    ]  # fmt: skip
    assert (answers[1]["expected"], answers[1]["actual"], answers[1]["error"]) == (7.0, 6.0, 1.0)


def test_gradients_of_several_ends_are_an_error(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 3}\nnodes: {y: x * x, z: x + 1}\nexpect: {gradients: {x: 6}}\n")
    ran = bpcalc("check", "p.yaml")
    assert ran.code == 2
    assert "y, z" in ran.err


def test_without_a_file_the_problem_of_the_folder_is_checked(here: Path) -> None:
    assert bpcalc("check").code == 2
    (here / "problem.yaml").write_text(GOOD)
    ran = bpcalc("check", "-f", "value")
    assert (ran.code, ran.out) == (0, "pass\n")
    assert ran.err.startswith("note: ")


def test_standard_input_and_shipped_problems(here: Path) -> None:
    assert verdicts(bpcalc("check", "-", "--json", stdin=GOOD.encode())) == {"<stdin>": "pass"}
    ran = bpcalc("check", "apple", "--json", "-q")
    assert (ran.code, ran.err, list(verdicts(ran).values())) == (0, "", ["pass"])


def test_a_replaced_value_is_marked_like_the_file_s_own(here: Path) -> None:
    assert bpcalc("check", "good.yaml", "--set", "x=4").code == 1


CLASS = {
    "kim/p1.yaml": "{t: 7, z: 49}, gradients: {x: 14, y: 14}",
    "lee/p1.yaml": "{t: ?, z: 7*7}, gradients: {x: 2*7, y: 7}",
    "lee/p2.yml": "{t: _, z: _}",
    "park/late/p1.yaml": "{t: 7,0, z: seven, q: 3}, gradients: {x: [14, 14, 14], y: 14.0}",
    "park/.trash/p1.yaml": "{t: 1}",
}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, answers in CLASS.items():
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        text = f"variables: {{x: 3, y: 4}}\nnodes:\n  t: x + y\n  z: t ** 2\nexpect: {{forward: {answers}}}\n"
        (tmp_path / "class" / name).write_text(text)
    return tmp_path


def test_a_class_with_a_folder_for_each_student(school: Path) -> None:
    ran = bpcalc("check", "class", "--json")
    found = json.loads(ran.out)
    assert ran.code == 2  # for the name that no node has
    assert {Path(file).as_posix(): word for file, word in verdicts(ran).items()} == {
        "class/kim/p1.yaml": "pass", "class/lee/p1.yaml": "fail", "class/lee/p2.yml": "blank", "class/park/late/p1.yaml": "error",
    }  # fmt: skip
    assert [[one["verdict"] for one in file["expectations"]] for file in found["files"]] == [
        ["pass", "pass", "pass", "pass"], ["blank", "pass", "pass", "fail"], ["blank", "blank"],
        ["unclear", "fail", "fail", "pass"],
    ]  # fmt: skip
    assert found["files"][1]["expectations"][3]["reason"] == "you wrote 7, it is 14"
    assert found["totals"] == {"files": 4, "pass": 1, "fail": 1, "blank": 1, "error": 1, "answers": 14, "right": 7}


@pytest.mark.parametrize(("form", "rows"), [("csv", 15), ("tsv", 15), ("jsonl", 14), ("value", 4)])
def test_every_row_of_every_student_is_printed(school: Path, form: str, rows: int) -> None:
    assert len(bpcalc("check", "class", "-f", form).out.splitlines()) == rows


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_totals_come_last(school: Path, form: str) -> None:
    ran = bpcalc("check", "class", "--full", "-f", form)
    assert ran.out.splitlines()[-1] == "4 files: 1 pass, 1 fail, 1 blank, 1 error; 14 answers, 7 right"
    assert "the gradient of y: you wrote 7, it is 14" in ran.out
    assert ran.out.count("pass") >= 8


@pytest.mark.parametrize(("file", "code"), [("kim/p1.yaml", 0), ("lee/p1.yaml", 1), ("lee/p2.yml", 1), ("park/late/p1.yaml", 2)])
def test_exit_codes_of_answers(school: Path, file: str, code: int) -> None:
    assert bpcalc("check", f"class/{file}").code == code


@pytest.mark.parametrize("command", ["forward", "backward", "gradcheck"])
@pytest.mark.parametrize("answer", ["?", "_", "abc", "[1, 2]", "1/0", "7,5", "[?, ?]", "{file: gone.npy}"])
def test_an_answer_stops_no_command(here: Path, command: str, answer: str) -> None:
    (here / "p.yaml").write_text(f"variables: {{x: 3}}\nnodes: {{y: x * x}}\nexpect: {{forward: {{y: {answer}}}}}\n")
    (here / "p.json").write_text('{"variables": {"x": 3}, "nodes": {"y": "x * x"}, "expect": {"forward": {"y": "?"}}}')
    for file in ("p.yaml", "p.json"):
        ran = bpcalc(command, file)
        assert (ran.code, ran.err) == (0, "")
        assert bpcalc("check", file).code == 1


def test_digits_written(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 0.196612}\nnodes: {y: x * 1}\nexpect: {forward: {y: 0.197}}\n")
    ran = bpcalc("check", "p.yaml")
    assert ran.code == 1
    assert "y: you wrote 0.197, it is 0.196612; right to the digits written" in ran.out
    assert bpcalc("check", "p.yaml", "--written").code == 0


def test_answers_beside_what_no_answer_can_mend(here: Path) -> None:
    """Gradients of several ends cannot be judged; values can."""
    (here / "p.yaml").write_text("variables: {x: 3}\nnodes: {y: x * x, z: x + 1}\nexpect: {forward: {y: 9}, gradients: {x: 6}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    [one] = json.loads(ran.out)["files"]
    assert (ran.code, one["verdict"], [answer["verdict"] for answer in one["expectations"]]) == (2, "error", ["pass"])


def test_what_is_wrong_elsewhere_leaves_nothing_to_judge(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 3}\nnodes: {y: x * q}\nexpect: {forward: {y: 9, w: 1}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    assert (ran.code, json.loads(ran.out)["files"][0]["expectations"]) == (2, [])


@pytest.mark.parametrize("expect", ["{forward: {y: 0}}", "{}"])
def test_strict_is_one_verdict_everywhere(here: Path, expect: str) -> None:
    text = f"variables: {{x: -1000}}\nnodes: {{y: 1 / (1 + exp(-x))}}\nexpect: {expect}\n"
    (here / "p.yaml").write_text(text)
    for strict, word, code in ([], "pass", 0), (["--strict"], "fail", 1):
        assert verdicts(bpcalc("check", "p.yaml", "--json", *strict)) == {"p.yaml": word}
        assert bpcalc("check", "p.yaml", "-f", "value", *strict).out == f"{word}\n"
        ran = bpcalc("check", "p.yaml", *strict)
        assert ran.code == code
        assert f"p.yaml  {word}" in ran.out
        assert f"1 file: 1 {word}" in ran.out
        assert ("a value is not finite" in ran.out) == bool(strict)


def test_strict_refuses_a_gradient_that_is_not_finite(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 0}\nnodes: {y: sqrt(x)}\nexpect: {forward: {y: 0}, gradients: {x: ?}}\n")
    assert bpcalc("check", "p.yaml", "-f", "value").out == "blank\n"
    assert bpcalc("check", "p.yaml", "-f", "value", "--strict").out == "fail\n"


def test_strict_demands_finite_values(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: -1000}\nnodes: {y: 1 / (1 + exp(-x))}\nexpect: {forward: {y: 0}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    assert ran.code == 0
    assert [one["severity"] for one in json.loads(ran.out)["files"][0]["diagnostics"]] == ["warning"]
    assert bpcalc("check", "p.yaml", "--strict").code == 1


@pytest.mark.parametrize("form", forms_of(CheckReport))
def test_every_format_writes_an_answer(here: Path, form: str) -> None:
    ran = bpcalc("check", "good.yaml", "wrong.yaml", "-f", form)
    assert ran.code == 1, ran.err
    assert ran.out.endswith("\n")
