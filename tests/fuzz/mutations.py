"""What goes wrong with a file: bytes that change, and parts of its structure that are swapped, lost, doubled, renamed or nested."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

# A tree is a text, a list of trees, or (a mapping) a tuple of pairs: so a key can be there twice.
Tree = Any

ODD_TEXTS = (
    "", " ", "~", "null", "true", "0", "-0.0", "1e400", "5e-324", "1e999999", "10 ** 10 ** 10", "0x1F", "1_000", "12:30", ".nan",
    "사과", "µ", "ℌ", "x\u200by", "\u202eabc", "x\u0000", "\ud83c\udf4e", "x" * 300, "1" * 300, "(" * 60, "x\ny", "\t", "# x", "a: b",
    "- x", "[1", "{a", "*a", "&a 1", "!!python/object:os.system", "x @ y", "dout", "out", "lambda", "W[0]", "x.T", "sum(x, axis=9)",
    "reshape(x, shape=(-1, 0))", "concat(x, x, axis=99)", "W @ W.T @ W", "2026-11-25", "<<", "..", "../x.npy", "/dev/zero",
)  # fmt: skip
ODD_KEYS = (
    "zeros",
    "normal",
    "file",
    "value",
    "unit",
    "repeat",
    "steps",
    "name",
    "affine",
    "layers",
    "chain",
    "expect",
    "shape",
    "seed",
)
ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\t",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b":",
    b"- ",
    b"{",
    b"[",
    b'"',
    b"'",
    b"|",
    b"#",
)


def of_bytes(random: Random, data: bytes) -> bytes:
    """A few changes at random places: a byte flipped, a piece lost, repeated or moved, something odd put in."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        at, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
        end = min(end, at + random.choice((1, 2, 8, 64)))
        piece = random.choice((bytes([random.randrange(256)]), b"", data[at:end] * 2, data[at:end][::-1], random.choice(ODD_BYTES)))
        data = data[:at] + piece + data[end:]
    return data


def tree_of(loaded: Any) -> Tree:
    """What PyYAML's loader of texts gives, as a tree."""
    if isinstance(loaded, dict):
        return tuple((key, tree_of(value)) for key, value in loaded.items())
    return [tree_of(item) for item in loaded] if isinstance(loaded, list) else loaded


def parts(tree: Tree) -> int:
    """How many trees there are in a tree, itself counted."""
    below = [value for _, value in tree] if isinstance(tree, tuple) else tree if isinstance(tree, list) else []
    return 1 + sum(map(parts, below))


def changed_at(tree: Tree, index: int, change: Callable[[Tree], Tree]) -> Tree:
    """The tree with its part number `index`, counted from above, changed."""
    if index == 0:
        return change(tree)
    index -= 1
    pairs = list(tree) if isinstance(tree, tuple) else [(None, item) for item in tree]
    for k, (key, value) in enumerate(pairs):
        if index < (size := parts(value)):
            pairs[k] = key, changed_at(value, index, change)
            break
        index -= size
    return tuple(pairs) if isinstance(tree, tuple) else [value for _, value in pairs]


def of_structure(random: Random, tree: Tree) -> Tree:
    """The tree with one to four of its parts changed."""
    for _ in range(random.choice((1, 1, 2, 4))):
        tree = changed_at(tree, random.randrange(parts(tree)), lambda part: changed(random, part))
    return tree


def changed(random: Random, part: Tree) -> Tree:
    if isinstance(part, (tuple, list)) and part and random.random() < 0.7:
        entries = list(part)
        at, other = random.randrange(len(entries)), random.randrange(len(entries))
        what = random.randrange(5)
        if what == 0:
            del entries[at]
        elif what == 1:
            entries.insert(other, entries[at])
        elif what == 2:
            entries[at], entries[other] = entries[other], entries[at]
        elif isinstance(part, tuple):
            key, value = entries[at]
            entries[at] = (random.choice((*ODD_KEYS, *ODD_TEXTS, entries[other][0], key + "x", key[1:])), value)
        else:
            entries += [random.choice(ODD_TEXTS)]
        return tuple(entries) if isinstance(part, tuple) else entries
    new = (random.choice(ODD_TEXTS), [part], ((random.choice(ODD_KEYS), part),), [], (), [part, part], number(random))
    return random.choice(new)


def number(random: Random) -> str:
    """A number of any size, often one at which something turns over."""
    near = random.choice((0, 1, 2, 24, 25, 31, 32, 53, 63, 64, 1023, 1024))
    return random.choice(
        (repr(random.uniform(-9, 9)), str(2**near + random.randrange(-1, 2)), f"{random.randrange(10)}e{near}", f"-{near}")
    )


def as_yaml(tree: Tree, indent: str = "") -> str:
    """A tree as block YAML, its texts unquoted where they are one line: most of YAML's traps are there."""
    if isinstance(tree, tuple) and tree:
        return "".join(f"\n{indent}{key}:{as_yaml(value, indent + '  ')}" for key, value in tree)
    if isinstance(tree, list) and tree:
        return "".join(f"\n{indent}-{as_yaml(item, indent + '  ')}" for item in tree)
    if isinstance(tree, (tuple, list)):
        return " {}" if isinstance(tree, tuple) else " []"
    return f" {tree}" if "\n" not in tree else " " + json.dumps(tree)


def as_flow(tree: Tree) -> str:
    """A tree as JSON, its numbers as numbers; also YAML in flow style."""
    if isinstance(tree, tuple):
        return "{" + ", ".join(f"{json.dumps(key)}: {as_flow(value)}" for key, value in tree) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(as_flow, tree)) + "]"
    try:
        float(tree)
    except ValueError:
        return json.dumps(tree)
    return str(tree)
