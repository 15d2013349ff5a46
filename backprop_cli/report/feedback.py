"""A page for one student: what is right, and of each answer that is not what was written, what is right, and why."""

from collections.abc import Iterator

from backprop_cli.phrases import in_language, say, to_say
from backprop_cli.report.check import shortened
from backprop_cli.report.mark import answer_name, points_text, why
from backprop_cli.report.number_text import stacked
from backprop_cli.report.rows import Column, Page, Paged, Part, Row, Style, Table
from backprop_cli.teach.class_marks import ClassMarks, MarkedAnswer, StudentMarks

VERDICT_WORDS = {
    "fail": to_say("wrong"), "blank": to_say("blank"), "missing": to_say("missing"), "unclear": to_say("unclear"),
}  # fmt: skip


class FeedbackReport(Paged):
    """The page of one student; markdown is its only form."""

    def __init__(self, marks: ClassMarks, student: StudentMarks) -> None:
        self.marks = marks
        self.student = student

    def page(self, style: Style) -> Page:
        return Page(self.student.student, None, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        one = self.student
        total = sum(1 for _ in one.answers)
        yield say("{right} of {count} answers are right", right=one.count("pass"), count=total)
        for key in self.marks.keys:
            yield from self.of_problem(key.name, style)

    def of_problem(self, name: str, style: Style) -> Iterator[Part]:
        marks = self.student.problems[name]
        title = in_language(marks.titles)
        points = say("missing") if marks.file is None else points_text(marks)
        heading = f"{name}: {points}" + (f" {style.sign('·')} {' '.join(title.split())}" if title else "")
        if marks.file is None:
            yield heading
            return
        remarks = [f"{name} {say(phrase, **blanks)}" for phrase, blanks in marks.remarks]
        wrong = [answer for answer in marks.answers if answer.verdict != "pass"]
        if not wrong:
            yield "\n".join([heading, *remarks])
            return
        columns = (Column(say("answer"), "name"), Column(""), Column(say("you wrote")), Column(say("it is")), Column(say("why")))
        if remarks:
            yield "\n".join(remarks)
        yield Table(columns, (wrong_row(answer, style) for answer in wrong), caption=heading)


def wrong_row(answer: MarkedAnswer, style: Style) -> Row:
    wrote = shortened(answer.given or "")
    return (
        answer_name(answer, style.sign("∂")), say(VERDICT_WORDS[answer.verdict]), wrote, stacked(answer.right, style),
        why(answer, say) or "",
    )  # fmt: skip
