"""The marks of a class: each answer of each student, beside what is right for that student.

    marks = mark_class(keys, roster, handed_in)          # handed_in: by student and problem, of `collect` in teach/collection.py

cli/mark_class.py calls it; report/mark.py and report/feedback.py say what comes of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say, to_say
from backprop_cli.problem.problem import Expectation
from backprop_cli.teach.answer_key import AnswerKey, Right
from backprop_cli.teach.handins import Remark
from backprop_cli.teach.lenient import WrittenAnswers
from backprop_cli.teach.marking import Answer, mark_answer
from backprop_cli.teach.mistakes import Reason
from backprop_cli.teach.other_numbers import has_other_numbers
from backprop_cli.teach.reasons import Marked
from backprop_cli.teach.roster import Roster

VERDICTS = ("pass", "fail", "blank", "missing", "unclear")
MOST_HARDEST = 3
Phrase = tuple[str, dict[str, str]]
OTHER_NUMBERS: Phrase = (to_say("has other numbers"), {})


class HandedIn(NamedTuple):
    """What a student handed in for one problem. file: where it stands."""

    file: str
    written: WrittenAnswers


class MarkedAnswer(NamedTuple):
    """One answer of one student. given: as it is written, None where nothing is there; right: None where no gradient exists;
    verdict: one of VERDICTS; judged: how it was compared, None of what is missing; reason: why it was likely given."""

    problem: str
    kind: str
    name: str
    given: str | None
    right: Value | None
    verdict: str
    judged: Answer | None
    reason: Reason | None
    file: str | None


class ProblemMarks(NamedTuple):
    """A student's answers to one problem. titles: of the sheet, by language; file: None where nothing was handed in; remarks: on
    the whole of it."""

    answers: list[MarkedAnswer]
    titles: dict[str, str]
    file: str | None
    remarks: list[Phrase]

    @property
    def right(self) -> int:
        return count_of(self.answers, "pass")


class StudentMarks(NamedTuple):
    """fields: the roster's other columns; problems: by name, in the order of the keys."""

    student: str
    fields: tuple[str, ...]
    problems: dict[str, ProblemMarks]

    @property
    def answers(self) -> Iterator[MarkedAnswer]:
        return (answer for marks in self.problems.values() for answer in marks.answers)

    def count(self, verdict: str) -> int:
        return count_of(self.answers, verdict)


class Hardest(NamedTuple):
    """An answer that few got right. right: how many of `of` students did."""

    problem: str
    kind: str
    name: str
    right: int
    of: int


class ClassMarks(NamedTuple):
    """columns: the roster's other headers; known: whether a roster says who is in the class."""

    keys: Sequence[AnswerKey]
    seed: int | None
    columns: tuple[str, ...]
    known: bool
    students: list[StudentMarks]
    files: int
    not_read: list[Remark]
    mended: list[Remark]

    def totals(self) -> dict[str, int]:
        counts = dict.fromkeys(VERDICTS, 0)
        for student in self.students:
            for answer in student.answers:
                counts[answer.verdict] += 1
        names = {"pass": "right", "fail": "wrong"}
        named = {names.get(verdict, verdict): count for verdict, count in counts.items()}
        return {"students": len(self.students), "files": self.files, "answers": sum(counts.values()), **named}

    def other_seed(self) -> bool:
        """Whether more than half of what was handed in computes with other numbers than the key."""
        handed = [marks for student in self.students for marks in student.problems.values() if marks.file is not None]
        return 2 * sum(OTHER_NUMBERS in marks.remarks for marks in handed) > len(handed) > 0

    def hardest(self) -> list[Hardest]:
        """The answers that the fewest got right, of those that not all did."""
        rights: dict[tuple[str, str, str], int] = {}
        for student in self.students:
            for answer in student.answers:
                one = (answer.problem, answer.kind, answer.name)
                rights[one] = rights.get(one, 0) + (answer.verdict == "pass")
        missed = [Hardest(*one, right, len(self.students)) for one, right in rights.items() if right < len(self.students)]
        return sorted(missed, key=lambda one: one.right)[:MOST_HARDEST]


def count_of(answers: Iterator[MarkedAnswer] | Sequence[MarkedAnswer], verdict: str) -> int:
    return sum(answer.verdict == verdict for answer in answers)


def mark_class(
    keys: Sequence[AnswerKey], roster: Roster | None, handed_in: Mapping[tuple[str, str], HandedIn]
) -> list[StudentMarks]:
    """The marks of each student: of the whole roster in its order, or, without one, of all who handed in something, by name.

    Raises BpcalcError where a student's numbers cannot be drawn.
    """
    class_list: list[tuple[str, tuple[str, ...]]]
    if roster is None:
        class_list = [(name, ()) for name in sorted({student for student, _ in handed_in})]
    else:
        class_list = [(student.name, student.fields) for student in roster.students]
    return [
        StudentMarks(name, fields, {key.name: mark_problem_of(key, name, handed_in.get((name, key.name))) for key in keys})
        for name, fields in class_list
    ]


def mark_problem_of(key: AnswerKey, student: str, handed: HandedIn | None) -> ProblemMarks:
    """One student's answers to one problem."""
    right = key.right(student)
    if handed is None:
        return ProblemMarks([unanswered(key, one, right, None) for one in key.asked], key.titles(right), None, [])
    written = handed.written
    answers, judged = [], []
    for one in key.asked:
        given = written.answers.get((one.kind, one.number))
        if given is None:
            answers.append(unanswered(key, one, right, handed))
            continue
        actual = right.done.answer(one.kind, one.number)
        answer = mark_answer(one, given, actual, key.measure)
        judged.append((len(answers), Marked(one, given, answer)))
        answers.append(MarkedAnswer(key.name, one.kind, one.name, given.text, actual, answer.verdict, answer, None, handed.file))
    give_reasons(answers, judged, right)
    return ProblemMarks(answers, key.titles(right), handed.file, list(remarks_on(handed, key, right)))


def unanswered(key: AnswerKey, one: Expectation, right: Right, handed: HandedIn | None) -> MarkedAnswer:
    """An answer that is not there: missing, or unclear where it may be in what cannot be read."""
    actual, file, doubt = right.done.answer(one.kind, one.number), None, None
    if handed is not None:
        file, doubt = handed.file, handed.written.doubt
        if doubt is None and not (handed.written.sure or one.name.isascii()):
            doubt = say("letters of the file were lost")
    if doubt is None:
        return MarkedAnswer(key.name, one.kind, one.name, None, actual, "missing", None, None, file)
    judged = Answer(one.name, one.kind, None, actual, None, "unclear", fault=doubt)
    return MarkedAnswer(key.name, one.kind, one.name, None, actual, "unclear", judged, None, file)


def give_reasons(answers: list[MarkedAnswer], judged: Sequence[tuple[int, Marked]], right: Right) -> None:
    """Put the reasons that are found beside the wrong answers."""
    if all(marked.answer.verdict != "fail" for _, marked in judged):
        return
    for index, reason in right.reasons.find([marked for _, marked in judged]).items():
        position = judged[index][0]
        answers[position] = answers[position]._replace(reason=reason)


def remarks_on(handed: HandedIn, key: AnswerKey, right: Right) -> Iterator[Phrase]:
    """What is said of a hand-in beside its marks."""
    written = handed.written
    if written.doubt is not None:
        yield to_say("cannot be read: {reason}"), {"reason": written.doubt}
    if written.unknown:
        yield to_say("has no {names}"), {"names": ", ".join(written.unknown)}
    if written.source is not None and has_other_numbers(written.source, key.problem.graph, right.done.values):
        yield OTHER_NUMBERS
