"""What a class handed in: the files and forms that the arguments mean, each at its student and problem, and all that is to be said
of those that count not."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.phrases import to_say
from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.class_marks import HandedIn
from backprop_cli.teach.csv_rows import read_csv_rows
from backprop_cli.teach.forms import FormAnswers, read_form
from backprop_cli.teach.handin_files import FoundFiles
from backprop_cli.teach.handins import HandinFile, Remark, Sorter
from backprop_cli.teach.lenient import read_handin
from backprop_cli.teach.roster import Roster
from backprop_cli.teach.whole_words import NameFinder

Pair = tuple[str, str]  # a student and a problem


class Collection(NamedTuple):
    """handed_in: what counts; files: how many files that is; not_read: files that do not count, and why; mended: what was read
    all the same, and how."""

    handed_in: dict[Pair, HandedIn]
    files: int
    not_read: list[Remark]
    mended: list[Remark]


def collect(found: FoundFiles, keys: Sequence[AnswerKey], roster: Roster | None, column: str | None) -> Collection:
    """Read all that was found. column: the header above a form's students, where that was asked for."""
    names = None if roster is None else [student.name for student in roster.students]
    sorter = Sorter([key.name for key in keys], names, None if roster is None else roster.other_names())
    placed = sorter.sort(found.handins)
    graphs = {key.name: key.problem.graph for key in keys}
    handed_in = {
        pair: HandedIn(one.file.path, read_handin(one.file.path, graphs[one.problem])) for pair, one in placed.counted.items()
    }
    not_read = [*found.others, *placed.not_read, *placed.passed_over]
    mended = [*placed.spelt, *mended_files(handed_in)]
    orders = {pair: one.file.order for pair, one in placed.counted.items()}
    title = column or (roster.column if roster is not None else None)
    used: set[str] = set()
    for file in found.forms:
        form = form_read(file, keys, sorter.find_student, title)
        used |= {file.path} if form.answers else set()
        put_form(form, file, handed_in, orders, not_read)
        not_read += [*form.not_read, *form.passed_over]
        mended += form.spelt
    return Collection(handed_in, len(placed.counted) + len(used), not_read, mended)


def mended_files(handed_in: Mapping[Pair, HandedIn]) -> list[Remark]:
    return [Remark(one.file, phrase, blanks) for one in handed_in.values() for phrase, blanks in one.written.mended]


def form_read(file: HandinFile, keys: Sequence[AnswerKey], students: NameFinder | None, column: str | None) -> FormAnswers:
    """What a form holds; nothing where it cannot be read, and why."""
    try:
        return read_form(read_csv_rows(file.path), keys, students, column)
    except BpcalcError as error:
        reason = error.message if error.place is None else f"line {error.place.line}: {error.message}"
        return FormAnswers({}, [Remark(file.path, to_say("cannot be read: {reason}"), {"reason": reason})], [], [])


def put_form(
    form: FormAnswers, file: HandinFile, handed_in: dict[Pair, HandedIn], orders: dict[Pair, int], not_read: list[Remark]
) -> None:
    """A form's rows beside the files: of the same student and problem what comes later on the command line counts."""
    phrase = to_say("{problem} of {student}: not taken, as {other} counts")
    for pair, (line, written) in form.answers.items():
        row = HandedIn(f"{file.path}:{line}", written)
        other = handed_in.get(pair)
        later = other is None or file.order > orders[pair]
        if other is not None:
            taken, left = (row, other) if later else (other, row)
            not_read.append(Remark(left.file, phrase, {"problem": pair[1], "student": pair[0], "other": taken.file}))
        if later:
            handed_in[pair], orders[pair] = row, file.order
