"""Two oracles for gradients that share no code with the tool: the complex step on NumPy functions, and dual numbers."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

STEP = 1e-200  # Im f(x + ih)/h has no cancellation, so the step may be as small as it likes


def complex_step(function: Callable[..., Any], inputs: Mapping[str, Any], upstream: Any = 1.0) -> dict[str, Any]:
    """∂ sum(upstream · function(**inputs)) / ∂ every entry of every input, each of that input's shape."""
    arrays = {name: np.asarray(value, complex) for name, value in inputs.items()}
    gradients = {}
    for name, value in arrays.items():
        gradient = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            moved = value.copy()
            moved[index] += 1j * STEP
            gradient[index] = np.sum(upstream * np.asarray(function(**{**arrays, name: moved})).imag) / STEP
        gradients[name] = gradient
    return gradients


class Dual(NamedTuple):
    """A number and its slope along one direction: a + b ε with ε² = 0. `size` is the slope's terms added up without their signs:
    where they cancel, rounding is of that size."""

    value: float
    slope: float = 0.0
    size: float = 0.0

    def __add__(self, other: Any) -> "Dual":
        return Dual(self.value + other.value, self.slope + other.slope, self.size + other.size)

    def __sub__(self, other: Any) -> "Dual":
        return Dual(self.value - other.value, self.slope - other.slope, self.size + other.size)

    def __mul__(self, other: Any) -> "Dual":
        return chained(self.value * other.value, (self, other.value), (other, self.value))

    def __truediv__(self, other: Any) -> "Dual":
        out = self.value / other.value
        return chained(out, (self, 1 / other.value), (other, -out / other.value))

    def __pow__(self, other: Any) -> "Dual":
        out = self.value**other.value
        if isinstance(out, complex):
            raise ArithmeticError("no real power")
        logarithm = math.log(self.value) if other.size else 0.0
        return chained(out, (self, other.value * self.value ** (other.value - 1)), (other, out * logarithm))

    def __neg__(self) -> "Dual":
        return Dual(-self.value, -self.slope, self.size)


def chained(value: float, *parts: tuple[Dual, float]) -> Dual:
    """The chain rule: each part is an input and the local derivative by it."""
    slope = sum(part.slope * local for part, local in parts)
    return Dual(value, slope, sum(part.size * abs(local) for part, local in parts))


def lifted(function: Callable[[float], float], derivative: Callable[[float], float]) -> Callable[[Dual], Dual]:
    return lambda x: chained(function(x.value), (x, derivative(x.value)))


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


def sign(x: float) -> float:
    """The slope of |x|; at the kink there is none to compare with."""
    if x == 0:
        raise ArithmeticError("kink")
    return math.copysign(1.0, x)


def chosen(first: Dual, second: Dual, larger: bool) -> Dual:
    """The larger or smaller of two; a tie is a kink."""
    return first if (sign(first.value - second.value) > 0) == larger else second


DUAL_FUNCTIONS: dict[str, Callable[..., Dual]] = {
    "exp": lifted(math.exp, math.exp),
    "log": lifted(math.log, lambda x: 1 / x),
    "sqrt": lifted(math.sqrt, lambda x: 0.5 / math.sqrt(x)),
    "sin": lifted(math.sin, math.cos),
    "cos": lifted(math.cos, lambda x: -math.sin(x)),
    "tanh": lifted(math.tanh, lambda x: 1 - math.tanh(x) ** 2),
    "erf": lifted(math.erf, lambda x: 2 / math.sqrt(math.pi) * math.exp(-x * x)),
    "sigmoid": lifted(logistic, lambda x: logistic(x) * logistic(-x)),
    "relu": lifted(lambda x: max(x, 0.0), lambda x: (1 + sign(x)) / 2),
    "abs": lifted(abs, sign),
    "maximum": lambda a, b: chosen(a, b, larger=True),
    "minimum": lambda a, b: chosen(a, b, larger=False),
}
