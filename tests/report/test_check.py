import json
import math

import numpy as np

from backprop_cli.errors import NameFault, Place
from backprop_cli.report.check import Answer, FileCheck, check_report
from tests.reporting import notes, shown, tables

GOOD = Answer("price", "forward", 220.0, 220.00000000000003, 2.9e-14, "pass")
BAD = Answer("W", "gradient", np.array([1.0, 2.0]), np.array([1.0, 2.5]), 0.5, "fail")
NONE = Answer("c", "gradient", 1.0, None, math.nan, "fail")
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
        ["name", "of", "expected", "actual", "difference", "verdict"],
        ["W", "gradient", "[1 2]", "[1.0 2.5]", "0.5", "fail"], ["c", "gradient", "1", "none", "nan", "fail"],
    ]  # fmt: skip
    assert "\nc.yaml\nname" in shown(check_report(FILES))


def test_a_single_file_shows_every_answer() -> None:
    [_, answers] = tables(check_report([FILES[0]]))
    assert answers[1:] == [["price", "forward", "220", "220", "2.9e-14", "pass"]]
    assert len(tables(check_report(FILES), full=True)) == 3


def test_for_machines() -> None:
    data = json.loads(shown(check_report(FILES), "json"))
    assert list(data) == ["schema", "command", "files"]
    assert data["files"][2]["diagnostics"] == [
        {"line": 9, "column": 10, "severity": "error", "code": "name", "message": FAULT.message, "hint": FAULT.hint}
    ]
    assert data["files"][1]["expectations"][1:] == [
        {"name": "W", "kind": "gradient", "expected": [1.0, 2.0], "actual": [1.0, 2.5], "error": 0.5, "verdict": "fail"},
        {"name": "c", "kind": "gradient", "expected": 1.0, "actual": None, "error": "nan", "verdict": "fail"},
    ]
    assert data["files"][0]["expectations"][0]["actual"] == 220.00000000000003
    assert len(shown(check_report(FILES), "jsonl").splitlines()) == 4
    assert shown(check_report(FILES), "csv").splitlines()[3] == 'c.yaml,W,gradient,"[1.0,2.0]","[1.0,2.5]",0.5,fail'
    assert shown(check_report(FILES), "value") == "pass\nfail\nerror\npass\n"


def test_a_fault_without_a_place() -> None:
    report = check_report([FileCheck("x.yaml", "error", [NameFault("gone")], [])])
    assert json.loads(shown(report, "json"))["files"][0]["diagnostics"][0]["line"] is None


def test_the_entry_that_is_farthest_off_is_named_with_digits_that_differ() -> None:
    near = Answer("y", "forward", 1.0, 1.000002, 2e-6, "fail")
    assert notes(check_report([FileCheck("c.yaml", "fail", [], [GOOD, near, BAD, NONE])])) == [
        "y: expected 1, is 1.000002",
        "the gradient of W[1]: expected 2, is 2.5",
    ]
