"""Deep, wide and many-pathed graphs: no recursion, and no path is walked twice."""

import json
import math
from typing import Any

import numpy as np
import pytest

from tests.graphs.case import as_yaml, assert_close
from tests.problems import Solved, solve_text

DEEP = 10_000


def solve(variables: dict[str, Any], nodes: dict[str, str]) -> Solved:
    return solve_text(as_yaml({"variables": variables, "nodes": nodes}))


def test_doubling_chain_has_2_to_the_60_paths() -> None:
    nodes = {f"n{i}": f"n{i - 1} + n{i - 1}" for i in range(1, 61)}
    solved = solve({"n0": 3}, nodes)
    assert solved.values["n60"] == 3 * 2**60
    assert solved.gradients["n0"] == 2**60
    assert solved.gradients["n30"] == 2**30


def test_squaring_chain_multiplies_along_its_paths() -> None:
    solved = solve({"n0": 1 + 2**-20}, {f"n{i}": f"n{i - 1} * n{i - 1}" for i in range(1, 17)})
    assert_close(solved.gradients["n0"], 2**16 * (1 + 2**-20) ** (2**16 - 1), "x^65536")


def test_fibonacci() -> None:
    """Each number feeds the next two; ∂F₇₈/∂F₁ is F₇₈ itself, the largest that a float holds exactly."""
    solved = solve({"f0": 0, "f1": 1}, {f"f{i}": f"f{i - 1} + f{i - 2}" for i in range(2, 79)})
    assert solved.values["f78"] == solved.gradients["f1"] == 8944394323791464
    assert solved.gradients["f0"] == 5527939700884757


def test_deep_chain_of_products() -> None:
    w = 1.0001
    solved = solve({"n0": 2, "w": w}, {f"n{i}": f"n{i - 1} * w" for i in range(1, DEEP + 1)})
    assert_close(solved.output, 2 * w**DEEP, "value")
    assert_close(solved.gradients["w"], 2 * DEEP * w ** (DEEP - 1), "w")
    assert_close(solved.gradients["n0"], w**DEEP, "n0")


def test_deep_chain_by_repeat_is_the_same() -> None:
    document = {"variables": {"x": 2, "w": 1.0001}, "chain": ["x", {"repeat": DEEP, "steps": [{"mul": ["w"]}]}]}
    solved = solve_text(as_yaml(document))
    assert_close(solved.values[f"mul{DEEP}"], 2 * 1.0001**DEEP, "value")
    assert_close(solved.gradients["w"], 2 * DEEP * 1.0001 ** (DEEP - 1), "w")


def test_deep_chain_written_backwards() -> None:
    nodes = {f"n{i}": f"sin(n{i - 1})" for i in range(DEEP, 0, -1)}
    slope, value = 1.0, 1.0
    for _ in range(DEEP):
        slope *= math.cos(value)
        value = math.sin(value)
    solved = solve({"n0": 1}, nodes)
    assert_close(solved.values[f"n{DEEP}"], value, "value")
    assert_close(solved.gradients["n0"], slope, "slope")


def test_deep_chain_of_arrays() -> None:
    x = np.array([[1.0, -0.5], [0.25, 2.0]])
    solved = solve({"n0": x.tolist()}, {f"n{i}": f"n{i - 1} * 0.9995" for i in range(1, DEEP + 1)})
    assert_close(solved.output, x * 0.9995**DEEP, "value")
    assert_close(solved.gradients["n0"], np.full((2, 2), 0.9995**DEEP), "gradient")


def test_wide_fan_out_and_fan_in() -> None:
    """x feeds 5,000 products, whose sum is x · Σwᵢ."""
    weights = [math.cos(i) for i in range(5_000)]
    nodes = {f"p{i}": f"x * {w!r}" for i, w in enumerate(weights)}
    nodes["s0"] = "p0 + p1"
    nodes |= {f"s{i}": f"s{i - 1} + p{i + 1}" for i in range(1, 4_999)}
    solved = solve({"x": 3}, nodes)
    total = math.fsum(weights)
    assert_close(solved.values["s4998"], 3 * total, "sum")
    assert_close(solved.gradients["x"], total, "x")


def test_polynomial_of_degree_900_by_horner() -> None:
    """Σ xᵏ for k = 0 … 900, a product and a sum for each power."""
    solved = solve({"x": 0.999}, {"h0": "x + 1", **{f"h{i}": f"h{i - 1} * x + 1" for i in range(1, 900)}})
    assert_close(solved.output, math.fsum(0.999**k for k in range(901)), "value")
    assert_close(solved.gradients["x"], math.fsum(k * 0.999 ** (k - 1) for k in range(1, 901)), "slope")


@pytest.mark.parametrize("terms", [2, 100, 999])
def test_long_sum_in_one_expression(terms: int) -> None:
    solved = solve({"x": 0.1}, {"y": " + ".join(["x"] * terms)})
    assert_close(solved.output, math.fsum([0.1] * terms), "sum")
    assert solved.gradients["x"] == terms


def test_json_is_the_same_graph() -> None:
    document = {"variables": {"n0": 1.5, "w": 0.75}, "nodes": {f"n{i}": f"n{i - 1} * w + sin(n{i // 2})" for i in range(1, 500)}}
    from_yaml, from_json = solve_text(as_yaml(document)), solve_text(json.dumps(document), json=True)
    assert from_yaml.values == from_json.values
    assert from_yaml.gradients == from_json.gradients
