"""Answers to be pasted under `expect:`: they read as the same numbers."""

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import UsageError
from backprop_cli.problem.values.answers import GivenReader
from backprop_cli.report.asked import Asked
from backprop_cli.report.check import check_report
from backprop_cli.teach.marking import whole_answer
from tests.reporting import AFFINE, APPLE, backward_of, forward_of, read, shown

ROOT = Path(__file__).parents[2]
KEYWORDS = "variables: {yes: 2, on: 3, n: 4}\nnodes: {null_: yes * on, y: null_ * n}"


def test_what_is_pasted_reads_as_the_same_numbers() -> None:
    assert shown(forward_of(APPLE), "yaml") == "expect:\n  forward:\n    apple_price: 200.0\n    price: 220.00000000000003\n"
    assert yaml.safe_load(shown(backward_of(AFFINE), "yaml")) == {
        "expect": {"gradients": {"X": [[28, 16], [64, 43]], "W": [[4, 5, 6], [8, 10, 12]], "b": [5, 7, 9]}}
    }


@pytest.mark.parametrize("text", [APPLE, AFFINE, KEYWORDS], ids=["apple", "affine", "keywords"])
def test_pasted_into_its_file_it_is_expected_exactly(text: str) -> None:
    for report in (forward_of(text), backward_of(text)):
        pasted = report.pasted()
        values = dict(pasted.values)
        problem = read(text + "\n" * (not text.endswith("\n")) + shown(report, "yaml"))
        assert {one.name for one in problem.expectations} == set(values)
        for one in problem.expectations:
            np.testing.assert_array_equal(whole_answer(GivenReader(problem).read(one)), values[one.name])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back(x: float) -> None:
    text = f"variables: {{x: {x!r}}}\nnodes: {{y: '-x'}}\n"
    problem = read(text + shown(forward_of(text), "yaml"))
    expected = whole_answer(GivenReader(problem).read(*problem.expectations))
    assert (expected, math.copysign(1, expected)) == (-x, -math.copysign(1, x))


def test_words_with_another_meaning_are_quoted() -> None:
    assert list(yaml.safe_load(shown(backward_of(KEYWORDS), "yaml"))["expect"]["gradients"]) == ["yes", "on", "n"]


def test_what_cannot_be_pasted_is_said_in_a_comment() -> None:
    text = "variables: {x: 0, c: 1, W: [1, 2]}\nnodes: {y: 'where(c > 0, log(x), 0) * W[0]'}\n"
    output = shown(backward_of(text, wrt=["x", "c", Asked("W[0]", 2, (0,))]), "yaml")
    assert yaml.safe_load(output) == {"expect": {"gradients": {}}}
    assert [line for line in output.splitlines() if "#" in line] == [
        "  # W[0] is one entry: no expected answer can say that",
        "  # x is not finite: no expected answer can say that",
        "  # c does not exist: no expected answer can say that",
    ]
    assert read(text + output).expectations == []


def test_other_answers_have_nothing_to_paste() -> None:
    with pytest.raises(UsageError, match="check has no yaml form"):
        shown(check_report([]), "yaml")


def test_which_commands_can_paste_is_asked_of_all_reports() -> None:
    """In a process of its own, where nobody else has imported them."""
    program = "from backprop_cli.render.yaml import pasted_commands; print(*pasted_commands())"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["forward", "backward"]
