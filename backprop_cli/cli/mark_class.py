"""Mark a class: the key first, then the roster, then all that was handed in. cli/commands/mark.py shows what comes of it."""

from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.cli.console import console
from backprop_cli.cli.keys import read_keys
from backprop_cli.errors import UsageError
from backprop_cli.problem.problem import Settings
from backprop_cli.source import on_disk
from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.class_marks import ClassMarks, mark_class
from backprop_cli.teach.collection import collect
from backprop_cli.teach.handin_files import files_of
from backprop_cli.teach.handins import Remark
from backprop_cli.teach.roster import read_roster

MOST_SAID = 20  # files


class MarkingAsked(NamedTuple):
    """What the command line asks: the answers, the key, the roster and its column, the seed of the sheets, how to judge."""

    answers: Sequence[str]
    key: Sequence[str]
    students: str | None
    column: str | None
    seed: int | None
    tolerance: float | None
    written: bool


def marks_of(asked: MarkingAsked) -> ClassMarks:
    """The marks. Raises BpcalcError where nothing can be marked: a faulty key or roster, no files."""
    if not asked.answers:
        raise UsageError("mark needs the answers: folders, files, or the CSV of a form", hint="bpcalc mark answers --key key")
    if not asked.key:
        raise UsageError("--key is needed: the file, or the folder, that holds the right answers", hint="--key key")
    found = read_keys(asked.key, Settings(), asked.seed or 0)
    keys = [AnswerKey(one.draws, asked.seed is not None, asked.tolerance, asked.written) for one in found]
    roster = None if asked.students is None else read_roster(on_disk(asked.students), asked.column)
    sources = [one.path for one in found] + ([roster.file] if roster else [])
    console().spare(sources)
    if roster is not None:
        console().note(roster.note())
    files = files_of(asked.answers, sources)
    if console().file is not None:
        console().spare(file.path for file in (*files.handins, *files.forms))
    kept = collect(files, keys, roster, asked.column)
    students = mark_class(keys, roster, kept.handed_in)
    columns = roster.columns if roster is not None else ()
    marks = ClassMarks(keys, asked.seed, columns, roster is not None, students, kept.files, kept.not_read, kept.mended)
    if not students:
        raise UsageError("nothing was handed in that can be marked", hint=first_of(kept.not_read))
    return marks


def say_left_out(marks: ClassMarks, form: str) -> None:
    """On stderr what a form for machines has no place for: files that were not read, or mended, and whether the seed is right."""
    remarks = [] if form == "json" else [*marks.not_read, *marks.mended]
    for one in remarks[:MOST_SAID]:
        console().note(f"{one.file}: {one.in_english}")
    if len(remarks) > MOST_SAID:
        console().note(f"{len(remarks) - MOST_SAID:,} more files were not read or mended: -f json names them")
    if marks.other_seed():
        console().note("more than half compute with other numbers than the key: was another seed used?")


def first_of(remarks: Sequence[Remark]) -> str | None:
    return f"{remarks[0].file}: {remarks[0].in_english}" if remarks else None
