"""Do: the two passes over a problem, and what is said of values that are not finite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli import engine
from backprop_cli.cli.ending import ANSWERED, SAYS_NO
from backprop_cli.cli.load import placed, warn
from backprop_cli.cli.options import Options
from backprop_cli.errors import BpcalcError

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem
    from backprop_cli.report.backward import Asked


def forward_pass(problem: "Problem") -> "list[Value]":
    """Every value, by number. Raises BpcalcError with a place."""
    with placed(problem):
        return engine.forward(problem.graph)


def backward_pass(
    problem: "Problem", values: "Sequence[Value]", output: int, upstream: "Value", asked: "Sequence[Asked] | None"
) -> "list[Value | None]":
    """The gradients as they are reported, by number: of all variables and nodes, or only of what is asked and lies between."""
    graph = problem.graph
    wanted = None if asked is None else graph.reached_from([one.number for one in asked])
    with placed(problem):
        return engine.settled(graph, values, engine.backward(graph, values, output, upstream, wanted), output)


def only_output(problem: "Problem") -> int | None:
    """The output, where there is one: forward answers also where several nodes are read by no other."""
    if problem.declared is None and len(problem.graph.sinks()) != 1:
        return None
    return problem.output()


def warn_of_lost_digits(
    problem: "Problem",
    values: "Sequence[Value]",
    gradients: "Sequence[Value | None]",
    output: int,
    upstream: "Value",
    names: "Sequence[int]",
) -> None:
    """Say which of the asked gradients have lost more than half of their digits to rounding, where, and what to write instead."""
    from backprop_cli.report.cancels import may_lose_digits

    if not may_lose_digits(problem.graph, values):
        return
    from backprop_cli.gradcheck.remedies import lost_at, lost_gradients
    from backprop_cli.gradcheck.result import Pass

    graph = problem.graph
    dout = engine.filled_like(values[output], 1.0) if upstream is None else upstream
    for lost in lost_gradients(Pass(graph, values, gradients, output, dout), names):
        message = lost_at(graph, graph.names[lost.number], lost.node)
        warn([BpcalcError(message, problem.place(lost.node), lost.remedy, severity="warning")])


def verdict(options: Options, problem: "Problem", values: "Sequence[Value]", gradients: "Sequence[Value | None]" = ()) -> int:
    """Warn of what is not finite; the exit code: an answer all the same, unless --strict."""
    from backprop_cli.report.advice import gradient_warning, value_warning

    warning = value_warning(problem, values) or gradient_warning(problem, values, gradients)
    if warning is None:
        return ANSWERED
    warn([warning])
    return SAYS_NO if options.strict else ANSWERED


def warn_of_none(problem: "Problem", gradients: "Sequence[Value | None]", asked: "Sequence[Asked]") -> None:
    """Say which of the asked names have no gradient: they reach the output through comparisons or index sets only."""
    numbers = dict.fromkeys(one.number for one in asked if gradients[one.number] is None)
    warn([no_gradient(problem.graph.names[number]) for number in numbers])


def no_gradient(name: str) -> BpcalcError:
    message = f"'{name}' has no gradient: it reaches the output only through comparisons, conditions or labels"
    return BpcalcError(message, severity="warning")
