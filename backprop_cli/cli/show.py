"""Show: a report in the form that was asked for, on stdout or in the file of -o."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.options import Options
from backprop_cli.cli.parse_option import ending_of_name
from backprop_cli.errors import UsageError

if TYPE_CHECKING:
    from backprop_cli.render import Form
    from backprop_cli.report.rows import Report, Style

DASH = "–"


def ready(options: Options, sources: Iterable[str]) -> None:
    """Raise what would keep the answer from being written, before any work is done for it. sources: what it is made from."""
    form_of(options)
    console().spare(sources)


def form_of(options: Options) -> "Form":
    """The form of the answer. Raises UsageError where -o's file would be of a kind that no command writes."""
    from backprop_cli.render import FORMS

    file = console().file
    if file is None or options.form in FORMS:
        return FORMS[options.form]
    known = ", ".join(ending for form in FORMS.values() for ending in form.endings)
    raise UsageError(
        f"no command writes {ending_of_name(file.word)} files", hint=f"-o writes {known}; under another name what -f says"
    )


def show(report: "Report", options: Options) -> int:
    """Write the report; 0 when it is out."""
    look, form = console(), form_of(options)
    try:
        chunks = form(report, style_of(options, form))
        return look.write(watched(chunks) if form.pasted and not look.is_utf8() else chunks)
    except UsageError:
        if not options.wished:
            raise
        return show(report, options._replace(form="table", wished=False))


def watched(chunks: Iterable[str]) -> Iterator[str]:
    """The chunks as they are; after the last a note, if the console's encoding lacks letters of them."""
    look = console()
    encoding = look.encoding(look.out)
    lacking = False
    for chunk in chunks:
        lacking = lacking or not can_write(chunk, encoding)
        yield chunk
    if lacking:
        look.note(f"{encoding} lacks letters of this answer, written here as \\uXXXX: -o FILE writes them, in UTF-8")


def style_of(options: Options, form: "Form") -> "Style":
    from backprop_cli.report.rows import Style

    look = console()
    plain = look.plain() or (form.exchanged and not look.is_utf8())
    lacks = "" if can_write(DASH, look.encoding(look.out)) else DASH  # an encoding of Korean has the other signs
    return Style(
        options.digits, options.full, plain, look.colored(look.out), look.width(), rounding=options.rounding, lacks=lacks
    )  # fmt: skip
