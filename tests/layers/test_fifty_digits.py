"""Layers that work entry by entry beside mpmath: their formula worked out with fifty digits, and its slope, whatever the rules say."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from backprop_cli.layers import SHELF, Layer

from .words import evaluate, names_in

mpmath = pytest.importorskip("mpmath")
pytestmark = pytest.mark.oracle

POINTS = ([-30.0, -3.0, -0.7, -1e-9, 1e-12, 0.3, 1.5, 30.0], [-2.0, -0.4, 1e-9, 3.0, 25.0], [0.7, -11.0])  # for each input
EPSILON = 2.0**-52
DIGITS = 250  # fifty are left of gelu where 1 + erf is 1e-198


CHOICES: dict[str, Callable[..., Any]] = {
    "abs": abs, "round": lambda x: mpmath.nint(x), "maximum": max, "minimum": min, "where": lambda condition, a, b: a if condition else b,
}  # fmt: skip


def word(name: str) -> Callable[..., Any]:
    """What a word of a formula means here; a layer in another one's formula means that layer's formula."""
    return CHOICES.get(name) or getattr(mpmath, name, None) or (lambda *xs: exact(SHELF[name](), xs))


def exact(layer: Layer, xs: tuple[Any, ...]) -> Any:
    """The formula with functions of mpmath: a real number of fifty digits, or a complex one where there is no real one."""
    options = {name: mpmath.mpf(value) for name, value in layer.option_values().items() if value is not None}
    inputs = dict(zip(layer.inputs, map(mpmath.mpmathify, xs), strict=True))
    words = {name: word(name) for name in names_in(layer.formula)}
    return mpmath.mpmathify(evaluate(layer.formula, **{**words, **options, **inputs}))


def assert_near(mine: float, truth: Any, units: int, least: float = 0.0) -> None:
    """Within so many units in the last place of the truth, or of `least` where that is larger; nan where no real number is true."""
    if mpmath.im(truth):
        assert mine != mine, (mine, truth)
    else:
        assert abs(mine - truth) <= units * EPSILON * max(abs(truth), least), (mine, truth)


@pytest.mark.parametrize("layer", [kind() for kind in SHELF.values() if kind.elementwise], ids=lambda layer: layer.name)
def test_values_and_slopes(layer: Layer) -> None:
    for xs in product(*POINTS[: len(layer.inputs)]):
        out = layer.compute(*xs)
        with mpmath.workdps(DIGITS):
            truth = exact(layer, xs)
            assert_near(out, truth, units=4)
            if not (mpmath.im(truth) or layer.meant or layer.kink(*xs)):
                assert_slopes(layer, xs, out)


def assert_slopes(layer: Layer, xs: tuple[float, ...], out: float) -> None:
    """The slope of tanh is 1 - out², and that of x ** y by x is y·x ** (y - 1): each as near as its first step lets it be."""
    for i, local in enumerate(layer.partials(out, *xs)):
        order = tuple(int(i == k) for k in range(len(xs)))
        slope = mpmath.diff(lambda *moved: exact(layer, moved), xs, order)
        assert_near(0.0 if local is None else local, slope, units=16, least=1.0)
