"""Show: a report in the form that was asked for, on stdout."""

from typing import TYPE_CHECKING

from backprop_cli.cli.console import can_write, console
from backprop_cli.cli.options import Options
from backprop_cli.errors import UsageError

if TYPE_CHECKING:
    from backprop_cli.render import Report, Style

DASH = "–"
EXCHANGED = ("json", "jsonl")  # forms that other programs read: in an encoding other than UTF-8 they keep to ASCII


def show(report: "Report", options: Options) -> int:
    """Write the report; 0 when it is out."""
    from backprop_cli.render import FORMS

    try:
        return console().write(FORMS[options.form](report, style_of(options)))
    except UsageError:
        if not options.wished:
            raise
        return show(report, options._replace(form="table", wished=False))


def style_of(options: Options) -> "Style":
    from backprop_cli.render import Style

    look = console()
    plain = look.plain() or (options.form in EXCHANGED and not look.is_utf8())
    lacks = "" if can_write(DASH, look.encoding(look.out)) else DASH  # an encoding of Korean has the other signs
    return Style(options.digits, options.full, plain, look.colored(look.out), look.width(), lacks=lacks)
