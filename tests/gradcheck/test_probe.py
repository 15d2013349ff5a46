"""Graphs of single numbers run one perturbed number at a time, or many at once: whichever is less work, with the same answer."""

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck import probe
from backprop_cli.gradcheck.perturbation import Perturbation, entry_moves
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source
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
    with patch("backprop_cli.gradcheck.float_probe.MOST_KEPT", 30):
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


def probe_on(text: str, upstream: Any = 1.0, **how: Any) -> Probe:
    """A probe of the last node of a text."""
    graph = read_problem(Source("p.yaml", text), None).graph
    with engine.quiet():
        return Probe(graph, engine.forward(graph), graph.nodes[-1], upstream, CheckSettings(**how))


CANCELLING = "variables: {x: 3}\nnodes: {y: 5 * x - 5 * x + 2 * x}"


def test_single_numbers_move_along_a_direction_and_are_weighed_by_the_upstream() -> None:
    probe = probe_on(CANCELLING, -4.0)
    changes, touched = probe.changes([Perturbation(0, None, 1.0, 1.0, 3.0)], [1e-30j])
    assert changes[0].imag == pytest.approx(3.0 * 2.0 * -4.0 * 1e-30, rel=1e-9, abs=0.0)
    assert touched == [False]


def test_the_terms_of_single_numbers_are_weighed_by_the_size_of_the_upstream() -> None:
    probe = probe_on(CANCELLING, -4.0)
    sizes, _ = probe.changes([Perturbation(0, None, 3.0, 3.0)], [1e-30j], True)
    assert sizes == [pytest.approx((5.0 + 5.0 + 2.0) * 4.0 * 1e-30, rel=1e-9, abs=0.0)]
    assert probe.all_terms(0, 1e-30) == pytest.approx((5.0 + 5.0 + 2.0) * 4.0)


@pytest.mark.parametrize(("x", "upstream"), [("3", -4.0), ("[3, -1]", np.array([-2.0, 4.0]))])
def test_the_size_of_l_is_that_of_its_terms_without_their_signs(x: str, upstream: Any) -> None:
    size = probe_on(f"variables: {{x: {x}}}\nnodes: {{y: x + x}}", upstream).size
    assert size == (24.0 if x == "3" else 12.0 + 8.0)


@pytest.mark.parametrize(
    ("expression", "x", "size"),
    [
        ("x * x", "1e-8", 1e-16),
        ("x * x", "1e8", 1e16),
        ("x * x", "[1e8, 1e8]", 2e16),
        ("(x + 1e20) - 1e20", "1", 1e20),
        ("(x + 1e20) - 1e20", "[1, 1]", 2e20),
    ],
)
@pytest.mark.parametrize("upstream", [-0.125, 8.0])
def test_the_noise_of_l_is_the_rounding_of_the_largest_value_on_the_way(
    expression: str, x: str, size: float, upstream: float
) -> None:
    """Within a factor of 16: it is made of random draws."""
    probe = probe_on(f"variables: {{x: {x}}}\nnodes: {{y: {expression}}}", np.full(2, upstream) if x.startswith("[") else upstream)
    expected = 2.0**-52 * size * abs(upstream)
    assert expected / 16.0 <= probe.noise() <= expected * 16.0


def test_only_what_stands_at_a_kink_is_watched() -> None:
    nodes = "a: relu(x), b: relu(z), c: abs(s), d: abs(t), e: exp(x), y: sum(a + e) + sum(b) + c + d"
    probe = probe_on(f"variables: {{x: [0, 1], z: [1, 2], s: 0, t: 2}}\nnodes: {{{nodes}}}")
    probe.watch_kinks(list(probe.graph.variables))
    assert {probe.graph.names[number] for number in probe.kinks} == {"a", "c"}


def test_a_single_number_is_flagged_that_moves_something_at_a_kink() -> None:
    probe = probe_on("variables: {x: 0, z: 1}\nnodes: {a: relu(x), b: relu(z), y: a + b}")
    probe.watch_kinks([0, 1])
    assert probe.changes([Perturbation(0, None, 1.0, 1.0), Perturbation(1, None, 1.0, 1.0)], [1e-30j] * 2)[1] == [True, False]


def test_progress_is_the_part_of_the_expected_passes_that_is_done_and_never_more_than_the_whole() -> None:
    seen: list[float] = []
    probe = probe_on(CANCELLING, progress=seen.append)
    probe.expected = 4
    probe.changes([Perturbation(0, None, 3.0, 3.0)] * 6, [1e-30j] * 6)
    assert seen == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    assert probe.passes == 6


def moves_of(probe: Probe) -> list[Perturbation]:
    return [
        move
        for number in probe.graph.variables
        for move in entry_moves(number, probe.values[number], range(np.size(probe.values[number])))
    ]


def test_small_variables_run_together_and_a_large_one_by_itself() -> None:
    probe = probe_on("variables: {a: [1, 2, 3], b: {ones: 40}, c: 1, d: [1, 2]}\nnodes: {y: sum(a) + sum(b) * c + sum(d)}")
    chunks = list(probe.chunks(moves_of(probe)))
    assert [(start, stop) for start, stop, _ in chunks] == [(0, 3), (3, 43), (43, 46)]
    assert [plan.starts for *_, plan in chunks] == [(0,), (1,), (2, 3)]


def test_no_more_small_variables_run_together_than_the_bound_allows() -> None:
    probe = probe_on(deep(10))
    with patch("backprop_cli.gradcheck.probe.MOST_TOGETHER", 4):
        assert [(start, stop) for start, stop, _ in probe.chunks(moves_of(probe))] == [(0, 4), (4, 8), (8, 10)]


def test_two_numbers_of_a_large_graph_are_checked_too() -> None:
    with patch.object(probe, "FEW", 0):
        assert check("variables: {x: 1, y: 2}\nnodes: {a: x * y, b: a * a}").verdict == "pass"


def test_a_small_graph_of_single_numbers_runs_one_by_one() -> None:
    assert probe_on(deep(20)).few(moves_of(probe_on(deep(20))))
