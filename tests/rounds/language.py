"""Problems that use the whole language: expressions of several operations, groups, own layers, chains, labels, upstream, any magnitude."""

import re
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import numpy as np

from backprop_cli.layers import SHELF, Layer
from tests.rounds import numbers, shelf
from tests.rounds.draft import Draft
from tests.rounds.placing import SUMS, group

LITERALS = ("2", "0.5", "3", "1e1", "1.25", "-2", "-0.75", "4e-1", "1")
WAVES = frozenset({"sin", "cos", "tan"})  # of a large angle they lose the digits that are left of it
LEAST, MOST = 1e-12, 1e12
OPERATORS = [kind for kind in shelf.kinds() if kind.operator and kind.elementwise and kind.name not in ("pow",)]
LOST = 1e-3  # a difference smaller than this against its terms has lost digits that later nodes may ask for


class Term(NamedTuple):
    """An expression and its value. names: the inputs of the problem that it uses."""

    text: str
    value: Any
    names: frozenset[str]


def problem(random: Random, decades: int = 8) -> Draft:
    """decades: how far from 1 values may be."""
    draft = Draft()
    declare(random, draft, random.choice((0, 0, 1, decades)))
    wanted = random.randrange(1, 6)
    while len(draft.nodes) < wanted:
        term = grown(random, leaves(draft), random.randrange(1, 4))
        if term.text not in draft.values and term.names:
            draft.node(term.text if random.random() < 0.7 else in_a_group(random, draft, term), term.value)
    if random.random() < 0.3:
        labelled(random, draft)
    gathered(random, draft)
    if random.random() < 0.35:
        chained(random, draft)
    finished(random, draft)
    return draft


def declare(random: Random, draft: Draft, decades: int) -> None:
    """Variables and constants: numbers, or arrays of shapes that broadcast together."""
    wide = numbers.shape(random, random.choice((0, 0, 1, 2, 3)), 24)
    for k in range(random.randrange(1, 5)):
        of = random.choice((wide, numbers.stretching(random, wide), ()))
        add = draft.constant if k and random.random() < 0.25 else draft.variable
        add(sized(random, of, decades), "v" if add == draft.variable else "c")


def sized(random: Random, of: numbers.Shape, decades: int) -> Any:
    """Values around 1, or of any size up to 10 to `decades`; some of them 0 or equal to others."""
    scale = 10.0 ** random.randrange(-decades, decades + 1)
    value = numbers.array(random, of, -3, 3) * scale
    if random.random() < 0.15:
        mask = np.array(numbers.filled(of, random.random)) < 0.5
        value = numbers.number(np.where(mask, random.choice((0.0, scale)), value))
    return value


def leaves(draft: Draft) -> list[Term]:
    return [
        Term(name, value, frozenset() if name in draft.constants else frozenset({name})) for name, value in draft.values.items()
    ]


def grown(random: Random, pool: list[Term], depth: int) -> Term:
    """An expression of the pool's names; what leaves the bearable is left out."""
    if depth <= 0 or random.random() < 0.1:
        return leaf(random, pool)
    grow: Callable[[], Term] = lambda: grown(random, pool, depth - 1)  # noqa: E731
    what = random.random()
    if what < 0.4:
        return entrywise(random, random.choice(OPERATORS), [grow(), grow()])
    if what < 0.48:
        return powered(random, grow())
    if what < 0.8:
        kind = random.choice([kind for kind in shelf.one_input() if kind.elementwise])
        return entrywise(random, kind, [grow()])
    if what < 0.88:
        kind = random.choice([kind for kind in shelf.kinds() if kind.elementwise and len(kind.inputs) > 1])
        return entrywise(random, kind, [grow() for _ in kind.inputs])
    return mixed(random, grow())


def leaf(random: Random, pool: list[Term]) -> Term:
    if random.random() < 0.15:
        text = random.choice(LITERALS)
        return Term(text, float(text), frozenset())
    return random.choice(pool)


def entrywise(random: Random, kind: type[Layer], terms: list[Term]) -> Term:
    """A layer that works entry by entry, on what is there; the first term as it is where it cannot be."""
    options = random.choice([shelf.split(sample)[0] for sample in kind.samples])
    return combined(kind, options, terms)


def powered(random: Random, term: Term) -> Term:
    exponent = random.choice(("2", "3", "-1", "0.5", "4"))
    return combined(SHELF["pow"], {}, [term, Term(exponent, float(exponent), frozenset())])


def mixed(random: Random, term: Term) -> Term:
    """A layer that mixes entries, or moves them."""
    kind = random.choice([*SUMS, *(kind for kind in shelf.one_input() if not kind.elementwise)])
    call = shelf.drawn(random, kind, first=term.value) if np.ndim(term.value) else None
    if call is None or not kept(call, [term]):
        return term
    return Term(call.text([term.text]), call.out, term.names)


def combined(kind: type[Layer], options: dict[str, Any], terms: list[Term]) -> Term:
    call = None
    if any(term.names for term in terms) and not (kind.name in WAVES and np.max(np.abs(terms[0].value), initial=0.0) > 50):
        call = shelf.called(kind, options, [term.value for term in terms])
    names = frozenset().union(*[term.names for term, smooth in zip(terms, call.smooth, strict=True) if smooth]) if call else ()
    if call is None or not names or not kept(call, terms):
        return max(terms, key=lambda term: len(term.names))
    return Term(call.text([term.text for term in terms]), call.out, frozenset(names))


def kept(call: shelf.Call, terms: list[Term]) -> bool:
    """Whether the result keeps its digits: neither very large nor very small, and no small difference of large terms."""
    sizes = np.abs(np.atleast_1d(call.out))
    sizes = sizes[sizes > 0.0]
    if not sizes.size:
        return random_zero(call)
    if sizes.min() < LEAST or sizes.max() > MOST:
        return False
    if type(call.layer).name in ("add", "sub", "sum", "mean"):
        largest = max(float(np.max(np.abs(term.value))) for term in terms)
        return bool(sizes.min() > LOST * largest)
    return True


def random_zero(call: shelf.Call) -> bool:
    """A result of zeros alone says little, and is kept where entries stand at a kink."""
    return bool(np.any(call.layer.kink(*call.xs)))


def in_a_group(random: Random, draft: Draft, term: Term) -> str:
    """The same expression as a layer of the problem without a backward rule, called; perhaps by another group."""
    inputs = [name for name in draft.values if name in tokens(term.text)]
    names = {name: f"p{k}" for k, name in enumerate(inputs)}
    name = group(draft, [*names.values()], "".join(names.get(token, token) for token in tokens(term.text)))
    if random.random() < 0.3:
        inner = f"{name}({', '.join(names.values())})"
        name = group(draft, [*names.values()], "s * 2 - t", {"t": inner, "s": inner})
    return f"{name}({', '.join(inputs)})"


def tokens(text: str) -> list[str]:
    """The text cut up into words and what stands between them."""
    return re.findall(r"\w+(?:\.\d+)?|\W", text)


def labelled(random: Random, draft: Draft) -> None:
    """A loss with labels among the constants."""
    rows, classes = random.randrange(1, 4), random.randrange(2, 5)
    x = numbers.array(random, (rows, classes), -3, 3)
    t = numbers.filled((rows,), lambda: random.randrange(classes))
    call = shelf.called(SHELF["softmax_with_loss"], {}, [x, t])
    assert call is not None
    mapping = {"softmax_with_loss": [draft.variable(x, "score"), draft.constant(t, "t")]}
    draft.node(
        mapping if random.random() < 0.5 else f"SoftmaxWithLoss({', '.join(mapping['softmax_with_loss'])})", call.out, "loss"
    )


def gathered(random: Random, draft: Draft) -> None:
    """One node that reads all the others, so that there is one output."""
    names = list(draft.nodes) or [next(iter(draft.variables))]
    scaled = [(name, 1.0 / (10.0 ** round(np.log10(np.max(np.abs(draft.values[name])) or 1.0)))) for name in names]
    text = " + ".join(f"sum({name}) * {scale!r}" for name, scale in scaled)
    value = sum(float(np.sum(draft.values[name])) * scale for name, scale in scaled)
    if len(names) == 1 and random.random() < 0.6:
        return
    draft.node(text, value, "y")


STEPS = ("sigmoid", "tanh", "softplus", "sin", "relu", "leaky_relu", "neg", "Sigmoid", "Tanh", "Relu")


def chained(random: Random, draft: Draft) -> None:
    """A chain behind the last node, with a part that repeats."""
    start = [*(draft.nodes or draft.variables)][-1]
    shape, largest = np.shape(draft.values[start]), float(np.max(np.abs(draft.values[start])))
    steps: list[Any] = [{"mul": [f"{10.0 ** -np.ceil(np.log10(largest)):g}"]}] if largest > 2 else []  # where steps are not flat
    steps += [random.choice(STEPS) for _ in range(random.randrange(1, 3))]
    if random.random() < 0.5:
        steps.append({"mul": [draft.variable(numbers.array(random, shape, 0.5, 2), "w")]})
    repeat = {"repeat": random.randrange(2, 6), "steps": [random.choice(STEPS[:4]), *random.choice(([], [{"add": ["0.5"]}]))]}
    draft.chain = [start, *steps, *random.choice(([], [repeat])), random.choice(("tanh", {"sigmoid": [], "name": "end"}))]


def finished(random: Random, draft: Draft) -> None:
    """Settings: a title, and an upstream of one number."""
    if random.random() < 0.3:
        draft.settings["title"] = "drawn at random"
    if random.random() < 0.3:
        draft.settings["upstream"] = round(random.uniform(-3, 3), 2)
