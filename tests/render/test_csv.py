"""Answers as CSV: no digit is lost, and text is data."""

import csv
import io
import json
import math

from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.report.check import FileCheck, check_report
from backprop_cli.teach.marking import Answer
from tests.reporting import AFFINE, APPLE, backward_of, forward_of, shown


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_forward_and_backward() -> None:
    assert read(shown(forward_of(APPLE), "csv")) == [
        ["name", "layer", "expression", "shape", "value"],
        ["apple_price", "mul", "apple * apple_num", "[]", "200.0"],
        ["price", "mul", "apple_price * tax", "[]", "220.00000000000003"],
    ]
    header, *rows = read(shown(backward_of(AFFINE), "csv"))
    assert header == ["name", "value", "gradient"]
    assert [[name, json.loads(value), json.loads(gradient)] for name, value, gradient in rows] == [
        ["X", [[0, 0], [1, 2]], [[28, 16], [64, 43]]], ["W", [[2, 4, 6], [4, 3, 2]], [[4, 5, 6], [8, 10, 12]]],
        ["b", [1, 2, 3], [5, 7, 9]],
    ]  # fmt: skip


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_is_lost(x: float) -> None:
    [_, [*_, value]] = read(shown(forward_of(f"variables: {{x: {x!r}}}\nnodes: {{y: '-x'}}"), "csv"))
    assert math.copysign(1, float(value)) == -math.copysign(1, x)
    assert float(value) == -x


def test_not_finite_and_nothing() -> None:
    text = "variables: {x: 0, c: 1}\nnodes: {y: 'where(c > 0, log(x), 0)'}"
    assert read(shown(backward_of(text), "csv"))[1:] == [["x", "0.0", "inf"], ["c", "1.0", ""]]


def test_text_is_data() -> None:
    name = '=cmd|"x",\n+1'
    rows = read(shown(check_report([FileCheck(name, "pass", [], [Answer("-x", "forward", 1.0, 1.0, 0.0, "pass")])]), "csv"))
    assert rows[1] == [name, "-x", "forward", "1.0", "1.0", "0.0", "pass"]


def test_lines_end_as_everywhere() -> None:
    assert "\r" not in shown(forward_of(APPLE), "csv")


def test_many_rows() -> None:
    text = "variables: {x: 1}\nnodes:\n  n0: x + 1\n" + "".join(f"  n{i}: n{i - 1} + 1\n" for i in range(1, 1201))
    rows = read(shown(forward_of(text), "csv"))
    assert [row[0] for row in rows[1:]] == [f"n{i}" for i in range(1201)]
