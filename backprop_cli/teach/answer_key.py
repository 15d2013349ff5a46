"""A key: a teacher's problem, what it asks for, and what is right for each student."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.layers.maths import Value
from backprop_cli.problem.solve import solve, values_of
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.marking import Measure
from backprop_cli.teach.reasons import Reasons

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation, Problem
    from backprop_cli.problem.quiz_key import Asked


class Right(NamedTuple):
    """What is right for one student. values, gradients: by number; reasons: None where no gradient can be taken."""

    values: Sequence[Value]
    gradients: Sequence[Value | None]
    reasons: Reasons | None

    def of(self, one: "Asked | Expectation") -> Value | None:
        """The right answer to one question; None where no gradient exists."""
        return (self.gradients if one.kind == "gradient" else self.values)[one.number]


class AnswerKey:
    """seed: that of the sheets, None where all students have the numbers of the file; tolerance: over the problem's own."""

    def __init__(
        self, name: str, problem: "Problem", seed: int | None = None, tolerance: float | None = None, written: bool = False
    ) -> None:
        self.name = name
        self.problem = problem
        self.asked: list[Asked | Expectation] = list(problem.asked())
        self.measure = Measure(problem.tolerance if tolerance is None else tolerance, written)
        self.draws = None if seed is None or problem.quiz is None or not problem.quiz.numbers else Draws(problem, name, seed)

    def right(self, student: str) -> Right:
        """What is right for a student. Raises BpcalcError where no numbers can be drawn."""
        if self.draws is None:
            return self.own
        done = self.draws.draw(student).done
        return Right(done.values, done.gradients, Reasons(done, self.measure))

    @cached_property
    def own(self) -> Right:
        """What is right by the numbers of the file."""
        if self.problem.only_output() is None and all(one.kind == "forward" for one in self.asked):
            return Right(values_of(self.problem), (), None)
        done = solve(self.problem)
        return Right(done.values, done.gradients, Reasons(done, self.measure))
