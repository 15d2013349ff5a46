"""Format a fault for the terminal: file:line:column, severity, message; the source line; a caret; the hint.

cli/exit_codes.py calls `fault_in_full` for the fault that ends a run; load.py and check_file.py for the warnings of one.
"""

from backprop_cli.cli.console import Console, can_write
from backprop_cli.cli.printable import cells_without_rich, escaped_for, laid_out
from backprop_cli.errors import BpcalcError, Faults, Place

COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
BOLD, RESET = "\x1b[1m", "\x1b[0m"
WINDOW = 160  # cells of a line that are shown around the caret


def fault_in_full(error: BpcalcError, console: Console) -> str:
    """The text of a fault for stderr; of `Faults`, the text of each, and how many more there are."""
    encoding = console.encoding(console.err)
    colored = console.colored(console.err)
    if not isinstance(error, Faults):
        return one(error, encoding, colored)
    text = "".join(one(fault, encoding, colored) for fault in error.faults)
    left = error.total - len(error.faults)
    return text + (f"{dots(encoding)} and {'at least ' * error.at_least}{left} more\n" if left > 0 else "")


def one(fault: BpcalcError, encoding: str, colored: bool) -> str:
    """One fault: its sentence; where the line is known, the line and a caret with the hint behind it."""
    severity = paint(f"{fault.severity}:", COLORS[fault.severity], colored)
    sentence = f"{address(fault.place, encoding, colored)}{severity} {escaped_for(fault.message, encoding)}\n"
    hint = escaped_for(fault.hint, encoding).split("\n") if fault.hint else []
    if fault.place is None or not fault.place.excerpt.strip():
        return sentence + "".join(f"  {line}\n" for line in hint)
    line, caret, length = excerpt(fault.place, encoding)
    gutter = max(5, len(str(fault.place.line)))
    marks = paint("^" * length, COLORS[fault.severity], colored)
    below = [" " * caret + marks + (" " + hint[0] if hint else ""), *(" " * caret + more for more in hint[1:])]
    return f"{sentence}{fault.place.line:>{gutter}} | {line}\n" + "".join(f"{'':>{gutter}} | {text}\n" for text in below)


def paint(text: str, color: str, colored: bool) -> str:
    return f"{color}{text}{RESET}" if colored else text


def address(place: Place | None, encoding: str, colored: bool) -> str:
    """`file:line:column: `, or less where less is known."""
    if place is None:
        return ""
    where = f"{place.file}:{place.line}:{place.column}:" if place.line > 0 else f"{place.file}:"
    return paint(escaped_for(where, encoding), BOLD, colored) + " "


def excerpt(place: Place, encoding: str) -> tuple[str, int, int]:
    """The line as it is printed, the cells before the caret, and how many cells it underlines."""
    text = place.excerpt.rstrip("\r\n")
    pieces = laid_out(text, encoding)
    start = min(max(place.column - 1 - place.cut, 0), len(pieces))
    stop = min(start + max(place.length, 1), len(pieces))
    first, last = window(pieces, start)
    caret = cells_without_rich("".join(pieces[first:start]))
    length = max(cells_without_rich("".join(pieces[start : min(stop, last)])), 1)
    lead = dots(encoding) if first else ""
    line = lead + "".join(pieces[first:last]).rstrip() + (dots(encoding) if last < len(pieces) else "")
    return line, caret + cells_without_rich(lead), length


def dots(encoding: str) -> str:
    return "…" if can_write("…", encoding) else "..."


def window(pieces: list[str], start: int) -> tuple[int, int]:
    """The part of a long line that is shown: the caret stands in its first half."""
    if len(pieces) <= WINDOW:
        return 0, len(pieces)
    first = max(0, start - WINDOW // 2)
    return first, min(len(pieces), first + WINDOW)
