"""Test functions of optimization and of automatic differentiation, with the values and gradients that their papers give."""

import math

import numpy as np

from tests.graphs.case import Case, assert_holds, case, each

BEALE = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
POWELL = "(a + 10*b)**2 + 5*(c - d)**2 + (b - 2*c)**4 + 10*(a - d)**4"
WOOD = "100*(b - a**2)**2 + (1 - a)**2 + 90*(d - c**2)**2 + (1 - c)**2 + 10.1*((b - 1)**2 + (d - 1)**2) + 19.8*(b - 1)*(d - 1)"
HIMMELBLAU = "(x**2 + y - 11)**2 + (x + y**2 - 7)**2"
CAMEL = "(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (-4 + 4*y**2)*y**2"


def four(a: float, b: float, c: float, d: float) -> dict[str, float]:
    return {"a": a, "b": b, "c": c, "d": d}


def functions() -> list[Case]:
    x, y = {"x": 1, "y": 1}, {"x": 0, "y": 0}
    banana = {"f": "100*(y - x**2)**2 + (1 - x)**2"}
    return [
        case("Rosenbrock at (-1.2, 1)", {"x": -1.2, "y": 1}, banana, 24.2, {"x": -215.6, "y": -88}),
        case("Rosenbrock at its minimum", x, banana, 0, y),
        case("Himmelblau at (0, 0)", y, {"f": HIMMELBLAU}, 170, {"x": -14, "y": -22}),
        case("Himmelblau at (3, 2)", {"x": 3, "y": 2}, {"f": HIMMELBLAU}, 0, y),
        case("Beale at (1, 1)", x, {"f": BEALE}, 14.203125, {"x": 0, "y": 27.75}),
        case("Booth at (0, 0)", y, {"f": "(x + 2*y - 7)**2 + (2*x + y - 5)**2"}, 74, {"x": -34, "y": -38}),
        case("Powell's singular function", four(3, -1, 0, 1), {"f": POWELL}, 215, four(306, -144, -2, -310)),
        case("Wood's function", four(-3, -1, -3, -1), {"f": WOOD}, 19192, four(-12008, -2080, -10808, -1880)),
        case("six-hump camel at (1, 1)", x, {"f": CAMEL}, 4 - 2.1 + 1 / 3 + 1, {"x": 8 - 8.4 + 2 + 1, "y": 1 - 8 + 16}),
        case("Baydin's example", {"x1": 2, "x2": 5}, "log(x1) + x1*x2 - sin(x2)", math.log(2) + 10 - math.sin(5),
             {"x1": 5.5, "x2": 2 - math.cos(5)}),
        case("Wikipedia's example", {"x1": 2, "x2": 3}, "x1*x2 + sin(x1)", 6 + math.sin(2), {"x1": 3 + math.cos(2), "x2": 2}),
        case("Speelpenning's product", four(2, 3, 4, 5), {"f": "a * b * c * d"}, 120, four(60, 40, 30, 24)),
        case("Helmholtz-like energy", {"x": [0.1, 0.2]}, "sum(x * log(x / (1 - sum(x) / 2)))", *helmholtz()),
        case("Ackley without its constants", {"x": 0.5, "y": -0.25}, "exp((cos(x) + cos(y)) / 2) - sqrt(x**2 + y**2)", *ackley()),
    ]  # fmt: skip


def helmholtz() -> tuple[float, dict[str, list[float]]]:
    """Σ xᵢ log(xᵢ / r), r = 1 - Σx/2: the slope is log(xᵢ / r) + 1 + Σx / (2r)."""
    x, r = (0.1, 0.2), 0.85
    value = sum(one * math.log(one / r) for one in x)
    return value, {"x": [math.log(one / r) + 1 + 0.3 / (2 * r) for one in x]}


def ackley() -> tuple[float, dict[str, float]]:
    x, y = 0.5, -0.25
    bump, radius = math.exp((math.cos(x) + math.cos(y)) / 2), math.hypot(x, y)
    return bump - radius, {"x": -bump * math.sin(x) / 2 - x / radius, "y": -bump * math.sin(y) / 2 - y / radius}


@each(functions())
def test_function(case: Case) -> None:
    assert_holds(case)


def test_gaussian_log_likelihood() -> None:
    """Bishop, Pattern Recognition and Machine Learning, section 1.2.4: ∂/∂mu = Σ(x - mu)/s², ∂/∂s = -n/s + Σ(x - mu)²/s³."""
    x, mu, s = np.array([0.5, -1.25, 2.0, 3.5]), 0.75, 1.5
    nodes = {"z": "(x - mu) / s", "L": "sum(-0.5 * z ** 2 - log(s)) - 2 * log(6.283185307179586)"}
    off = x - mu
    value = -(off**2).sum() / (2 * s * s) - 4 * math.log(s) - 2 * math.log(2 * math.pi)
    gradients = {"x": -off / s**2, "mu": off.sum() / s**2, "s": -4 / s + (off**2).sum() / s**3}
    assert_holds(case("log likelihood", {"x": x, "mu": mu, "s": s}, nodes, value, gradients))


def test_least_squares() -> None:
    """∇‖A w - y‖² = 2 Aᵀ(A w - y)."""
    random = np.random.default_rng(5)
    A, w, y = random.normal(size=(6, 3)), random.normal(size=3), random.normal(size=6)
    rest = A.dot(w) - y
    gradients = {"A": 2 * np.outer(rest, w), "w": 2 * A.T.dot(rest), "y": -2 * rest}
    nodes = {"r": "A @ w - y", "L": "sum(r * r)"}
    assert_holds(case("least squares", {"A": A, "w": w, "y": y}, nodes, {"r": rest, "L": rest.dot(rest)}, gradients))
