"""`bpcalc quiz`: sheets with blanks, and with numbers of their own for each student."""

import os
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from backprop_cli.cli.help_pages import ASKED, SHOWN
from backprop_cli.cli.options import Lang, option, saying
from backprop_cli.errors import UsageError

if TYPE_CHECKING:
    from backprop_cli.cli.keys import Key

EXAMPLES = """\
  bpcalc quiz apple --seed 2
  bpcalc quiz key --students roster.csv --seed 2 -o week2
  bpcalc quiz key/p1.yaml key/p2.yaml --students roster.csv --id name --seed 2 -o week2 --draw
  bpcalc quiz key --form -o form.csv
  bpcalc quiz apple --ask
"""
Keys = Annotated[
    list[str] | None,
    Argument(
        metavar="[KEY]...",
        help="problems with answers: files, folders (all *.yaml and *.yml in them), names of problems that come with bpcalc, or -",
    ),
]
Seed = Annotated[
    str | None,
    option("--seed", under=ASKED, metavar="N", help="what the numbers are drawn from, a whole number", default="a new one"),
]
Students = Annotated[
    str | None,
    option(
        "--students", under=ASKED, metavar="ROSTER.csv", default="one sheet",
        help="a sheet of each problem for everybody on this list, a CSV file with a header",
    ),
]  # fmt: skip
Id = Annotated[str | None, option("--id", under=ASKED, metavar="COLUMN", help="names the students", default="the first column")]
Draw = Annotated[bool, option("--draw", under=SHOWN, help="an SVG picture beside each sheet, as draw --blank shows it")]
Ask = Annotated[
    bool,
    option("--ask", under=ASKED, help="no sheet: ask in the terminal, one number at a time; answers may come through a pipe"),
]
Written = Annotated[
    bool, option("--written", under=ASKED, help="with --ask: a rounded answer is right if the digits that it has are")
]
AsForm = Annotated[
    bool, option("--form", under=SHOWN, help="the header of a form's CSV: a column for each answer, as mark reads it")
]
OutPath = Annotated[
    str | None,
    option(
        "-o", under=SHOWN, metavar="FILE", default="stdout",
        help="write the sheet to this file; with --students a folder, in which each student gets one",
    ),
]  # fmt: skip
Replace = Annotated[bool, option("--force", under=SHOWN, help="let -o write over what exists, but no sheet with answers")]


@saying
def command(
    keys: Keys = None, seed: Seed = None, ask: Ask = False, written: Written = False, students: Students = None,
    id_column: Id = None, draw: Draw = False, form: AsForm = False, out: OutPath = None, force: Replace = False, lang: Lang = None,
) -> int:  # fmt: skip
    """Writes a problem as a sheet: its graph, other numbers where its `quiz:` says so, a blank for each answer that `quiz: ask` or
    `expect:` names, and no answers. With --students everybody gets a folder with numbers of their own, which depend on the seed,
    the student and the problem alone, so that `bpcalc mark` knows them again. With --ask nothing is written: the numbers are asked
    for one by one, from right to left. Exit code 0: written, or every answer is right; 1: an answer is not."""
    from backprop_cli.cli.keys import read_keys
    from backprop_cli.cli.language import language_wished
    from backprop_cli.cli.parse_option import whole_of_option
    from backprop_cli.cli.sheet_folder import refuse_answered
    from backprop_cli.cli.sheets import seed_chosen
    from backprop_cli.problem.problem import Settings

    language_wished(lang)  # a word that names none is refused before anything is read
    given = None if seed is None else whole_of_option(seed, "--seed", 0)
    if ask:
        return dialogue(keys or [], given, written, lang, students or id_column or out or draw or form or force)
    if written:
        raise UsageError("--written goes with --ask")
    refuse_combinations(students, id_column, draw, form, given, out, force)
    if out not in (None, "-") and students is None:
        open_file(str(out), force, ".csv" if form else ".yaml")
    number = seed_chosen() if given is None else given
    found = read_keys(keys or [], Settings(), number)
    if form:
        return print_header(found)
    if students is not None:
        return write_class(found, keys or [], students, id_column, out or "", force, draw, lang)
    if force and os.path.isfile(out or ""):
        refuse_answered("", [out or ""])
    return print_sheet(found, number if given is None else None)


def dialogue(words: list[str], seed: int | None, written: bool, lang: str | None, of_sheets: object) -> int:
    """Ask instead of writing. of_sheets: something that only a sheet has was asked for, too."""
    from backprop_cli.cli.ask import ask
    from backprop_cli.cli.language import speak
    from backprop_cli.render import FORMS

    if of_sheets:
        raise UsageError("--ask writes no sheet: it goes with --seed, --written and --lang alone")
    if len(words) > 1:
        raise UsageError(f"--ask is about one problem, not {len(words)}")
    speak(lang, FORMS["table"])
    return ask(words[0] if words else None, seed, written)


def refuse_combinations(
    students: str | None, id_column: str | None, draw: bool, form: bool, seed: int | None, out: str | None, force: bool
) -> None:  # fmt: skip
    """Raise UsageError for options that do not go together."""

    to_a_file = out not in (None, "-")
    if force and not to_a_file:
        raise UsageError("--force goes with -o")
    if students is None:
        stray = next((name for name, given in (("--id", id_column), ("--draw", draw)) if given), None)
        if stray is not None:
            hint = "bpcalc draw PROBLEM --blank draws one" if draw else "--students ROSTER.csv"
            raise UsageError(f"{stray} goes with --students", hint=hint)
        return
    if form:
        raise UsageError("--form is one line for the whole class, without --students")
    if seed is None:
        raise UsageError("--students needs --seed N", hint="keep the number: mark needs it to know everybody's numbers again")
    if not to_a_file:
        raise UsageError("--students needs -o FOLDER", hint="write it as -o week2")


def open_file(word: str, force: bool, ending: str) -> None:
    """Have the answer go to a file. Raises UsageError for a name that says it is something else."""
    from backprop_cli.cli.console import console
    from backprop_cli.cli.parse_option import ending_of_name
    from backprop_cli.render import ENDINGS

    form = ENDINGS.get(ending_of_name(word))
    if form not in (None, ENDINGS[ending]):
        raise UsageError(f"this is written as {ending[1:].upper()}: name a file that ends in {ending}")
    console().write_to(word, force)


def print_header(keys: "list[Key]") -> int:
    from backprop_cli.cli.console import console
    from backprop_cli.cli.sheets import form_header
    from backprop_cli.cli.show import marked_as_utf8

    look, header = console(), form_header(keys)
    text = header if look.file is None else "".join(marked_as_utf8([header]))
    return look.write_utf8(text.encode("utf-8"))


def print_sheet(keys: "list[Key]", seed: int | None) -> int:
    """Print one sheet. seed: the one that was chosen for it, None where it was given."""
    from backprop_cli.cli.console import console
    from backprop_cli.cli.sheets import one_sheet

    if len(keys) > 1:
        raise UsageError(f"{len(keys)} problems make as many sheets", hint="--students ROSTER.csv writes them, for a class")
    text = one_sheet(keys[0])
    if seed is not None and keys[0].draws.numbers:
        console().note(f"drawn from the seed {seed}; --seed {seed} prints the same sheet again")
    return console().write_utf8(text.encode("utf-8"))


def write_class(
    keys: "list[Key]", words: list[str], students: str, column: str | None, folder: str, force: bool, draw: bool, lang: str | None
) -> int:  # fmt: skip
    """Write the sheets of a class, and say how many. words: which named the keys. Pictures are files, which have all letters."""
    from backprop_cli.cli.console import console
    from backprop_cli.cli.language import language_wished, speak
    from backprop_cli.cli.sheets import class_sheets, in_one_line
    from backprop_cli.phrases import use
    from backprop_cli.render import FORMS
    from backprop_cli.teach.roster import read_roster

    roster = read_roster(students, column)
    console().note(roster.note())
    use(language_wished(lang))
    written = class_sheets(keys, words, roster, folder, force, draw)
    speak(lang, FORMS["table"])
    return console().write([in_one_line(written) + "\n"])
