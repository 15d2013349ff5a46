"""The marks of a class, answer by answer."""

import pytest

from backprop_cli.teach.class_marks import OTHER_NUMBERS, ClassMarks
from backprop_cli.teach.lenient import WrittenAnswers
from tests.teach.classroom import P1, P2, HandedIn, keys, marks, unreadable

RIGHT = "expect:\n  forward: {price: 220}\n  gradients: {apple: 2.2, tax: 200}\n"


def verdicts(found: ClassMarks, student: str, problem: str = "p1") -> list[str]:
    one = next(one for one in found.students if one.student == student)
    return [answer.verdict for answer in one.problems[problem].answers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RIGHT, ["pass", "pass", "pass"]),
        (RIGHT.replace("220", "221"), ["fail", "pass", "pass"]),
        (RIGHT.replace("220", "_"), ["blank", "pass", "pass"]),
        (RIGHT.replace("apple: 2.2, ", ""), ["pass", "missing", "pass"]),
        (RIGHT.replace("2.2", "2,2"), ["pass", "unclear", "pass"]),
        (RIGHT.replace("2.2", "[2.2]"), ["pass", "fail", "pass"]),
        (RIGHT.replace("2.2", "22/10"), ["pass", "pass", "pass"]),
        ("", ["unclear", "unclear", "unclear"]),
        ("expect: {}\n", ["missing", "missing", "missing"]),
        ("expect: [\n", ["unclear", "unclear", "unclear"]),
    ],
)
def test_each_answer_by_itself(text: str, expected: list[str]) -> None:
    assert verdicts(marks({("kim", "p1"): text}, "kim"), "kim") == expected


def test_the_key_alone_says_the_problem_its_tolerance_and_its_constants() -> None:
    sly = "variables: {apple: 1, apple_num: 1, tax: 1}\nnodes: {price: apple * 7}\nexpect: {forward: {price: 7}, tolerance: 1e9}\n"
    found = marks({("kim", "p1"): sly}, "kim")
    assert verdicts(found, "kim")[0] == "fail"
    assert OTHER_NUMBERS in found.students[0].problems["p1"].remarks
    assert found.other_seed()
    assert not marks({("kim", "p1"): P1, ("lee", "p1"): sly}, "kim", "lee").other_seed()


def test_everybody_on_the_roster_is_there_and_nobody_else_in_its_order() -> None:
    found = marks({("kim", "p1"): RIGHT}, "lee", "kim", "ahn")
    assert [one.student for one in found.students] == ["lee", "kim", "ahn"]
    assert verdicts(found, "ahn", "p2") == ["missing", "missing"]
    assert [one.file for one in found.students[0].problems.values()] == [None, None]
    assert found.students[1].fields == ("Student kim",)


def test_without_a_roster_all_who_handed_in() -> None:
    found = marks({("kim", "p1"): RIGHT, ("ahn", "p2"): P2})
    assert [one.student for one in found.students] == ["ahn", "kim"]
    assert not found.known


def test_reasons_are_put_beside_the_answers_that_they_explain() -> None:
    found = marks({("kim", "p1"): RIGHT.replace("2.2", "2").replace("220", "_")}, "kim")
    reasons = [answer.reason.kind if answer.reason else None for answer in found.students[0].answers]
    assert reasons[:3] == [None, "local", None]


def test_letters_that_were_lost_may_have_been_a_name() -> None:
    by = keys(p1="variables: {사과: 3}\nnodes: {y: 사과 * 2}\nexpect: {forward: {y: 6}, gradients: {사과: 2}}\n")
    lost = HandedIn("p1.yaml", WrittenAnswers({}, sure=False))
    assert verdicts(marks({("kim", "p1"): lost}, "kim", by=by), "kim") == ["missing", "unclear"]


def test_the_totals_and_the_hardest() -> None:
    found = marks(
        {("kim", "p1"): RIGHT.replace("220", "1"), ("kim", "p2"): P2, ("lee", "p1"): RIGHT, ("lee", "p2"): unreadable("torn")},
        "kim",
        "lee",
    )
    assert found.totals() == {
        "students": 2, "files": 4, "answers": 10, "right": 7, "wrong": 1, "blank": 0, "missing": 0, "unclear": 2,
    }  # fmt: skip
    assert [(one.problem, one.kind, one.name, one.right, one.of) for one in found.hardest()] == [
        ("p1", "forward", "price", 1, 2), ("p2", "gradient", "x", 1, 2), ("p2", "gradient", "y", 1, 2),
    ]  # fmt: skip


def test_names_that_are_not_asked_or_not_there() -> None:
    text = RIGHT.replace("{price: 220}", "{price: 220, prcie: 3, apple_price: 7}")
    found = marks({("kim", "p1"): text}, "kim")
    assert verdicts(found, "kim") == ["pass"] * 3
    assert found.students[0].problems["p1"].remarks == [("has no {names}", {"names": "prcie"})]
