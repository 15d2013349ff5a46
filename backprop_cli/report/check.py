"""The marks of problem files: which are well formed, and which expected answers hold."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.report.numbers import plain, rounded, stacked, summed_up, told_apart
from backprop_cli.report.rows import Column, Page, Report, Row, Style, Table, cut_table, left_out_note


class Answer(NamedTuple):
    """An expected answer beside the actual one. kind: "forward" or "gradient"; actual: None where no gradient exists;
    error: the largest |actual − expected| of any entry, nan where they cannot be compared; verdict: "pass" or "fail"."""

    name: str
    kind: str
    expected: Value
    actual: Value | None
    error: float
    verdict: str


class FileCheck(NamedTuple):
    """One marked file. verdict: "pass", "fail" for an answer that differs, or "error" for a file that cannot be read or run."""

    file: str
    verdict: str
    diagnostics: list[BpcalcError]
    expectations: list[Answer]


def check_report(files: Sequence[FileCheck]) -> Report:
    return Check(files)


class Check(Report):
    command = "check"
    header = ("file", "name", "kind", "expected", "actual", "error", "verdict")

    def __init__(self, files: Sequence[FileCheck]) -> None:
        self.files = files

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "files", (self.file(one) for one in self.files)

    def file(self, one: FileCheck) -> dict[str, Any]:
        return {
            "file": one.file,
            "verdict": one.verdict,
            "diagnostics": [diagnostic(error) for error in one.diagnostics],
            "expectations": [expectation(answer) for answer in one.expectations],
        }

    def lines(self) -> Iterator[dict[str, Any]]:
        return ({"file": one.file, **expectation(answer)} for one in self.files for answer in one.expectations)

    def records(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(line.values()) for line in self.lines())

    def values(self) -> Iterator[Any]:
        """The verdict of each file."""
        return (one.verdict for one in self.files)

    def page(self, style: Style) -> Page:
        return Page(None, None, self.parts(style))

    def parts(self, style: Style) -> Iterator[Table | str]:
        """A line for each file; every answer of a single file, of several those that differ."""
        yield file_table(self.files)
        for one in self.files:
            shown = [answer for answer in one.expectations if len(self.files) == 1 or style.full or answer.verdict != "pass"]
            if shown:
                yield from answer_table(one.file if len(self.files) > 1 else "", shown, style)
        yield from summed_up((answer.expected for one in self.files for answer in one.expectations), style)


def diagnostic(error: BpcalcError) -> dict[str, Any]:
    line, column = (error.place.line, error.place.column) if error.place is not None else (None, None)
    return {
        "line": line, "column": column, "severity": error.severity, "code": error.code, "message": error.message,
        "hint": error.hint,
    }  # fmt: skip


def expectation(answer: Answer) -> dict[str, Any]:
    return {
        "name": answer.name, "kind": answer.kind, "expected": plain(answer.expected), "actual": plain(answer.actual),
        "error": plain(answer.error), "verdict": answer.verdict,
    }  # fmt: skip


def file_table(files: Sequence[FileCheck]) -> Table:
    columns = (Column("file", "name"), Column("verdict", "verdict"), Column("answers"))
    return Table(columns, ((one.file, one.verdict, tally(one)) for one in files))


def tally(one: FileCheck) -> str:
    """5 of 6 answers hold."""
    if one.verdict == "error":
        faults = sum(error.severity == "error" for error in one.diagnostics)
        return f"{faults} fault" + "s" * (faults != 1)
    count = len(one.expectations)
    if not count:
        return "none expected"
    return f"{sum(answer.verdict == 'pass' for answer in one.expectations)} of {count} hold"


def answer_table(caption: str, answers: Sequence[Answer], style: Style) -> Iterator[Table | str]:
    columns = (
        Column("name", "name"), Column("of"), Column("expected", "number"), Column("actual", "number"),
        Column("difference", "number", True), Column("verdict", "verdict"),
    )  # fmt: skip

    def row(answer: Answer) -> Iterator[Row]:
        values = stacked(answer.expected, style), stacked(answer.actual, style)
        yield answer.name, answer.kind, *values, rounded(answer.error, 3), answer.verdict

    table, between = cut_table(columns, answers, style.full, row, caption=caption)
    yield table
    yield from left_out_note(between, "answers")
    yield from (worst_entry(answer) for answer in answers if answer.verdict != "pass" and answer.error == answer.error)


def worst_entry(answer: Answer) -> str:
    """The entry that is farthest off, with as many digits as it takes to see it."""
    expected: Value = answer.expected
    actual: Value = answer.actual
    index = ""
    if maths.is_array(expected):
        np = maths.numpy()
        position = np.unravel_index(int(abs(actual - expected).argmax()), expected.shape)
        expected, actual = float(expected[position]), float(actual[position])
        index = f"[{','.join(str(int(place)) for place in position)}]"
    have, should = told_apart(expected, actual, 6)
    gradient = "the gradient of " * (answer.kind == "gradient")
    return f"{gradient}{answer.name}{index}: expected {have}, is {should}"
