"""The peers: which are here, and the scripts that a user of each would write instead of a problem file."""

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from operator import add, mul
from typing import Any

from tests.benchmarks.recipes import Recipe

LEFT_OUT: set[str] = set()  # by --without
ABSENT = "not installed, or left out"
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"+": add, "*": mul}

APPLES = {
    "autograd": """
from autograd import grad
print(*grad(lambda apple, number, tax: apple * number * tax, (0, 1, 2))(100.0, 2.0, 1.1))""",
    "jax": """
from jax import grad
print(*grad(lambda apple, number, tax: apple * number * tax, (0, 1, 2))(100.0, 2.0, 1.1))""",
    "torch": """
import torch
leaves = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (100.0, 2.0, 1.1)]
(leaves[0] * leaves[1] * leaves[2]).backward()
print(*[leaf.grad.item() for leaf in leaves])""",
}


def here(name: str) -> bool:
    """Whether a peer is installed and not left out. It is not imported: that alone may take a second."""
    return name not in LEFT_OUT and find_spec(name) is not None


def run(recipe: Recipe, leaves: Sequence[Any]) -> list[Any]:
    """Every value of the graph, in the numbers of whoever brings the leaves."""
    values = list(leaves)
    for operator, x, y in recipe.steps:
        values.append(values[x] * values[y] if operator == "*" else values[x] + values[y])
    return values


def micrograd_passes(recipe: Recipe) -> list[Any]:
    """Micrograd forward, and its nodes' own backward rules from last to first: its `backward()` recurses, and dies at 1,000.

    All values, each with its `grad`; the variables first.
    """
    from micrograd.engine import Value

    values = run(recipe, [Value(one) for one in recipe.variables])
    values[-1].grad = 1.0
    for value in reversed(values):
        value._backward()
    return values


def torch_passes(recipe: Recipe) -> list[Any]:
    """All values; the variables, which come first, have their `grad`."""
    import torch

    leaves = [torch.tensor(one, dtype=torch.float64, requires_grad=True) for one in recipe.variables]
    values = run(recipe, leaves)
    values[-1].backward()
    return values


def torch_script(path: str) -> None:
    """A whole program in place of ours: reads the problem with PyYAML's fast loader, and prints the variables' gradients."""
    import torch
    import yaml

    with open(path, encoding="utf-8") as file:
        problem = yaml.load(file, yaml.CSafeLoader)
    leaves = {name: torch.tensor(one, dtype=torch.float64, requires_grad=True) for name, one in problem["variables"].items()}
    values: dict[str, Any] = dict(leaves)
    last = None
    for name, line in problem["nodes"].items():
        x, operator, y = line.split()
        values[name] = last = OPERATORS[operator](values[x], values[y])
    assert last is not None
    last.backward()
    for leaf in leaves.values():
        print(0.0 if leaf.grad is None else leaf.grad.item())


if __name__ == "__main__":
    torch_script(sys.argv[1])
