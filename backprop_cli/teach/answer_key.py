"""What is right for each student: a key with the numbers that the student was given. teach/class_marks.py marks by it."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.problem.text_numbers import texts_with_numbers
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.marking import Measure
from backprop_cli.teach.reasons import Reasons

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation


class Right(NamedTuple):
    """What is right for one student. done: both passes with the student's numbers; reasons: of wrong answers."""

    done: Pass
    reasons: Reasons


class AnswerKey:
    """One problem to mark by. draws: of its numbers; drawn: whether each student has numbers drawn from the seed, and not those
    of the file; tolerance: over the problem's own; written: whether answers are judged by their digits."""

    def __init__(self, draws: Draws, drawn: bool, tolerance: float | None = None, written: bool = False) -> None:
        self.name = draws.name
        self.problem = draws.problem
        self.draws = draws
        self.drawn = drawn and bool(draws.numbers)
        self.asked: Sequence[Expectation] = self.problem.asked()
        self.measure = Measure(self.problem.tolerance if tolerance is None else tolerance, written)

    def right(self, student: str) -> Right:
        """What is right for a student. Raises LimitError where no numbers can be drawn."""
        return self.with_reasons(self.draws.draw(student).done) if self.drawn else self.own

    def titles(self, right: Right) -> dict[str, str]:
        """The title, by language, with the numbers of a student in it."""
        titles = self.problem.texts.get("title", {})
        if self.problem.quiz is None or not self.drawn or not titles:
            return titles
        return texts_with_numbers(self.problem, {"title": self.problem.quiz.texts["title"]}, right.done.values)["title"]

    @cached_property
    def own(self) -> Right:
        """What is right by the numbers of the file: one for all, so that reasons are looked for once."""
        return self.with_reasons(self.draws.own)

    def with_reasons(self, done: Pass) -> Right:
        return Right(done, Reasons(done, self.measure))
