"""Kernels held against their references, for people: one table for each kernel, the worst entry of each of its answers a row."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backprop_cli.phrases import say
from backprop_cli.report.number_text import rounded, told_apart
from backprop_cli.report.rows import Column, Part, Row, Style, cut_table, left_out_note

if TYPE_CHECKING:
    from backprop_cli.gradcheck.result import Held, Holding

ORDER = ("fail", "nonfinite", "pass")
MOST_SHOWN = 20  # rows of a kernel that are right, without --full


def against_accusations(holdings: Sequence["Holding"]) -> Iterator[str]:
    """A line for each answer of a kernel that is wrong."""
    for holding in holdings:
        for row in holding.rows:
            if row.verdict != "pass":
                yield against_accusation(row, holding.precision)


def against_accusation(row: "Held", precision: str) -> str:
    where = say("layer {layer} at node {node}", layer=row.layer, node=row.node)
    gives, should = told_apart(row.kernel, row.expected, 6)
    said = say("{what} is {gives}, should be {should}", what=answer_of(row, index_in_brackets(row)), gives=gives, should=should)
    if row.ratio is None or row.verdict != "fail":
        return f"{where}: {said}"
    times = say(
        "{ratio} times as far off as {reference} itself in {precision}",
        ratio=rounded(row.ratio, 3), reference=row.reference, precision=precision,
    )  # fmt: skip
    return f"{where}: {said} ({times})"


def answer_of(row: "Held", index: str = "") -> str:
    return say("output") + index if row.of == "output" else say("gradient of {name}", name=row.of + index)


def index_in_brackets(row: "Held") -> str:
    return f"[{','.join(map(str, row.index))}]" if row.index is not None else ""


def against_tables(holdings: Sequence["Holding"], style: Style) -> Iterator[Part]:
    groups: dict[tuple[str, str, str], list[Held]] = {}
    for holding in holdings:
        for row in holding.rows:
            groups.setdefault((row.layer, row.reference, holding.precision), []).append(row)
    for (layer, reference, precision), rows in groups.items():
        yield from kernel_table(
            rows, say("{layer} against {reference}, in {precision}", layer=layer, reference=reference, precision=precision), style
        )
        if precision == "float64":
            yield say("in float64 a difference of 64 units in the last place of the largest terms is right")
        else:
            words = say("naive: the most by which {reference} itself is off in {precision}, here and at nearby points")
            yield words.format(reference=reference, precision=precision)


def kernel_table(rows: list["Held"], caption: str, style: Style) -> Iterator[Part]:
    rows = sorted(rows, key=lambda row: (ORDER.index(row.verdict), -(row.ratio or 0.0) if row.verdict != "pass" else 0.0))
    wrong = sum(row.verdict != "pass" for row in rows)
    kept = len(rows) if style.full else max(wrong, min(len(rows), MOST_SHOWN))
    columns = (
        Column(say("node"), "name"), Column(say("of"), "name"), Column(say("verdict"), "verdict"), Column(say("worst at")),
        Column(say("kernel"), "number", True), Column(say("reference"), "number", True),
        Column(say("difference"), "number", True), Column(say("naive"), "number", True), Column(say("ratio"), "number", True),
    )  # fmt: skip
    table, between = cut_table(columns, rows[:kept], style.full, lambda row: [kernel_row(row, style)], heads=2, caption=caption)
    yield table
    yield from left_out_note(between + len(rows) - kept, say("answers"))


def kernel_row(row: "Held", style: Style) -> Row:
    kernel, expected = told_apart(row.kernel, row.expected, style.digits, style.digits if row.verdict == "pass" else 16)
    naive, ratio = ("" if x is None else rounded(x, 3) for x in (row.naive, row.ratio))
    return (
        row.node, answer_of(row), say(row.verdict), index_in_brackets(row), kernel, expected,
        rounded(row.difference, 3), naive, ratio,
    )  # fmt: skip
