"""An answer under `expect:` as it is given: its numbers, its blanks, and what cannot be read."""

import math

import pytest

from backprop_cli.problem.values.answers import Given, GivenReader, faults_in_words, why_unclear
from tests.problems import problem


def given(answer: str, json: bool = False) -> Given:
    if json:
        text = f'{{"variables": {{"x": 1}}, "nodes": {{"y": "x * 1"}}, "expect": {{"forward": {{"y": {answer}}}}}}}'
    else:
        text = f"variables: {{x: 1}}\nnodes: {{y: x * 1}}\nexpect:\n  forward:\n    y: {answer}\n"
    read = problem(text, to_check=True, json=json)
    (expectation,) = read.expectations
    return GivenReader(read).read(expectation)


@pytest.mark.parametrize(
    ("answer", "shape", "numbers"),
    [
        ("220", (), [220.0]),
        ("'1.5'", (), [1.5]),
        ("[1, 2, 3]", (3,), [1.0, 2.0, 3.0]),
        ("[[1, 2], [3, 4]]", (2, 2), [1.0, 2.0, 3.0, 4.0]),
        ("{value: 3, unit: won}", (), [3.0]),
        ("{value: [3, 4]}", (2,), [3.0, 4.0]),
        ("{zeros: [2]}", (2,), [0.0, 0.0]),
        ("100 * 2", (), [200.0]),  # as it is worked out on paper
    ],
)
def test_the_numbers_of_an_answer_stand_row_by_row(answer: str, shape: tuple[int, ...], numbers: list[float]) -> None:
    found = given(answer)
    assert (found.shape, list(found.numbers)) == (shape, numbers)
    assert (list(found.blanks), found.faulty, found.fault, found.doubt) == ([], {}, None, None)


@pytest.mark.parametrize(("answer", "blanks"), [("_", [0]), ("?", [0]), ("[1, _, ____]", [1, 2]), ("[[_, 1], [2, ?]]", [0, 3])])
def test_blanks_are_noted_by_their_positions(answer: str, blanks: list[int]) -> None:
    found = given(answer)
    assert found.blanks == blanks
    assert [position for position, number in enumerate(found.numbers) if math.isnan(number)] == blanks


def test_an_entry_that_is_no_number_leaves_the_others() -> None:
    found = given("[1, two, 3]")
    assert list(found.faulty) == [1]
    assert "'two'" in found.faulty[1]
    assert [found.numbers[0], found.numbers[2]] == [1.0, 3.0]
    assert found.fault is None


def test_rows_of_different_lengths_are_read_as_nothing() -> None:
    found = given("[[1, 2], [3]]")
    assert found.fault is not None
    assert list(found.numbers) == []


def test_a_file_that_there_is_not_is_the_answers_own_fault() -> None:
    found = given("{file: nowhere.npy}")
    assert found.fault is not None
    assert "nowhere.npy" in found.fault


def test_an_entry_is_shown_as_it_was_written() -> None:
    found = given("[1.50, 2e0]")
    assert found.entry is not None
    assert [found.entry(position) for position in range(2)] == ["1.50", "2e0"]
    assert found.text == "[1.50, 2e0]"
    assert found.bracketed
    assert not given("1.50").bracketed


def test_a_number_of_json_keeps_its_digits() -> None:
    found = given("1.50", json=True)
    assert (found.text, list(found.numbers)) == ("1.50", [1.5])


def test_what_a_comma_cut_off_is_asked_about() -> None:
    read = problem("variables: {x: 1}\nnodes: {y: x * 1}\nexpect: {forward: {y: 12,5}}\n", to_check=True)
    found = GivenReader(read).read(read.expectations[0])
    assert found.doubt == "'12,5': is that 12.5?"
    assert why_unclear("f(1,2)") == "'f(1,2)': in { } a comma ends the value"
    assert faults_in_words([]) == "it cannot be read"
