"""What is said of a finished pass beside its answer: values that are not finite, lost digits, gradients that do not exist."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from backprop_cli import engine
from backprop_cli.cli.exit_codes import ANSWERED, SAYS_NO
from backprop_cli.cli.load import say_warnings
from backprop_cli.cli.options import Options
from backprop_cli.errors import BpcalcError

if TYPE_CHECKING:
    from backprop_cli.engine import Pass
    from backprop_cli.gradcheck.remedies import Lost
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem
    from backprop_cli.report.asked import Asked


def warn_of_lost_digits(problem: "Problem", done: "Pass", asked: "Sequence[Asked]") -> "list[Lost]":
    """Say which of the asked gradients have lost more than half of their digits to rounding, where, and what to write instead;
    these gradients."""
    from backprop_cli.report.digit_risk import may_lose_digits

    graph = problem.graph
    with nullcontext() if graph.scalar else engine.quiet():
        if not may_lose_digits(graph, done.values):
            return []
        from backprop_cli.gradcheck.remedies import lost_at, lost_gradients

        found = lost_gradients(done, list(dict.fromkeys(one.number for one in asked)))
        for lost in found:
            message = lost_at(graph, graph.names[lost.number], lost.node)
            say_warnings([BpcalcError(message, problem.place(lost.node), lost.remedy, severity="warning")])
        return found


def warn_of_nonfinite(
    options: Options, problem: "Problem", values: "Sequence[Value]", gradients: "Sequence[Value | None]" = ()
) -> int:
    """Warn of what is not finite; the exit code: an answer all the same, unless --strict."""
    from backprop_cli.report.nonfinite import gradient_warning, value_warning

    warning = value_warning(problem, values) or (gradient_warning(problem, values, gradients) if gradients else None)
    if warning is None:
        return ANSWERED
    say_warnings([warning])
    return SAYS_NO if options.strict else ANSWERED


def warn_of_none(problem: "Problem", gradients: "Sequence[Value | None]", asked: "Sequence[Asked]") -> None:
    """Say which of the asked names have no gradient: they reach the output through comparisons or index sets only."""
    numbers = dict.fromkeys(one.number for one in asked if gradients[one.number] is None)
    say_warnings([no_gradient(problem.graph.names[number]) for number in numbers])


def no_gradient(name: str) -> BpcalcError:
    message = f"'{name}' has no gradient: it reaches the output only through comparisons, conditions or labels"
    return BpcalcError(message, severity="warning")
