"""The page of one student."""

from backprop_cli.phrases import use
from backprop_cli.render import markdown
from backprop_cli.report.feedback import FeedbackReport
from backprop_cli.report.rows import Style
from tests.teach.classroom import P2, keys, marks

RIGHT = "expect:\n  forward: {price: 220}\n  gradients: {apple: 2.2, tax: 200}\n"
MARKS = marks({("kim", "p1"): RIGHT.replace("2.2", "2").replace("200", "_"), ("lee", "p1"): RIGHT, ("lee", "p2"): P2}, "kim", "lee")


def page(student: int) -> str:
    return "".join(markdown.text(FeedbackReport(MARKS, MARKS.students[student]), Style()))


def test_each_wrong_answer_with_what_was_written_what_is_right_and_why() -> None:
    assert (
        page(0)
        == """\
**kim**

1 of 5 answers are right

p1: 1/3 · Apples with tax

| answer |  | you wrote | it is | why |
| --- | --- | --- | --- | --- |
| ∂apple | wrong | 2 | 2.2 | the local gradient alone, without the upstream of apple_price |
| ∂tax | blank | \\_ | 200 |  |

p2: missing
"""
    )


def test_what_is_right_is_said_and_not_listed() -> None:
    assert page(1) == "**lee**\n\n5 of 5 answers are right\n\np1: 3/3 · Apples with tax\n\np2: 2/2\n"


def test_the_title_has_the_student_s_numbers_not_those_of_the_key() -> None:
    key = """\
title: {en: "{apple} won", ko: "{apple}원"}
variables: {apple: 100}
nodes: {price: apple * 2}
expect: {forward: {price: 200}}
quiz: {numbers: {apple: {from: 501, to: 504}}}
"""
    by = keys(seed=1, p1=key)
    drawn = by[0].draws.draw("kim").done.values[0]
    of_class = marks({("kim", "p1"): f"expect: {{forward: {{price: {2 * drawn}}}}}"}, "kim", by=by)
    report = FeedbackReport(of_class, of_class.students[0])
    assert "".join(markdown.text(report, Style())) == f"**kim**\n\n1 of 1 answers are right\n\np1: 1/1 · {drawn:.0f} won\n"
    use("ko")
    try:
        assert f"p1: 1/1 · {drawn:.0f}원\n" in "".join(markdown.text(report, Style()))
    finally:
        use("en")


def test_in_the_readers_language() -> None:
    use("ko")
    try:
        assert "| ∂apple | 틀림 | 2 | 2.2 | " in page(0)
    finally:
        use("en")
