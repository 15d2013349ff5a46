"""Many perturbed versions at once against one whole forward pass for each: the same change of L, whatever the shapes."""

from itertools import product
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.bulk import slopes_at
from backprop_cli.gradcheck.move import Move, entry_moves
from backprop_cli.gradcheck.plan import Pins, Plan, moves
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.problem.source import Source

VARIABLES = """variables:
  x: {normal: [5, 8]}
  W: {normal: [8, 6]}
  b: {normal: [6]}
  row: {normal: [1, 6]}
  s: 0.7
"""
LAYERNORM = """layers:
  norm:
    inputs: [x]
    let: {xc: "x - mean(x, axis=-1, keepdims=True)"}
    forward: xc / sqrt(mean(xc ** 2, axis=-1, keepdims=True) + 1e-5)
"""
GRAPHS = {
    "affine": "a: affine(x, W, b), L: sum(a * a)",
    "chain": "a: affine(x, W, b), h: sigmoid(a), c: 'h @ W.T', L: 'softmax_with_loss(c, t)'",
    "elementwise": "a: W * s, c: sin(a) + row, L: sum(c * c)",
    "array out": "a: x @ W + row, y: tanh(a)",
    "twice": "a: W * W, c: 'exp(-W / 9)', d: a * c + W",
    "rows and columns": "a: W.T @ W, y: a * b",
    "softmax": "a: x @ W, y: 'softmax(a, axis=0) * softmax(a)'",
    "reductions": "a: x @ W, m: 'mean(a, axis=0)', y: m - b",
    "layout": "a: 'concat(W, row)', c: 'reshape(a, shape=(6, 9))', d: 'c[:, 1:7:2]', y: 'transpose(d)'",
    "of the problem": "a: x @ W, c: norm(a), L: sum(c * a)",
    "column sums": "a: 'x * sum(x, axis=0)', y: a @ W",
    "scalar": "a: s * s, y: W * a + s",
    "vectors": "a: x @ (W @ b), L: a @ a",
}


def probe_of(name: str, **how: Any) -> tuple[Probe, list[int]]:
    text = f"{VARIABLES}constants: {{t: [0, 1, 2, 3, 4]}}\n{LAYERNORM}nodes: {{{GRAPHS[name].replace('affine(x, W, b)', repr('affine(x, W, b)'))}}}\n"
    problem = read_problem(Source("p.yaml", text), None)
    graph, output = problem.graph, problem.output()
    values = engine.forward(graph)
    upstream = np.random.default_rng(5).normal(size=np.shape(values[output])) if np.ndim(values[output]) else 1.3
    reaching = graph.reaching(output)
    return Probe(graph, values, output, upstream, Settings(**how)), [number for number in graph.variables if reaching[number]]


def by_whole_passes(probe: Probe, number: int, deltas: list[tuple[Any, complex]]) -> list[complex]:
    """One forward pass of the whole graph for each perturbation."""
    found = []
    for index, delta in deltas:
        inputs = list(probe.graph.values)
        inputs[number] = np.array(inputs[number], type(delta))
        inputs[number][index] += delta
        inputs[number] = inputs[number] if inputs[number].ndim else inputs[number].item()
        with engine.quiet():
            change = (engine.run(probe.graph, inputs)[probe.output] - probe.values[probe.output]) * probe.upstream
        found.append(complex(np.sum(change)))
    return found


@pytest.mark.parametrize("kind", [complex, float])
@pytest.mark.parametrize("memory", [2**31, 4096], ids=["plenty", "little"])
@pytest.mark.parametrize("name", GRAPHS)
def test_versions_are_whole_passes(name: str, memory: int, kind: type) -> None:
    probe, variables = probe_of(name, max_memory=memory)
    delta = 1e-30j if kind is complex else 0.125
    for number in variables:
        value = probe.values[number]
        indices = list(product(*map(range, np.shape(value))))
        expected = np.array(by_whole_passes(probe, number, [(index, delta) for index in indices]))
        moves = entry_moves(number, value, range(len(indices)))
        ways = [probe.changes(moves, [delta] * len(moves))[0]]
        if len(moves) > 32:
            ways.append(probe.entries(number, np.arange(len(moves)), np.full(len(moves), delta))[0])
        for found in map(np.asarray, ways):
            part = (lambda z: z.imag) if kind is complex else (lambda z: z.real)
            np.testing.assert_allclose(part(found), part(expected), rtol=1e-9, atol=1e-12 * np.abs(part(expected)).max() + 1e-45)


@pytest.mark.parametrize("name", GRAPHS)
def test_a_direction_is_the_sum_of_its_entries(name: str) -> None:
    probe, variables = probe_of(name)
    for number in variables:
        value = probe.values[number]
        moves = entry_moves(number, value, range(np.size(value)))
        entries = probe.changes(moves, [1e-30j] * len(moves))[0]
        direction = np.arange(1.0, np.size(value) + 1.0).reshape(np.shape(value)) if np.ndim(value) else 2.0
        along = probe.changes([Move(number, None, 1.0, 1.0, direction)], [1e-30j])[0]
        assert along[0].imag == pytest.approx(sum(np.ravel(direction) * np.imag(entries)), rel=1e-9)


@pytest.mark.parametrize("name", GRAPHS)
def test_sizes_of_terms_are_at_least_the_slope(name: str) -> None:
    probe, variables = probe_of(name)
    for number in variables:
        moves = entry_moves(number, probe.values[number], range(np.size(probe.values[number])))
        slopes = np.imag(probe.changes(moves, [1e-30j] * len(moves))[0])
        sizes = np.abs(probe.changes(moves, [1e-30j] * len(moves), True)[0])
        assert (sizes >= np.abs(slopes) * (1.0 - 1e-9)).all()


def test_sizes_do_not_cancel() -> None:
    problem = read_problem(Source("p.yaml", "variables: {x: [1, 2, 3]}\nnodes: {y: 5 * x - 5 * x, z: sum(y)}"), None)
    values = engine.forward(problem.graph)
    probe = Probe(problem.graph, values, problem.output(), 1.0, Settings())
    moves = entry_moves(0, values[0], range(3))
    assert np.imag(probe.changes(moves, [1e-30j] * 3)[0]).tolist() == [0.0, 0.0, 0.0]
    assert np.abs(probe.changes(moves, [1e-30j] * 3, True)[0]) == pytest.approx([1e-29] * 3)


def test_memory_bounds_how_many_run_at_once() -> None:
    probe, (_, weights, *_rest) = probe_of("affine", max_memory=100_000)
    plan = probe.plan((weights,), pinned=True)
    assert probe.most_versions(plan) * plan.size <= 100_000


@pytest.mark.parametrize(
    ("size", "memory", "most"),
    [(2**20, 2**31, 4), (2**23, 2**31, 1), (1, 2**31, 4096), (2**20, 2**23, 2), (2**20, 1, 1)],
    ids=["the cache", "one that is larger than it", "the bound", "memory", "no memory"],
)
def test_as_many_run_at_once_as_the_cache_holds(size: int, memory: int, most: int) -> None:
    probe, _ = probe_of("affine", max_memory=memory)
    assert probe.most_versions(Plan((0,), [], {}, size)) == most


def test_a_long_chain_holds_no_more_at_a_time_than_a_short_one() -> None:
    sizes = []
    for count in (3, 30):
        steps = "".join(f", n{k}: n{k - 1} * 2" for k in range(1, count))
        text = f"variables: {{x: {{ones: 40}}}}\nnodes: {{n0: x * 2{steps}, y: 'concat(n{count - 1}, n{count - 1})'}}"
        graph = read_problem(Source("p.yaml", text), None).graph
        values = engine.forward(graph)
        sizes.append(Probe(graph, values, graph.nodes[-1], values[-1], Settings()).plan((0,), pinned=False).size)
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize(
    ("cut", "pins", "copied"),
    [
        ((0, None), {5: (0, None)}, False),
        ((None, None), {5: (0, None)}, True),
        ((None, None), {}, False),
        ((0, None), {}, True),
    ],
    ids=["perturbed", "perturbed and opened", "whole", "slices of a whole"],
)
def test_an_input_is_copied_where_it_is_opened_or_sliced(cut: Pins, pins: dict[int, Pins], copied: bool) -> None:
    assert moves(cut, 5, pins) is copied


@pytest.mark.parametrize(("most", "sizes"), [(4, [3] * 16), (6, [6] * 8), (13, [12] * 4), (48, [48])])
def test_entries_of_a_row_of_a_weight_run_together_as_long_as_they_fit(most: int, sizes: list[int]) -> None:
    """A run of x @ W serves all entries of one row of W: each touches a column of its own."""
    probe, (_, weights, *_rest) = probe_of("affine")
    with patch.object(Probe, "most_versions", lambda *_: most):
        parts = list(probe.neighbours(probe.plan((weights,), pinned=True), np.arange(48)))
    assert list(map(len, parts)) == sizes
    assert np.concatenate(parts).tolist() == list(range(48))


def test_entries_run_in_their_order_in_memory() -> None:
    probe, (weights, *_rest) = probe_of("elementwise")
    positions = np.arange(48)[::-1]
    parts = probe.neighbours(probe.plan((weights,), pinned=True), positions)
    assert positions[np.concatenate(list(parts))].tolist() == list(range(48))


def test_an_entry_of_0_has_a_slope_with_the_others() -> None:
    graph = read_problem(Source("p.yaml", "variables: {x: [0, 3, -5]}\nnodes: {y: x * x + x, L: sum(y)}"), None).graph
    probe = Probe(graph, engine.forward(graph), graph.nodes[-1], 1.0, Settings())
    slopes, touched = slopes_at(probe, 0, np.arange(3))
    assert slopes.tolist() == pytest.approx([1.0, 7.0, -9.0])
    assert not touched.any()


def test_an_entry_of_a_weight_keeps_to_its_column() -> None:
    probe, (_, weights, *_rest) = probe_of("chain")
    graph = probe.graph
    plan = probe.plan((weights,), pinned=True)
    pins = {graph.names[number]: pins for number, pins in plan.pins.items()}
    assert pins["a"] == pins["h"] == (None, 1)
    assert pins["L"] == ()
