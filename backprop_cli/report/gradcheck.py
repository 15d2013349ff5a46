"""The gradient check: the verdict, what failed first, the layers to blame, the kinks."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import index_text
from backprop_cli.phrases import commas, say, say_counted, to_say
from backprop_cli.report.blocks import formula
from backprop_cli.report.check import verdict_counted
from backprop_cli.report.number_text import as_json, rounded, stacked, summed_up, told_apart
from backprop_cli.report.rows import Column, Page, Part, Report, Row, Style, Table, cut_table, left_out_note

if TYPE_CHECKING:
    from backprop_cli.gradcheck.result import Check, Culprit, Result
    from backprop_cli.problem.problem import Problem

ORDER = ("fail", "nonfinite", "inconclusive", "kink", "meant", "pass")  # failures first
MOST_SHOWN = 20  # entries that are right, without --full
WORDS = {
    "pass": to_say("every gradient is right"),
    "kink": to_say("every gradient is right, and some lie at a kink, where the slope is a convention"),
    "meant": to_say("every gradient is right that is judged; some are meant to differ from the slope"),
    "fail": to_say("a gradient is wrong"),
    "inconclusive": to_say("nothing can be claimed of some gradients: the numerical ones are too inexact"),
    "nonfinite": to_say("a value or a gradient is not finite"),
}


def gradcheck_report(problem: "Problem", result: "Result") -> Report:
    return Gradcheck(problem, result)


class Gradcheck(Report):
    command = "gradcheck"
    header = ("name", "index", "analytic", "numeric", "error", "bound", "method", "verdict")

    def __init__(self, problem: "Problem", result: "Result") -> None:
        self.problem = problem
        self.result = result

    def entries(self) -> Iterator[tuple[str, Any]]:
        result = self.result
        yield "schema", 1
        yield "command", self.command
        yield "problem", self.problem.source.file
        yield "output", result.output
        yield "verdict", result.verdict
        yield "method", result.method
        yield "seed", result.seed
        yield "upstream", as_json(result.upstream)
        yield "checks", self.lines()
        yield "culprits", (machine(culprit) for culprit in result.culprits)
        if result.taylor is not None:
            yield "taylor", (machine(row) for row in result.taylor)
        yield "summary", {key: as_json(x) if isinstance(x, float) else x for key, x in result.summary().items()}

    def lines(self) -> Iterator[dict[str, Any]]:
        return (machine(check) for check in self.result.checks)

    def records(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(row[key] for key in self.header) for row in self.lines())

    def values(self) -> Iterator[Any]:
        yield self.result.verdict

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        result = self.result
        yield f"{say(result.verdict)}: {self.headline()}"
        yield from map(accusation, result.culprits)
        yield from self.upstream_line(style)
        yield from self.check_table(style)
        if result.taylor is not None:
            yield taylor_table(result.taylor, style)
        yield from result.notes
        yield from summed_up([result.upstream], style)
        yield self.account()

    def headline(self) -> str:
        """The verdict in a sentence: a layer may be wrong though every gradient of the output is right."""
        result = self.result
        if result.verdict == "inconclusive" and result.lost:
            return say("rounding has spoilt some gradients: nothing can be claimed of them")
        if result.verdict != "fail" or any(check.verdict == "fail" for check in result.checks):
            return say(WORDS[result.verdict])
        if not result.checks:
            return say("a layer cannot be run")
        if any(culprit.numeric is not None for culprit in result.culprits):
            return say("a layer is wrong by itself, though the gradients of {output} do not show it", output=result.output)
        return say("a layer misbehaves; its gradients are right")

    def upstream_line(self, style: Style) -> Iterator[Part]:
        upstream, sign = self.result.upstream, style.sign("∂")
        if maths.is_array(upstream) or upstream != 1.0:
            yield formula(f"{sign}L/{sign}{self.result.output} = ", stacked(upstream, style, shaped=True))

    def account(self) -> str:
        """The last line: how many entries were checked, how, and at what cost."""
        summary = self.result.summary()
        counts = commas(*(verdict_counted(verdict, summary[verdict]) for verdict in ORDER if summary[verdict]))
        entries = say_counted(summary["entries"], "{count} entry", "{count} entries") + f" ({counts})" * bool(counts)
        how = {"output": self.result.output, "method": self.result.method, "seed": self.result.seed}
        passes = say_counted(summary["forward_passes"], "{count} forward pass", "{count} forward passes")
        seconds = say("{seconds} s", seconds=rounded(float(summary["seconds"]), 3))
        checked = say("{entries} checked; output {output}, method {method}, seed {seed}", entries=entries, **how)
        return f"{checked}; {commas(passes, seconds)}"

    def check_table(self, style: Style) -> Iterator[Table | str]:
        checks = sorted(self.result.checks, key=badness)
        right = sum(check.verdict == "pass" for check in checks)
        kept = len(checks) if style.full or len(checks) <= MOST_SHOWN else max(len(checks) - right, min(len(checks), MOST_SHOWN))
        kinks = any(check.left is not None for check in checks)
        columns = (
            Column(say("name"), "name"), Column(say("verdict"), "verdict"), Column(say("backward pass"), "number", True),
            Column(say("numerical"), "number", True), Column(say("difference"), "number", True),
            Column(say("bound"), "number", True), Column(say("method")),
            *([Column(say("slopes left, right"), "number")] if kinks else []),
        )  # fmt: skip

        table, between = cut_table(columns, checks[:kept], style.full, lambda check: [check_row(check, style, kinks)], heads=2)
        if checks:
            yield table
        yield from left_out_note(between + len(checks) - kept, say("entries"))


def badness(check: "Check") -> tuple[int, float]:
    """A sort key for checks: failures first, of those the one farthest beyond its bound; what is right stays in its order."""
    if check.verdict == "pass":
        return len(ORDER), 0.0
    excess = check.error / check.bound if check.bound else check.error
    return ORDER.index(check.verdict), -excess if excess == excess else -float("inf")


def check_row(check: "Check", style: Style, kinks: bool) -> Row:
    right = check.verdict == "pass"
    analytic, numeric = told_apart(check.analytic, check.numeric, style.digits, style.digits if right else 16)
    name = check.name + index_text(check.index)
    sides = ", ".join(rounded(x, style.digits) for x in (check.left, check.right) if x is not None)
    cells = (name, say(check.verdict), analytic, numeric, rounded(check.error, 3), rounded(check.bound, 3), check.method)
    return (*cells, sides) if kinks else cells


def accusation(culprit: "Culprit") -> str:
    """The line about a culprit: layer my_sigmoid at node h: backward for x gives 0.19, should be 0.25."""
    where = say("layer {layer} at node {node}", layer=culprit.layer, node=culprit.node)
    index = index_text(culprit.index)
    if culprit.analytic is None:
        return f"{where}: {culprit.note}"
    whose = say("backward for {input}", input=culprit.input + index) if culprit.input else say("backward")
    if culprit.numeric is None:
        return f"{where}: {say('{whose} gives {number}', whose=whose, number=repr(culprit.analytic))}: {culprit.note}"
    gives, should = told_apart(culprit.analytic, culprit.numeric, 6)
    note = f" ({culprit.note})" if culprit.note else ""
    return f"{where}: {say('{whose} gives {gives}, should be {should}', whose=whose, gives=gives, should=should)}{note}"


def taylor_table(rows: Sequence[Any], style: Style) -> Table:
    columns = (Column("h", "number", True), Column(say("remainder"), "number", True), Column(say("order"), "number", True))
    orders = ("" if row.order is None else rounded(row.order, 4) for row in rows)
    cells = [(rounded(row.h, 3), rounded(row.remainder, style.digits), order) for row, order in zip(rows, orders, strict=True)]
    return Table(columns, cells, caption=say("order 2: the gradient is right; order 1: it is wrong"))


def machine(row: Any) -> dict[str, Any]:
    """A named tuple as an object of a JSON answer."""
    return {key: list(x) if isinstance(x, tuple) else as_json(x) if isinstance(x, float) else x for key, x in row._asdict().items()}
