"""Kernels held against references, as people and programs read it."""

from typing import Any

from backprop_cli.gradcheck.result import Held, Holding
from backprop_cli.report.against import against_accusations, against_tables
from backprop_cli.report.gradcheck import Gradcheck
from backprop_cli.report.rows import Style, Table
from tests.gradcheck.checking import check
from tests.problems import problem

RIGHT = Held("rmsnorm", "Rms", "y", "output", (0, 3), 1.5, 1.5000001, 1e-7, 2e-7, 0.5, "pass")
WRONG = Held("rmsnorm", "Rms", "y", "x", (2,), 0.25, 0.5, 0.25, 1e-7, 2.5e6, "fail")
LOST = Held("rmsnorm", "Rms", "y", "w", None, float("nan"), 1.0, float("inf"), float("inf"), float("nan"), "nonfinite")
DOUBLE = Held("gelu", "Gelu", "z", "output", None, 1.0, 1.0, 0.0, None, None, "pass")
HOLDINGS = [Holding("float32", [RIGHT, WRONG, LOST]), Holding("float64", [DOUBLE])]


def parts(holdings: list[Holding], **style: Any) -> list[Any]:
    return [
        (part.caption, [column.header for column in part.columns], list(part.rows)) if isinstance(part, Table) else part
        for part in against_tables(holdings, Style(**style))
    ]


def test_what_is_wrong_is_said_in_a_line() -> None:
    assert list(against_accusations(HOLDINGS)) == [
        "layer Rms at node y: gradient of x[2] is 0.25, should be 0.5 (2500000 times as far off as rmsnorm itself in float32)",
        "layer Rms at node y: gradient of w is nan, should be 1",
    ]


def test_a_table_for_each_kernel_the_wrong_rows_first() -> None:
    (caption, headers, rows), naive, (other, _, double), exact = parts(HOLDINGS)
    assert (caption, other) == ("Rms against rmsnorm, in float32", "Gelu against gelu, in float64")
    assert headers[1:] == ["of", "verdict", "worst at", "kernel", "reference", "difference", "naive", "ratio"]
    assert [row[1:4] for row in rows] == [
        ("gradient of x", "fail", "[2]"), ("gradient of w", "nonfinite", ""), ("output", "pass", "[0,3]"),
    ]  # fmt: skip
    assert rows[0][4:] == ("0.25", "0.5", "0.25", "1e-7", "2500000")
    assert double[0][7:] == ("", "")
    assert "rmsnorm itself is off in float32" in naive
    assert "64 units in the last place" in exact


def test_right_rows_beyond_the_first_are_left_out_and_wrong_ones_are_not() -> None:
    many = [Holding("float32", [RIGHT] * 30)], [Holding("float32", [WRONG] * 30 + [RIGHT])]
    assert [len(parts(holdings)[0][2]) for holdings in many] == [20, 30]
    assert "10 answers are left out: --full shows them" in parts(many[0])
    assert len(parts(many[0], full=True)[0][2]) == 30


def test_the_answer_for_programs_and_the_headline() -> None:
    text = "variables: {x: 1}\nnodes: {y: tanh(x)}\n"
    result = check(text)
    assert "against" not in dict(Gradcheck(problem(text), result).entries())
    result.against, result.verdict = HOLDINGS[:1], "fail"
    report = Gradcheck(problem(text), result)
    assert next(iter(report.page(Style()).parts)) == "fail: a kernel is farther from its reference than rounding explains"
    rows = list(dict(report.entries())["against"])
    assert rows[1] == {
        "reference": "rmsnorm", "layer": "Rms", "node": "y", "of": "x", "index": [2], "kernel": 0.25, "expected": 0.5,
        "difference": 0.25, "naive": 1e-7, "ratio": 2.5e6, "verdict": "fail",
    }  # fmt: skip
    assert (rows[2]["kernel"], rows[2]["index"]) == ("nan", None)
