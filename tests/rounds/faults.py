"""Plants a fault in the backward pass of a layer, and finds out by itself which inputs' gradients it spoils, and which not."""

import math
from random import Random
from typing import Any, NamedTuple

import numpy as np

from backprop_cli.errors import BpcalcError
from tests.rounds import numbers, people
from tests.rounds.draft import Called, Draft
from tests.rounds.kits import Kit

TRIES = 60
STEP = 1e-6  # to look for kinks: smooth slopes differ by as little on the two sides
NOISE = 1e-9  # of the largest entry: what is off by less may be rounding
RAISES = (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, NameError, BpcalcError)


class Fault(NamedTuple):
    """guilty: the inputs that must be named; suspect: all that may be."""

    layer: str
    guilty: frozenset[str]
    suspect: frozenset[str]


def planted(random: Random, kit: Kit, edges: float) -> tuple[Draft, Fault]:
    """A problem with one layer whose backward pass is wrong, and what must be said of it."""
    while True:
        name = random.choice([*kit.layers])
        draft = people.problem(random, kit, edges, name)
        wrong = mutated(random, kit, draft)
        if wrong is not None:
            return wrong


def mutated(random: Random, kit: Kit, draft: Draft) -> tuple[Draft, Fault] | None:
    layer = draft.called[0].layer
    calls = [call for call in draft.called if call.layer == layer]
    rights = [gradients(kit, draft, call) for call in calls]
    keep = kit.kept(draft, layer)
    for _ in range(TRIES):
        kit.spoil(draft, layer, random, 10.0 ** random.uniform(math.log10(4 * kit.least), 0))
        found = [spoilt(kit, draft, call, right) for call, right in zip(calls, rights, strict=True)]
        guilty, suspect = (frozenset().union(*sets) for sets in zip(*found, strict=True))
        if guilty:
            return draft, Fault(layer, guilty - {""}, suspect)
        kit.restore(draft, layer, keep)
    return None


def gradients(kit: Kit, draft: Draft, call: Called) -> Any:
    out = kit.run(draft, call.layer, list(call.xs))
    with np.errstate(all="ignore"):
        return kit.gradients(draft, call, people.upstream_like(out))


def spoilt(kit: Kit, draft: Draft, call: Called, right: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The inputs whose gradients are surely wrong (the name "" for a backward pass that cannot be run), and those that are other at all."""
    try:
        wrong = gradients(kit, draft, call)
    except RAISES:
        return {""}, {"", *right}
    if any(wrong.get(name) is None or np.shape(wrong[name]) != np.shape(gradient) for name, gradient in right.items()):
        return {""}, {"", *right}
    differing = {name for name in right if not np.array_equal(right[name], wrong[name])}
    guilty = {name for name in differing if surely(kit, draft, call, name, right[name], wrong[name])}
    if differing and not guilty and not kit.share and tied(kit, draft, call, wrong):
        return {""}, {"", *differing}
    return guilty, differing


def tied(kit: Kit, draft: Draft, call: Called, wrong: dict[str, Any]) -> bool:
    """Whether the result is smooth where all entries at kinks move alike, and the gradients together give another slope than it has."""
    masks = {name: kinked(kit, draft, call, name) for name in wrong}
    if not any(mask.any() for mask in masks.values()):
        return False
    left, right = (slope(kit, draft, call, masks, h) for h in (-STEP, STEP))
    given = sum(float(np.sum(np.asarray(wrong[name])[mask])) for name, mask in masks.items())
    return alike(left, right) and abs(given - right) > 0.05 * max(abs(right), 0.1)


def surely(kit: Kit, draft: Draft, call: Called, name: str, right: Any, wrong: Any) -> bool:
    """Whether entries that stand at no kink are off by more than must be found."""
    right, wrong = np.asarray(right, float), np.asarray(wrong, float)
    off, size = np.abs(right - wrong), np.maximum(np.abs(right), np.abs(wrong))
    bad = (
        (off > kit.least * size)
        & (off > max(NOISE, kit.share) * np.max(size, initial=0.0))
        & (off > NOISE * typical(kit, draft, call, name))
    )
    return bool(np.any(bad)) and (kit.share > 0.0 or bool(np.any(bad & ~kinked(kit, draft, call, name))))


def typical(kit: Kit, draft: Draft, call: Called, name: str) -> float:
    """The size of gradients of an input whose relative change makes the same of the result: what is far below it may be a true 0."""
    out, x = kit.run(draft, call.layer, list(call.xs)), call.xs[place_of(kit, call, name)]
    return float(np.sum(np.abs(people.upstream_like(out) * out)) / (np.max(np.abs(x)) or 1.0))


def place_of(kit: Kit, call: Called, name: str) -> int:
    return [*kit.layers[kit.origin(call.layer)].inputs].index(name)


def kinked(kit: Kit, draft: Draft, call: Called, name: str) -> Any:
    """Which entries of an input have another slope on the left than on the right."""
    x = call.xs[place_of(kit, call, name)]
    mask = np.zeros(np.shape(x), bool)
    for i in np.ndindex(mask.shape):
        one = np.zeros(mask.shape)
        one[i] = 1.0
        mask[i] = not alike(*[slope(kit, draft, call, {name: one}, h) for h in (-STEP, STEP)])
    return mask


def alike(left: float, right: float) -> bool:
    return abs(left - right) <= 1e-3 * max(abs(left), abs(right), 1e-3)


def slope(kit: Kit, draft: Draft, call: Called, direction: dict[str, Any], h: float) -> float:
    """The slope of Σ upstream × out on one side of the point, along a direction: input → how far each entry goes."""
    before, xs = kit.run(draft, call.layer, list(call.xs)), list(call.xs)
    for name, way in direction.items():
        place = place_of(kit, call, name)
        xs[place] = numbers.number(xs[place] + h * way)
    after = kit.run(draft, call.layer, xs)
    return float(np.sum(people.upstream_like(before) * (after - before)) / h)
