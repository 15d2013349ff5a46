"""Problems of the shelf alone: any layer on any shape, and many axes that are mixed one after another."""

from random import Random

import numpy as np

from backprop_cli.layers import SHELF
from tests.rounds import numbers, shelf
from tests.rounds.draft import Draft
from tests.rounds.placing import SUMS, applied, argument, followed, grouped, near, placed, shifted

PRODUCTS = [SHELF["matmul"], SHELF["affine"]]


def problem(random: Random) -> Draft:
    draft = Draft()
    name = many_axes(random, draft) if random.random() < 0.4 else any_layer(random, draft)
    if not draft.variables:  # all of it are comparisons, or labels
        draft.node(f"{name} * {draft.variable(1.5)}", draft.values[name] * 1.5)
    return draft


def any_layer(random: Random, draft: Draft) -> str:
    """A layer alone or in a group, and what comes after it."""
    call = None
    while call is None:
        call = shelf.drawn(random, random.choice(random.choice((shelf.kinds(), shelf.mixing()))))
    if random.random() < 0.3:
        names = [argument(random, draft, x, smooth, smooth) for x, smooth in zip(call.xs, call.smooth, strict=True)]
        name = draft.node(f"{grouped(draft, call)}({', '.join(names)})", call.out)
    else:
        name = draft.node(placed(random, draft, call), call.out, "y")
    return followed(random, draft, name, random.randrange(5), own=0.2)


def many_axes(random: Random, draft: Draft) -> str:
    """A variable of several axes, perhaps broadcast into them, and some layers after it."""
    value = numbers.array(random, numbers.shape(random, random.choice((2, 3, 3, 3, 4)), sizes=numbers.WIDE), -2, 2)
    source = shifted(random, draft, value) if random.random() < 0.4 else draft.variable(value)
    name = draft.node(f"tanh({source})", np.tanh(value)) if random.random() < 0.5 else draft.node(f"1 * {source}", value)
    for _ in range(random.randrange(1, 5)):
        name = mixed(random, draft, name)
    return followed(random, draft, name, random.randrange(2))


def mixed(random: Random, draft: Draft, name: str) -> str:
    """A layer that mixes entries of a node along some axis, if one takes it."""
    value = draft.values[name]
    call = shelf.drawn(random, random.choice(random.choice((SUMS, PRODUCTS, shelf.mixing()))), first=value)
    takes = call is not None and call.smooth[0] and near(value, call.out)
    return applied(random, draft, call, name, 0.2) if call is not None and takes else name
