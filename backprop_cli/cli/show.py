"""Show: a report in the form that was asked for, on stdout or in the file of -o."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.options import Options
from backprop_cli.cli.parse_option import ending_of_name
from backprop_cli.errors import UsageError

if TYPE_CHECKING:
    from backprop_cli.render import Form, Report, Style
    from backprop_cli.render.picture.labels import Drawing

DASH = "–"
PIECES = "╭╮╰╯├┤●▶▼▲←"  # what pictures are drawn with beside what tables are
EXCHANGED = ("json", "jsonl", "svg", "html")  # forms that other programs read: in an encoding other than UTF-8 they keep to ASCII
PASTED = ("csv", "tsv", "markdown", "yaml", "dot", "mermaid")  # forms that are read again with the letters that they have


def ready(options: Options, sources: Iterable[str]) -> None:
    """Say what would keep the answer from being written before any work is done for it. sources: what it is made from."""
    form_of(options)
    console().spare(sources)


def form_of(options: Options) -> "Form":
    """The form of the answer. Raises UsageError where -o's file would be of a kind that the command does not write."""
    from backprop_cli.render import ENDINGS, FORMS, PICTURES

    file, forms = console().file, options.forms
    if file is None or options.form in forms:
        form: Form = forms[options.form]
        return form
    ending = ending_of_name(file.word)
    known = ", ".join(end for end, form in ENDINGS.items() if form in forms or (form == "table" and "text" in forms))
    hint = f"-o writes {known}; under another name what -f says"
    if options.form in PICTURES:
        raise UsageError(f"{ending} files are pictures, which only draw writes", hint=hint)
    if options.form in FORMS:
        raise UsageError(f"draw writes no {ending} files", hint=f"{hint}; forward and backward write {ending}")
    raise UsageError(f"no command writes {ending} files", hint=hint)


def show(report: "Report | Drawing", options: Options) -> int:
    """Write the report; 0 when it is out."""
    look = console()
    try:
        chunks = form_of(options)(report, style_of(options))
        return look.write(chunks if look.is_utf8() or options.form not in PASTED else watched(chunks))
    except UsageError:
        if not options.wished:
            raise
        return show(report, options._replace(form=next(iter(options.forms)), wished=False))


def watched(chunks: Iterable[str]) -> Iterator[str]:
    """The same, and a note where the console's encoding lacks letters of it."""
    look = console()
    encoding = look.encoding(look.out)
    lacking = False
    for chunk in chunks:
        lacking = lacking or not can_write(chunk, encoding)
        yield chunk
    if lacking:
        look.note(f"{encoding} lacks letters of this answer, written here as \\uXXXX: -o FILE writes them, in UTF-8")


def style_of(options: Options) -> "Style":
    from backprop_cli.render import Style

    look = console()
    plain = look.plain() or (options.form in EXCHANGED and not look.is_utf8())
    plain = plain or (options.form == "text" and not can_write(PIECES, look.encoding(look.out)))
    lacks = "" if can_write(DASH, look.encoding(look.out)) else DASH  # an encoding of Korean has the other signs
    return Style(
        options.digits, options.full, plain, look.colored(look.out), look.width(), rounding=options.rounding, lacks=lacks
    )  # fmt: skip
