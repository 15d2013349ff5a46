"""The page of one student."""

from backprop_cli.phrases import use
from backprop_cli.render import markdown
from backprop_cli.report.feedback import FeedbackReport
from backprop_cli.report.rows import Style
from tests.teach.classroom import P2, marks

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


def test_in_the_readers_language() -> None:
    use("ko")
    try:
        assert "| ∂apple | 틀림 | 2 | 2.2 | " in page(0)
    finally:
        use("en")
