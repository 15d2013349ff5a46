"""The kinds of rounds, each drawn from a random number generator alone: the same seed and number make the same case again."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import numpy as np

from backprop_cli import engine
from tests.fuzz.case import PROBLEM, Case
from tests.problems import Solved, solve_text
from tests.rounds import faults, language, people, shelves
from tests.rounds.draft import Draft
from tests.rounds.faults import Fault
from tests.rounds.kits import Kit, OfLowPrecision, OfPython, OfYaml

LEAST_CHANGE = 1e-7  # of the output, for a relative change of an entry: what is below drowns in its rounding
KINKS = 0.3  # of the problems with layers of people's own have entries at kinks


class Round(NamedTuple):
    """A case, and the fault that was planted in it, if any."""

    case: Case
    fault: Fault | None


def checked(draft: Draft, *words: str, files: dict[str, bytes] | None = None, fault: Fault | None = None) -> Round:
    return Round(Case(["gradcheck", PROBLEM, *words], {PROBLEM: draft.text().encode(), **(files or {})}), fault)


def seeded(random: Random) -> list[str]:
    return ["--seed", str(random.randrange(100))]


def shelf(random: Random) -> Round:
    return checked(shelves.problem(random), *seeded(random))


def whole_language(random: Random) -> Round:
    return checked(language.problem(random), *seeded(random))


def either(random: Random, *words: str, kinks: bool = True) -> Round:
    """A problem of the two kinds above, of sizes that other methods can be asked for, too."""
    while True:
        draft = shelves.problem(random) if random.random() < 0.4 else language.problem(random, decades=2)
        if measurable(draft, kinks):
            return checked(draft, *seeded(random), *words)


def measurable(draft: Draft, kinks: bool) -> bool:
    """Whether every slope that is not 0 shows in the digits of the output; where kinks are not allowed, that there are none."""
    solved = solve_text(draft.text())
    size = float(np.sum(np.abs(solved.output)))
    for name in draft.variables:
        gradient, x = np.abs(np.asarray(solved.gradients[name], float)), np.max(np.abs(solved.values[name]))
        if np.any((gradient > 0.0) & (gradient * x < LEAST_CHANGE * size)):
            return False
    return kinks or not stands_at_kink(solved)


def stands_at_kink(solved: Solved) -> bool:
    graph = solved.problem.graph
    values = engine.forward(graph)
    return any(np.any(graph.layer(number).kink(*[values[source] for source in graph.sources(number)])) for number in graph.nodes)


def central(random: Random) -> Round:
    return either(random, "--method", "central")


def fast(random: Random) -> Round:
    return either(random, *random.choice((["--fast"], ["--fast"], ["--sample", "3"])))


def taylor(random: Random) -> Round:
    return either(random, "--method", "taylor", kinks=False)


def right(random: Random, kit: Kit, edges: float = 0.0) -> Round:
    draft = people.problem(random, kit, edges)
    words, files = kit.finish(draft)
    return checked(draft, *seeded(random), *words, files=files)


def wrong(random: Random, kit: Kit, edges: float = 0.0) -> Round:
    """edges: how likely entries stand at kinks; in some problems all layers have such."""
    draft, fault = faults.planted(random, kit, 1.0 if edges and random.random() < 0.15 else edges)
    words, files = kit.finish(draft)
    return checked(draft, *seeded(random), *words, files=files, fault=fault)


def low(random: Random, dtype: str) -> Kit:
    return OfLowPrecision(dtype, random.random() < 0.5)


RIGHT: dict[str, Callable[[Random], Round]] = {
    "shelf": shelf,
    "language": whole_language,
    "central": central,
    "fast": fast,
    "taylor": taylor,
    "handmade": lambda random: right(random, OfYaml(), KINKS),
    "python": lambda random: right(random, OfPython(), KINKS),
    "single": lambda random: right(random, low(random, "float32")),
    "half": lambda random: right(random, low(random, "float16")),
}
WRONG: dict[str, Callable[[Random], Round]] = {
    "handmade-fault": lambda random: wrong(random, OfYaml(), KINKS / 2),
    "python-fault": lambda random: wrong(random, OfPython(), KINKS / 2),
    "single-fault": lambda random: wrong(random, low(random, "float32")),
    "half-fault": lambda random: wrong(random, low(random, "float16")),
}
KINDS = RIGHT | WRONG


def drawn(kind: str, seed: int, number: int) -> Round:
    """Round `number` of a kind and seed."""
    return KINDS[kind](Random(f"{kind} {seed} {number}"))
