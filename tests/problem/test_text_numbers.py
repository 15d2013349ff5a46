"""Numbers in titles and descriptions."""

import pytest

from backprop_cli.problem.text_numbers import texts_with_numbers
from tests.problems import faults, problem

TEXT = """
title: %s
variables: {사과: 100, tax: 1.1, w: [[1, 2], [3, 4.5]]}
constants: {n: 1e3}
nodes: {price: 사과 * tax * n, s: sum(w)}
output: price
%s
"""
QUIZ = "quiz: {ask: {forward: [price]}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{사과} won", "100 won"),
        ("{ 사과 } won, tax {tax}, {n} of {w}", "100 won, tax 1.1, 1000 of [[1, 2], [3, 4.5]]"),
        ("{{사과}} and {{{tax}}}", "{사과} and {1.1}"),
        ("a } alone", "a } alone"),
    ],
)
def test_a_name_in_braces_is_its_number(text, expected):
    assert problem(TEXT % (f'"{text}"', QUIZ)).title == expected


def test_without_quiz_a_text_is_as_it_stands():
    assert problem(TEXT % ('"{apple} {{x}} {"', "")).title == "{apple} {{x}} {"


@pytest.mark.parametrize("value", ["1,5", "[1, x]", "{file: none.npy}"])
def test_of_a_value_that_is_no_number_one_fault_is_said(value):
    text = f"title: '{{x}} won'\nvariables:\n  x: {value}\nnodes: {{price: x * 2}}\n{QUIZ}"
    assert [fault.place.line for fault in faults(text)] == [3]


def test_what_set_says_stands_in_the_text():
    assert problem(TEXT % ('"{사과} won"', QUIZ), sets=("사과=7",)).title == "7 won"


def test_all_languages_and_other_values():
    read = problem(TEXT % ('{en: "{tax} in English", ko: "세금 {tax}"}', QUIZ))
    assert read.texts["title"] == {"en": "1.1 in English", "ko": "세금 1.1"}
    values = [1.0, 1.25, *read.graph.values[2:]]
    assert texts_with_numbers(read, read.quiz.texts, values)["title"] == {"en": "1.25 in English", "ko": "세금 1.25"}


def test_a_fault_stands_where_the_name_does():
    (fault,) = faults(TEXT % ('{en: "fine", ko: "세금 {taxx}"}', QUIZ))
    assert (fault.message, fault.hint, fault.place.line, fault.place.column, fault.place.length) == (
        "no variable or constant is called 'taxx'", "did you mean 'tax'?", 2, 29, 6
    )  # fmt: skip
