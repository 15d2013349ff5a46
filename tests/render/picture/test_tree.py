"""Trees in characters: as they are meant to look, and read back."""

import re
from collections import Counter
from math import log2
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backprop_cli.picture.scene import OPERATION, Scene
from backprop_cli.problem.library import shipped
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.tree import tree_lines
from backprop_cli.report.rows import Style
from tests.picture.scenes import random_problem, scene

TANH = "variables: {x: 0.3}\nnodes: {e: exp(2 * x), y: (e - 1) / (e + 1)}\n"


def tree(shown: Scene, **style: Any) -> str:
    look = Style(**style)
    return "".join(tree_lines(shown, Labels(shown, look), look)).rstrip("\n")


@pytest.mark.parametrize(("problem", "name"), [("two_layer_net", "two_layer_net_tree"), (TANH, "tanh_tree")])
def test_trees_look_as_they_are_meant_to(problem: str, name: str) -> None:
    assert tree(scene(problem)) == (Path(__file__).parent / "pictures" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def read_back(shown: Scene, text: str) -> Counter[tuple[str, str]]:
    """Each line is read by the opened one that it hangs from, or, without a bullet, by the last one at its indentation."""
    found: Counter[tuple[str, str]] = Counter()
    opened: Counter[str] = Counter()
    reader: dict[int, str] = {}
    for line in text.split("\n"):
        indent, hangs, dot, name = re.fullmatch(r"((?:│  |   )*)(├─ |╰─ )?(● )?(\S+) .*", line + " ").groups()  # type: ignore[union-attr]
        level = len(indent)
        if reader:
            found[reader[level], name] += 1
        if dot:
            reader[level + 3 * bool(hangs)] = name
        if "(further down)" not in line:
            opened[name] += 1
        else:
            assert not opened[name]
    items = shown.items
    assert opened == Counter({item.name: 1 for item in items if item.kind != "output"})
    return found


def readings(shown: Scene) -> Counter[tuple[str, str]]:
    """Who reads whom, and how often."""
    items = shown.items
    return Counter((items[w.reader].name, items[w.source].name) for w in shown.wires if items[w.reader].kind == OPERATION)


@pytest.mark.parametrize("name", shipped())
def test_trees_of_shipped_problems_are_read_back(name: str) -> None:
    assert read_back(scene(name), tree(scene(name))) == readings(scene(name))


@pytest.mark.parametrize("seed", range(60))
def test_trees_of_random_graphs_are_read_back(seed: int) -> None:
    shown = scene(random_problem(Random(seed)))
    assert read_back(shown, tree(shown, full=True)) == readings(shown)


@pytest.mark.parametrize("seed", range(20))
def test_the_indentation_of_a_tree_stays_below_the_logarithm(seed: int) -> None:
    random = Random(seed)
    leaves = [f"v{i}" for i in range(40)]
    left, nodes = list(leaves), ""
    for i in range(39):
        a, b = (left.pop(random.randrange(len(left))) for _ in range(2))
        nodes += f"  n{i}: {a} * {b}\n"
        left.append(f"n{i}")
    shown = scene(f"variables: {{{', '.join(f'{name}: 1' for name in leaves)}}}\nnodes:\n{nodes}")
    deepest = max(len(line) - len(line.lstrip("│ ")) for line in tree(shown, full=True).split("\n")) // 3
    assert deepest <= log2(len(shown.items))


def test_a_chain_needs_no_indentation_and_a_long_one_is_cut() -> None:
    shown = scene("variables: {x: 1}\nchain:\n  - x\n  - {repeat: 2000, steps: [tanh]}\n")
    lines = tree(shown).split("\n")
    assert len(lines) == 20 + 1 + 20 + 2
    assert lines[-1] == "1,961 lines are left out: --full shows them"
    assert len(tree(shown, full=True).split("\n")) == 2001
    assert not any(line.startswith(" ") for line in lines)


def test_ways_without_number_are_no_trouble() -> None:
    steps = "".join(f"  x{i + 1}: x{i} + x{i}\n" for i in range(1100))
    lines = tree(scene(f"variables: {{x0: 0}}\nnodes:\n{steps}"), full=True).split("\n")
    assert len(lines) == 2 * 1100 + 1


def test_ascii_and_what_is_cut_off() -> None:
    shown = tree(scene(TANH), ascii=True)
    assert shown.isascii()
    assert shown.startswith("o y = ")
    assert "+- o y.2" in shown
    around = tree(scene(TANH, around="e", hops=0))
    names = [line.lstrip("●╰─ ").split()[0] for line in around.split("\n")]
    assert names == ["e", "e", "e.1"]  # read by two that are left out, opened at the second
    assert around.startswith("e = 1.82212")


def test_where_the_terminal_is_narrow_the_expressions_are_left_out() -> None:
    assert "e - 1" in tree(scene(TANH), width=80)
    narrow = tree(scene(TANH), width=60)
    assert "e - 1" not in narrow
    assert max(map(len, narrow.split("\n"))) <= 60
