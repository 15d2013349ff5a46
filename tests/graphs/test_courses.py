"""The graphs of lectures and tutorials: CS231n, micrograd and its lecture, PyTorch, JAX, autograd, TensorFlow, tinygrad."""

import math

import numpy as np

from tests.graphs.case import Case, assert_holds, case, each


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def cs231n() -> list[Case]:
    """cs231n.github.io/optimization-2"""
    gates = {"p": "x * y", "m": "maximum(z, w)", "s": "p + m", "f": "s * 2"}
    return [
        case("the first circuit", {"x": -2, "y": 5, "z": -4}, {"q": "x + y", "f": "q * z"}, {"q": 3, "f": -12},
             {"x": -4, "y": -4, "z": 3, "q": -4}),
        case("f = xy at (4, -3)", {"x": 4, "y": -3}, "x * y", -12, {"x": -3, "y": 4}),
        case("patterns in backward flow", {"x": 3, "y": -4, "z": 2, "w": -1}, gates, {"p": -12, "m": 2, "s": -10, "f": -20},
             {"x": -8, "y": 6, "z": 2, "w": 0, "p": 2, "m": 2, "s": 2}),
        staged_computation(),
        product_of_matrices(),
    ]  # fmt: skip


def staged_computation() -> Case:
    """f(x, y) = (x + s(y)) / (s(x) + (x + y)²) at (3, -4), by the quotient rule."""
    x, y = 3.0, -4.0
    top, bottom = x + logistic(y), logistic(x) + (x + y) ** 2
    slope_x, slope_y = logistic(x) * (1 - logistic(x)), logistic(y) * (1 - logistic(y))
    dx = (bottom - top * (slope_x + 2 * (x + y))) / bottom**2
    dy = (slope_y * bottom - top * 2 * (x + y)) / bottom**2
    nodes = {"num": "x + sigmoid(y)", "den": "sigmoid(x) + (x + y) ** 2", "f": "num / den"}
    return case("staged computation", {"x": 3, "y": -4}, nodes, top / bottom, {"x": dx, "y": dy})


def product_of_matrices() -> Case:
    random = np.random.default_rng(231)
    W, X, dD = random.normal(size=(5, 10)), random.normal(size=(10, 3)), random.normal(size=(5, 3))
    return case("D = W X", {"W": W, "X": X}, {"D": "W @ X"}, W.dot(X), {"W": dD.dot(X.T), "X": W.T.dot(dD)}, upstream=dD)


def micrograd() -> list[Case]:
    sanity = {"z": "2 * x + 2 + x", "q": "relu(z) + z * x", "h": "relu(z * z)", "y": "h + q + q * x"}
    lecture = {"e": "a * b", "d": "e + c", "L": "d * f"}
    b = 6.8813735870195432
    neuron = {"n": "x1 * w1 + x2 * w2 + b", "o": "tanh(n)"}
    half = math.sqrt(0.5)
    return [
        case("test_sanity_check", {"x": -4}, sanity, -20, {"x": 46}),
        case("the lecture's L", {"a": 2, "b": -3, "c": 10, "f": -2}, lecture, {"e": -6, "d": 4, "L": -8},
             {"a": 6, "b": -4, "c": -2, "f": 4, "d": -2, "e": -2}),
        case("the lecture's neuron", {"x1": 2, "x2": 0, "w1": -3, "w2": 1, "b": b}, neuron, half,
             {"x1": -1.5, "w1": 1, "x2": 0.5, "w2": 0, "b": 0.5}),
        case("the lecture's bug: a + a", {"a": 3}, {"b": "a + a"}, 6, {"a": 2}),
        case("the lecture's other bug", {"a": -2, "b": 3}, {"d": "a * b", "e": "a + b", "f": "d * e"}, -6,
             {"a": -3, "b": -8, "d": 1, "e": -6}),
    ]  # fmt: skip


def micrograd_readme() -> dict[str, str]:
    """The README's expression, its `+=` written as further nodes."""
    return {
        "c1": "a + b", "d1": "a * b + b ** 3", "c2": "c1 + (c1 + 1)", "c3": "c2 + (1 + c2 + -a)",
        "d2": "d1 + (d1 * 2 + relu(b + a))", "d3": "d2 + (3 * d2 + relu(b - a))", "e": "c3 - d3", "f": "e ** 2",
        "g": "f / 2.0 + 10.0 / f",
    }  # fmt: skip


def test_micrograd_readme() -> None:
    """e = c3 - d3 with c3 = 3a + 4b + 3 and, at (-4, 2), d3 = 12(ab + b³) + (b - a), hence the slopes of e; the README prints
    24.7041, 138.8338 and 645.5773."""
    a, b = -4.0, 2.0
    e = 3 * a + 4 * b + 3 - 12 * (a * b + b**3) - (b - a)
    de = e - 20 / e**3
    g, da, db = e * e / 2 + 10 / e**2, de * (3 - 12 * b + 1), de * (4 - 12 * (a + 3 * b * b) - 1)
    assert [f"{number:.4f}" for number in (g, da, db)] == ["24.7041", "138.8338", "645.5773"]
    assert_holds(case("README", {"a": a, "b": b}, micrograd_readme(), {"e": e, "g": g}, {"a": da, "b": db}))


def tutorials() -> list[Case]:
    slope = [logistic(x) * (1 - logistic(x)) for x in range(3)]
    ones = [[1, 1], [1, 1]]
    grid = [[2, 2, 2], [0, 0, 0], [-2, -2, -2]]
    return [
        case("PyTorch: Q = 3a³ - b²", {"a": [2, 3], "b": [6, 4]}, "3 * a ** 3 - b ** 2", [-12, 65],
             {"a": [36, 81], "b": [-12, -8]}, upstream=[1, 1]),
        case("PyTorch: the mean of 3(x + 2)²", {"x": ones}, {"y": "x + 2", "z": "y * y * 3", "out": "mean(z)"}, 27,
             {"x": [[4.5, 4.5], [4.5, 4.5]]}),
        case("JAX: grad(tanh)(2.0)", {"x": 2}, "tanh(x)", math.tanh(2), {"x": 1 - math.tanh(2) ** 2}),
        case("JAX: grad of a sum of logistics", {"x": [0, 1, 2]}, "sum(1 / (1 + exp(-x)))", sum(map(logistic, range(3))),
             {"x": slope}),
        case("autograd: tanh from exponentials", {"x": 1}, "(1 - exp(-2 * x)) / (1 + exp(-2 * x))", math.tanh(1),
             {"x": 0.41997434161402607}),
        case("TensorFlow: z = y² = x⁴", {"x": 3}, {"y": "x * x", "z": "y * y"}, 81, {"x": 108, "y": 18}),
        case("TensorFlow: y = x²", {"x": 3}, "x ** 2", 9, {"x": 6}),
        case("tinygrad: y @ x", {"x": np.eye(3), "y": [[2, 0, -2]]}, {"z": "sum(y @ x)"}, 0, {"x": grid, "y": [[1, 1, 1]]}),
    ]  # fmt: skip


@each(cs231n())
def test_cs231n(case: Case) -> None:
    assert_holds(case)


@each(micrograd())
def test_micrograd(case: Case) -> None:
    assert_holds(case)


@each(tutorials())
def test_tutorials(case: Case) -> None:
    assert_holds(case)
