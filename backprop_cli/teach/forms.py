"""A form's CSV: one row a student, the answers in columns whose headers name them: `p1 price`, `p1 ∂tax`, `p1.forward.price`."""

from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.phrases import to_say
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.values.answers import Given, GivenReader
from backprop_cli.source import parse
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Listing
from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.csv_rows import CsvRows
from backprop_cli.teach.handins import Remark
from backprop_cli.teach.lenient import WrittenAnswers, given_by_text
from backprop_cli.teach.whole_words import NameFinder, caseless

SECTION = {"forward": ("forward",), "gradient": ("gradients", "gradient")}


class FormAnswers(NamedTuple):
    """What a form holds. answers: by student and problem, each with the line that it stands in."""

    answers: dict[tuple[str, str], tuple[int, WrittenAnswers]]
    not_read: list[Remark]
    passed_over: list[Remark]
    spelt: list[Remark]


class AnswerColumn(NamedTuple):
    """The answer that a column holds."""

    problem: str
    kind: str
    number: int


def read_form(table: CsvRows, keys: Sequence[AnswerKey], students: NameFinder | None, column: str | None) -> FormAnswers:
    """The answers in a form. students: those of the roster, if there is one; column: the header above them, where it is known.

    Raises StructureError for a `column` that the form does not have.
    """
    named = named_answers(keys)
    targets = {position: target for position, title in enumerate(table.header) if (target := target_of(title, named))}
    found = FormAnswers({}, [], [], [])
    if not targets:
        found.not_read.append(Remark(table.file, to_say("no column names an answer, as this would: {example}"), example_of(keys)))
        return found
    own = column_of_students(table, targets, students, column)
    ignored = [title for position, title in enumerate(table.header) if position != own and position not in targets and title]
    if ignored:
        found.not_read.append(Remark(table.file, to_say("columns not read: {names}"), {"names": ", ".join(ignored)}))
    graphs = {key.name: key.problem for key in keys}
    for row, line in zip(table.rows, table.lines, strict=True):
        take_row(table.file, row, line, own, targets, students, graphs, found)
    return found


def example_of(keys: Sequence[AnswerKey]) -> dict[str, str]:
    """A header that would do."""
    return {"example": next((header_of(key.name, one.kind, one.name) for key in keys for one in key.asked), "")}


def header_of(problem: str, kind: str, name: str) -> str:
    """The header of an answer, as a form's column has it: p1 price, p1 ∂tax."""
    return f"{problem} {'∂' * (kind == 'gradient')}{name}"


def named_answers(keys: Sequence[AnswerKey]) -> dict[str, set[AnswerColumn]]:
    """What each header means: as it is spelt, and without case."""
    named: dict[str, set[AnswerColumn]] = {}
    caselessly: dict[str, set[AnswerColumn]] = {}
    for key in keys:
        for one in key.asked:
            for text in headers(key.name, one.kind, one.name):
                for meant, spelt in ((named, text), (caselessly, caseless(text))):
                    meant.setdefault(spelt, set()).add(AnswerColumn(key.name, one.kind, one.number))
    return {**caselessly, **named}


def target_of(title: str, named: dict[str, set[AnswerColumn]]) -> AnswerColumn | None:
    """The answer that a header names, exactly or but for case; None where none or more than one is meant."""
    wanted = " ".join(title.split())
    found = named.get(wanted) or named.get(caseless(wanted)) or set()
    return next(iter(found)) if len(found) == 1 else None


def headers(problem: str, kind: str, name: str) -> list[str]:
    """Every way to name an answer above a column: p1 ∂tax, p1.gradients.tax, p1.gradient.tax."""
    return [header_of(problem, kind, name), *(f"{problem}.{section}.{name}" for section in SECTION[kind])]


def column_of_students(table: CsvRows, targets: dict[int, AnswerColumn], students: NameFinder | None, column: str | None) -> int:
    """The column that names the students: the one that is known by its header, else where most of the roster stand, else the
    first that holds no answers."""
    titles = [caseless(title) for title in table.header]
    if column is not None and (students is None or caseless(column) in titles):
        return table.column(column) if caseless(column) not in titles else titles.index(caseless(column))
    others = [position for position in range(len(titles)) if position not in targets]
    if students is None or not others:
        return others[0] if others else 0
    return max(others, key=lambda position: sum(bool(students.whole(row[position])) for row in table.rows))


def take_row(
    file: str, row: Sequence[str], line: int, own: int, targets: dict[int, AnswerColumn], students: NameFinder | None,
    problems: dict[str, Problem], found: FormAnswers,
) -> None:  # fmt: skip
    """Put the answers of one row where they belong; the later of two rows of a student counts."""
    place, said = f"{file}:{line}", row[own].strip()
    known = [] if students is None else students.whole(said)
    if not said or (students is not None and len(known) != 1):
        found.not_read.append(Remark(place, to_say("'{name}' is no student of the roster"), {"name": said}))
        return
    student = known[0].name if known else said
    if known and known[0].zeros:
        found.spelt.append(Remark(place, to_say("'{spelt}' was taken for {student}"), {"spelt": said, "student": student}))
    answers: dict[str, WrittenAnswers] = {}
    for position, target in targets.items():
        written = answers.setdefault(target.problem, WrittenAnswers({}))
        written.answers[target.kind, target.number] = given_in_cell(row[position], problems[target.problem])
    earlier = {found.answers[student, problem][0] for problem in answers if (student, problem) in found.answers}
    for before in sorted(earlier):
        blanks = {"student": student, "line": str(line)}
        found.passed_over.append(Remark(f"{file}:{before}", to_say("{student}: not taken, as line {line} counts"), blanks))
    found.answers.update({(student, problem): (line, written) for problem, written in answers.items()})


def given_in_cell(cell: str, problem: Problem) -> Given:
    """An answer in a cell: a number, a sum, an array in brackets; an empty cell is blank."""
    text = cell.strip().removeprefix("'").replace("\n", " ")
    if not text.startswith("["):
        return given_by_text(text)
    source = Source("", text)
    document = parse(source)
    if not isinstance(document.root, Listing) or any(fault.severity == "error" for fault in document.faults):
        return given_by_text(text)
    cells = Problem(source, None, problem.graph)
    return GivenReader(cells).value(document.root, document.place, "")
