"""`bpcalc check`, from the words to the verdict."""

import json
from pathlib import Path

import pytest

from tests.cli.running import PROBLEMS, Ran, bpcalc

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
    ran = bpcalc("check", str(PROBLEMS), "--json", "-q")
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


def test_strict_demands_finite_values(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: -1000}\nnodes: {y: 1 / (1 + exp(-x))}\nexpect: {forward: {y: 0}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    assert ran.code == 0
    assert [one["severity"] for one in json.loads(ran.out)["files"][0]["diagnostics"]] == ["warning"]
    assert bpcalc("check", "p.yaml", "--strict").code == 1


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "markdown", "value"])
def test_every_format_writes_an_answer(here: Path, form: str) -> None:
    ran = bpcalc("check", "good.yaml", "wrong.yaml", "-f", form)
    assert ran.code == 1, ran.err
    assert ran.out.endswith("\n")
