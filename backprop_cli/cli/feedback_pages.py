"""`--feedback DIR`: one Markdown page a student. Nothing is written where a page would go over a file that is there."""

import os
from collections.abc import Iterable, Sequence

from backprop_cli.cli.console import console
from backprop_cli.cli.options import Options
from backprop_cli.cli.output_file import OutputFile
from backprop_cli.errors import UsageError
from backprop_cli.report.rows import Style
from backprop_cli.teach.class_marks import ClassMarks
from backprop_cli.teach.roster import why_unsafe
from backprop_cli.teach.whole_words import caseless


def page_paths(folder: str, students: Sequence[str], force: bool) -> list[str]:
    """The file of each student's page. Raises UsageError for a name that is no file's, and for files in the way."""
    if not folder or "\0" in folder or folder.startswith(("-", "=")):
        raise UsageError(f"--feedback needs the name of a folder, not '{folder}'", hint="write it as --feedback feedback")
    twins: dict[str, str] = {}
    for student in students:
        reason = why_unsafe(student)
        if reason is not None:
            raise UsageError(f"--feedback: '{student}' is no safe file name: {reason}", hint="name the students by --id COLUMN")
        if (other := twins.setdefault(caseless(student), student)) != student:
            raise UsageError(f"--feedback: '{other}' and '{student}' would share a page")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f"--feedback: '{folder}' is no folder")
    paths = [os.path.join(folder, f"{student}.md") for student in students]
    in_the_way = next(filter(os.path.isdir, paths), None)
    if in_the_way is not None:
        raise UsageError(f"--feedback: '{in_the_way}' is a folder")
    there = [path for path in paths if os.path.lexists(path)]
    if there and not force:
        more = f" and {len(there) - 1:,} more" if len(there) > 1 else ""
        raise UsageError(
            f"--feedback: '{there[0]}'{more} is there already", hint="name another folder, or write over it with --force"
        )
    return paths


def readers_language(options: Options) -> bool:
    """Have the pages speak the language of their readers; whether that is another than the answer's, which machines may read."""
    from backprop_cli.cli.language import language_wished
    from backprop_cli.phrases import language, use

    spoken, wished = language(), language_wished(options.lang)
    use(wished)
    console().quiet = True  # all notes were said
    return spoken != wished


def write_pages(marks: ClassMarks, paths: Iterable[str], options: Options) -> None:
    """Write every page; the folder is made where there is none."""
    from backprop_cli.render import markdown
    from backprop_cli.report.feedback import FeedbackReport

    style = Style(options.digits, options.full)
    for student, path in zip(marks.students, paths, strict=True):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        file = OutputFile(path, options.force)
        with file:
            file.write("".join(markdown.text(FeedbackReport(marks, student), style)))
