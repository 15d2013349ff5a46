"""What `bpcalc quiz` writes: one sheet, the sheets of a class, the header of a form."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.keys import Key
from backprop_cli.errors import LimitError, UsageError
from backprop_cli.phrases import commas, say_counted

if TYPE_CHECKING:
    from backprop_cli.cli.sheet_folder import SheetFolder
    from backprop_cli.engine import Pass
    from backprop_cli.problem.problem import Problem
    from backprop_cli.teach.roster import Roster
    from backprop_cli.teach.sheet import Sheet

MOST_SHEETS = 100_000
SEEDS = 1_000_000  # from which one is chosen where none is given
PARTIAL = "∂"


class ClassCount(NamedTuple):
    """What was written for a class. blanks: on the sheets of one student; thrown: draws that made no exercise."""

    students: int
    sheets: int
    blanks: int
    thrown: int


def seed_chosen() -> int:
    """A seed that nobody could have known: from the system itself, as `random` and `secrets` take long to import."""
    return int.from_bytes(os.urandom(8), "big") % SEEDS


def one_sheet(key: Key) -> str:
    """The sheet of nobody in particular."""
    from backprop_cli.teach.sheet import Sheet

    return Sheet(key.problem).text(key.draws.draw("").done.values)


def form_header(keys: Sequence[Key]) -> str:
    """The first line of a form's CSV: whoever fills in a row is named in its first cell, an answer in each of the others."""
    import csv
    import io

    from backprop_cli.teach.forms import headers

    signed = not console().ascii and can_write(PARTIAL, console().encoding(console().out))
    cells = ["student"]
    for key in keys:
        for one in key.problem.asked():
            with_sign, in_words = headers(key.name, one.kind, one.name)[:2]
            cells.append(with_sign if signed or one.kind == "forward" else in_words)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def class_sheets(
    keys: Sequence[Key], words: Sequence[str], roster: "Roster", folder: str, force: bool, draw: bool
) -> ClassCount:  # fmt: skip
    """Write the sheets of a class, all or none: <folder>/<student>/<problem>.yaml, and with `draw` a picture beside each.

    words: of the command line, which named the keys.
    """
    from backprop_cli.cli.progress import Progress
    from backprop_cli.cli.sheet_folder import SheetFolder
    from backprop_cli.teach.roster import refuse_unsafe_names
    from backprop_cli.teach.sheet import Sheet

    refuse_unsafe_names(roster)
    refuse_unsafe_keys(keys)
    refuse_too_many_sheets(len(roster.students) * len(keys))
    target = SheetFolder(folder, force)
    target.refuse_among_keys(words)
    stems = [os.path.join(student.name, key.name) for student in roster.students for key in keys]
    target.refuse_in_the_way([f"{stem}.yaml" for stem in stems], [f"{stem}.svg" for stem in stems] if draw else [])
    sheets = [Sheet(key.problem) for key in keys]
    thrown = 0
    with Progress("writing sheets") as progress, target:
        for number, student in enumerate(roster.students):
            for key, sheet in zip(keys, sheets, strict=True):
                thrown += put_sheet(target, key, sheet, student.name, draw)
            if progress is not None:
                progress((number + 1) / len(roster.students))
    blanks = sum(sheet.blanks for sheet in sheets)
    return ClassCount(len(roster.students), len(stems), blanks, thrown)


def in_one_line(count: ClassCount) -> str:
    """What was written, for whoever asked for it."""
    parts = [
        say_counted(count.students, "{count} student", "{count} students"),
        say_counted(count.sheets, "{count} sheet", "{count} sheets"),
        say_counted(count.blanks, "{count} blank each", "{count} blanks each"),
    ]
    thrown = [say_counted(count.thrown, "{count} draw thrown away", "{count} draws thrown away")] if count.thrown else []
    return "; ".join([commas(*parts), *thrown])


def put_sheet(target: "SheetFolder", key: Key, sheet: "Sheet", student: str, draw: bool) -> int:
    """Write one student's sheet of one problem; how many draws were thrown away for it."""
    done, thrown = key.draws.draw(student)
    stem = os.path.join(student, key.name)
    target.put(f"{stem}.yaml", sheet.text(done.values))
    if draw:
        from backprop_cli.teach.draws import with_values

        target.put(f"{stem}.svg", blank_picture(with_values(key.problem, done.values), done))
    return thrown.total()


def blank_picture(problem: "Problem", done: "Pass") -> str:
    """The graph as SVG, with ____ for what is asked."""
    from backprop_cli.picture.scene import SceneChoice, scene_of
    from backprop_cli.render import PICTURES
    from backprop_cli.render.picture.labels import Drawing
    from backprop_cli.report.rows import Style

    scene = scene_of(problem, done.values, done.output, done, SceneChoice(blank=True))
    return "".join(PICTURES["svg"](Drawing(scene, False, []), Style()))


def refuse_too_many_sheets(count: int) -> None:
    if count > MOST_SHEETS:
        raise LimitError(f"{count:,} sheets, more than {MOST_SHEETS:,}", hint="a smaller class, or fewer problems")


def refuse_unsafe_keys(keys: Sequence[Key]) -> None:
    """Raise UsageError for a problem whose name cannot be that of a file on every system."""
    from backprop_cli.teach.roster import why_unsafe

    for key in keys:
        reason = why_unsafe(key.name)
        if reason is not None:
            raise UsageError(f"'{key.name}' is no safe file name: {reason}", hint=f"rename {key.path}")
