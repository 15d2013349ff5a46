"""Ranges that numbers are drawn from, in decimals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.problem.quiz_range import NumberRange, decimal_parts
from tests.problems import problem

TEXT = "variables: {x: 1}\nnodes: {y: x * 2}\nquiz: {numbers: {x: %s}}"


def numbers(text, json=False):
    found = problem(TEXT % text).quiz.numbers[0]
    return [found.number(position) for position in range(found.size)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{from: 1, to: 3}", [1, 2, 3]),
        ("{from: 0.1, to: 0.5, step: 0.1}", [0.1, 0.2, 0.3, 0.4, 0.5]),
        ("{from: -1, to: 1, step: 0.5}", [-1, -0.5, 0, 0.5, 1]),
        ("{from: 1e3, to: 1.2e3, step: 1e2}", [1000, 1100, 1200]),
        ("{from: 5, to: 5}", [5]),
        ("{from: +.5, to: 1., step: 25e-2}", [0.5, 0.75, 1]),
        ("{from: 50.0, to: 52.0}", [50, 51, 52]),
    ],
)
def test_both_ends_belong_to_it(text, expected):
    assert numbers(text) == expected


def test_of_json_too():
    text = '{"variables": {"x": 1}, "nodes": {"y": "x * 2"}, "quiz": {"numbers": {"x": {"from": 0.1, "to": 0.3, "step": 0.1}}}}'
    assert problem(text, json=True).quiz.numbers[0] == NumberRange(1, 1, -1, 3)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**9), max_value=10**9))
def test_the_parts_of_a_decimal(number):
    digits, exponent = decimal_parts(f"{number:f}")
    assert digits * Fraction(10) ** exponent == Fraction(number)
