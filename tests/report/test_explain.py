"""Explanations for programs: JSON, lines, csv and the bare value."""

import json
from typing import Any

import pytest

from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve
from backprop_cli.report.asked import Asked
from backprop_cli.report.explain import ExplainReport, ways_as_json
from tests.reporting import AFFINE, APPLE, FAN_OUT, read, shown


def explained(text: str | Problem, *asked: Asked | str, lost: dict[int, str] | None = None) -> ExplainReport:
    problem = read(text)
    names = [one if isinstance(one, Asked) else Asked(one, problem.find(one)) for one in asked]
    done = solve(problem, wrt=[one.number for one in names])
    return ExplainReport(problem, done, names, lost or {}, "bpcalc explain p.yaml --wrt")


def answer(*asked: Any, text: str = APPLE) -> Any:
    return json.loads(shown(explained(text, *asked), "json"))


def test_json_of_one_way() -> None:
    (one,) = answer("apple")["explanations"]
    assert (one["name"], one["index"], one["value"], one["ways"]) == ("apple", None, 100.0, 1)
    assert one["gradient"] == pytest.approx(2.2)
    (path,) = one["paths"]
    assert path["nodes"] == ["apple", "apple_price", "price"]
    assert path["factors"][1] == {"node": "apple_price", "input": "apple", "argument": "x", "rule": "apple_num", "local": 2.0}
    assert path["product"] == pytest.approx(2.2)
    assert [node["node"] for node in one["nodes"]] == ["price", "apple_price"]
    assert one["nodes"][1]["received"] == pytest.approx(2.2)
    assert one["step"] == {"by": 1.0, "predicted": pytest.approx(2.2), "actual": pytest.approx(2.2)}


def test_json_of_arrays_has_no_paths_and_of_a_whole_array_no_step() -> None:
    whole, entry = answer("W", Asked("W[0,1]", 1, (0, 1)), text=AFFINE)["explanations"]
    assert (whole["paths"], whole["step"], whole["nodes"][0]["rule"]) == (None, None, "X.T @ dout")
    assert whole["nodes"][0]["received"] == whole["gradient"]
    assert (entry["index"], entry["value"], entry["gradient"]) == ([0, 1], 4.0, 5.0)
    assert entry["step"] == {"by": 0.01, "predicted": pytest.approx(0.05), "actual": pytest.approx(0.05)}


def test_a_line_for_each_name() -> None:
    lines = [json.loads(line) for line in shown(explained(APPLE, "apple", "tax"), "jsonl").splitlines()]
    assert [line["name"] for line in lines] == ["apple", "tax"]
    assert lines == answer("apple", "tax")["explanations"]


def test_a_row_for_each_factor_of_each_way() -> None:
    header, *rows = [line.split(",") for line in shown(explained(FAN_OUT, "x"), "csv").splitlines()]
    assert header == ["name", "way", "node", "input", "rule", "local", "product"]
    assert [row[1] for row in rows] == ["1", "1", "2", "2", "3", "3"]
    assert rows[1] == ["x", "1", "square", "x", "x", "4.0", "4.0"]
    (row,) = shown(explained(AFFINE, "W"), "csv").splitlines()[1:]
    assert row.startswith("W,,Y,W,X.T @ dout,,")


def test_the_value_is_the_gradient() -> None:
    assert shown(explained(FAN_OUT, "x", "square"), "value") == "11.0\n1.0\n"


@pytest.mark.parametrize(
    ("count", "told"), [(3, 3), (2**53, 2**53), (2**53 + 1, str(2**53 + 1)), (10**20, "about 10^20"), (2**10_000, "about 10^3010")]
)
def test_counts_that_readers_of_json_cannot_hold_are_text(count: int, told: int | str) -> None:
    assert ways_as_json(count) == told
