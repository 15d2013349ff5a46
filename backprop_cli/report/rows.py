"""What an answer is made of before it has a form: rows and words, without a single colour or column width.

A report works nothing out until a form asks: `-f value` never meets an edge, `-f json` never rounds a number.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from backprop_cli.phrases import say
from backprop_cli.report.blocks import Cell, Derivation, Formula, Sentence

Item = TypeVar("Item")

ROWS = 60  # a table of more rows shows its first and last ones
ENDS = 20  # so many of each


class Style(NamedTuple):
    """How an answer is to look. digits: significant ones, in tables; width: of the terminal in cells, None where there is none;
    flat: arrays on one line, for forms whose cells hold no lines; rounding: csv, tsv and value round to the digits, too; lacks:
    signs that the output has not, where it has the others."""

    digits: int = 6
    full: bool = False
    ascii: bool = False
    color: bool = False
    width: int | None = None
    flat: bool = False
    rounding: bool = False
    lacks: str = ""

    def sign(self, pretty: str) -> str:
        """A sign of mathematics, or what stands for it in ASCII."""
        return ASCII.get(pretty, pretty) if self.ascii or pretty in self.lacks else pretty


ASCII = {"×": "*", "÷": "/", "∂": "d", "·": ".", "→": "->", "√": "sqrt", "±": "+-", "²": "**2", "π": "pi", "…": "...", "–": "-"}

Row = tuple[Cell, ...]


class Column(NamedTuple):
    """One column of a table. role: what it holds (name, layer, rule, number, verdict or text), which chooses the colour.

    right: whether its cells are aligned at the right, as numbers are.
    """

    header: str
    role: str = "text"
    right: bool = False


class Table(NamedTuple):
    """A table: its columns, and rows of as many cells. A cell is a text, the lines of an array, a formula, an equation, or several
    of them below each other (report/blocks.py).

    grouped: so many leading cells are written once where they repeat from row to row. caption: a line above. airy: a blank line
    above and below a row of several lines. heads: so many leading cells head a record, where a terminal is too narrow for the
    table. legend: what stands in a record is said once above all of them, not beside each field.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    grouped: int = 0
    caption: str = ""
    airy: bool = False
    heads: int = 1
    legend: bool = False
    code: bool = False


Part = Table | str | Formula | Sentence | Derivation


class Page(NamedTuple):
    """A report for people: tables, and lines of text or formulas between them.

    `parts` are used up once, in order: a form reads all rows of a table before it asks for the next part.
    """

    title: str | None
    description: str | None
    parts: Iterable[Part]


class Pairs(NamedTuple):
    """An object of a JSON answer, as (key, value) pairs that are written while they are worked out."""

    items: Iterable[tuple[str, Any]]


class Pasted(NamedTuple):
    """An `expect:` block: names with their values, and what cannot be pasted, each with its reason."""

    values: Iterable[tuple[str, Any]]
    left_out: list[tuple[str, str]]


class Paged:
    """What people read, in tables and sentences, and no program does: its forms are text and Markdown."""

    def page(self, style: Style) -> Page:
        raise NotImplementedError


class Report(Paged):
    """One answer in every form: entries (json), lines (jsonl), header and records (csv), values, pasted (yaml), page (tables)."""

    command = ""
    header: tuple[str, ...] = ()
    for_spreadsheets = False  # a csv of it that -o writes and that is not ASCII begins with a byte order mark
    pasted_under = ""  # the key of `expect:` under which `pasted` belongs; without one there is nothing to paste

    def entries(self) -> Iterator[tuple[str, Any]]:
        """The keys of the JSON answer; an iterator or Pairs is written while it runs."""
        raise NotImplementedError

    def lines(self) -> Iterator[dict[str, Any]]:
        raise NotImplementedError

    def records(self) -> Iterator[tuple[Any, ...]]:
        """The rows below `header`, with every digit; a list becomes JSON in its cell."""
        raise NotImplementedError

    def values(self) -> Iterator[Any]:
        """What was asked for, and nothing else."""
        raise NotImplementedError

    def pasted(self) -> Pasted:
        raise NotImplementedError


def first_and_last(items: Iterable[Item], full: bool) -> tuple[Iterable[Item], int, list[Item]]:
    """The items at both ends, and how many lie between; all of them where they are few or all are wanted."""
    if full:
        return items, 0, []
    running = iter(items)
    first = list(islice(running, ROWS))
    last: deque[Item] = deque(maxlen=ENDS)
    more = 0
    for item in running:
        last.append(item)
        more += 1
    if not more:
        return first, 0, []
    tail = [*first[ENDS:], *last][-ENDS:]
    return first[:ENDS], ROWS + more - 2 * ENDS, tail


def cut_table(
    columns: tuple[Column, ...], items: Iterable[Item], full: bool, rows_of: Callable[[Item], Iterable[Row]], **look: Any
) -> tuple[Table, int]:
    """A table of the first and last items, and how many are left out of it; `rows_of` gives the rows of one item; look: Table's."""
    first, between, last = first_and_last(items, full)
    gap: list[Row] = [("...", *[""] * (len(columns) - 1))] if between else []
    rows = chain(chain.from_iterable(map(rows_of, first)), gap, chain.from_iterable(map(rows_of, last)))
    return Table(columns, rows, **look), between


def left_out_note(count: int, what: str) -> list[str]:
    """The line below a table of which rows are left out. what: they are, in the language that holds."""
    return [say("{count} {what} are left out: --full shows them", count=f"{count:,}", what=what)] if count else []
