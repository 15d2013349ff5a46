"""Whether a hand-in computes with other numbers than the key: then the student's sheet was another, or was changed."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.reader import ValueReader
from backprop_cli.source import parse
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Mapping as Tree
from backprop_cli.teach.quick_answers import NAME, block_under

SECTIONS = ("variables", "constants")
PLAIN = re.compile(rf"(?:\s*\n)* +{NAME}: +([-+]?[0-9][.0-9]*(?:[eE][-+]?[0-9]+)?) *(?=\n|$)")
NEAR = 1e-12  # relatively: a number may have been written with fewer digits than a float has
MOST_MEMORY = 2**26


def has_other_numbers(source: Source, graph: Graph, values: Sequence[Value]) -> bool:
    """Whether a variable or constant in the text differs from the one that the key is worked out with. What is not there, or
    cannot be read, says nothing."""
    for name, value in numbers_in(source).items():
        number = graph.number(name)
        if number is not None and number < graph.literals.start and not is_same_number(value, values[number]):
            return True
    return False


def is_same_number(one: Value, other: Value) -> bool:
    if maths.is_array(one) or maths.is_array(other):
        return maths.shape_of(one) == maths.shape_of(other) and bool(maths.numpy().allclose(one, other, rtol=NEAR, atol=0.0))
    return bool(abs(one - other) <= NEAR * abs(other))


def numbers_in(source: Source) -> Mapping[str, Value]:
    """The variables and constants of a text that can be read."""
    if source.json:
        return numbers_parsed(source.text, True)
    found: dict[str, Value] = {}
    for key in SECTIONS:
        block = block_under(source.text, key) if f"{key}:" in source.text else None
        found |= {} if block is None else plain_numbers(block)
    return found


@lru_cache(2**12)
def plain_numbers(block: str) -> Mapping[str, Value]:
    """The numbers of a block; all who have the same numbers have the same text."""
    body = block[block.index(":") + 1 :]
    pairs = PLAIN.findall(body)
    if len(pairs) == len([line for line in body.split("\n") if line.strip()]):
        return {name: float(text) for name, text in pairs}
    return numbers_parsed(block, False)


def numbers_parsed(text: str, json: bool) -> Mapping[str, Value]:
    source = Source("", text, json)
    root = parse(source).root
    reader = ValueReader(source, None, Budget(MOST_MEMORY), [])
    found: dict[str, Value] = {}
    if isinstance(root, Tree):
        for key, section in zip(root.keys, root.values, strict=True):
            if key in SECTIONS and isinstance(section, Tree):
                found |= values_read(reader, section)
    return found


def values_read(reader: ValueReader, section: Tree) -> dict[str, Value]:
    rows = zip(section.keys, section.values, section.places, strict=True)
    read = {name: reader.read(tree, place, name) for name, tree, place in rows if not lies_in_a_file(tree)}
    return {name: quantity.value for name, quantity in read.items() if quantity is not None}


def lies_in_a_file(tree: object) -> bool:
    """Whether a value lies in a file of its own, which nobody hands in."""
    return isinstance(tree, Tree) and "file" in tree.keys
