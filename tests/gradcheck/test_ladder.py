"""Ladders of steps as functions make them: which slope they show, and how far it is to be trusted."""

from collections.abc import Callable
from math import cos, exp, inf, isnan, log, nan, sin

import pytest

from backprop_cli.gradcheck.ladder import Rung, settled, slope_of
from backprop_cli.gradcheck.move import Slope

EPSILON = 2.0**-52


def rung(f: Callable[[float], float], x: float, h: float) -> Rung:
    up, down = f(x + h) - f(x), f(x - h) - f(x)
    return Rung(h, (up - down) / (2.0 * h), up / h, -down / h, EPSILON * abs(f(x)) / h)


def slope(f: Callable[[float], float], x: float) -> Slope:
    scale = abs(x) or 1.0
    steps = [(scale + max(scale, 1.0) * 4.0**-k) - scale for k in range(26)]  # rounded to what x can be moved by
    return slope_of([rung(f, x, h) for h in steps if h], scale, abs(f(x)))


@pytest.mark.parametrize(
    ("f", "x", "expected"),
    [
        (sin, 0.7, cos(0.7)),
        (exp, 3.0, exp(3.0)),
        (lambda x: x**3, 0.0, 0.0),
        (lambda x: log(x) if x > 0 else nan, 1e-5, 1e5),
        (lambda x: 1 / x if x else inf, 1e-5, -1e10),
        (lambda x: abs(x) + x, 1e-3, 2.0),
        (lambda x: sin(1e6 * x), 0.7, 1e6 * cos(0.7e6)),
    ],
)
def test_smooth_functions(f: Callable[[float], float], x: float, expected: float) -> None:
    found = slope(f, x)
    assert found.left is None
    assert abs(found.value - expected) <= found.bar + 1e-9 * abs(expected)
    assert found.bar <= 1e-6 * max(abs(expected), 1.0)


def test_a_kink_has_two_slopes() -> None:
    found = slope(lambda x: abs(x) + 2 * x, 0.0)
    assert (found.left, found.right, found.value) == (pytest.approx(1.0), pytest.approx(3.0), pytest.approx(2.0))


def test_nothing_is_known_outside_the_domain() -> None:
    found = slope(lambda x: nan, 1.0)
    assert isnan(found.value)
    assert found.bar == inf


def test_a_function_that_swings_faster_than_every_step_is_not_flat() -> None:
    f = lambda x: cos(x * x)  # noqa: E731
    found = slope(f, 87101651.9)
    assert abs(found.value - -2 * 87101651.9 * sin(87101651.9**2)) <= found.bar or found.bar > 0.01


def test_two_steps_settle_what_is_clear() -> None:
    wide, narrow = (rung(sin, 0.7, 0.7 * 2.0**-k) for k in (9, 11))
    right, wrong = settled(cos(0.7), wide, narrow, 1e-6), settled(1.01 * cos(0.7), wide, narrow, 1e-6)
    assert right is not None
    assert wrong is not None
    assert right.value == wrong.value == pytest.approx(cos(0.7), rel=1e-9)
    assert settled(cos(0.7) * (1.0 + 3e-6), wide, narrow, 1e-6) is None
