"""The numbers that a student gets: drawn from the seed, the student, the problem and the name alone, so that nobody keeps them.

`Draws(key, name, seed)` looks at a teacher's problem once; `draw(student)` then gives that student's finished pass. Marking
draws the same numbers again, without the sheets.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from copy import copy
from functools import cached_property
from hashlib import sha256
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli import engine
from backprop_cli.engine import Pass, first_nonfinite
from backprop_cli.errors import LimitError
from backprop_cli.graph import stays_scalar
from backprop_cli.layers import maths
from backprop_cli.layers.activation import Sigmoid
from backprop_cli.layers.base import Layer, index_text
from backprop_cli.layers.maths import Value
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.problem.solve import solve, values_of
from backprop_cli.problem.text_numbers import texts_with_numbers
from backprop_cli.teach.marking import index_of
from backprop_cli.teach.whole_words import composed

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem, Rejects
    from backprop_cli.problem.quiz_range import NumberRange

MOST_DRAWS = 1_000
LOWEST, HIGHEST = 0.02, 0.98  # of a sigmoid: beyond them its slope is nearly 0, and so are all answers below it
AT_KINK = "a kink or a tie"
NOT_FINITE = "a value that is not finite"
FLAT_SIGMOID = f"a sigmoid below {LOWEST} or above {HIGHEST}"
SAME = 1e-12
TRIED = (-1.5, 0.0, 0.25, 2.0)  # where a group of one input is held against the sigmoid


class Drawn(NamedTuple):
    """What a student gets. done: both passes with the student's numbers; thrown: how many draws were thrown away, by reason."""

    done: Pass
    thrown: Counter[str]


def position_drawn(seed: int, student: str, problem: str, name: str, draw: int, count: int) -> int:
    """Which of `count` numbers is drawn: the SHA-256 of what the number depends on. draw: from 1 on; name: `W[0,1]` of an entry."""
    text = "\0".join([str(seed), student, problem, name, str(draw)])
    return int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest(), "big") % count


class Draws:
    """One problem of a teacher's, whose numbers are drawn for one student after the other.

    problem: as it was read; its own numbers stay. name: of the problem, which the numbers depend on; names are compared by NFC.
    """

    def __init__(self, problem: "Problem", name: str, seed: int) -> None:
        self.problem = problem if problem.quiz is None else checking_labels(problem, problem.quiz.numbers)
        self.name = composed(name)
        self.seed = seed
        self.numbers = {} if problem.quiz is None else problem.quiz.numbers
        self.rejects = None if problem.quiz is None else problem.quiz.rejects
        graph = self.problem.graph
        reached = graph.reached_from(self.numbers)
        judged = [number for number in graph.nodes if reached[number]]
        self.sigmoids = [number for number in judged if is_sigmoid(graph.layer(number))]
        self.kinked = [number for number in judged if may_have_kink(graph.layer(number))]

    @cached_property
    def own(self) -> Pass:
        """Both passes with the numbers of the file."""
        return solve(self.problem)

    def draw(self, student: str) -> Drawn:
        """A student's numbers, and what comes of them. Raises LimitError where a thousand draws are all thrown away.

        Without `quiz: numbers` everybody has the numbers of the file.
        """
        thrown: Counter[str] = Counter()
        if not self.numbers:
            return Drawn(self.own, thrown)
        student = composed(student)
        for draw in range(1, MOST_DRAWS + 1):
            values = values_of(self.problem, self.inputs(student, draw))
            reason = self.why_rejected(values)
            if reason is None:
                done = solve(self.problem, values=values)
                if first_nonfinite(done.gradients) is None:
                    return Drawn(done, thrown)
            thrown[reason or NOT_FINITE] += 1
        raise self.nothing_found(student, thrown)

    def inputs(self, student: str, draw: int) -> list[Value]:
        """The values of all inputs at one draw."""
        values = list(self.problem.graph.values)
        for number, numbers in self.numbers.items():
            values[number] = self.value(student, draw, number, numbers)
        return values

    def value(self, student: str, draw: int, number: int, numbers: "NumberRange") -> Value:
        """One variable or constant, an array entry by entry."""
        graph = self.problem.graph
        name, shape = composed(graph.names[number]), graph.shape(number)

        def entry(name: str) -> float:
            return numbers.number(position_drawn(self.seed, student, self.name, name, draw, numbers.size))

        if not shape:
            return entry(name)
        entries = [entry(name + index_text(index_of(shape, position))) for position in range(prod(shape))]
        return maths.numpy().array(entries, dtype=float).reshape(shape)

    def why_rejected(self, values: list[Value]) -> str | None:
        """Why these values make no exercise; None where they do."""
        with nullcontext() if self.problem.graph.scalar else engine.quiet():
            return self.first_reason(values)

    def first_reason(self, values: list[Value]) -> str | None:
        if first_nonfinite(values) is not None:
            return NOT_FINITE
        if any(is_flat(values[number]) for number in self.sigmoids):
            return FLAT_SIGMOID
        if any(self.stands_at_kink(number, values) for number in self.kinked):
            return AT_KINK
        return None if self.rejects is None else rejected_by(self.rejects, values)

    def stands_at_kink(self, number: int, values: list[Value]) -> bool:
        graph = self.problem.graph
        mask = graph.layer(number).kink(*[values[source] for source in graph.sources(number)])
        return bool(mask.any() if maths.is_array(mask) else mask)

    def nothing_found(self, student: str, thrown: Counter[str]) -> LimitError:
        reasons = ", ".join(f"{count:,} for {reason}" for reason, count in thrown.most_common())
        whom = f" for {student}" if student else ""
        quiz = self.problem.quiz
        place = None if quiz is None else self.problem.source.place(quiz.place)
        message = f"no numbers{whom} after {MOST_DRAWS:,} draws, all of them thrown away: {reasons}"
        return LimitError(message, place, "wider ranges under numbers:, or less under reject:")


def checking_labels(problem: "Problem", drawn: Collection[int]) -> "Problem":
    """The problem; where labels are drawn, one whose layers look at them in every pass, not only when the file is read."""
    if problem.graph.labels.isdisjoint(drawn):
        return problem
    other = copy(problem)
    other.graph = copy(problem.graph)
    other.graph.to_check = None
    return other


def is_flat(out: Value) -> bool:
    """Whether a sigmoid's value, or an entry of it, lies where its slope is nearly 0."""
    if maths.is_array(out):
        return bool((out < LOWEST).any() or (out > HIGHEST).any())
    return bool(out < LOWEST or out > HIGHEST)


def is_sigmoid(layer: Layer) -> bool:
    """Whether a layer is the sigmoid, or a layer of the problem's own that computes it."""
    if not isinstance(layer, Handmade):
        return isinstance(layer, Sigmoid)
    if len(layer.inputs) != 1 or not stays_scalar(layer.rule):
        return False
    return all(abs(layer.compute(x) - 1.0 / (1.0 + maths.exp(-x))) < SAME for x in TRIED)


def may_have_kink(layer: Layer) -> bool:
    """Whether a layer has a kink anywhere: those without are not asked at each draw."""
    if isinstance(layer, Handmade):
        return any(map(may_have_kink, layer.rule.layers))
    return type(layer).kink is not Layer.kink


def rejected_by(rejects: "Rejects", values: list[Value]) -> str | None:
    """The text under `reject:` that holds for these values."""
    literals = rejects.graph.values[len(rejects.reads) :]
    found = engine.forward(rejects.graph, [*[values[number] for number in rejects.reads], *literals])
    for text, root in zip(rejects.texts, rejects.roots, strict=True):
        value = found[root]
        if value.any() if maths.is_array(value) else value:
            return f"`{text}`"
    return None


def with_values(problem: "Problem", values: Sequence[Value]) -> "Problem":
    """The same problem with other numbers, in its graph and in its texts. values: by number, those of nodes need not be there."""
    other = copy(problem)
    other.graph = copy(problem.graph)
    other.graph.values = list(values[: len(problem.graph.values)])
    if problem.quiz is not None:
        other.texts = texts_with_numbers(problem, problem.quiz.texts, values)
    return other
