"""The report of a gradient check: failures first, the accused in words, and numbers that differ look different."""

import json
import math

import pytest

from backprop_cli.gradcheck.result import Check, Culprit, Result, TaylorRow
from backprop_cli.report.gradcheck import accusation, badness, check_row, gradcheck_report
from backprop_cli.report.number_text import told_apart
from backprop_cli.report.rows import Report, Style
from tests.reporting import APPLE, notes, read, shown, tables

RIGHT = Check("apple", None, 2.2, 2.2, 0.0, 1e-9, "complex", "pass", None, None)
WRONG = Check("W", (0, 1), 2.2, 2.3, 0.1, 1e-9, "central", "fail", None, None)
WORSE = Check("W", (1, 0), 2.2, 5.2, 3.0, 1e-9, "central", "fail", None, None)
KINK = Check("x", (2,), 0.0, 0.5, 0.5, 0.5, "complex", "kink", 0.0, 1.0)
UNDEFINED = Check("b", (0,), math.nan, 1.0, math.nan, 0.0, "complex", "nonfinite", None, None)
CULPRIT = Culprit("h", "my_sigmoid", "x", (0, 1), 0.19, 0.25, "")


def report_of(*checks: Check, culprits: tuple[Culprit, ...] = (), taylor: list[TaylorRow] | None = None) -> Report:
    result = Result("price", "auto", 7, 1.0)
    result.checks, result.culprits, result.taylor = list(checks), list(culprits), taylor
    result.notes = ["the gradient of apple is 0 in every entry"]
    result.forward_passes, result.seconds = 12, 0.25
    result.conclude(False)
    return gradcheck_report(read(APPLE), result)


def test_failures_first_worst_first_then_kinks_and_what_is_right_in_its_order() -> None:
    [table] = tables(report_of(RIGHT, KINK, WRONG, UNDEFINED, RIGHT._replace(name="a"), WORSE))
    assert [row[0] for row in table[1:]] == ["W[1,0]", "W[0,1]", "b[0]", "x[2]", "apple", "a"]
    assert table[0] == ["name", "verdict", "backward pass", "numerical", "difference", "bound", "method", "slopes left, right"]
    assert table[1] == ["W[1,0]", "fail", "2.2", "5.2", "3", "1e-9", "central", ""]
    assert table[4][-1] == "0, 1"


def test_no_column_of_slopes_without_a_kink() -> None:
    [table] = tables(report_of(RIGHT))
    assert table[0][-1] == "method"


def test_all_that_is_wrong_is_shown_and_of_what_is_right_twenty_rows() -> None:
    report = report_of(*[RIGHT] * 100, *[WRONG] * 25)
    assert len(tables(report)[0]) == 1 + 25
    assert "100 entries are left out: --full shows them" in notes(report)
    assert len(tables(report_of(*[RIGHT] * 100))[0]) == 1 + 20
    assert len(tables(report, full=True)[0]) == 1 + 125


def test_the_words_around_the_table() -> None:
    report = report_of(RIGHT, WRONG, culprits=(CULPRIT,))
    first, second, *_, last = notes(report)
    assert first == "fail: a gradient is wrong"
    assert second == "layer my_sigmoid at node h: backward for x[0,1] gives 0.19, should be 0.25"
    assert last == "2 entries (1 fail, 1 pass) checked; output price, method auto, seed 7; 12 forward passes, 0.25 s"
    assert "the gradient of apple is 0 in every entry" in notes(report)


def test_another_upstream_is_printed() -> None:
    report = report_of(RIGHT)
    report.result.upstream = 0.5  # type: ignore[attr-defined]
    assert "∂L/∂price = 0.5" in notes(report)


@pytest.mark.parametrize(
    ("culprit", "words"),
    [
        (
            CULPRIT._replace(index=None, note="1 of 3 entries"),
            "layer my_sigmoid at node h: backward for x gives 0.19, should be 0.25 (1 of 3 entries)",
        ),
        (CULPRIT._replace(analytic=None, note="backward returned None"), "layer my_sigmoid at node h: backward returned None"),
    ],
)
def test_accusations(culprit: Culprit, words: str) -> None:
    assert accusation(culprit) == words


def test_numbers_that_differ_look_different() -> None:
    assert told_apart(1.0, 1.0000001, 6) == ("1", "1.0000001")
    assert told_apart(2.2, 2.2, 6) == ("2.2", "2.2")
    assert told_apart(1.0, 1.0 + 2**-52, 6, 6) == ("1", "1")
    close = RIGHT._replace(analytic=1.0, numeric=1.0 + 1e-9, verdict="fail")
    assert check_row(close, Style(), False)[2:4] == ("1", "1.000000001")
    assert check_row(close._replace(verdict="pass"), Style(), False)[2:4] == ("1", "1")


def test_an_undefined_difference_is_the_worst() -> None:
    assert sorted([WRONG, WRONG._replace(error=math.nan)], key=badness)[0].error != 0.1


def test_for_machines() -> None:
    data = json.loads(shown(report_of(UNDEFINED, KINK, culprits=(CULPRIT,), taylor=[TaylorRow(0.1, 0.01, None)]), "json"))
    assert list(data) == [
        "schema",
        "command",
        "problem",
        "output",
        "verdict",
        "method",
        "seed",
        "upstream",
        "checks",
        "culprits",
        "taylor",
        "summary",
    ]
    assert list(data["checks"][0]) == [
        "name",
        "index",
        "analytic",
        "numeric",
        "error",
        "bound",
        "method",
        "verdict",
        "left",
        "right",
    ]
    assert data["checks"][0]["analytic"] == "nan"
    assert data["checks"][0]["index"] == [0]
    assert (data["checks"][1]["left"], data["checks"][1]["right"]) == (0.0, 1.0)
    assert data["culprits"] == [
        {"node": "h", "layer": "my_sigmoid", "input": "x", "index": [0, 1], "analytic": 0.19, "numeric": 0.25, "note": ""}
    ]
    assert data["taylor"] == [{"h": 0.1, "remainder": 0.01, "order": None}]
    assert list(data["summary"]) == [
        "entries",
        "pass",
        "fail",
        "kink",
        "inconclusive",
        "nonfinite",
        "meant",
        "forward_passes",
        "seconds",
    ]
    assert "taylor" not in dict(report_of(RIGHT).entries())


def test_values_csv_and_the_table_of_taylor() -> None:
    report = report_of(WRONG, taylor=[TaylorRow(0.1, 0.01, None), TaylorRow(0.01, 0.0001, 2.0)])
    assert shown(report, "value") == "fail\n"
    assert shown(report, "csv").splitlines()[1] == 'W,"[0,1]",2.2,2.3,0.1,1e-09,central,fail'
    assert tables(report)[1] == [["h", "remainder", "order"], ["0.1", "0.01", ""], ["0.01", "0.0001", "2"]]


BY_ITSELF = Culprit("h", "s", "x", None, 0.19, 0.25, "for a random upstream")
BEHAVES = Culprit("h", "s", "", None, None, None, "backward writes into dout")


@pytest.mark.parametrize(
    ("checks", "culprits", "raised", "lost", "said"),
    [
        ((), (BEHAVES,), True, False, "fail: a layer cannot be run"),
        ((RIGHT,), (BEHAVES,), False, False, "fail: a layer misbehaves; its gradients are right"),
        ((RIGHT,), (BY_ITSELF, BEHAVES), False, False, "fail: a layer is wrong by itself, though the gradients of price do not show it"),
        ((RIGHT, WRONG), (BY_ITSELF,), False, False, "fail: a gradient is wrong"),
        ((RIGHT._replace(verdict="inconclusive"),), (), False, True, "inconclusive: rounding has spoilt some gradients: nothing can be claimed of them"),
        ((RIGHT._replace(verdict="inconclusive"),), (), False, False, "inconclusive: nothing can be claimed of some gradients: the numerical ones are too inexact"),
        ((RIGHT._replace(verdict="meant"),), (), False, False, "meant: every gradient is right that is judged; some are meant to differ from the slope"),
    ],
)  # fmt: skip
def test_the_headline_says_what_the_verdict_is_about(
    checks: tuple[Check, ...], culprits: tuple[Culprit, ...], raised: bool, lost: bool, said: str
) -> None:
    result = Result("price", "auto", 7, 1.0)
    result.checks, result.culprits, result.lost = list(checks), list(culprits), lost
    result.conclude(raised)
    assert notes(gradcheck_report(read(APPLE), result))[0] == said
