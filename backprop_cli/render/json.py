"""JSON: every key of the answer on a line of its own, every row of a list too; written while the rows are worked out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from backprop_cli.report.rows import Pairs, Report, Style

ROWS_AT_ONCE = 500
Encode = Callable[[Any], str]


def encoder(style: Style) -> Encode:
    """Compact JSON of a plain value. In ASCII for a style of ASCII, and for text that a terminal or UTF-8 could not bear."""
    from json import JSONEncoder

    escaped = JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode
    if style.ascii:
        return escaped
    as_it_is = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

    def encode(value: Any) -> str:
        text = as_it_is(value)
        return text if text.isprintable() else escaped(value)

    return encode


def text(report: Report, style: Style) -> Iterator[str]:
    encode = encoder(style)
    start = "{"
    for key, value in report.entries():
        yield f"{start}{encode(key)}:"
        yield from json_text(value, encode)
        start = ",\n"
    yield "}\n"


def json_text(value: Any, encode: Encode) -> Iterator[str]:
    if isinstance(value, Pairs):
        yield from in_brackets("{}", (f"{encode(key)}:{encode(item)}" for key, item in value.items), ",")
    elif isinstance(value, Iterator):
        yield from in_brackets("[]", map(encode, value), ",\n")
    else:
        yield encode(value)


def in_brackets(brackets: str, items: Iterable[str], between: str) -> Iterator[str]:
    """The items between two brackets, many at once: a piece for each of a million rows would cost more than its text."""
    running = iter(items)
    start = brackets[0]
    while some := list(islice(running, ROWS_AT_ONCE)):
        yield start + between.join(some)
        start = between
    yield brackets if start == brackets[0] else brackets[1]
