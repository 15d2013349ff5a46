"""Plain lines, `a * b` with known names, many at once and without Python's parser: a graph of a million nodes is made of them."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import ge

from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import Draft
from backprop_cli.problem.source.tree import Places, Tree

BLOCK = 512  # lines read at once: one that is not plain sends its block to be read line by line


def two_input_signs(operators: Mapping[str, Layer]) -> dict[str, Layer]:
    """The layers of the signs that stand between two names; a sign may have been given to a layer of another arity."""
    return {sign: layer for sign, layer in operators.items() if len(layer.inputs) == 2}


def add_plain(draft: Draft, signs: Mapping[str, Layer], names: Sequence[str], trees: Sequence[Tree], places: Places) -> bool:
    """Add all these entries to the draft, if each is a plain line; else add none. signs: those of layers with two inputs."""
    if set(map(type, trees)) != {str} or set(map(str.count, trees, repeat(" "))) != {2}:  # type: ignore[arg-type]
        return False
    words = " ".join(trees).split(" ")  # type: ignore[arg-type]
    known = draft.numbers.__getitem__
    try:
        left, right = list(map(known, words[0::3])), list(map(known, words[2::3]))
        layers = list(map(signs.__getitem__, words[1::3]))
    except KeyError:
        return False
    entries = range(len(draft.inputs) + len(draft.roots), len(draft.inputs) + len(draft.roots) + len(trees))
    draft.ordered = draft.ordered and not any(map(ge, left, entries)) and not any(map(ge, right, entries))
    draft.roots.extend(range(len(draft.names), len(draft.names) + len(trees)))
    draft.names += names
    draft.layers += layers
    draft.sources += zip(left, right, strict=True)
    draft.texts += trees  # type: ignore[arg-type]
    draft.places.extend(places)
    return True
