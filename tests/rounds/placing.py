"""Puts calls into a draft: where their inputs come from, what comes after them, and the groups that they may be inside of."""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np

from backprop_cli.layers import SHELF, Layer
from tests.rounds import numbers, shelf
from tests.rounds.draft import Draft
from tests.rounds.shelf import Call

SUMS = [SHELF[name] for name in ("sum", "mean", "max", "softmax")]  # what meets earlier axes again


def placed(random: Random, draft: Draft, call: Call) -> str:
    """The call as an expression whose inputs are in the draft; at least one of them moves where one can."""
    movable = [k for k, smooth in enumerate(call.smooth) if smooth]
    moves = random.choice(movable) if movable else None
    return call.text([argument(random, draft, x, k == moves or call.smooth[k], k == moves) for k, x in enumerate(call.xs)])


def argument(random: Random, draft: Draft, value: Any, smooth: bool, moves: bool) -> str:
    """A name, or an expression, that has the value."""
    if not smooth or (not moves and random.random() < 0.2):
        return draft.constant(value)
    return random.choice((itself, itself, shifted, doubled, turned))(random, draft, value)


def itself(_: Random, draft: Draft, value: Any) -> str:
    return draft.variable(value)


def shifted(random: Random, draft: Draft, value: Any) -> str:
    """A variable that is broadcast, and a constant that makes up the difference."""
    source = numbers.array(random, numbers.stretching(random, np.shape(value)), -2, 2)
    rest = numbers.number(value - source)
    if not np.array_equal(source + rest, value):
        return draft.variable(value)
    name, other = draft.variable(source), draft.constant(rest)
    return written(random, draft, random.choice((f"{name} + {other}", f"{other} + {name}")), value)


def doubled(random: Random, draft: Draft, value: Any) -> str:
    return written(random, draft, f"2 * {draft.variable(value / 2)}", value)


def turned(random: Random, draft: Draft, value: Any) -> str:
    """A variable whose axes stand in another order, or that has another shape."""
    if not np.ndim(value):
        return draft.variable(value)
    if random.random() < 0.5:
        return written(random, draft, f"{draft.variable(value.T)}.T", value)
    source = value.reshape((value.size, 1))
    return written(random, draft, f"reshape({draft.variable(source)}, shape={value.shape})", value)


def written(random: Random, draft: Draft, expression: str, value: Any) -> str:
    """The expression as a node, or as it is."""
    return draft.node(expression, value) if random.random() < 0.5 else f"({expression})"


def followed(random: Random, draft: Draft, name: str, steps: int, own: float = 0.0) -> str:
    """The name of what comes of a value after some more operations. own: how likely one of them is in a group."""
    for _ in range(steps):
        name = step(random, draft, name, own)
    return name


def step(random: Random, draft: Draft, name: str, own: float) -> str:
    value = draft.values[name]
    what = random.random()
    if what < 0.25:
        return draft.node(f"{name} * {draft.constant(numbers.array(random, np.shape(value), -2, 2))}", weighted(draft, value))
    if what < 0.35:
        return draft.node(f"{name} + {name} * {name}", value + value * value) if numbers.tame(value, most=1e3) else name
    call = some_call(random, value)
    return name if call is None else applied(random, draft, call, name, own)


def weighted(draft: Draft, value: Any) -> Any:
    """A value times the constant that was made last."""
    return value * draft.values[list(draft.constants)[-1]]


def some_call(random: Random, value: Any) -> Call | None:
    """A layer that takes the value and sends a gradient back."""
    kinds: list[type[Layer]] = random.choice((shelf.one_input(), shelf.mixing(), SUMS, shelf.kinds()))
    call = shelf.drawn(random, random.choice(kinds), first=value)
    return call if call is not None and call.smooth[0] and near(value, call.out) else None


def near(value: Any, out: Any) -> bool:
    """Whether the sizes of both are such that no digits are lost between them."""
    least = np.min(np.abs(out)[np.nonzero(out)], initial=1.0) if np.ndim(out) else abs(out) or 1.0
    return numbers.tame(value, out, most=1e4) and bool(least > 1e-6)


def applied(random: Random, draft: Draft, call: Call, name: str, own: float) -> str:
    """A call whose first input is a node, as a node, or as a call of a group that holds it."""
    rest = [argument(random, draft, x, smooth, False) for x, smooth in zip(call.xs[1:], call.smooth[1:], strict=True)]
    if random.random() < own:
        return draft.node(f"{grouped(draft, call)}({', '.join([name, *rest])})", call.out)
    return draft.node(call.text([name, *rest]), call.out)


def grouped(draft: Draft, call: Call, around: str = "{}") -> str:
    """The name of a new layer of the problem, without a backward rule, that makes the call."""
    inputs = [f"p{k}" for k in range(len(call.xs))]
    return group(draft, inputs, around.format(call.text(inputs)))


def group(draft: Draft, inputs: Sequence[str], forward: str, let: dict[str, str] | None = None) -> str:
    name = f"group{len(draft.layers) + 1}"
    draft.layers[name] = {"inputs": list(inputs), **({"let": let} if let else {}), "forward": forward}
    return name
