"""A key: a teacher's problem, which sheets are made from and answers are marked by. What is wrong in it is said before either."""

from typing import TYPE_CHECKING

from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError, LimitError, StructureError, ValueFault
from backprop_cli.layers.base import index_text
from backprop_cli.problem.quiz_key import MOST_ASKED, entries_asked
from backprop_cli.problem.values.answers import GivenReader
from backprop_cli.teach.marking import Answer, Measure, mark_answer

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Expectation, Problem


def refuse_key(problem: "Problem") -> None:
    """Raise where a problem asks for nothing, or for more than anybody can write."""
    asked = problem.asked()
    if not asked:
        hint = "name the answers under expect:, or under quiz: ask"
        raise StructureError("nothing is asked for", problem.source.place(0), hint)
    count = entries_asked(problem, asked)
    if count > MOST_ASKED:
        hint = "name fewer under quiz: ask: {forward: […], gradients: […]}"
        raise LimitError(f"{count:,} entries are asked for, at most {MOST_ASKED} can be", problem.source.place(0), hint)


def key_faults(problem: "Problem", done: Pass) -> list[BpcalcError]:
    """The answers of a key that are not right by its own graph. done: both passes with the numbers of the file.

    A blank is no fault: nobody is told anything wrong by it.
    """
    reader, measure = GivenReader(problem), Measure(problem.tolerance)
    faults: list[BpcalcError] = []
    for one in problem.expectations:
        actual = done.answer(one.kind, one.number)
        answer = mark_answer(one, reader.read(one), actual, measure)
        if answer.verdict in ("fail", "unclear"):
            faults.append(key_fault(problem, one, answer, actual))
    return faults


def key_fault(problem: "Problem", one: "Expectation", answer: Answer, actual: "Value | None") -> BpcalcError:
    what = f"∂{one.name}" if one.kind == "gradient" else one.name
    place = problem.source.place(one.place, len(one.tree) if isinstance(one.tree, str) else 1)
    if answer.fault:
        reason = answer.fault
    elif answer.worst is not None:
        reason = f"{what}{index_text(answer.worst.place)} is {answer.worst.actual:.12g}, not {answer.worst.expected:.12g}"
    else:
        reason = f"{what} is {answer.written}"
    return ValueFault(f"an answer of the key is wrong: {reason}", place, "bpcalc check shows both")
