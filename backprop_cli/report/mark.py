"""The marks of a class: a row a student, the answers that few got right, and what was not read."""

from collections.abc import Iterator, Sequence
from typing import Any

from backprop_cli.phrases import commas, say, say_counted, to_say
from backprop_cli.report.check import reason_of
from backprop_cli.report.number_text import as_json
from backprop_cli.report.rows import Column, Page, Part, Report, Row, Style, Table
from backprop_cli.teach.class_marks import ClassMarks, Hardest, MarkedAnswer, ProblemMarks, StudentMarks, count_of
from backprop_cli.teach.handins import Remark

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
REMARKED = ("blank", "missing", "unclear")
TO_SAY = {"blank": to_say("blank"), "missing": to_say("missing"), "unclear": to_say("unclear")}
MOST_ASKED_BACK = 3  # unclear answers that are quoted below the table


def mark_report(marks: ClassMarks) -> Report:
    return MarkReport(marks)


class MarkReport(Report):
    command = "mark"
    header: tuple[str, ...] = ("student", "right", "of", *REMARKED, "note")  # behind the first the roster's and the problems'
    for_spreadsheets = True

    def __init__(self, marks: ClassMarks) -> None:
        self.marks = marks
        names = [key.name for key in marks.keys]
        student, *counts = self.header
        self.header = tuple(map(harmless, (student, *marks.columns, *names, *counts)))

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "key", [key.name for key in self.marks.keys]
        yield "seed", self.marks.seed
        yield "students", map(self.student, self.marks.students)
        yield "hardest", [one._asdict() for one in self.marks.hardest()]
        yield "not_read", map(remark, self.marks.not_read)
        yield "mended", map(remark, self.marks.mended)
        yield "totals", self.marks.totals()

    def student(self, one: StudentMarks) -> dict[str, Any]:
        return {
            "student": one.student,
            "fields": dict(zip(self.marks.columns, one.fields, strict=True)),
            "problems": {name: {"right": marks.right, "of": len(marks.answers)} for name, marks in one.problems.items()},
            "right": one.count("pass"),
            "of": sum(1 for _ in one.answers),
            "answers": [answer_entry(answer) for answer in one.answers],
            "note": student_note(one),
        }

    def lines(self) -> Iterator[dict[str, Any]]:
        return ({"student": one.student, **answer_entry(answer)} for one in self.marks.students for answer in one.answers)

    def records(self) -> Iterator[tuple[Any, ...]]:
        for one in self.marks.students:
            counts = [one.count(verdict) for verdict in REMARKED]
            points = [marks.right for marks in one.problems.values()]
            texts = map(harmless, (one.student, *one.fields))
            yield (*texts, *points, sum(points), sum(1 for _ in one.answers), *counts, harmless(student_note(one)))

    def values(self) -> Iterator[Any]:
        """The right answers of each student."""
        return (one.count("pass") for one in self.marks.students)

    def page(self, style: Style) -> Page:
        return Page(None, None, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        """Every student, whatever the class's size: a list of marks that leaves somebody out is none."""
        yield self.table(style)
        hardest = self.marks.hardest()
        if hardest:
            yield say("hardest: {answers}", answers=commas(*(hardest_text(one, index, style) for index, one in enumerate(hardest))))
        yield totals_line(self.marks)
        if self.marks.other_seed():
            yield say("more than half compute with other numbers than the key: was another seed used?")
        yield from listed(self.marks.not_read, say("not read: {count}", count=len(self.marks.not_read)))
        yield from listed(self.marks.mended, say("mended: {count}", count=len(self.marks.mended)))

    def table(self, style: Style) -> Table:
        marks = self.marks
        columns = (
            Column(say("student"), "name"), *map(Column, marks.columns),
            *(Column(key.name, "number", True) for key in marks.keys), Column(say("sum"), "number", True), Column(""),
        )  # fmt: skip
        return Table(columns, (self.row(one, style) for one in marks.students), heads=1)

    def row(self, one: StudentMarks, style: Style) -> Row:
        points = [points_text(marks) for marks in one.problems.values()]
        total = f"{one.count('pass')}/{sum(1 for _ in one.answers)}"
        return (one.student, *one.fields, *points, total, student_note(one, style.sign("∂"), say))


def points_text(marks: ProblemMarks) -> str:
    """4/5; a dash, in the middle of the column, where nothing was handed in."""
    return f"{marks.right}/{len(marks.answers)}" if marks.file is not None else "- "


def student_note(one: StudentMarks, sign: str = "∂", said: Any = str.format) -> str:
    """What is not right: p1 tax blank; p2 ∂x; p3 missing. said: how phrases are said: as they are, for machines."""
    return "; ".join(text for name, marks in one.problems.items() for text in problem_notes(name, marks, sign, said))


def problem_notes(name: str, marks: ProblemMarks, sign: str, said: Any) -> Iterator[str]:
    """The notes on one problem: what is true of all its answers is said of the problem."""
    verdicts = {answer.verdict for answer in marks.answers}
    for phrase, blanks in marks.remarks:
        yield f"{name} {said(phrase, **blanks)}"
    if len(verdicts) == 1 and verdicts <= {*REMARKED}:
        yield f"{name} {said(TO_SAY[verdicts.pop()])}"
        return
    for answer in marks.answers:
        if answer.verdict != "pass":
            ending = f" {said(TO_SAY[answer.verdict])}" if answer.verdict in TO_SAY else ""
            yield f"{name} {answer_name(answer, sign)}{ending}"


def answer_name(answer: MarkedAnswer | Hardest, sign: str) -> str:
    """An answer as people call it: price, ∂tax."""
    return f"{sign * (answer.kind == 'gradient')}{answer.name}"


def hardest_text(one: Hardest, index: int, style: Style) -> str:
    """p4 ∂x 26 of 40; of the second and later ones, what they are out of was said."""
    name = f"{one.problem} {answer_name(one, style.sign('∂'))}"
    return f"{name} {one.right}" if index else say("{answer} {right} of {count}", answer=name, right=one.right, count=one.of)


def totals_line(marks: ClassMarks) -> str:
    """40 students, 199 files, 920 answers: 852 right, 56 wrong, 3 blank, 7 missing, 2 unclear ('3,3': is that 3.3?)."""
    counts = marks.totals()
    if marks.known:
        students = say_counted(counts["students"], "{count} student", "{count} students")
    else:
        students = say_counted(
            counts["students"], "{count} student who handed in something", "{count} students who handed in something"
        )
    files = say_counted(counts["files"], "{count} file", "{count} files")
    answers = say_counted(counts["answers"], "{count} answer", "{count} answers")
    said = [
        say(phrase, count=f"{counts[what]:,}") for what, phrase in COUNTED.items() if counts[what] or what in ("right", "wrong")
    ]
    return f"{commas(students, files, answers)}: {commas(*said)}{asked_back(marks)}"


COUNTED = {
    "right": to_say("{count} right"), "wrong": to_say("{count} wrong"), "blank": to_say("{count} blank"),
    "missing": to_say("{count} missing"), "unclear": to_say("{count} unclear"),
}  # fmt: skip


def asked_back(marks: ClassMarks) -> str:
    """What is to be asked of the first answers that are unclear."""
    doubts = [
        reason_of(answer.judged)
        for one in marks.students if count_of(one.answers, "unclear")
        for answer in one.answers if answer.verdict == "unclear" and answer.given and answer.judged is not None
    ]  # fmt: skip
    known = list(dict.fromkeys(doubt for doubt in doubts if doubt))
    more = ["…"] * (len(known) > MOST_ASKED_BACK)
    return f" ({commas(*known[:MOST_ASKED_BACK], *more)})" if known else ""


def listed(remarks: Sequence[Remark], heading: str) -> list[str]:
    """How many files something is said of, and what, a line each."""
    return ["\n".join([heading, *(f"  {one.file}: {remark_text(one)}" for one in remarks)])] if remarks else []


def remark(one: Remark) -> dict[str, str]:
    return {"file": one.file, "reason": one.in_english}


def remark_text(one: Remark) -> str:
    return say(one.phrase, **one.blanks)


def answer_entry(answer: MarkedAnswer) -> dict[str, Any]:
    return {
        "problem": answer.problem, "kind": answer.kind, "name": answer.name, "given": answer.given,
        "right": as_json(answer.right), "verdict": answer.verdict,
        "reason": why(answer, str.format), "file": answer.file,
    }  # fmt: skip


def why(answer: MarkedAnswer, said: Any) -> str | None:
    """Why an answer is not right, or what is the matter with it, where that is known. said: how phrases are said."""
    if answer.reason is not None:
        return str(said(answer.reason.phrase, **answer.reason.blanks))
    return None if answer.judged is None else reason_of(answer.judged._replace(worst=None))


def harmless(text: str) -> str:
    """A text for a cell: an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
