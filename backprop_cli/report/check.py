"""The marks of problem files: which are well formed, and which expected answers hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.base import index_text
from backprop_cli.phrases import commas, say, say_counted
from backprop_cli.report.blocks import Block
from backprop_cli.report.number_text import as_json, rounded, stacked, summed_up, told_apart
from backprop_cli.report.rows import Column, Page, Report, Row, Style, Table, cut_table, left_out_note
from backprop_cli.teach.marking import Answer, Worst

COUNTED = ("pass", "fail", "blank", "error")
LONGEST = 40  # characters of an answer in a cell and a sentence


class FileCheck(NamedTuple):
    """One marked file. verdict: the worst of "error", for what cannot be read or run, "fail", for an answer that is wrong or
    unclear or for values that --strict refuses, "blank" and "pass"."""

    file: str
    verdict: str
    diagnostics: list[BpcalcError]
    expectations: list[Answer]


def check_report(files: Sequence[FileCheck]) -> Report:
    return CheckReport(files)


class CheckReport(Report):
    command = "check"
    header = ("file", "name", "kind", "expected", "actual", "error", "verdict")

    def __init__(self, files: Sequence[FileCheck]) -> None:
        self.files = files

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "files", (self.file(one) for one in self.files)
        yield "totals", totals(self.files)

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
        return (tuple(line[key] for key in self.header) for line in self.lines())

    def values(self) -> Iterator[Any]:
        """The verdict of each file."""
        return (one.verdict for one in self.files)

    def page(self, style: Style) -> Page:
        return Page(None, None, self.parts(style))

    def parts(self, style: Style) -> Iterator[Table | str]:
        """A line for each file; every answer of a single file, of several those that are not right; the totals last."""
        yield file_table(self.files)
        for one in self.files:
            shown = [answer for answer in one.expectations if len(self.files) == 1 or style.full or answer.verdict != "pass"]
            if shown:
                yield from answer_table(one.file if len(self.files) > 1 else "", shown, style)
        yield from summed_up((answer.expected for one in self.files for answer in one.expectations), style)
        yield sentence(totals(self.files))


def diagnostic(error: BpcalcError) -> dict[str, Any]:
    line, column = (error.place.line, error.place.column) if error.place is not None else (None, None)
    return {
        "line": line, "column": column, "severity": error.severity, "code": error.code, "message": error.message,
        "hint": error.hint,
    }  # fmt: skip


def expectation(answer: Answer) -> dict[str, Any]:
    return {
        "name": answer.name, "kind": answer.kind, "expected": as_json(answer.expected), "actual": as_json(answer.actual),
        "error": as_json(answer.error), "written": answer.written, "reason": reason_of(answer), "verdict": answer.verdict,
    }  # fmt: skip


def totals(files: Sequence[FileCheck]) -> dict[str, int]:
    """How many files there are of each verdict, and how many answers, and right ones."""
    verdicts = Counter(one.verdict for one in files)
    answers = Counter(answer.verdict for one in files for answer in one.expectations)
    counts = {verdict: verdicts[verdict] for verdict in COUNTED}
    return {"files": len(files), **counts, "answers": answers.total(), "right": answers["pass"]}


def sentence(counts: dict[str, int]) -> str:
    """The totals in words: 3 files: 2 pass, 1 error; 9 answers, 7 right."""
    files = say_counted(counts["files"], "{count} file", "{count} files")
    verdicts = commas(*(verdict_counted(verdict, counts[verdict]) for verdict in COUNTED if counts[verdict]))
    answers = say_counted(counts["answers"], "{count} answer", "{count} answers")
    right = say("{count} right", count=f"{counts['right']:,}")
    return f"{files}: {verdicts}; {commas(answers, right)}"


def verdict_counted(verdict: str, count: int) -> str:
    return say("{count} {verdict}", count=f"{count:,}", verdict=say(verdict))


def file_table(files: Sequence[FileCheck]) -> Table:
    columns = (Column(say("file"), "name"), Column(say("verdict"), "verdict"), Column(say("answers")))
    return Table(columns, ((one.file, say(one.verdict), tally(one)) for one in files))


def tally(one: FileCheck) -> str:
    """The result of one file in words: 5 of 6 hold."""
    faults = sum(error.severity == "error" for error in one.diagnostics)
    verdicts = Counter(answer.verdict for answer in one.expectations)
    said = [say_counted(faults, "{count} fault", "{count} faults")] if faults else []
    if verdicts:
        said.append(say("{right} of {count} hold", right=verdicts["pass"], count=verdicts.total()))
        said += [verdict_counted(verdict, verdicts[verdict]) for verdict in ("blank", "unclear") if verdicts[verdict]]
    elif not faults:
        said.append(say("none expected"))
    if one.verdict == "fail" and verdicts.keys() <= {"pass", "blank"}:
        said.append(say("a value is not finite"))
    return commas(*said)


def answer_table(caption: str, answers: Sequence[Answer], style: Style) -> Iterator[Table | str]:
    columns = (
        Column(say("name"), "name"), Column(say("of")), Column(say("you wrote"), "number"), Column(say("it is"), "number"),
        Column(say("difference"), "number", True), Column(say("verdict"), "verdict"),
    )  # fmt: skip

    def row(answer: Answer) -> Iterator[Row]:
        difference = "" if answer.error is None else rounded(answer.error, 3)
        given, actual = as_given(answer, style), stacked(answer.actual, style)
        yield answer.name, say(answer.kind), given, actual, difference, say(answer.verdict)

    table, between = cut_table(columns, answers, style.full, row, caption=caption)
    yield table
    yield from left_out_note(between, say("answers"))
    yield from (remark_on(answer) for answer in answers if reason_of(answer))


def as_given(answer: Answer, style: Style) -> Block:
    """An answer for its cell: an array in rows, all else as it is written."""
    if answer.expected is not None and maths.is_array(answer.expected):
        return stacked(answer.expected, style)
    return [shortened(answer.written)]


def shortened(text: str) -> str:
    """The beginning of a long answer, up to where one of its parts ends: a number is never cut."""
    stop = max(text.rfind(sign, 0, LONGEST - 1) for sign in " ,*/") if len(text) > LONGEST else 0
    return f"{text[:stop]} …" if stop > 0 else text


def remark_on(answer: Answer) -> str:
    """The line about an answer that is not right: z: you wrote 12, it is 16."""
    said = reason_of(answer) or ""
    whole = said if said.startswith(f"{answer.name}[") else f"{answer.name}: {said}"
    return say("the gradient of {answer}", answer=whole) if answer.kind == "gradient" else whole


def reason_of(answer: Answer) -> str | None:
    """Why an answer is not right; None for a right one and a blank."""
    said = [answer.fault] if answer.fault else []
    if answer.worst is not None:
        said.append(difference(answer.name, answer.worst))
    if answer.by_digits:
        said.append(say("right to the digits written: --written counts it"))
    return "; ".join(said) or None


def difference(name: str, worst: Worst) -> str:
    """The entry that is farthest off, with as many digits as it takes to see it."""
    wrote, right = told_apart(worst.expected, worst.actual, 6)
    wrote = worst.text if worst.text is not None and len(worst.text) <= LONGEST else wrote
    where = f"{name}{index_text(worst.place)}: " * bool(worst.place)
    return where + say("you wrote {wrote}, it is {right}", wrote=wrote, right=right)
