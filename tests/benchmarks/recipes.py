"""Seeded graphs of sums and products, of any size: deep, wide with fan-out, a mixture, and products alone.

Each is made while it is evaluated, so that values stay near ±1 and no gradient overflows or dies out on the way.
"""

import json
from collections import deque
from collections.abc import Callable
from math import exp, log
from operator import add, mul
from random import Random
from typing import NamedTuple

Step = tuple[str, int, int]  # an operator, and the numbers of what it takes
OPERATIONS: dict[str, Callable[[float, float], float]] = {"+": add, "*": mul}


class Recipe(NamedTuple):
    """A graph by numbers: first the variables, then the nodes in running order. The last node depends on every other node."""

    variables: list[float]
    steps: list[Step]


class Maker:
    """A recipe in the making, with the values so far."""

    def __init__(self, variables: list[float]) -> None:
        self.count = len(variables)
        self.values = list(variables)
        self.steps: list[Step] = []

    def step(self, operator: str, x: int, y: int) -> int:
        self.values.append(OPERATIONS[operator](self.values[x], self.values[y]))
        self.steps.append((operator, x, y))
        return len(self.values) - 1

    def steadiest(self, operator: str, x: int, y: int) -> int:
        """A step with this operator, or with another where that leaves the result nearer to ±1 than a factor of 2."""
        sizes = {one: distance(OPERATIONS[one](self.values[x], self.values[y])) for one in (operator, *OPERATIONS)}
        return self.step(operator if sizes[operator] <= log(2) else min(sizes, key=sizes.__getitem__), x, y)

    def recipe(self) -> Recipe:
        return Recipe(self.values[: self.count], self.steps)


def distance(value: float) -> float:
    """How far a value is from ±1, counted in factors."""
    return abs(log(abs(value))) if value else float("inf")


def variables(random: Random, nodes: int, spread: float, signs: str = "+") -> list[float]:
    """One variable for each hundred nodes, at least 4 and at most 1,000: each feeds many nodes."""
    count = min(1000, max(4, nodes // 100))
    return [(-1.0 if random.choice(signs) == "-" else 1.0) * exp(random.uniform(-spread, spread)) for _ in range(count)]


def deep(nodes: int, seed: int = 0) -> Recipe:
    """One chain: each node takes the one before it, and a variable. Products lead back to a slope of 1, sums to a value of 1."""
    random = Random(seed)
    factors = variables(random, nodes, 0.1)
    terms = [random.uniform(-0.1, 0.1) for _ in factors]
    maker, last, slope = Maker([*factors, *terms]), 0, 1.0
    up = [i for i, factor in enumerate(factors) if factor >= 1.0] or [0]
    down = [i for i, factor in enumerate(factors) if factor < 1.0] or [0]
    plus = [i for i, term in enumerate(terms, len(factors)) if term >= 0.0] or [0]
    minus = [i for i, term in enumerate(terms, len(factors)) if term < 0.0] or [0]
    for _ in range(nodes):
        if random.random() < 0.5:
            other = random.choice(down if slope >= 1.0 else up)
            slope *= maker.values[other]
            last = maker.step("*", last, other)
        else:
            last = maker.step("+", last, random.choice(minus if maker.values[last] >= 1.0 else plus))
    return maker.recipe()


def wide(nodes: int, seed: int = 0) -> Recipe:
    """Products of variables side by side, added up by a tree of sums: each variable feeds about two hundred nodes."""
    random = Random(seed)
    maker = Maker(variables(random, nodes, 0.5, "+-"))
    waiting = deque(maker.step("*", random.randrange(maker.count), random.randrange(maker.count)) for _ in range((nodes + 1) // 2))
    while len(maker.steps) < nodes:
        first = waiting.popleft()
        waiting.append(maker.step("+", first, waiting.popleft() if waiting else 0))
    return maker.recipe()


def mixture(nodes: int, seed: int = 0) -> Recipe:
    """Sums and products of random pairs of what came before; some values are used twice."""
    random = Random(seed)
    maker = Maker(variables(random, nodes, 0.2, "+-"))

    def join(x: int, y: int) -> int:
        return maker.steadiest(random.choice("+*"), x, y)

    grow(random, maker, nodes, join, again=0.25)
    return maker.recipe()


def products(nodes: int, seed: int = 0) -> Recipe:
    """A tree of products whose leaves are a few variables: the gradient of each is how often it is there × output / variable."""
    random = Random(seed)
    maker = Maker(variables(random, nodes, 0.01))
    grow(random, maker, nodes, lambda x, y: maker.step("*", x, y), again=0.0)
    return maker.recipe()


def grow(random: Random, maker: Maker, nodes: int, join: Callable[[int, int], int], again: float) -> None:
    """Join pairs: two variables, a variable and an unused node, or two unused nodes, so that one unused node is left at the end.

    A tenth of the nodes is kept waiting, so that no path grows long. again: how often a node that was used waits once more.
    """
    waiting: list[int] = []

    def drawn() -> int:
        place = random.randrange(len(waiting))
        waiting[place], waiting[-1] = waiting[-1], waiting[place]
        return waiting.pop()

    for left in range(nodes, 0, -1):
        room = left - len(waiting)  # by how much the number of waiting nodes may grow in this step
        kinds = [used for used in (0, 1, 2) if used <= len(waiting) and 1 - used <= room]
        kind = 0 if room > 0 and len(waiting) < nodes // 10 else random.choice(kinds)
        pair = [drawn() if index < kind else random.randrange(maker.count) for index in range(2)]
        if kind == 2 and room >= 0 and random.random() < again:
            waiting.append(pair[0])
        waiting.append(join(*pair))


RECIPES = {"deep": deep, "wide": wide, "mixture": mixture, "products": products}


def name_of(recipe: Recipe, number: int) -> str:
    first = len(recipe.variables)
    return f"x{number}" if number < first else f"n{number - first}"


def nodes_of(recipe: Recipe) -> dict[str, str]:
    """Each node as it stands in a problem: its name, and the plain line `n3 * n7`."""
    first = len(recipe.variables)
    names = [name_of(recipe, number) for number in range(first + len(recipe.steps))]
    return {names[first + i]: f"{names[x]} {operator} {names[y]}" for i, (operator, x, y) in enumerate(recipe.steps)}


def as_yaml(recipe: Recipe) -> str:
    """One line a variable, one line a node."""
    inputs = [f"  x{i}: {value!r}\n" for i, value in enumerate(recipe.variables)]
    lines = [f"  {name}: {line}\n" for name, line in nodes_of(recipe).items()]
    return "".join(["variables:\n", *inputs, "nodes:\n", *lines])


def as_json(recipe: Recipe) -> str:
    return json.dumps({"variables": {f"x{i}": v for i, v in enumerate(recipe.variables)}, "nodes": nodes_of(recipe)}, indent=0)
