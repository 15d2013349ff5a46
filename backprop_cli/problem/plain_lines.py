"""Plain lines, `a * b` or `a*b` with known names, many at once and without Python's parser: large graphs are made of them."""

import re
from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import ge

from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import Draft
from backprop_cli.source.tree import Mapping as Section
from backprop_cli.source.tree import Places, Tree

BLOCK = 512  # lines read at once: one that is not plain sends its block to be read line by line
PLAIN = r"^(\w+) ?([^\w\s]{1,2}) ?(\w+)$"


def two_input_signs(operators: Mapping[str, Layer]) -> dict[str, Layer]:
    """The layers of the signs that stand between two names; a sign may have been given to a layer of another arity."""
    return {sign: layer for sign, layer in operators.items() if len(layer.inputs) == 2}


def add_from_the_top(draft: Draft, signs: Mapping[str, Layer], section: Section) -> int:
    """Add the first entries, block by block, as long as all are plain lines; how many there were.

    Of a file that is plain all through the texts and places are taken as they are: copies would cost 16 bytes a node.
    """
    done = 0
    while done < len(section.keys) and add_operations(draft, signs, section.values[done : done + BLOCK]):
        done = min(done + BLOCK, len(section.keys))
    whole = 0 < done == len(section.keys)  # what is empty may be shared
    draft.names += section.keys[:done]
    draft.texts = section.values if whole else section.values[:done]  # type: ignore[assignment]
    draft.places = section.places if whole else section.places[:done]
    return done


def add_plain(draft: Draft, signs: Mapping[str, Layer], names: Sequence[str], trees: Sequence[Tree], places: Places) -> bool:
    """Add all these entries to the draft, if each is a plain line; else add none. signs: those of layers with two inputs."""
    if not add_operations(draft, signs, trees):
        return False
    draft.names += names
    draft.texts += trees  # type: ignore[arg-type]
    draft.places.extend(places)
    return True


def add_operations(draft: Draft, signs: Mapping[str, Layer], trees: Sequence[Tree]) -> bool:
    """Add the layers and sources of these lines, if all are plain."""
    if set(map(type, trees)) != {str}:
        return False
    try:
        lefts, marks, rights = words(trees)  # type: ignore[arg-type]
        known = draft.numbers.__getitem__
        left, right = list(map(known, lefts)), list(map(known, rights))
        layers = list(map(signs.__getitem__, marks))
    except (KeyError, ValueError):
        return False
    entries = range(len(draft.inputs) + len(draft.roots), len(draft.inputs) + len(draft.roots) + len(trees))
    draft.ordered = draft.ordered and not any(map(ge, left, entries)) and not any(map(ge, right, entries))
    draft.roots.extend(range(len(draft.layers), len(draft.layers) + len(trees)))
    draft.layers += layers
    draft.sources += zip(left, right, strict=True)
    return True


def words(lines: Sequence[str]) -> Sequence[Sequence[str]]:
    """What stands left of the sign in each of these lines, the signs, and what stands right. Raises ValueError for other lines."""
    if set(map(str.count, lines, repeat(" "))) == {2}:  # splitting takes half of the time of a pattern
        parts = " ".join(lines).split(" ")
        return parts[0::3], parts[1::3], parts[2::3]
    text = "\n".join(lines)
    found = re.findall(PLAIN, text, re.MULTILINE)
    if text.count("\n") >= len(lines):
        raise ValueError("one of them holds several lines")
    return list(zip(*found, strict=True)) if len(found) == len(lines) else []
