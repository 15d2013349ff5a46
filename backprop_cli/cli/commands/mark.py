"""`bpcalc mark`: the answers of a class."""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.help_pages import ASKED, SHOWN
from backprop_cli.cli.options import Options, Tolerance, option, showing

EXAMPLES = """\
  bpcalc mark answers --key key --students roster.csv
  bpcalc mark ontime late --key key --students roster.csv --seed 2
  bpcalc mark form.csv --key key --students roster.csv --id 학번
  bpcalc mark answers --key key --students roster.csv -o marks.csv --feedback feedback
"""
Answers = Annotated[
    list[str] | None,
    Argument(metavar="ANSWERS...", help="folders and files that were handed in, and a form's CSV; of two the later counts"),
]
Key = Annotated[
    list[str] | None,
    option(
        "--key", under=ASKED, metavar="KEY", help="the problem file that holds the right answers, or a folder; repeatable",
        default="none",
    ),
]  # fmt: skip
Students = Annotated[
    str | None,
    option(
        "--students", under=ASKED, metavar="FILE.csv", help="who is in the class: a header, a row a student",
        default="who handed in",
    ),
]  # fmt: skip
Id = Annotated[
    str | None, option("--id", under=ASKED, metavar="COLUMN", help="the column that names the students", default="the first")
]
Seed = Annotated[
    str | None, option("--seed", under=ASKED, metavar="N", help="that of the sheets, from quiz --seed", default="the key's numbers")
]
Written = Annotated[bool, option("--written", under=ASKED, help="a rounded answer is right if the digits that it has are")]
Feedback = Annotated[
    str | None, option("--feedback", under=SHOWN, metavar="DIR", help="write a page a student into this folder", default="none")
]


@showing
def command(
    answers: Answers = None, key: Key = None, students: Students = None, id: Id = None, seed: Seed = None, written: Written = False,
    tolerance: Tolerance = None, feedback: Feedback = None, *, options: Options,
) -> int:  # fmt: skip
    """Marks the answers of many by a key. A file belongs to the problem whose name stands in its name as a whole word, and to the
    student whose name stands so in its path; only what stands under its `expect:` is judged, answer by answer, and nothing that
    somebody wrote stops the others. Exit code 0: marked, whatever the marks; 2: no marks."""
    from backprop_cli.cli.mark_class import MarkingAsked, marks_of, say_left_out
    from backprop_cli.cli.parse_option import tolerance as tolerance_of
    from backprop_cli.cli.parse_option import whole_of_option
    from backprop_cli.cli.show import ready, show
    from backprop_cli.report.mark import mark_report

    start = None if seed is None else whole_of_option(seed, "--seed", 0)
    asked = MarkingAsked(answers or [], key or [], students, id, start, tolerance_of(tolerance), written)
    ready(options, [])
    marks = marks_of(asked)
    if options.form not in ("table", "markdown"):
        say_left_out(marks, options.form)
    if feedback is None:
        return show(mark_report(marks), options)
    from backprop_cli.cli.feedback_pages import page_paths, readers_language, write_pages

    paths = page_paths(feedback, [one.student for one in marks.students], options.force)
    show(mark_report(marks), options)
    if readers_language(options):  # what is the matter with an answer was said in that of machines
        marks = marks_of(asked)
    write_pages(marks, paths, options)
    return 0
