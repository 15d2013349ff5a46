"""How much L moves with the rounding of every value on the way; a value is shaken by half to twice of what is looked at."""

from typing import Any
from unittest.mock import patch

import numpy as np

from backprop_cli import engine
from backprop_cli.gradcheck import rounding
from backprop_cli.gradcheck.rounding import EPSILON, rounding_of_loss
from tests.problems import problem


def moved(text: str, upstream: Any = 1.0, quanta: dict[str, Any] | None = None) -> float:
    graph = problem(text).graph
    numbers = {graph.numbers[name]: quantum for name, quantum in (quanta or {}).items()}
    return rounding_of_loss(graph, engine.forward(graph), graph.nodes[-1], upstream, numbers)


def test_a_product_moves_by_an_epsilon_of_itself() -> None:
    assert 0.2 * EPSILON * 6 < moved("variables: {x: 2, y: 3}\nnodes: {z: x * y}\n") < 4 * EPSILON * 6


def test_a_small_difference_of_large_values_moves_by_the_large_ones() -> None:
    text = "variables: {x: 1e8}\nnodes: {a: x + 1, b: x * 1, z: a - b}\n"
    assert 0.2 * EPSILON * 1e8 < moved(text) < 4 * EPSILON * 1e8


def test_what_lies_beside_the_way_to_the_output_is_not_run() -> None:
    text = "variables: {x: 1, y: 1e10}\nnodes: {beside: y * y, z: x * 2}\n"
    with patch.object(rounding, "answer_of_code", wraps=rounding.answer_of_code) as ran:
        assert moved(text) < 8 * EPSILON
    assert ran.call_count == len(rounding.SHAKES) * rounding.DRAWS


def test_the_upstream_gradient_weighs_the_entries() -> None:
    text = "variables: {x: [1, 1e6]}\nnodes: {z: x * 1}\n"
    small, large = moved(text, np.array([1.0, 0.0])), moved(text, np.array([0.0, 1.0]))
    assert small < 8 * EPSILON < 0.2e6 * EPSILON < large


def test_code_that_resolves_less_moves_by_its_quantum() -> None:
    text = "variables: {x: 1}\nnodes: {z: x * 1}\n"
    assert 0.2e-3 < moved(text, quanta={"z": 1e-3}) < 4e-3
    assert moved(text) < 8 * EPSILON
