"""Problems with layers that people write themselves: one to three of them, in a graph with layers of the shelf."""

from random import Random
from typing import Any

import numpy as np

from tests.rounds import numbers
from tests.rounds.draft import Called, Draft
from tests.rounds.inputs import sizes_for, values_for, within
from tests.rounds.kits import Kit
from tests.rounds.placing import argument, followed


def problem(random: Random, kit: Kit, edges: float, first: str | None = None) -> Draft:
    """A graph of one to three own layers. edges: how likely their entries stand at kinks; first: the layer that must be in it."""
    draft = Draft()
    ends: list[str] = []
    for k in range(random.choice((1, 1, 2, 3))):
        name = first if first is not None and k == 0 else random.choice([*kit.layers])
        start = ends.pop() if ends and random.random() < 0.6 and takes(kit.layers[name], draft.values[ends[-1]]) else None
        ends.append(called(random, draft, kit, name, random.random() < edges, start))
    gathered(random, draft, ends)
    return draft


def takes(layer: Any, value: Any) -> bool:
    return within(next(iter(layer.inputs.values())), value)


def called(random: Random, draft: Draft, kit: Kit, name: str, at_edges: bool, start: str | None) -> str:
    """A node that calls an own layer, on fresh inputs or on the node `start`, and perhaps some steps after it."""
    layer = kit.layers[name]
    sizes = sizes_for(random, layer.inputs, None if start is None else np.shape(draft.values[start]))
    xs = values_for(random, layer.inputs, layer.edges if at_edges else (), sizes)
    if start is not None:
        xs[0] = draft.values[start]
    smooth = [own not in layer.constants for own in layer.inputs]
    names = [argument(random, draft, x, smooth[k], k == smooth.index(True)) for k, x in enumerate(xs) if start is None or k]
    names = names if start is None else [start, *names]
    title = kit.add(draft, name, sizes)
    moving = frozenset(
        own for own, text in zip(layer.inputs, names, strict=True) if text not in draft.constants and own not in layer.constants
    )
    draft.called.append(Called(title, tuple(xs), moving))
    end = draft.node(f"{title}({', '.join(names)})", kit.run(draft, title, xs))
    return followed(random, draft, end, random.randrange(3))


def gathered(random: Random, draft: Draft, ends: list[str]) -> None:
    """One output of several ends."""
    if len(ends) == 1:
        return
    text = " + ".join(f"sum({end}) * {round(random.uniform(0.5, 2), 2)}" for end in ends)
    draft.node(text, 0.0, "loss")


def upstream_like(out: Any) -> Any:
    """An upstream gradient without a pattern."""
    return numbers.number(0.7 + 0.5 * np.cos(2.1 * np.arange(np.size(out)) + 0.3).reshape(np.shape(out)))
