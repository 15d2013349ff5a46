"""The names that a problem has, for completion. Never prints anything, never fails."""

import os
from typing import Any

from backprop_cli.errors import BpcalcError


def problem_names(ctx: Any, *kinds: str) -> list[str]:
    """The names in the problem on the line, or in the one that is found without: variables, constants, nodes. [] without any."""
    try:
        return sorted_names(ctx.params.get("problem") or next(iter(ctx.args), None), kinds)
    except Exception:
        return []


def sorted_names(word: str | None, kinds: tuple[str, ...]) -> list[str]:
    """Names by kind, in the order of the file. A file with faults still gives those that stand under its keys."""
    from backprop_cli.problem.library import choose

    path = choose(word, os.environ).path
    if path == "-":
        return []
    try:
        return names_in_graph(path, kinds)
    except BpcalcError:
        return names_in_text(path, kinds)


def names_in_graph(path: str, kinds: tuple[str, ...]) -> list[str]:
    from backprop_cli.cli.read_file import read_file
    from backprop_cli.problem.problem import Settings

    graph = read_file(path, Settings()).graph
    return [graph.names[number] for kind in kinds for number in getattr(graph, kind)]


def names_in_text(path: str, kinds: tuple[str, ...]) -> list[str]:
    from backprop_cli.source import load, parse

    root: Any = parse(load(path, 1 << 20)).root
    sections = dict(zip(root.keys, root.values, strict=True))
    return [name for kind in kinds for name in getattr(sections.get(kind), "keys", ())]
