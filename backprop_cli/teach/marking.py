"""One answer beside what comes out: right, wrong, blank or unclear. Used wherever answers are marked."""

from collections.abc import Sequence
from math import isnan, prod
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape, index_text, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.teach.written_digits import right_to_the_digits

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation
    from backprop_cli.problem.values.answers import Given

SMALLEST = 1e-9  # an expected 0 is compared as if it were of this size
MOST_NAMED = 8  # entries


class Worst(NamedTuple):
    """The entry that is farthest off. place: its index, () of a number; text: as it is written, where it is written by itself."""

    place: tuple[int, ...]
    text: str | None
    expected: float
    actual: float


class Answer(NamedTuple):
    """A judged answer. kind: "forward" or "gradient"; verdict: "pass", "fail", "blank" or "unclear".

    expected: what the answer says, None where it is no number or array in full, or of another shape; actual: what comes out, None
    where no gradient exists; error: the largest |actual − expected| of any entry, None without an expected value, nan where the
    two cannot be compared; written: the answer's text; fault: what is the matter with it beside its numbers; by_digits: whether
    a wrong answer is right to the digits written.
    """

    name: str
    kind: str
    expected: Value | None
    actual: Value | None
    error: float | None
    verdict: str
    written: str = ""
    fault: str | None = None
    worst: Worst | None = None
    by_digits: bool = False


class Measure(NamedTuple):
    """When an answer counts as right. written: by its digits, where it has some; else by the tolerance, relative to the answer."""

    tolerance: float
    written: bool = False


def mark_answer(one: "Expectation", given: "Given", actual: Value | None, measure: Measure) -> Answer:
    """Judge one answer. given: what is written; actual: what comes out, None where no gradient exists."""
    answer = Answer(one.name, one.kind, None, actual, None, "fail", given.text)
    if given.doubt:
        return answer._replace(verdict="unclear", fault=given.doubt)
    if given.fault:
        return answer._replace(fault=given.fault)
    if given.blanks and len(given.blanks) == len(given.numbers):
        return answer._replace(verdict="blank")
    if given.faulty:
        reasons = [f"{entry_name(one.name, given.shape, position)}{reason}" for position, reason in given.faulty.items()]
        return answer._replace(fault=entries_listed(reasons, "; "))
    if actual is None:
        return answer._replace(
            expected=None if given.blanks else whole_answer(given), error=maths.NAN, fault=say("it has no gradient")
        )
    if given.shape != maths.shape_of(actual):
        return misshapen(answer, given, maths.shape_of(actual))
    if given.blanks:
        return entry_by_entry(answer, given, actual, measure)
    expected = whole_answer(given)
    error = maths.largest_entry(actual - expected)
    answer = answer._replace(expected=expected, error=error)
    if not measure.written and error <= measure.tolerance * max(maths.largest_entry(expected), SMALLEST):
        return answer._replace(verdict="pass")
    return entry_by_entry(answer, given, actual, measure)


def misshapen(answer: Answer, given: "Given", asked: Shape) -> Answer:
    """An answer of the wrong shape: a failure, or unclear if it has twice the entries, as decimal commas in brackets would make."""
    doubled = (*asked[:-1], 2 * (asked[-1] if asked else 1)), (2 * prod(asked),)  # in its rows, or in one list
    if given.bracketed and given.shape in doubled:
        phrase = say("{count} entries, asked are {asked}: is a comma in {written} a decimal sign?")
        doubt = phrase.format(count=len(given.numbers), asked=prod(asked), written=answer.written)
        return answer._replace(verdict="unclear", fault=doubt)
    wanted = shape_text(asked) if asked else say("a number")
    return answer._replace(fault=say("{given}, asked is {asked}", given=shape_in_words(given.shape), asked=wanted))


def shape_in_words(shape: Shape) -> str:
    return say("shape {shape}", shape=shape_text(shape)) if shape else say("a number")


def entry_by_entry(answer: Answer, given: "Given", actual: Value, measure: Measure) -> Answer:
    """An answer of the right shape: which of its entries is wrong, which is blank."""
    have: Sequence[float] = actual.reshape(-1).tolist() if maths.is_array(actual) else [actual]
    filled = sorted(set(range(len(have))) - set(given.blanks)) if given.blanks else range(len(have))
    off = [abs(have[position] - given.numbers[position]) for position in range(len(have))]
    limit = measure.tolerance * max(max(abs(given.numbers[position]) for position in filled), SMALLEST)
    wrong = [position for position in filled if not off[position] <= limit]
    by_digits = wrong_by_digits(given, have, filled, wrong) if measure.written or wrong else wrong
    wrong, other = (by_digits, wrong) if measure.written else (wrong, by_digits)
    if given.blanks:
        names = entries_listed(
            [entry_name(answer.name, given.shape, position).removesuffix(": ") for position in given.blanks], ", "
        )
        answer = answer._replace(fault=say("{names} is blank" if len(given.blanks) == 1 else "{names} are blank", names=names))
    if not wrong:
        return answer if given.blanks else answer._replace(verdict="pass")
    worst = max(wrong, key=lambda position: maths.INF if isnan(off[position]) else off[position])
    return answer._replace(worst=the_entry(given, have, worst), by_digits=not measure.written and not other)


def wrong_by_digits(given: "Given", have: Sequence[float], filled: Sequence[int], wrong: Sequence[int]) -> list[int]:
    """Which entries are not right to the digits written; those that have no digits keep their verdict."""
    entry, kept = given.entry, set(wrong)
    if entry is None:
        return list(wrong)
    verdicts = ((position, right_to_the_digits(entry(position), have[position])) for position in filled)
    return [position for position, right in verdicts if (position in kept if right is None else not right)]


def the_entry(given: "Given", have: Sequence[float], position: int) -> Worst:
    text = None if given.entry is None else given.entry(position)
    return Worst(index_of(given.shape, position), text, float(given.numbers[position]), have[position])


def whole_answer(given: "Given") -> Value:
    """All the numbers of an answer in their shape."""
    if not given.shape:
        return float(given.numbers[0])
    return maths.numpy().array(given.numbers, dtype=float).reshape(given.shape)


def index_of(shape: Shape, position: int) -> tuple[int, ...]:
    """The index of the entry at a position, counted row by row."""
    index: list[int] = []
    for size in reversed(shape):
        position, place = divmod(position, size)
        index.insert(0, place)
    return tuple(index)


def entry_name(name: str, shape: Shape, position: int) -> str:
    """What is said of one entry begins with `W[0,1]: `; of a number everybody knows."""
    return f"{name}{index_text(index_of(shape, position))}: " if shape else ""


def entries_listed(items: Sequence[str], between: str) -> str:
    more = len(items) - MOST_NAMED
    return between.join([*items[:MOST_NAMED], *([say("and {count} more", count=more)] if more > 0 else [])])
