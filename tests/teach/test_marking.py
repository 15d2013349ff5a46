"""One answer beside what comes out. Random answers are judged once more by fractions, entry by entry."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import engine
from backprop_cli.problem.values.answers import GivenReader
from backprop_cli.teach.marking import Answer, Measure, mark_answer
from tests.problems import problem

VALUES = "variables: {a: 0.196612, z: 0, v: [1, 2, 3], m: [[1, 2, 3], [4, 5, 6]]}\nnodes: {x: a * 1, o: z * 1, w: v * 1, n: m * 1, huge: exp(a * 9999)}\nexpect:\n  forward: "


def answers(expect: str, json: bool = False, **measure: Any) -> dict[str, Answer]:
    read = problem(expect if json else VALUES + expect, json=json, to_check=True)
    values = engine.forward(read.graph)
    given = GivenReader(read)
    return {one.name: mark_answer(one, given.read(one), values[one.number], Measure(1e-6, **measure)) for one in read.expectations}


def verdict(name: str, text: str, **measure: Any) -> tuple[str, str | None]:
    answer = answers(f"{{{name}: {text}}}", **measure)[name]
    return answer.verdict, answer.fault


@pytest.mark.parametrize("text", ["_", "____", "?", "'?'", '"_"', "？", "＿＿", "{value: ?, unit: won}"])
def test_a_blank(text: str) -> None:
    for layout in (f"{{x: {text}, o: 0}}", f"\n    x: {text}\n    o: 0\n", f"\n    x:\n      {text}\n    o: 0\n"):
        found = answers(layout)
        assert (found["x"].verdict, found["x"].expected, found["x"].error, found["o"].verdict) == ("blank", None, None, "pass")


@pytest.mark.parametrize("text", ["[_, ?, _]", "[?, ?]", "_", "\n      - ?\n      - _\n      - '?'"])
def test_an_array_is_blank_where_every_entry_is(text: str) -> None:
    assert answers(f"\n    w: {text}\n    x: 1\n")["w"].verdict == "blank"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("w", "[1, ?, 3]", "w[1] is blank"), ("n", "[[1, 2, _], [4, ?, 6]]", "n[0,2], n[1,1] are blank"),
        ("w", "[1, abc, 3]", "w[1]: 'abc' is not a number: it is a name"),
        ("w", "[[1, 2, 3], [4, 5, 6]]", "shape (2, 3), asked is (3,)"), ("w", "5", "a number, asked is (3,)"),
        ("x", "[1, 2, 3]", "shape (3,), asked is a number"), ("n", "[[1, 2], [3]]", "row 2 has 1 entry, row 1 has 2"),
        ("x", "abc", "'abc' is not a number: it is a name"), ("x", "12 won", "'12 won' is not a number: a unit is no part of a number"),
        ("x", "??", "'??' is not a number"), ("x", "?x", "'?x' is not a number"), ("x", "2**3", "'2**3' cannot be worked out"),
        ("x", "1/0", "'1/0' divides by 0"), ("x", "", "a value is missing"), ("x", "{file: gone.npy}", "there is no file 'gone.npy'"),
        ("x", "{a: 1}", "'a' makes no value"), ("w", "[{a: 1}, 2, 3]", "w[0]: a number belongs here, not a mapping"),
        ("x", "*p", "'*p' is not a number: it is an expression"), ("x", "（1）", "'（1）' is not a number"),
        ("w", "[]", "an array needs at least one entry"), ("x", "'12,5'", "'12,5' is not a number: the decimal sign is a point"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_compared_is_the_answer_s_own_fault(name: str, text: str, fault: str) -> None:
    found = answers(f"\n    o: 0\n    {name}: {text}\n")
    assert found["o"].verdict == "pass"
    assert (found[name].verdict, found[name].expected, found[name].error) == ("fail", None, None)
    assert (found[name].fault or "").startswith(fault)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x", "0,5"), ("x", "1,234,5"), ("x", "-0,5"), ("x", "[0,5]"), ("w", "[0,5, 1,5, 2,5]"), ("n", "[[0,5,1,5,2,5],[0,5,1,5,2,5]]"),
        ("x", "1/3,5"), ("x", "{value: 0,5}"), ("x", "max(1, 2)"),
    ],
)  # fmt: skip
def test_where_a_comma_may_be_a_decimal_sign_nobody_can_tell(name: str, text: str) -> None:
    found = answers(f"{{o: 0, {name}: {text}, z: 0}}")
    assert {key: answer.verdict for key, answer in found.items()} == {"o": "pass", name: "unclear", "z": "pass"}
    assert found[name].expected is None


def test_a_block_list_has_no_decimal_commas() -> None:
    assert answers("\n    x:\n      - 0\n      - 5\n")["x"].verdict == "fail"


def test_two_answers_may_lose_the_same_digits_to_their_commas() -> None:
    found = answers("{x: 12,5, o: 13,5}")
    assert [(answer.verdict, answer.written) for answer in found.values()] == [("unclear", "12,5"), ("unclear", "13,5")]


@pytest.mark.parametrize(
    "text",
    [
        "0.196612",
        "'0.196612'",
        "196612/1000000",
        "(0.2 - 0.003388)",
        "-(-0.196612)",
        "+ 0.196612",
        "{value: 1.96612e-1, unit: won}",
        "|\n      0.196612",
    ],
)
def test_numbers_fractions_and_sums(text: str) -> None:
    assert answers(f"\n    x: {text}\n")["x"].verdict == "pass"


def test_the_worst_entry_is_named_as_it_is_written() -> None:
    worst = answers("{n: [[1, 2, 3], [4, 5.50, 7]]}")["n"].worst
    assert worst is not None
    assert (worst.place, worst.text, worst.expected, worst.actual) == ((1, 2), "7", 7.0, 6.0)
    some = answers("{n: [[1, ?, 3], [4, 5.50, 6]]}")["n"]
    assert (some.fault, some.worst and some.worst.place) == ("n[0,1] is blank", (1, 1))


def test_what_is_not_finite_is_never_right() -> None:
    for by_digits in (False, True):
        answer = answers("{huge: 1e300}", written=by_digits)["huge"]
        assert (answer.verdict, answer.worst and answer.worst.actual) == ("fail", float("inf"))


def test_rounded_answers() -> None:
    rounded = "{x: 0.197, o: 0.0, w: [1.0, 2, 2.997], n: [[1, 2, 3], [4, 5, 2*3]]}"
    strict, lenient = answers(rounded), answers(rounded, written=True)
    assert [one.verdict for one in strict.values()] == ["fail", "pass", "fail", "pass"]
    assert [one.by_digits for one in strict.values()] == [True, False, False, False]
    assert [one.verdict for one in lenient.values()] == ["pass", "pass", "fail", "pass"]
    assert verdict("x", "0.19661200001", written=True) == ("fail", None)
    assert verdict("x", "0.19661200001") == ("pass", None)
    assert verdict("x", "0.19661200001 * 1", written=True) == ("pass", None)


def test_json_counts_its_digits_too() -> None:
    text = '{"variables": {"a": 0.1966, "v": [1, 2]}, "nodes": {"x": "a * 1", "w": "v * 1"}, "expect": {"forward": {"x": %s, "w": [1.0, "?"], "a": "?", "v": ["1", "4/2"]}}}'
    for number, right in (("0.20", True), ("0.2", True), ("0.200", False), ("2e-1", True), ('"0.20"', True)):
        found = answers(text % number, json=True, written=True)
        assert (found["x"].verdict == "pass", found["x"].written) == (right, number.strip('"'))
        assert [found[name].verdict for name in ("w", "a", "v")] == ["fail", "blank", "pass"]
        assert found["w"].written == "[1.0, ?]"


NUMBERS = {
    "0": "0", "1": "1", "2.5": "5/2", "-3": "-3", "1e2": "100", "7/3": "7/3", "(2+1)*2": "6", "-(4-1)": "-3",
    "1.0000005": "20000010/20000000", "1.000002": "1000002/1000000", "3.000002": "3000002/1000000", "2+1/1e6": "2000001/1000000",
}  # fmt: skip


@given(st.lists(st.sampled_from(sorted(NUMBERS)), min_size=3, max_size=3), st.sampled_from([1e-6, 1e-2, 0.5]))
def test_random_answers_are_judged_as_fractions_judge_them(texts: list[str], tolerance: float) -> None:
    read = problem(VALUES + f"{{w: [{', '.join(texts)}]}}\n", to_check=True)
    [one] = read.expectations
    found = mark_answer(one, GivenReader(read).read(one), np.array([1.0, 2.0, 3.0]), Measure(tolerance))
    exact = [Fraction(NUMBERS[text]) for text in texts]
    limit = Fraction(tolerance) * max([*map(abs, exact), Fraction(1, 10**9)])
    assert found.verdict == ("pass" if all(abs(a - e) <= limit for a, e in zip((1, 2, 3), exact, strict=True)) else "fail")


def test_a_flat_list_of_twice_the_entries_may_have_decimal_commas() -> None:
    assert verdict("n", "[1,0, 2,0, 3,0, 4,0, 5,0, 6,0]")[0] == "unclear"
    assert verdict("n", "[1, 2, 3, 4, 5, 6]")[0] == "fail"
