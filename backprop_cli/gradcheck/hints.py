"""Why a gradient may be wrong: the patterns that wrong backward passes leave in their numbers."""

from collections.abc import Sequence
from math import isfinite

from backprop_cli.gradcheck.result import Check
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.python_layers.code import added_to_logarithm
from backprop_cli.python_layers.layer import PythonLayer

NOISE = 1e-13
ALIKE = 1e-5  # relative difference of factors that are one
MOST_PARTS = 10_000


def pattern(checks: Sequence[Check], all_checks: Sequence[Check], name: str, sizes: Sequence[tuple[int, str]]) -> str:
    """What all entries of a wrong gradient have in common, in words; "" for nothing.

    checks: those to look at; all_checks: those of all entries: where some are right, nothing is said of all. sizes: of what may
    have been divided by, each with whose it is.
    """
    if any(check.verdict == "pass" and without_noise(check) for check in all_checks):
        return ""
    told = [(check.analytic, without_noise(check)) for check in checks if isfinite(check.numeric)]
    pairs = [pair for pair in told if any(pair)]
    if not any(analytic for analytic, _ in pairs):
        return say("it is 0 in every entry") if len(pairs) > 1 else ""
    if not any(numeric for _, numeric in pairs):
        return say("it should be 0 in every entry: does the result use {name}?", name=name)
    if not all(numeric for _, numeric in pairs):
        return ""
    factors = [analytic / numeric for analytic, numeric in pairs]
    if max(factors) - min(factors) > ALIKE * abs(factors[0]):
        return ""
    return common_factor(factors[0], sizes, len(factors))


def without_noise(check: Check) -> float:
    """The numerical value, 0 where it is rounding beside what the backward pass gives."""
    return 0.0 if abs(check.numeric) < NOISE * abs(check.analytic) else check.numeric


def all_zero(checks: Sequence[Check]) -> bool:
    """Whether the gradient should be 0 in every entry."""
    return all(without_noise(check) == 0.0 for check in checks)


def common_factor(factor: float, sizes: Sequence[tuple[int, str]], entries: int) -> str:
    if abs(factor + 1.0) < ALIKE:
        return say("its sign is wrong")
    for size, whose in sizes:
        if 1 < size < MOST_PARTS and abs(factor * size - 1.0) < ALIKE:
            return say("it is 1/{size} of what it should be, and {size} is a size of {whose}", size=size, whose=whose)
    times = f"{factor:.10g}"
    return say("it is {times} times what it should be in every entry", times=times) if entries > 1 else ""


def same_for_twice(once: Value, twice: Value) -> bool:
    """Whether a gradient stayed as it was when the upstream gradient doubled."""
    if maths.is_array(once):
        return bool((once == twice).all() and (once != 0.0).any())
    return bool(once == twice and once != 0.0)


def wrong_entries_counted(checks: Sequence[Check]) -> str:
    """How many entries are wrong, where there is more than the one that is shown."""
    wrong = sum(check.verdict == "fail" for check in checks)
    return say("{wrong} of {count} entries are wrong", wrong=wrong, count=len(checks)) if len(checks) > 1 else ""


def of_code(layer: PythonLayer, shapes: Sequence[Shape]) -> str:
    """What in the code of a layer may explain wrong numbers."""
    labels = layer.labels(*shapes)
    if labels:
        name = layer.input_names(len(shapes))[min(labels)]
        return say("{name} holds class indices: a subtraction takes them for numbers, and broadcasts them in silence", name=name)
    small = added_to_logarithm(layer.function("forward"))
    if small is None:
        return ""
    return say("forward adds {number} inside a logarithm, which backward leaves out", number=f"{small:g}")
