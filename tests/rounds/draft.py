"""A problem file while it is drawn: every name that it has so far, with its value, so that what is added fits and stays finite."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np


class Called(NamedTuple):
    """A layer of the problem's own, or of its Python file, with the values that it is called with; the inputs that variables move."""

    layer: str
    xs: tuple[Any, ...]
    moving: frozenset[str]


class Draft:
    """variables, constants, layers, nodes, chain, settings: what the file will hold; values: name → number or array."""

    def __init__(self) -> None:
        self.variables: dict[str, Any] = {}
        self.constants: dict[str, Any] = {}
        self.layers: dict[str, Mapping[str, Any]] = {}
        self.nodes: dict[str, Any] = {}
        self.chain: list[Any] = []
        self.settings: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.called: list[Called] = []

    def fresh(self, stem: str) -> str:
        """A name that nothing has yet: x, x2, x3."""
        count = 1
        while (name := stem if count == 1 else f"{stem}{count}") in self.values:
            count += 1
        return name

    def variable(self, value: Any, stem: str = "x") -> str:
        return self.kept(self.variables, stem, value, plain(value))

    def constant(self, value: Any, stem: str = "c") -> str:
        return self.kept(self.constants, stem, value, plain(value))

    def node(self, written: Any, value: Any, stem: str = "h") -> str:
        """Add a node: an expression, or the mapping of a call."""
        return self.kept(self.nodes, stem, value, written)

    def kept(self, where: dict[str, Any], stem: str, value: Any, written: Any) -> str:
        name = self.fresh(stem)
        where[name] = written
        self.values[name] = value
        return name

    def text(self) -> str:
        """The file: a line for each name."""
        lines = [f"{key}: {json.dumps(value)}" for key, value in self.settings.items()]
        for key in ("variables", "constants", "layers", "nodes"):
            entries = getattr(self, key)
            lines += [f"{key}:", *(f"  {name}: {written(entry)}" for name, entry in entries.items())] if entries else []
        lines += ["chain:", *(f"  - {written(step)}" for step in self.chain)] if self.chain else []
        return "\n".join(lines) + "\n"


def written(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False)


def plain(value: Any) -> Any:
    """An array as nested lists, a number as a float, or as a whole number where it is one."""
    if np.ndim(value):
        return [plain(row) for row in value]
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 1e9 else number
