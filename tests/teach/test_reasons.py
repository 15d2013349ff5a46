"""Reasons for wrong answers: mistakes are planted by arithmetic of its own, and each must be named; nothing else may be."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
import pytest

from backprop_cli.engine.passes import Pass
from backprop_cli.layers import maths
from backprop_cli.problem.problem import Expectation, Problem
from backprop_cli.problem.solve import solve
from backprop_cli.problem.values.answers import Given
from backprop_cli.teach.marking import Measure, mark_answer
from backprop_cli.teach.mistakes import GENERAL
from backprop_cli.teach.reasons import Marked, Reason, Reasons, Sought
from tests.problems import problem, problem_of_file

PROBLEMS = Path(__file__).parents[2] / "problems"
SCALAR = [
    path for path in sorted(PROBLEMS.glob("*.yaml")) if not path.stem.startswith("notes") and problem_of_file(path).graph.scalar
]
TOLERANCE = 1e-6


class Plant(NamedTuple):
    """A mistake: of which kind, and the wrong answers that it makes, the last of them the one that needs the reason."""

    kind: str
    wrote: dict[Sought, Any]


def marked(read: Problem, done: Pass, wrote: dict[Sought, Any], measure: Measure) -> list[Marked]:
    found = []
    for (kind, number), value in wrote.items():
        one = Expectation(read.graph.names[number], number, kind, None, 0)
        array = np.asarray(value)
        text = value if isinstance(value, str) else repr(value)
        numbers = [float(text)] if isinstance(value, str) else array.reshape(-1).tolist()
        given = Given(text, () if isinstance(value, str) else array.shape, numbers, entry=lambda position, text=text: text)
        right = (done.values if kind == "forward" else done.gradients)[number]
        found.append(Marked(one, given, mark_answer(one, given, right, measure)))
    return found


def reasons(read: Problem, wrote: dict[Sought, Any], measure: Measure) -> list[Reason | None]:
    """The reason of each answer, in the order written."""
    done = solve(read)
    found = Reasons(done, measure).find(marked(read, done, wrote, measure))
    return [found.get(position) for position in range(len(wrote))]


def by_name(text: str, wrote: dict[str, Any], **measure: Any) -> dict[str, str | None]:
    """The reasons in English, by name: `price` a value, `∂tax` a gradient."""
    read = problem(text)
    asked = {("gradient" if name[0] == "∂" else "forward", read.find(name.lstrip("∂"))): value for name, value in wrote.items()}
    found = reasons(read, asked, Measure(TOLERANCE, **measure))
    return {
        name: None if reason is None else reason.phrase.format(**reason.blanks) for name, reason in zip(wrote, found, strict=True)
    }


class ByHand:
    """A problem of single numbers with its local gradients as the layers give them by hand, and its arrows one by one."""

    def __init__(self, read: Problem) -> None:
        self.graph, self.done = read.graph, solve(read)
        self.asked = [*read.graph.variables, *(number for number in read.graph.nodes if number <= self.done.output)]
        reaches = read.graph.reaching(self.done.output)
        self.arrows: dict[int, list[tuple[int, int, float]]] = {number: [] for number in range(len(read.graph.names))}
        for node in read.graph.nodes:
            if reaches[node]:
                for argument, (source, local) in enumerate(zip(self.graph.sources(node), self.locals(node), strict=True)):
                    self.arrows[source].append((node, argument, local))

    def locals(self, node: int) -> tuple[float, ...]:
        layer = self.graph.layer(node)
        layer.forward(*[self.done.values[source] for source in self.graph.sources(node)])
        found = layer.backward(1.0)
        return found if isinstance(found, tuple) else (found,)

    def ways(self, number: int) -> list[float]:
        """The product of the local gradients along each way to the output."""
        if number == self.done.output:
            return [self.done.upstream]
        return [local * product for node, _, local in self.arrows[number] for product in self.ways(node)]

    def computed(self, node: int, instead: dict[int, float]) -> float:
        values = [instead.get(source, self.done.values[source]) for source in self.graph.sources(node)]
        return float(self.graph.layer(node).forward(*values))

    def mistakes(self, number: int) -> Iterator[Plant]:
        gradient, asked = self.done.gradients[number], ("gradient", number)
        arrows = self.arrows[number]
        yield Plant("sign", {asked: -gradient})
        if number == self.done.output:
            yield Plant("local", {asked: 1.0})
        else:
            yield Plant("local", {asked: sum(local for *_, local in arrows)})
        for node, argument, local in arrows:
            upstream, sources = self.done.gradients[node], self.graph.sources(node)
            if self.graph.layer(node).name == "mul" and sources[0] != sources[1]:
                own = self.done.values[sources[argument]]
                yield Plant("swapped", {asked: gradient + upstream * (own - local)})
            if len(arrows) > 1:
                yield Plant("path", {asked: upstream * local})
            if len(arrows) > 2:
                yield Plant("left out", {asked: gradient - upstream * local})
            through = sum(slope for reader, _, slope in arrows if reader == node)
            yield Plant("carried", {("gradient", node): upstream + 0.37, asked: gradient + 0.37 * through})
        ways = self.ways(number) if len(arrows) < 2 else []
        for way in ways if len(ways) > 1 else []:
            yield Plant("path", {asked: way})
            if len(ways) > 2:
                yield Plant("left out", {asked: gradient - way})

    def mistakes_of_value(self, node: int) -> Iterator[Plant]:
        yield Plant("sign", {("forward", node): -self.done.values[node]})
        for source in self.graph.sources(node):
            if source not in self.graph.literals:
                wrong = self.done.values[source] + 0.37
                yield Plant("carried", {("forward", source): wrong, ("forward", node): self.computed(node, {source: wrong})})

    def all_plants(self) -> Iterator[list[Plant]]:
        """The mistakes of each name together: where two kinds give one number, nobody can tell them apart."""
        for number in self.asked:
            yield list(self.mistakes(number))
        for node in self.graph.nodes:
            yield list(self.mistakes_of_value(node))


def same(a: Any, b: Any) -> bool:
    return np.shape(a) == np.shape(b) and bool(np.max(np.abs(np.subtract(a, b))) <= 3 * TOLERANCE * np.max(np.abs(b)))


def told(plant: Plant, others: list[Plant], right: Any) -> bool:
    """Whether a mistake can be told from the right answer, from 0, and from the other kinds."""
    value = list(plant.wrote.values())[-1]
    rivals = [list(other.wrote.values())[-1] for other in others if other.kind != plant.kind]
    return bool(np.any(value)) and not same(value, right) and not any(same(rival, value) for rival in rivals)


def affine_plants(done: Pass) -> list[list[Plant]]:
    """The affine layer on a batch, by the book's formulas. The numbers of its names: X 0, W 1, b 2, Y 3."""
    X, W, b = (np.array(value) for value in done.values[:3])
    dY, ones = np.array(done.upstream), np.ones((2, 3))
    dX, dW, db = dY @ W.T, X.T @ dY, dY.sum(axis=0)
    other = dY + np.array([[0.5, 0, 2], [-1, 3, 0.25]])
    slip = X @ W + b + other
    return [
        [Plant("sign", {("gradient", 0): -dX}), Plant("local", {("gradient", 0): ones @ W.T}), Plant("transposed", {("gradient", 0): dX.T}),
         Plant("carried", {("gradient", 3): other, ("gradient", 0): other @ W.T})],
        [Plant("sign", {("gradient", 1): -dW}), Plant("local", {("gradient", 1): X.T @ ones}), Plant("transposed", {("gradient", 1): dW.T}),
         Plant("mean", {("gradient", 1): dW / 2}), Plant("carried", {("gradient", 3): other, ("gradient", 1): X.T @ other})],
        [Plant("sign", {("gradient", 2): -db}), Plant("local", {("gradient", 2): ones.sum(axis=0)}), Plant("not summed", {("gradient", 2): dY}),
         Plant("mean", {("gradient", 2): db / 2}), Plant("carried", {("gradient", 3): other, ("gradient", 2): other.sum(axis=0)})],
        [Plant("sign", {("gradient", 3): -dY}), Plant("local", {("gradient", 3): ones}), Plant("transposed", {("gradient", 3): dY.T})],
        [Plant("sign", {("forward", 3): -(X @ W + b)}), Plant("transposed", {("forward", 3): (X @ W + b).T})],
        [Plant("carried", {("forward", 0): X + 0.5, ("forward", 3): (X + 0.5) @ W + b})],
        [Plant("carried", {("forward", 3): slip, ("gradient", 3): other, ("gradient", 0): other @ W.T})],
    ]  # fmt: skip


def relu_plants(done: Pass) -> list[list[Plant]]:
    """The switch on a matrix. The numbers of its names: x 0, y 1."""
    mask = np.array(done.values[0]) > 0.0
    return [
        [Plant("mask", {("gradient", 0): mask.astype(float)}), Plant("sign", {("gradient", 0): mask * -np.array(done.upstream)})],
        [Plant("carried", {("gradient", 1): np.array([[1.0, 7], [7, 3]]), ("gradient", 0): np.array([[1.0, 0], [0, 3]])})],
    ]


def planted() -> Iterator[tuple[str, Problem, list[list[Plant]]]]:
    for path in SCALAR:
        read = problem_of_file(path)
        yield path.stem, read, list(ByHand(read).all_plants())
    for name, plants in (("affine_batch", affine_plants), ("relu", relu_plants)):
        read = problem_of_file(PROBLEMS / f"{name}.yaml")
        yield name, read, plants(solve(read))


class Count(NamedTuple):
    """How often a kind was planted where it can be told, how often it was found there, and how often it was given wrongly."""

    planted: int = 0
    found: int = 0
    wrongly: int = 0


def table_of_plants() -> dict[str, Count]:
    """By kind: what is planted in the problems that come with the tool, and what is found."""
    table = dict.fromkeys(GENERAL, Count())
    for _, read, groups in planted():
        done = solve(read)
        finder = Reasons(done, Measure(TOLERANCE))
        for group in groups:
            for plant in group:
                answers = marked(read, done, plant.wrote, finder.measure)
                every = finder.find(answers)
                found = every.pop(len(answers) - 1, None)
                for reason in every.values():  # the number that another was to follow from has no reason of its own
                    table[reason.kind] = table[reason.kind]._replace(wrongly=table[reason.kind].wrongly + 1)
                asked = list(plant.wrote)[-1]
                right = (done.values if asked[0] == "forward" else done.gradients)[asked[1]]
                count = table[plant.kind]
                if told(plant, group, right):
                    hit = found is not None and found.kind == plant.kind
                    table[plant.kind] = count._replace(planted=count.planted + 1, found=count.found + hit)
                if found is not None and found.kind not in {other.kind for other in group if not told_apart(other, plant)}:
                    table[found.kind] = table[found.kind]._replace(wrongly=table[found.kind].wrongly + 1)
    return table


def told_apart(a: Plant, b: Plant) -> bool:
    return not same(list(a.wrote.values())[-1], list(b.wrote.values())[-1])


def test_every_kind_is_planted_and_found_and_none_is_given_wrongly() -> None:
    table = table_of_plants()
    assert {kind: count for kind, count in table.items() if not count.planted} == {}, "a kind without an example"
    assert {kind: count for kind, count in table.items() if count.found != count.planted or count.wrongly} == {}


@pytest.mark.parametrize("path", [*SCALAR, PROBLEMS / "affine_batch.yaml"], ids=lambda path: path.stem)
def test_a_random_wrong_number_has_no_reason(path: Path) -> None:
    read, chance = problem_of_file(path), Random(path.stem)
    done = solve(read)
    finder = Reasons(done, Measure(TOLERANCE))
    asked = [("forward", number) for number in read.graph.nodes] + [
        ("gradient", number) for number in (*read.graph.variables, *read.graph.nodes) if done.gradients[number] is not None
    ]
    for _ in range(300):
        wrote = {
            (kind, number): random_like((done.values if kind == "forward" else done.gradients)[number], chance)
            for kind, number in asked
        }
        answers = marked(read, done, wrote, finder.measure)
        assert sum(one.answer.verdict == "fail" for one in answers) >= len(answers) - 1, "next to 0 one may be right by chance"
        assert finder.find(answers) == {}


def random_like(right: Any, chance: Random) -> Any:
    size = float(np.max(np.abs(right))) or 1.0
    if not np.shape(right):
        return chance.uniform(-3.0 * size, 3.0 * size)
    return np.array([chance.uniform(-3.0 * size, 3.0 * size) for _ in range(np.size(right))]).reshape(np.shape(right))


TAX = "variables: {apple: 100, num: 2, tax: 1.1}\nnodes: {sum: apple * num, price: sum * tax}\n"


@pytest.mark.parametrize(
    ("name", "wrote", "reason"),
    [
        ("∂apple", "2", "the local gradient alone, without the upstream of sum"),
        ("∂num", "2.2", "the inputs of sum swapped: multiplied by num, not apple"),
        ("∂tax", "1.1", "the inputs of price swapped: multiplied by tax, not sum"),
        ("∂sum", "-1.1", "the sign is wrong"), ("sum", "-200", "the sign is wrong"),
        ("∂sum", "1", None), ("∂apple", "0", None), ("∂tax", "199", None), ("∂apple", "2.2", None), ("∂apple", "abc", None),
    ],
)  # fmt: skip
def test_what_is_said(name: str, wrote: str, reason: str | None) -> None:
    if wrote == "abc":
        read = problem(TAX)
        one = Expectation("apple", 0, "gradient", None, 0)
        given = Given("abc", numbers=[maths.NAN], faulty={0: "'abc' is no number"})
        judged = Marked(one, given, mark_answer(one, given, 2.2, Measure(TOLERANCE)))
        assert Reasons(solve(read), Measure(TOLERANCE)).find([judged]) == {}
    else:
        assert by_name(TAX, {name: wrote}) == {name: reason}


def test_a_number_that_two_mistakes_give_has_no_reason() -> None:
    """With an upstream of -1 the local gradient alone is the wrong sign, too."""
    text = "variables: {x: 3}\nnodes: {y: x ** 2}\nupstream: -1"
    assert by_name(text, {"∂x": "6"}) == {"∂x": None}
    assert by_name(text.replace("-1", "-2"), {"∂x": "6"}) == {"∂x": "the local gradient alone, without the upstream of y"}


def test_a_mistake_that_makes_no_difference_has_no_reason() -> None:
    same_inputs = "variables: {x: 3, y: 3}\nnodes: {z: x * y}"
    assert by_name(same_inputs, {"∂x": "3.1"}) == {"∂x": None}
    assert by_name(same_inputs, {"∂x": "3"}) == {"∂x": None}, "right"


def test_paths_that_bring_the_same_are_not_named() -> None:
    text = "variables: {x: 4}\nnodes: {a: 3 * x, b: x * 3, y: a + b}"
    assert by_name(text, {"∂x": "3"}) == {"∂x": "one path of several alone"}
    assert by_name("variables: {x: 4}\nnodes: {a: 3 * x, b: x * 5, y: a + b}", {"∂x": "3"}) == {
        "∂x": "one path of 2 alone, by way of a"
    }


def test_a_zero_has_no_reason() -> None:
    """The path by way of a brings 0 and would explain it; so would anything."""
    text = "variables: {x: 4, z: 0}\nnodes: {a: x * z, b: 3 * x, y: a + b}"
    assert by_name(text, {"∂x": "0"}) == {"∂x": None}


def test_a_mistake_that_the_tolerance_takes_for_right_has_no_reason() -> None:
    text = "variables: {x: 2}\nnodes: {y: 100 * x}\nupstream: 1.009"
    read = problem(text)
    wide = reasons(read, {("gradient", 0): "99.5"}, Measure(0.01))
    assert wide == [None], "100, without the upstream, is as good as 100.9 here"
    assert [reason and reason.kind for reason in reasons(read, {("gradient", 0): "100"}, Measure(TOLERANCE))] == ["local"]


def test_next_to_zero_a_number_must_be_as_near_as_anywhere() -> None:
    text = "variables: {x: 1e-13}\nnodes: {y: x * x, z: 3 * y}"
    assert by_name(text, {"∂x": "2.0000003e-13"})["∂x"] == "the local gradient alone, without the upstream of y"
    assert by_name(text, {"∂x": "2.003e-13"})["∂x"] is None


def test_a_path_is_found_behind_an_arrow_of_its_own() -> None:
    text = "variables: {x: 0.5}\nnodes: {t: exp(x), a: 3 * t, b: 7 * t, y: a + b}"
    read = problem(text)
    slope = solve(read).values[read.find("t")]
    assert by_name(text, {"∂x": repr(3 * slope)}) == {"∂x": "one path of 2 alone, by way of t, a"}


def test_what_follows_from_a_wrong_number_is_said_once() -> None:
    wrote = {"∂apple": "2.6", "∂num": "130", "∂tax": "200", "∂sum": "1.3"}
    found = by_name(TAX, wrote)
    assert found == {"∂apple": "right from a wrong number further up: ∂sum", "∂num": None, "∂tax": None, "∂sum": None}


def test_what_follows_from_what_follows_is_said_of_the_first() -> None:
    """sum wrong, price right from it, ∂tax right from it: one slip."""
    assert by_name(TAX, {"sum": "300", "price": "330", "∂tax": "300", "∂sum": "1.1"}) == {
        "sum": None, "price": "right from a wrong number further up: sum", "∂tax": None, "∂sum": None,
    }  # fmt: skip
    chain = "variables: {x: 1}\nnodes: {a: 2 * x, b: 3 * a, c: 5 * b}"
    assert by_name(chain, {"a": "7", "b": "21", "c": "105"}) == {
        "a": None, "b": "right from a wrong number further up: a", "c": None,
    }  # fmt: skip


def test_the_first_is_that_of_the_passes_however_the_answers_stand() -> None:
    chain = "variables: {x: 1}\nnodes: {a: 2 * x, b: 3 * a, c: 5 * b, d: 7 * c}"
    assert by_name(chain, {"c": "105", "b": "21", "a": "7"}) == {
        "c": None, "b": "right from a wrong number further up: a", "a": None,
    }  # fmt: skip
    assert by_name(chain, {"∂a": "120", "∂b": "40", "∂c": "8"}) == {
        "∂a": None, "∂b": "right from a wrong number further up: ∂c", "∂c": None,
    }  # fmt: skip


def test_a_right_answer_counts_as_what_is_right_however_it_is_rounded() -> None:
    """731.0 would follow from a rounded 0.731, which is right: that the unrelated q is wrong explains nothing."""
    text = "variables: {x: 1, p: 3}\nnodes: {q: 2 * p, s: sigmoid(x), y: 1000 * s, o: y * q}"
    assert by_name(text, {"q": "8", "s": "0.731", "y": "731.0"}, written=True)["y"] is None


def test_two_wrong_numbers_are_each_said() -> None:
    text = "variables: {x: 1, y: 2}\nnodes: {a: 2 * x, b: 3 * y, c: a * 7, d: b * 11, e: c + d}"
    found = by_name(text, {"a": "9", "b": "8", "c": "63", "d": "88"})
    assert (found["c"], found["d"]) == ("right from a wrong number further up: a", "right from a wrong number further up: b")


def test_a_wrong_value_behind_right_ones_is_no_cause() -> None:
    """Whoever wrote the value wrong and went on with the right one made no other mistake; the gradient then is wrong by itself."""
    assert by_name(TAX, {"sum": "300", "∂tax": "250"}) == {"sum": None, "∂tax": None}
    both = {"sum": "300", "∂price": "2", "∂tax": "400"}
    assert by_name(TAX, both)["∂tax"] == "right from a wrong number further up: ∂price"
    assert by_name(TAX, {**both, "∂tax": "600"})["∂tax"] == "right from a wrong number further up: sum", "from both"


def test_by_digits_a_rounded_mistake_is_recognised() -> None:
    text = "variables: {x: 1, w: 3}\nnodes: {s: sigmoid(x), y: s * w}"
    assert by_name(text, {"∂x": "0.197"}) == {"∂x": None}, "0.196612 is not within the tolerance"
    assert by_name(text, {"∂x": "0.197"}, written=True) == {"∂x": "the local gradient alone, without the upstream of s"}


def test_an_answer_that_is_right_to_its_digits_has_its_reason_already() -> None:
    text = "variables: {x: 2}\nnodes: {y: 100 * x}\nupstream: 1.004"
    assert by_name(text, {"∂x": "100"}) == {"∂x": None}, "100.4 rounded, and not 100 without the upstream"


def test_a_layer_that_refuses_a_wrong_number_leaves_the_others_their_reasons() -> None:
    text = "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1]}\nnodes:\n  s: x * 2\n  y: softmax_with_loss(s, t)"
    read = problem(text)
    wrote = {("forward", read.find("t")): np.array([0.0, 9.0]), ("gradient", read.find("y")): -1.0}
    found = reasons(read, wrote, Measure(TOLERANCE))
    assert [reason and reason.kind for reason in found] == [None, "sign"]


def test_what_the_key_decides_is_worked_out_once() -> None:
    read = problem(TAX)
    done = solve(read)
    finder = Reasons(done, Measure(TOLERANCE))
    finder.find(marked(read, done, {("gradient", 0): 2.0}, finder.measure))
    known = finder.known["gradient", 0]
    finder.find(marked(read, done, {("gradient", 0): 3.0}, finder.measure))
    assert finder.known["gradient", 0] is known
    assert list(finder.known) == [("gradient", 0)], "only wrong answers are looked at"


if __name__ == "__main__":
    for kind, count in table_of_plants().items():
        print(f"{kind:12}{count.planted:8}{count.found:8}{count.wrongly:8}")
