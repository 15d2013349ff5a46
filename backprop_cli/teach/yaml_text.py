"""Texts, lists and mappings as lines of YAML that every reader takes alike: plain where that is safe, else in double quotes."""

import re
from collections.abc import Sequence
from json import dumps
from math import copysign, isfinite
from typing import TypeAlias

from backprop_cli.errors import ValueFault
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.numbers import as_written
from backprop_cli.source.tree import Listing, Mapping, Tree

WIDEST = 100  # characters of a line that holds a list or mapping in brackets
STEP = "  "
# Letters of all scripts, but signs of ASCII alone.
PLAIN = re.compile(r"(?!-(?:\s|$)|---|\.\.\.)[\w(.+-](?:[\w\x20-\x7e]*[\w\x21-\x7e])?")
CUT = re.compile(r": |:$| #|\t")  # what ends a plain text
BRACKETS = re.compile(r"[,\[\]{}?:]")  # what may end it inside of brackets

Item: TypeAlias = "str | list[Item] | dict[str, Item]"  # a scalar is its text, which is no YAML yet


def item_of(tree: Tree) -> Item:
    """What a file holds, without the places."""
    if isinstance(tree, Mapping):
        return {key: item_of(value) for key, value in zip(tree.keys, tree.values, strict=True)}
    if isinstance(tree, Listing):
        return [item_of(entry) for entry in tree.items]
    return tree if isinstance(tree, str) else "" if tree is None else as_written(tree)


def item_of_value(value: Value) -> Item:
    """A number, or an array as nested lists. Raises ValueFault for what YAML has no number for."""
    return entries_of(value.tolist()) if maths.is_array(value) else number_written(value)


def entries_of(entries: "list[object] | float") -> Item:
    return [entries_of(entry) for entry in entries] if isinstance(entries, list) else number_written(entries)  # type: ignore[arg-type]


def number_written(number: float) -> str:
    """The shortest text that is read as this number again."""
    if not isfinite(number):
        raise ValueFault(f"{number} cannot be written into a problem")
    return "-0.0" if number == 0.0 and copysign(1.0, number) < 0 else as_written(number)


def each_entry(text: str, shape: Sequence[int]) -> Item:
    """A text in each entry of an array."""
    return [each_entry(text, shape[1:]) for _ in range(shape[0])] if shape else text


def yaml_lines(key: str, item: Item, indent: str = "", opened: int = 0) -> list[str]:
    """The lines of `key: item`. opened: so many levels of it never stand in brackets."""
    if isinstance(item, str):
        return text_lines(f"{indent}{key}:", item, indent)
    line = f"{indent}{key}: {on_one_line(item)}"
    if not item or (opened == 0 and len(line) <= WIDEST) or is_row(item):
        return [line]
    inner = indent + STEP
    if isinstance(item, dict):
        return [
            f"{indent}{key}:",
            *(line for name, one in item.items() for line in yaml_lines(name, one, inner, max(opened - 1, 0))),
        ]
    return [f"{indent}{key}:", *(line for one in item for line in dash_lines(one, inner))]


def dash_lines(item: Item, indent: str) -> list[str]:
    """The lines of `- item`."""
    if isinstance(item, str):
        return text_lines(f"{indent}-", item, indent) if item else [f"{indent}- {quotes('')}"]
    line = f"{indent}- {on_one_line(item)}"
    if not item or len(line) <= WIDEST or is_row(item):
        return [line]
    inner = indent + STEP
    if isinstance(item, dict):
        lines = [line for key, one in item.items() for line in yaml_lines(key, one, inner)]
    else:
        lines = [line for one in item for line in dash_lines(one, inner)]
    return [f"{indent}- {lines[0].removeprefix(inner)}", *lines[1:]]


def is_row(item: Item) -> bool:
    """Whether an item is a list of texts alone, which stays on one line."""
    return isinstance(item, list) and all(isinstance(one, str) for one in item)


def on_one_line(item: Item) -> str:
    """An item on one line."""
    if isinstance(item, dict):
        return f"{{{', '.join([f'{key}: {on_one_line(one)}' for key, one in item.items()])}}}"
    if isinstance(item, list):
        return f"[{', '.join([on_one_line(one) or quotes('') for one in item])}]"
    return quotes(item) if BRACKETS.search(item) else scalar_text(item)


def text_lines(lead: str, text: str, indent: str) -> list[str]:
    """A text behind `key:` or `-`; one of several lines as it stands, further in."""
    if "\n" in text and all(line.isprintable() and line == line.rstrip() for line in text.split("\n")) and not text[0].isspace():
        return [f"{lead} |-", *(f"{indent}{STEP}{line}".rstrip() for line in text.split("\n"))]
    return [f"{lead} {scalar_text(text)}".rstrip(" ")]


def scalar_text(text: str) -> str:
    """A text that nothing follows on its line."""
    return text if not text or (text.isprintable() and PLAIN.fullmatch(text) and not CUT.search(text)) else quotes(text)


def quotes(text: str) -> str:
    return dumps(text, ensure_ascii=False)
