"""Graphs of single numbers run one perturbed number at a time, or many at once: whichever is less work, with the same answer."""

from typing import Any
from unittest.mock import patch

import pytest

from backprop_cli.gradcheck import probe
from backprop_cli.gradcheck.probe import Probe
from tests.gradcheck.checking import check


def wide(count: int) -> str:
    """Each variable is read by one product alone, and the products are added up by a tree."""
    nodes = [f"p{i}: x{i} * x{(i * 7 + 1) % count}" for i in range(count)]
    layer, level = [f"p{i}" for i in range(count)], 0
    while len(layer) > 1:
        pairs = [(layer[i], layer[i + 1]) for i in range(0, len(layer) - 1, 2)]
        nodes += [f"s{level}_{i}: {a} + {b}" for i, (a, b) in enumerate(pairs)]
        layer, level = [f"s{level}_{i}" for i in range(len(pairs))] + layer[2 * len(pairs) :], level + 1
    return text([f"x{i}: {1 + i / count}" for i in range(count)], nodes)


def deep(count: int) -> str:
    """Each variable moves all that come after it."""
    return text(
        [f"x{i}: {1 + i / count}" for i in range(count)],
        ["n0: x0 * x1", *(f"n{i}: sin(n{i - 1}) + x{(i * 3) % count}" for i in range(1, 4 * count))],
    )


def text(variables: list[str], nodes: list[str]) -> str:
    return "variables:\n" + "".join(f"  {line}\n" for line in variables) + "nodes:\n" + "".join(f"  {line}\n" for line in nodes)


@pytest.mark.parametrize("graph", [wide(60), deep(20), "variables: {x: 0, y: 2}\nnodes: {a: relu(x), b: a * y, c: abs(b) + x}\n"])
@pytest.mark.parametrize("method", ["complex", "central"])
def test_one_by_one_and_together_give_the_same_slopes(graph: str, method: str) -> None:
    found: list[Any] = []
    for few in (True, False):
        with patch.object(Probe, "few", lambda self, moves, few=few: few):
            found.append(check(graph, method=method))
    assert [one.verdict for one in found[0].checks] == [one.verdict for one in found[1].checks]
    for one, other in zip(found[0].checks, found[1].checks, strict=True):
        assert one.numeric == pytest.approx(other.numeric, rel=1e-6 if method == "central" else 1e-13, abs=1e-15)


@pytest.mark.parametrize(("graph", "alone"), [(wide(2000), True), (deep(60), False)])
def test_the_way_with_less_work_is_taken(graph: str, alone: bool) -> None:
    """In a wide graph a number moves a handful of nodes; in a deep one nearly all, which is less work for many at once."""
    taken = set()
    whole = Probe.few

    def few(self: Probe, moves: Any) -> bool:
        taken.update({whole(self, moves)} if moves else ())
        return whole(self, moves)

    with patch.object(probe, "FEW", 0), patch.object(Probe, "few", few):
        assert check(graph).verdict == "pass"
    assert taken == {alone}


def test_paths_are_kept_up_to_a_bound() -> None:
    with patch("backprop_cli.gradcheck.floats.MOST_KEPT", 30):
        result = check(deep(20))
    assert result.verdict == "pass"


def test_plans_are_kept_up_to_a_bound() -> None:
    probes = []
    whole = Probe.__init__

    def noted(self: Probe, *arguments: Any) -> None:
        whole(self, *arguments)
        probes.append(self)

    together = patch.object(Probe, "few", lambda *_: False)
    bounds = patch.multiple(probe, MOST_PLANNED=10, MOST_TOGETHER=3)
    with bounds, together, patch.object(Probe, "__init__", noted):
        assert check(deep(20)).verdict == "pass"
    assert [len(one.plans) for one in probes] == [1]
