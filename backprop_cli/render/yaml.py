"""An `expect:` block, ready to paste into a problem file; what it holds reads back to the same numbers."""

from collections.abc import Iterator
from typing import Any

from backprop_cli.errors import UsageError
from backprop_cli.report import kinds
from backprop_cli.report.number_text import as_json
from backprop_cli.report.rows import Report, Style

OTHER_MEANINGS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"})  # of bare words, to some readers


def text(report: Report, style: Style) -> Iterator[str]:
    """Raises UsageError for an answer that has nothing to paste."""
    if not report.pasted_under:
        having = " and ".join(pasted_commands())
        raise UsageError(f"{report.command} has no yaml form: that is an expect: block, of {having}", hint="-f json")
    pasted = report.pasted()
    left_out = list(pasted.left_out)
    start = f"expect:\n  {report.pasted_under}:"
    for name, value in pasted.values:
        written = number_text(as_json(value))
        if written is None:
            left_out.append((name, "does not exist" if value is None else "is not finite"))
            continue
        yield f"{start}\n    {key(name)}: {written}"
        start = ""
    yield f"{start} {{}}\n" if start else "\n"
    for name, reason in left_out:
        yield f"  # {name} {reason}: no expected answer can say that\n"


def pasted_commands() -> list[str]:
    """The commands whose answers can be pasted, in the order of their keys."""
    return [kind.command for kind in sorted(kinds(), key=lambda kind: kind.pasted_under) if kind.pasted_under]


def number_text(value: Any) -> str | None:
    """A number or an array as problem files write it; None where an entry is not finite."""
    if isinstance(value, list):
        entries = [number_text(entry) for entry in value]
        return None if None in entries else f"[{', '.join(map(str, entries))}]"
    return repr(value) if isinstance(value, (int, float)) else None


def key(name: str) -> str:
    return f'"{name}"' if name.lower() in OTHER_MEANINGS else name
