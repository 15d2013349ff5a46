"""Random graphs of arrays, with fan-out and broadcasting, in any order in the file, against the complex step on NumPy."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graphs.case import as_yaml, assert_close
from tests.graphs.oracle import complex_step
from tests.problems import solve_text

SHAPES = [(), (3,), (1,), (2, 3), (2, 1), (1, 3)]
OPERATIONS: dict[str, Any] = {
    "{0} + {1}": lambda x, y: x + y,
    "{0} - 2 * {1}": lambda x, y: x - 2 * y,
    "{0} * {1}": lambda x, y: x * y,
    "{0} / (2 + {1} * {1})": lambda x, y: x / (2 + y * y),
    "sin({0}) + {1}": lambda x, y: np.sin(x) + y,
    "tanh({0} * {1})": lambda x, y: np.tanh(x * y),
    "sigmoid({0} - {1})": lambda x, y: 1 / (1 + np.exp(y - x)),
    "mean({0}) * {1}": lambda x, y: np.mean(x) * y,
    "{0} * {0} - {0}": lambda x, y: x * x - x,
    "log(3 + cos({1})) * {0}": lambda x, y: np.log(3 + np.cos(y)) * x,
}


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, Any], list[tuple[str, str, str, str]], list[int]]:
    """Variables, the steps (name, operation, two sources) in an order that runs, and the order in which the file has them."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shapes = draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4))
    variables = {f"v{i}": random.uniform(-1, 1, shape) for i, shape in enumerate(shapes)}
    names, steps = list(variables), []
    for i in range(draw(st.integers(1, 9))):
        sources = [draw(st.sampled_from(names)) for _ in range(2)]
        steps.append((f"n{i}", draw(st.sampled_from(list(OPERATIONS))), *sources))
        names.append(f"n{i}")
    return variables, steps, draw(st.permutations(range(len(steps))))


def run(steps: list[tuple[str, str, str, str]], variables: dict[str, Any]) -> Any:
    values = dict(variables)
    for name, operation, first, second in steps:
        values[name] = OPERATIONS[operation](values[first], values[second])
    return values[steps[-1][0]]


@settings(max_examples=150)
@given(graphs())
def test_random_graph(graph: tuple[dict[str, Any], list[tuple[str, str, str, str]], list[int]]) -> None:
    variables, steps, order = graph
    nodes = {steps[i][0]: steps[i][1].format(*steps[i][2:]) for i in order}
    value = run(steps, variables)
    upstream = np.cos(np.arange(np.size(value))).reshape(np.shape(value))
    document = {"variables": variables, "nodes": nodes, "output": steps[-1][0], "upstream": upstream}
    solved = solve_text(as_yaml(document))
    assert_close(solved.values[steps[-1][0]], value, "value", 1e-12)
    for name, expected in complex_step(lambda **given: run(steps, given), variables, upstream).items():
        largest = max(1.0, np.abs(expected).max())
        np.testing.assert_allclose(solved.gradients[name], expected, rtol=1e-9, atol=1e-12 * largest, err_msg=name)
        assert np.shape(solved.gradients[name]) == np.shape(variables[name])
