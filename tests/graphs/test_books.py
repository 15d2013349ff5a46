"""The graphs of the book's chapters 3 to 5, and of its third volume, where the reader builds DeZero."""

import math

import numpy as np

from tests.graphs.case import Case, assert_holds, case, each

E = math.e
GUESS = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]  # section 4.2: the network's ten probabilities


def one_hot(position: int) -> list[int]:
    return [int(i == position) for i in range(10)]


def minus_target(position: int) -> list[float]:
    return [y - t for y, t in zip(GUESS, one_hot(position), strict=True)]


def first_volume() -> list[Case]:
    squares = "x0 ** 2 + x1 ** 2"
    return [
        case("4.3.2 slope of 0.01x² + 0.1x at 5", {"x": 5}, "0.01 * x ** 2 + 0.1 * x", 0.75, {"x": 0.2}),
        case("4.3.2 slope of 0.01x² + 0.1x at 10", {"x": 10}, "0.01 * x ** 2 + 0.1 * x", 2.0, {"x": 0.3}),
        case("4.4 gradient at (3, 4)", {"x0": 3, "x1": 4}, squares, 25, {"x0": 6, "x1": 8}),
        case("4.4 gradient at (0, 2)", {"x0": 0, "x1": 2}, squares, 4, {"x0": 0, "x1": 4}),
        case("4.4 gradient at (3, 0)", {"x0": 3, "x1": 0}, squares, 9, {"x0": 6, "x1": 0}),
        case("4.2.1 the right guess", {"y": GUESS}, {"E": "sum_squared_error(y, t)"}, 0.0975, {"y": minus_target(2)},
             constants={"t": one_hot(2)}),
        case("4.2.1 the wrong guess", {"y": GUESS}, {"E": "sum_squared_error(y, t)"}, 0.5975, {"y": minus_target(7)},
             constants={"t": one_hot(7)}),
        case("4.2.2 the right guess", {"y": GUESS}, {"E": "cross_entropy(y, t)"}, -math.log(0.6),
             {"y": [-t / 0.6 for t in one_hot(2)]}, constants={"t": one_hot(2)}),
        case("4.2.2 the wrong guess", {"y": GUESS}, {"E": "cross_entropy(y, t)"}, math.log(10),
             {"y": [-t / 0.1 for t in one_hot(7)]}, constants={"t": one_hot(7)}),
        case("5.2.1 y = f(x) with upstream E", {"x": 3}, "x ** 2", 9, {"x": 6 * 1.7}, upstream=1.7),
        case("5.3.1 addition", {"x": 10, "y": 5}, {"z": "x + y"}, 15, {"x": 1.3, "y": 1.3}, upstream=1.3),
        case("5.3.2 multiplication", {"x": 10, "y": 5}, {"z": "x * y"}, 50, {"x": 6.5, "y": 13}, upstream=1.3),
        case("5.6.3 softmax with loss, wrong", {"a": np.log([0.3, 0.2, 0.5])}, {"L": "softmax_with_loss(a, t)"}, -math.log(0.2),
             {"a": [0.3, -0.8, 0.5]}, constants={"t": [0, 1, 0]}),
        case("5.6.3 softmax with loss, right", {"a": np.log([0.01, 0.99])}, {"L": "softmax_with_loss(a, t)"}, -math.log(0.99),
             {"a": [0.01, -0.01]}, constants={"t": [0, 1]}),
    ]  # fmt: skip


def goldstein_price() -> str:
    first = "1 + (x + y + 1) ** 2 * (19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2)"
    second = "30 + (2*x - 3*y) ** 2 * (18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2)"
    return f"({first}) * ({second})"


def third_volume() -> list[Case]:
    half = {"a": "x ** 2", "b": "exp(a)", "y": "b ** 2"}
    matyas = "0.26 * (x**2 + y**2) - 0.48 * x * y"
    table = [[1, 2, 3], [4, 5, 6]]
    return [
        case("steps 3 to 9: (exp(x²))²", {"x": 0.5}, half, {"a": 0.25, "b": E**0.25, "y": E**0.5},
             {"x": 2 * E**0.5, "a": 2 * E**0.5, "b": 2 * E**0.25}),
        case("step 13: x² + y²", {"x": 2, "y": 3}, {"z": "x ** 2 + y ** 2"}, 13, {"x": 4, "y": 6}),
        case("step 14: x + x", {"x": 3}, "x + x", 6, {"x": 2}),
        case("step 14: (x + x) + x", {"x": 3}, "(x + x) + x", 9, {"x": 3}),
        case("steps 15 and 16: the fork", {"x": 2}, {"a": "x ** 2", "y": "a ** 2 + a ** 2"}, 32, {"x": 64, "a": 16}),
        case("step 20: a b + c", {"a": 3, "b": 2, "c": 1}, "a * b + c", 7, {"a": 2, "b": 3, "c": 1}),
        case("step 24: sphere", {"x": 1, "y": 1}, {"z": "x ** 2 + y ** 2"}, 2, {"x": 2, "y": 2}),
        case("step 24: matyas", {"x": 1, "y": 1}, {"z": matyas}, 0.04, {"x": 0.04, "y": 0.04}),
        case("step 24: goldstein-price", {"x": 1, "y": 1}, {"z": goldstein_price()}, 1876, {"x": -5376, "y": 8064}),
        case("step 27: sin π/4", {"x": math.pi / 4}, "sin(x)", math.sqrt(0.5), {"x": math.sqrt(0.5)}),
        case("step 28: rosenbrock", {"x0": 0, "x1": 2}, "100 * (x1 - x0 ** 2) ** 2 + (1 - x0) ** 2", 401, {"x0": -2, "x1": 400}),
        case("steps 29 to 33: x⁴ - 2x²", {"x": 2}, "x ** 4 - 2 * x ** 2", 8, {"x": 24}),
        case("step 34: sin 1", {"x": 1}, "sin(x)", math.sin(1), {"x": math.cos(1)}),
        case("step 35: tanh 1", {"x": 1}, "tanh(x)", math.tanh(1), {"x": 1 / math.cosh(1) ** 2}),
        case("step 37: arrays and a constant", {"x": table}, "sum(x + c)", 231, {"x": np.ones((2, 3))},
             constants={"c": [[10, 20, 30], [40, 50, 60]]}),
        case("step 38: reshape", {"x": table}, "reshape(x, shape=(6,))", [1, 2, 3, 4, 5, 6], {"x": np.ones((2, 3))}),
        case("step 38: transpose", {"x": table}, "transpose(x)", [[1, 4], [2, 5], [3, 6]], {"x": np.ones((2, 3))}),
        case("step 39: sum along an axis", {"x": table}, "sum(x, axis=0)", [5, 7, 9], {"x": np.ones((2, 3))}),
        case("step 40: broadcasting", {"x0": [1, 2, 3], "x1": [10]}, "x0 + x1", [11, 12, 13], {"x0": [1, 1, 1], "x1": [3]}),
    ]  # fmt: skip


@each(first_volume())
def test_deep_learning_from_scratch(case: Case) -> None:
    assert_holds(case)


@each(third_volume())
def test_dezero(case: Case) -> None:
    assert_holds(case)


def test_simple_net_of_section_4_4_2() -> None:
    """The book prints the weights, the loss and dW to eight digits, its loss with 1e-7 inside the logarithm."""
    W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
    score = np.array([0.6, 0.9]) @ W
    p = np.exp(score) / np.exp(score).sum()
    dW = np.outer([0.6, 0.9], p - [0, 0, 1])
    np.testing.assert_allclose(dW, [[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]], atol=5e-8)
    assert abs(-math.log(p[2]) - 0.92806853663411326) < 5e-7
    nodes = {"score": "x @ W", "loss": "softmax_with_loss(score, t)"}
    constants = {"x": [0.6, 0.9], "t": [0, 0, 1]}
    assert_holds(case("simple net", {"W": W}, nodes, {"score": score, "loss": -math.log(p[2])}, {"W": dW}, constants=constants))
