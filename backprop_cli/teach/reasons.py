"""Why a wrong answer was likely given: because it equals what a known mistake gives. Nothing is guessed; most get no reason.

    reasons = Reasons(done, measure)                 # once for a key (or for a student with numbers of their own): costs nothing
    found = reasons.find(marked)                     # for the answers of one student to one problem: position in `marked` → Reason
    say(found[3].phrase, **found[3].blanks)          # for people, in their language
    found[3].phrase.format(**found[3].blanks)        # for machines

What the key's pass alone decides is worked out at the first wrong answer to a name, and kept for the next student.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine.passes import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import to_say
from backprop_cli.teach.carried import Carried, Own, Sought
from backprop_cli.teach.marking import SMALLEST, Answer, Measure, mark_answer
from backprop_cli.teach.mistakes import GENERAL, Mistake, Mistakes, Reason

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation
    from backprop_cli.problem.values.answers import Given


class Marked(NamedTuple):
    """An answer that was judged: what was asked, what was written, the verdict."""

    one: "Expectation"
    given: "Given"
    answer: Answer


class Reasons:
    """Finds reasons for wrong answers to one problem. done: the key's pass; measure: by which the answers were judged."""

    def __init__(self, done: Pass, measure: Measure) -> None:
        self.done = done
        self.measure = measure
        self.mistakes = Mistakes(done)
        self.known: dict[Sought, list[Mistake]] = {}

    def find(self, marked: Sequence[Marked]) -> dict[int, Reason]:
        """The reasons for the answers of one student, by position; most wrong answers have none.

        "carried" is said once for each wrong number: of the first answer that goes on from it, in the order of the two passes.
        """
        wrong = [position for position, one in enumerate(marked) if is_wrong(one.answer)]
        if not wrong:
            return {}
        wrong.sort(key=lambda position: self.turn(sought_of(marked[position])))
        with nullcontext() if self.done.graph.scalar else maths.quiet():
            return self.of_wrong(wrong, marked)

    def of_wrong(self, wrong: Sequence[int], marked: Sequence[Marked]) -> dict[int, Reason]:
        carried = self.carried(marked)
        roots: dict[Sought, Sought] = {}
        found: dict[int, Reason] = {}
        for position in wrong:
            one, asked = marked[position], sought_of(marked[position])
            fits = [mistake.reason for mistake in self.of_key(asked) if self.fits(mistake.value, one)]
            cause = carried.cause(asked, partial(self.explains, one))
            if cause is not None:
                roots[asked] = roots.get(cause, cause)
                fits.append(self.from_further_up(roots[asked]))
            reason = the_only(fits)
            if reason is not None and not (reason.kind == "carried" and reason in found.values()):
                found[position] = reason
        return found

    def turn(self, asked: Sought) -> tuple[int, int]:
        """When a value or gradient has its turn: values as they run, gradients of nodes right to left, then those of variables."""
        kind, number = asked
        if kind == "forward":
            return 0, number
        return (1, -number) if self.done.graph.is_node(number) else (2, number)

    def carried(self, marked: Sequence[Marked]) -> Carried:
        """What follows from this student's own numbers. Only whole answers can be gone on from."""
        own = Own({}, {})
        wrong: dict[Sought, Value] = {}
        for one in sorted(marked, key=lambda one: self.turn(sought_of(one))):
            asked, wrote = sought_of(one), one.answer.expected
            right = self.done.answer(*asked)
            if wrote is None or right is None or one.answer.verdict not in ("pass", "fail"):
                continue
            if one.answer.verdict == "fail":
                wrong[asked] = right
            (own.values if asked[0] == "forward" else own.gradients)[asked[1]] = wrote if asked in wrong else right
        return Carried(self.done, own, wrong)

    def from_further_up(self, asked: Sought) -> Reason:
        name = "∂" * (asked[0] == "gradient") + self.done.graph.names[asked[1]]
        return Reason("carried", to_say("right from a wrong number further up: {name}"), {"name": name})

    def of_key(self, asked: Sought) -> list[Mistake]:
        """The mistakes that can be told from the right answer, worked out once."""
        if asked not in self.known:
            right = self.done.answer(*asked)
            try:
                found = [] if right is None else self.mistakes.all_of(*asked)
            except BpcalcError:  # of a layer that cannot go back from a gradient other than the key's
                found = []
            self.known[asked] = [mistake for mistake in found if self.differs(mistake.value, right)]
        return self.known[asked]

    def differs(self, value: Value, right: Value) -> bool:
        """Whether a number can explain anything: it is not the right one, and not 0, which comes from anywhere."""
        if not (maths.is_finite(value) and maths.largest_entry(value) > 0.0):
            return False
        return not equal(value, right, self.measure.tolerance)

    def fits(self, value: Value, one: Marked) -> bool:
        """Whether an answer would be right if this were the right number."""
        if not self.measure.written and one.answer.expected is not None:
            return equal(value, one.answer.expected, self.measure.tolerance, 0.0)
        if maths.shape_of(value) != one.given.shape:
            return False
        return mark_answer(one.one, one.given, value, self.measure).verdict == "pass"

    def explains(self, one: Marked, value: Value) -> bool:
        right = self.done.answer(*sought_of(one))
        return right is not None and self.differs(value, right) and self.fits(value, one)


def equal(value: Value, wrote: Value, tolerance: float, least: float = SMALLEST) -> bool:
    """Whether two numbers are one. least: the size that smaller ones count as; 0 asks the tolerance of each, however small."""
    if maths.shape_of(value) != maths.shape_of(wrote):
        return False
    return maths.largest_entry(value - wrote) <= tolerance * max(maths.largest_entry(wrote), least)


def sought_of(one: Marked) -> Sought:
    return one.one.kind, one.one.number


def is_wrong(answer: Answer) -> bool:
    """Whether an answer needs a reason: what is right to the digits written has one."""
    return answer.verdict == "fail" and not answer.by_digits


def the_only(fits: Sequence[Reason]) -> Reason | None:
    """The one reason that fits; of several of one kind what they have in common, of several kinds none."""
    if len({reason.kind for reason in fits}) != 1:
        return None
    first = fits[0]
    return first if all(reason == first for reason in fits) else Reason(first.kind, GENERAL[first.kind])
