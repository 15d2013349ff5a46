"""The report of `check`: a line a file, and of its answers those that differ, are blank or unclear."""

import json
import math

import numpy as np
import pytest

from backprop_cli.errors import NameFault, Place
from backprop_cli.report.check import FileCheck, check_report, shortened
from backprop_cli.teach.marking import Answer, Worst
from tests.reporting import notes, shown, tables

GOOD = Answer("price", "forward", 220.0, 220.00000000000003, 2.9e-14, "pass", "220")
BAD = Answer("W", "gradient", np.array([1.0, 2.0]), np.array([1.0, 2.5]), 0.5, "fail", "[1, 2]", worst=Worst((1,), "2", 2.0, 2.5))
NONE = Answer("c", "gradient", 1.0, None, math.nan, "fail", "1", "it has no gradient")
BLANK = Answer("price", "forward", None, 220.0, None, "blank", "____")
UNCLEAR = Answer("tax", "gradient", None, 200.0, None, "unclear", "20,0", "'20,0': is that 20.0?")
FAULT = NameFault("no variable or node is called 'appel'", Place("b.yaml", 9, 10), "did you mean 'apple'?")
FILES = [
    FileCheck("a.yaml", "pass", [], [GOOD]),
    FileCheck("c.yaml", "fail", [], [GOOD, BAD, NONE]),
    FileCheck("b.yaml", "error", [FAULT], []),
    FileCheck("d.yaml", "pass", [], []),
]


def test_a_line_a_file_and_the_answers_that_differ() -> None:
    files, answers = tables(check_report(FILES))
    assert files == [
        ["file", "verdict", "answers"], ["a.yaml", "pass", "1 of 1 hold"], ["c.yaml", "fail", "1 of 3 hold"],
        ["b.yaml", "error", "1 fault"], ["d.yaml", "pass", "none expected"],
    ]  # fmt: skip
    assert answers == [
        ["name", "of", "you wrote", "it is", "difference", "verdict"],
        ["W", "gradient", "[1 2]", "[1.0 2.5]", "0.5", "fail"], ["c", "gradient", "1", "none", "nan", "fail"],
    ]  # fmt: skip
    assert "\nc.yaml\nname" in shown(check_report(FILES))


def test_a_single_file_shows_every_answer() -> None:
    [_, answers] = tables(check_report([FILES[0]]))
    assert answers[1:] == [["price", "forward", "220", "220", "2.9e-14", "pass"]]
    assert len(tables(check_report(FILES), full=True)) == 3


def test_for_machines() -> None:
    data = json.loads(shown(check_report(FILES), "json"))
    assert list(data) == ["schema", "command", "files", "totals"]
    assert data["files"][2]["diagnostics"] == [
        {"line": 9, "column": 10, "severity": "error", "code": "name", "message": FAULT.message, "hint": FAULT.hint}
    ]
    assert data["files"][1]["expectations"][1:] == [
        {"name": "W", "kind": "gradient", "expected": [1.0, 2.0], "actual": [1.0, 2.5], "error": 0.5,
         "written": "[1, 2]", "reason": "W[1]: you wrote 2, it is 2.5", "verdict": "fail"},
        {"name": "c", "kind": "gradient", "expected": 1.0, "actual": None, "error": "nan",
         "written": "1", "reason": "it has no gradient", "verdict": "fail"},
    ]  # fmt: skip
    assert data["totals"] == {"files": 4, "pass": 2, "fail": 1, "blank": 0, "error": 1, "answers": 4, "right": 2}
    assert data["files"][0]["expectations"][0]["actual"] == 220.00000000000003
    assert len(shown(check_report(FILES), "jsonl").splitlines()) == 4
    assert shown(check_report(FILES), "csv").splitlines()[3] == 'c.yaml,W,gradient,"[1.0,2.0]","[1.0,2.5]",0.5,fail'
    assert shown(check_report(FILES), "value") == "pass\nfail\nerror\npass\n"


def test_a_fault_without_a_place() -> None:
    report = check_report([FileCheck("x.yaml", "error", [NameFault("gone")], [])])
    assert json.loads(shown(report, "json"))["files"][0]["diagnostics"][0]["line"] is None


def test_the_entry_that_is_farthest_off_is_named_with_digits_that_differ() -> None:
    near = Answer("y", "forward", 1.0, 1.000002, 2e-6, "fail", "1", worst=Worst((), "1", 1.0, 1.000002))
    assert notes(check_report([FileCheck("c.yaml", "fail", [], [GOOD, near, BAD, NONE])])) == [
        "y: you wrote 1, it is 1.000002",
        "the gradient of W[1]: you wrote 2, it is 2.5",
        "the gradient of c: it has no gradient",
        "1 file: 1 fail; 4 answers, 1 right",
    ]


def test_blank_and_unclear_answers_have_rows_of_their_own() -> None:
    files = [FileCheck("a.yaml", "blank", [], [GOOD, BLANK]), FileCheck("b.yaml", "fail", [], [UNCLEAR])]
    report = check_report(files)
    head, first, second = tables(report)
    assert head[1:] == [["a.yaml", "blank", "1 of 2 hold, 1 blank"], ["b.yaml", "fail", "0 of 1 hold, 1 unclear"]]
    assert first[1:] == [["price", "forward", "____", "220", "", "blank"]]
    assert second[1:] == [["tax", "gradient", "20,0", "200", "", "unclear"]]
    assert notes(report) == ["the gradient of tax: '20,0': is that 20.0?", "2 files: 1 fail, 1 blank; 3 answers, 1 right"]
    assert shown(report, "csv").splitlines()[2:] == ["a.yaml,price,forward,,220.0,,blank", "b.yaml,tax,gradient,,200.0,,unclear"]


def test_an_error_does_not_hide_the_answers_that_were_judged() -> None:
    [head, rows] = tables(check_report([FileCheck("b.yaml", "error", [FAULT], [GOOD])]))
    assert head[1:] == [["b.yaml", "error", "1 fault, 1 of 1 hold"]]
    assert len(rows) == 2


def test_an_answer_that_is_right_to_its_digits_says_so() -> None:
    rounded = Answer(
        "y", "forward", 0.197, 0.196612, 4e-4, "fail", "0.197", worst=Worst((), "0.197", 0.197, 0.196612), by_digits=True
    )
    said = "y: you wrote 0.197, it is 0.196612; right to the digits written: --written counts it"
    assert notes(check_report([FileCheck("a.yaml", "fail", [], [rounded])]))[0] == said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1 / 3 + 0.123456789012345678901234567890 * 2", "1 / 3 + …"),
        ("1234567890123456789012345678901234567890123", "1234567890123456789012345678901234567890123"),
        ("1/3", "1/3"),
    ],
)
def test_no_number_of_a_long_answer_is_cut(written: str, shown: str) -> None:
    assert shortened(written) == shown
