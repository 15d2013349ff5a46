"""Derivatives from the forward rule alone: by the complex step, and by central differences with one Richardson step."""

from collections.abc import Callable
from typing import Any

import numpy as np

from backprop_cli.layers import Layer

TINY = 1e-30  # so small that its square is nothing beside any sample
STEP = 1e-3  # error h⁴/30 · f⁗′, about 1e-13, like the rounding error ε/h


def by_complex_step(layer: Layer, xs: tuple[Any, ...], argument: int, dout: Any) -> Any:
    """The gradient of sum(dout · out) by one input: Im f(x + ih)/h has no cancellation."""

    def slope(change: Any) -> float:
        return float(np.sum(dout * moved(layer, xs, argument, change * 1j * TINY).imag) / TINY)

    return entry_by_entry(slope, xs[argument])


def by_central_differences(layer: Layer, xs: tuple[Any, ...], argument: int, dout: Any) -> Any:
    def slope(change: Any) -> float:
        near, far = (
            np.sum(dout * (moved(layer, xs, argument, change * h) - moved(layer, xs, argument, change * -h))) / (2 * h)
            for h in (STEP, 2 * STEP)
        )
        return float((4 * near - far) / 3)

    return entry_by_entry(slope, xs[argument])


def moved(layer: Layer, xs: tuple[Any, ...], argument: int, change: Any) -> Any:
    return np.asarray(layer.compute(*xs[:argument], xs[argument] + change, *xs[argument + 1 :]))


def entry_by_entry(slope: Callable[[Any], float], x: Any) -> Any:
    if isinstance(x, float):
        return slope(1.0)
    directions = np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([slope(direction) for direction in directions]).reshape(x.shape)
