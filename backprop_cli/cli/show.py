"""Show: a report in the form that was asked for, on stdout or in the file of -o."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.language import speak
from backprop_cli.cli.options import Options
from backprop_cli.cli.parse_option import ending_of_name
from backprop_cli.errors import UsageError

if TYPE_CHECKING:
    from backprop_cli.render import Form
    from backprop_cli.render.picture.labels import Drawing
    from backprop_cli.report.rows import Report, Style

DASH = "–"


def ready(options: Options, sources: Iterable[str]) -> None:
    """Raise what would keep the answer from being written, before any work is done for it. sources: what it is made from."""
    form_of(options)
    console().spare(sources)


def form_of(options: Options) -> "Form":
    """The form of the answer. Raises UsageError where -o's file would be of a kind that the command does not write."""
    from backprop_cli.render import FORMS, LATEX, PICTURES

    file, forms = console().file, options.forms
    if file is None or options.form in forms:
        form: Form = forms[options.form]
        return form
    ending = ending_of_name(file.word)
    hint = f"-o writes {', '.join(end for form in forms.values() for end in form.endings)}; under another name what -f says"
    if options.form in PICTURES:
        raise UsageError(f"{ending} files are pictures, which only draw writes", hint=hint)
    if options.form == LATEX.name:
        raise UsageError(f"{ending} files are formulas, which only explain writes", hint=hint)
    if options.form in FORMS:
        command = "draw" if forms == PICTURES else "explain"
        raise UsageError(f"{command} writes no {ending} files", hint=f"{hint}; forward and backward write {ending}")
    raise UsageError(f"no command writes {ending} files", hint=hint)


def show(report: "Report | Drawing", options: Options) -> int:
    """Write the report; 0 when it is out."""
    look, form = console(), form_of(options)
    try:
        chunks = form(report, style_of(options, form))
        if look.file is not None and form.name == "csv" and getattr(report, "for_spreadsheets", False):
            chunks = marked_as_utf8(chunks)
        return look.write(watched(chunks) if form.pasted and not look.is_utf8() else chunks)
    except UsageError:
        if not options.wished:
            raise
        first = next(iter(options.forms))
        speak(options.lang, options.forms[first])
        return show(report, options._replace(form=first, wished=False))


def marked_as_utf8(chunks: Iterable[str]) -> Iterator[str]:
    """A text that is not ASCII with a byte order mark before it: without one a spreadsheet takes it for another encoding."""
    text = "".join(chunks)
    yield text if text.isascii() else f"\ufeff{text}"


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
    plain = look.plain() or (form.exchanged and not look.is_utf8()) or not can_write(form.signs, look.encoding(look.out))
    lacks = "" if can_write(DASH, look.encoding(look.out)) else DASH  # an encoding of Korean has the other signs
    return Style(
        options.digits, options.full, plain, look.colored(look.out), look.width(), rounding=options.rounding, lacks=lacks
    )  # fmt: skip
