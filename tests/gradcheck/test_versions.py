"""Many perturbed versions at once against one whole forward pass for each: the same change of L, whatever the shapes."""

from itertools import product
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.first_look import Row, first_rows, slopes_at
from backprop_cli.gradcheck.perturbation import Perturbation, entry_moves
from backprop_cli.gradcheck.plan import Pins, Plan, moves
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source
from tests.gradcheck.checking import check

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
    return Probe(graph, values, output, upstream, CheckSettings(**how)), [number for number in graph.variables if reaching[number]]


def by_whole_passes(probe: Probe, number: int, deltas: list[tuple[Any, complex]]) -> list[complex]:
    """One forward pass of the whole graph for each perturbation."""
    found = []
    for index, delta in deltas:
        inputs = list(probe.graph.values)
        inputs[number] = np.array(inputs[number], type(delta))
        inputs[number][index] += delta
        inputs[number] = inputs[number] if inputs[number].ndim else inputs[number].item()
        with engine.quiet():
            change = (engine.run_layers(probe.graph, inputs)[probe.output] - probe.values[probe.output]) * probe.upstream
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
        along = probe.changes([Perturbation(number, None, 1.0, 1.0, direction)], [1e-30j])[0]
        assert along[0].imag == pytest.approx(sum(np.ravel(direction) * np.imag(entries)), rel=1e-9, abs=1e-41)


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
    probe = Probe(problem.graph, values, problem.output(), 1.0, CheckSettings())
    moves = entry_moves(0, values[0], range(3))
    assert np.imag(probe.changes(moves, [1e-30j] * 3)[0]).tolist() == [0.0, 0.0, 0.0]
    assert np.abs(probe.changes(moves, [1e-30j] * 3, True)[0]) == pytest.approx([1e-29] * 3, rel=1e-9, abs=0.0)


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
        sizes.append(Probe(graph, values, graph.nodes[-1], values[-1], CheckSettings()).plan((0,), pinned=False).size)
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
    probe = Probe(graph, engine.forward(graph), graph.nodes[-1], 1.0, CheckSettings())
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


def probe_on(text: str, **how: Any) -> Probe:
    """A probe of the last node of a text, with an upstream of random numbers."""
    graph = read_problem(Source("p.yaml", text), None).graph
    values = engine.forward(graph)
    upstream = np.random.default_rng(7).normal(size=np.shape(values[-1])) if np.ndim(values[-1]) else -1.7
    return Probe(graph, values, graph.nodes[-1], upstream, CheckSettings(**how))


SHARED = {
    "weights": ("W: {normal: [3, 20]}", "x: {normal: [4, 3]}", "x @ W"),
    "inputs": ("x: {normal: [20, 3]}", "W: {normal: [3, 4]}", "x @ W"),
    "columns": ("x: {normal: [3, 20]}", "c: 1", "'softmax(x, axis=0)'"),
    "middle": ("x: {normal: [4, 3, 5]}", "c: 1", "'softmax(x, axis=1)'"),
    "last": ("x: {normal: [4, 5, 3]}", "c: 1", "'mean(x, axis=2)'"),
}


@pytest.mark.parametrize("kind", [complex, float])
@pytest.mark.parametrize("name", SHARED)
def test_one_run_serves_all_versions_that_touch_a_slice_each(name: str, kind: type) -> None:
    """60 entries, at three places along the axis that the layer mixes: three runs, and no stack of copies."""
    variable, constant, node = SHARED[name]
    probe = probe_on(f"variables: {{{variable}}}\nconstants: {{{constant}}}\nnodes: {{y: {node}}}")
    value, layer = probe.values[0], probe.graph.layer(probe.output)
    delta = 1e-30j if kind is complex else 0.125
    expected = np.array(by_whole_passes(probe, 0, [(index, delta) for index in np.ndindex(value.shape)]))
    with patch.object(layer, "compute", wraps=layer.compute) as runs, patch.object(layer, "stacked", wraps=layer.stacked) as stacks:
        found, touched = probe.entries(0, np.arange(60), np.full(60, delta))
    part = (lambda z: z.imag) if kind is complex else (lambda z: z.real)
    np.testing.assert_allclose(part(found), part(expected), rtol=1e-9, atol=1e-12 * np.abs(part(expected)).max())
    assert (runs.call_count, stacks.call_count) == (3, 0)
    assert not touched.any()


def test_versions_that_share_no_run_are_stacked() -> None:
    probe = probe_on("variables: {W: {normal: [20, 3]}}\nconstants: {x: {normal: [4, 20]}}\nnodes: {y: x @ W}")
    layer = probe.graph.layer(probe.output)
    with patch.object(layer, "compute", wraps=layer.compute) as runs, patch.object(layer, "stacked", wraps=layer.stacked) as stacks:
        probe.entries(0, np.arange(60), np.full(60, 1e-30j))
    assert (runs.call_count, stacks.call_count) == (0, 1)


def test_the_terms_of_an_entry_of_a_weight_are_the_inputs_that_it_is_multiplied_by() -> None:
    """W[i, j] moves y[r, j] by x[r, i], which the upstream of y[r, j] weighs."""
    probe = probe_on("variables: {W: {normal: [3, 20]}}\nconstants: {x: {normal: [4, 3]}}\nnodes: {y: x @ W}")
    sizes, _ = probe.changes(entry_moves(0, probe.values[0], range(60)), [1e-30j] * 60, True)
    expected = np.abs(probe.values[1]).T @ np.abs(probe.upstream)
    np.testing.assert_allclose(np.reshape(sizes, (3, 20)), 1e-30 * expected, rtol=1e-9)


@pytest.mark.parametrize(
    "out", ["y: 5 * x - 5 * x", "y: 5 * x - 5 * x, z: 'reshape(y, shape=(1, 3))'", "y: 5 * x - 5 * x, z: sum(y)"]
)
def test_the_terms_of_a_vector_are_weighed_by_the_upstream(out: str) -> None:
    probe = probe_on(f"variables: {{x: [1, 2, 3]}}\nnodes: {{{out}}}")
    sizes, _ = probe.changes(entry_moves(0, probe.values[0], range(3)), [1e-30j] * 3, True)
    assert sizes == pytest.approx(list(1e-29 * np.abs(probe.upstream * np.ones(3)).ravel()), rel=1e-9, abs=0.0)
    assert probe.all_terms(0, 1e-30) == pytest.approx(sum(sizes) / 1e-30, rel=1e-9)


def test_nothing_but_the_output_is_held_when_the_versions_have_run() -> None:
    probe = probe_on("variables: {x: {ones: 40}}\nnodes: {a: sin(x), b: a * a, y: b + a}")
    plan = probe.plan((0,), pinned=True)
    versions = probe.pinned_versions(plan, np.arange(3), np.full(3, 0.5))
    versions.run()
    assert list(versions.data) == [probe.output]


@pytest.mark.parametrize(("positions", "copied"), [([12, 13, 17], False), ([12, 13, 18], True)], ids=["one row", "two rows"])
def test_a_slice_that_all_versions_share_is_not_copied(positions: list[int], copied: bool) -> None:
    probe, (weights, *_rest) = probe_of("elementwise")
    versions = probe.pinned_versions(probe.plan((weights,), pinned=True), positions, np.full(3, 0.5))
    value = np.arange(80.0).reshape(8, 10)
    rows = versions.sliced(value, (0, None))
    assert rows[:, 0].tolist() == [value[position // 6].tolist() for position in positions]
    assert np.shares_memory(rows, value) is not copied


def test_versions_are_flagged_that_move_something_at_a_kink() -> None:
    probe = probe_on("variables: {x: [0, 1, -1, 0]}\nnodes: {y: relu(x)}")
    probe.watch_kinks([0])
    assert probe.changes(entry_moves(0, probe.values[0], range(4)), [1e-30j] * 4)[1] == [True, False, False, True]
    assert probe.entries(0, np.arange(4), np.full(4, 1e-30j))[1].tolist() == [True, False, False, True]


def test_an_entry_of_a_weight_moves_at_a_kink_where_its_column_is_at_one_and_its_input_is_not_0() -> None:
    text = "variables: {W: [[1, 2, 0], [1, 1, 0], [0, 1, 0]]}\nconstants: {x: [[1, -1, 0], [0, 0, 1], [1, 1, 1]]}\nnodes: {a: x @ W, y: relu(a)}"
    probe = probe_on(text)
    probe.watch_kinks([0])
    x, a = probe.values[1], probe.values[2]
    expected = [any(a[row, j] == 0.0 and x[row, i] != 0.0 for row in range(3)) for i in range(3) for j in range(3)]
    _, touched = probe.entries(0, np.arange(9), np.full(9, 1e-30j))
    assert touched.tolist() == expected
    assert set(expected) == {True, False}
    assert probe.changes(entry_moves(0, probe.values[0], range(9)), [1e-30j] * 9)[1] == expected


@pytest.mark.parametrize(("x", "flag"), [([0.0, 1.0], True), ([2.0, 1.0], False)])
def test_a_direction_is_flagged_that_moves_something_at_a_kink(x: list[float], flag: bool) -> None:
    probe = probe_on(f"variables: {{x: {x}}}\nnodes: {{y: relu(x)}}")
    probe.watch_kinks([0])
    assert probe.changes([Perturbation(0, None, 1.0, 1.0, np.ones(2))], [1e-30j])[1] == [flag]


def size_of(variable: str, node: str, pinned: bool = True) -> int:
    """The numbers that one version holds at a time, by the plan."""
    return (
        probe_on(f"variables: {{x: {{ones: {variable}}}}}\nconstants: {{c: {{ones: [40, 4]}}}}\nnodes: {{y: {node}}}")
        .plan((0,), pinned)
        .size
        // 16
    )


def test_a_version_holds_its_variable_its_result_and_what_the_layer_needs_besides() -> None:
    assert size_of("40", "'concat(x, x)'", pinned=False) == 40 + 80 + 4 * 80


def test_a_version_of_an_entry_that_keeps_its_place_holds_no_more_than_it() -> None:
    assert size_of("[30, 40]", "sin(x)") == size_of("[3, 4]", "sin(x)") < 10


def test_a_version_of_an_entry_that_is_mixed_with_the_others_holds_them_all() -> None:
    assert size_of("40", "sum(x)") >= 40 + size_of("1", "sum(x)") - 1


def test_a_version_that_shares_a_run_holds_no_copy_of_the_input() -> None:
    assert size_of("[3, 40]", "x @ c") == size_of("[30, 40]", "x @ c") < 4 + 4 * 4 + 40


def test_a_run_that_can_be_shared_serves_as_many_as_make_it_worth_while() -> None:
    """However large a version is beside the cache; where each version runs by itself, one is enough."""
    counts = [probe.most_versions(probe.plan((0,), pinned=True)._replace(size=2**23)) for probe in map(probe_on, ALONE_OR_SHARED)]
    assert counts[0] == 1 < counts[1]


ALONE_OR_SHARED = [f"variables: {{x: {{ones: [3, 40]}}}}\nnodes: {{y: '{node}'}}" for node in ("sin(x)", "softmax(x)")]


@pytest.mark.parametrize("most", [15, 17])
def test_entries_that_are_mixed_with_one_another_run_together(most: int) -> None:
    probe = probe_on("variables: {x: {ones: [3, 4, 5]}}\nnodes: {y: 'softmax(x, axis=1)'}")
    with patch.object(Probe, "most_versions", lambda *_: most):
        parts = list(probe.neighbours(probe.plan((0,), pinned=True), np.arange(60)))
    assert [set(np.unravel_index(part, (3, 4, 5))[1].tolist()) for part in parts] == [{0}, {1}, {2}, {3}]


def test_two_rows_of_a_weight_run_together_where_just_two_fit() -> None:
    probe, (_, weights, *_rest) = probe_of("affine")
    with patch.object(Probe, "most_versions", lambda *_: 12):
        parts = list(probe.neighbours(probe.plan((weights,), pinned=True), np.arange(48)))
    assert list(map(len, parts)) == [12] * 4


def test_slopes_are_taken_by_a_step_that_no_curve_can_show_in() -> None:
    probe = probe_on("variables: {x: [0.5, -2, 3]}\nnodes: {y: x * x * x}")
    x = probe.values[0]
    np.testing.assert_allclose(slopes_at(probe, 0, np.arange(3))[0], 3.0 * x * x * probe.upstream, rtol=1e-12)


def test_an_entry_of_0_moves_by_the_size_of_the_others_however_small() -> None:
    """A step that is large beside them would show in the cube."""
    probe = probe_on("variables: {x: [0, 1e-40, -2e-40]}\nnodes: {a: x * 1e40, y: sum(a + a * a * a)}")
    np.testing.assert_allclose(slopes_at(probe, 0, np.arange(3))[0], [-1.7e40, 4 * -1.7e40, 13 * -1.7e40], rtol=1e-9)


def first_of(text: str, gradient: Any, tolerance: float = 1e-8) -> tuple[Probe, list[Row], list[int]]:
    """The rows of a variable of one axis at first sight, beside a gradient."""
    probe = probe_on(text)
    count = len(gradient)
    rows, wrong = first_rows(probe, 0, np.arange(count), [(k,) for k in range(count)], gradient, tolerance)
    return probe, rows, wrong


SQUARES = "variables: {x: [1e-6, -2, 3, 500]}\nnodes: {a: x * x, y: sum(a)}"
SLOPES = np.array([2e-6, -4.0, 6.0, 1000.0]) * -1.7


def test_right_gradients_are_seen_in_one_pass_each() -> None:
    probe, rows, wrong = first_of(SQUARES, SLOPES)
    assert [row.verdict for row in rows if row] == ["pass"] * 4
    assert (wrong, probe.passes) == ([], 4)


def test_wrong_gradients_are_named_from_the_worst_on() -> None:
    _, rows, wrong = first_of(SQUARES, SLOPES + np.array([2e-8, 0.25, 0.5, 0.0]))
    assert [row.verdict for row in rows if row] == ["fail", "fail", "fail", "pass"]
    assert wrong == [2, 1, 0]


def test_what_cancelling_terms_may_explain_is_left_open() -> None:
    """The terms of all forty entries are 1.4 · 10¹⁴ together, and a rounding error of that is 0.03."""
    text = "variables: {x: {ones: 40}}\nnodes: {a: x * 1e12 - x * 1e12 + x, y: sum(a)}"
    _, rows, wrong = first_of(text, -1.7 + np.where(np.arange(40) == 7, 0.5, np.where(np.arange(40) == 9, 50.0, 0.0)))
    assert [k for k, row in enumerate(rows) if row is None] == [7]
    assert wrong == [9]


def test_a_large_array_gets_the_same_rows_at_first_sight_as_entry_by_entry() -> None:
    text = "variables: {x: {normal: [9, 10]}, s: 3}\nnodes: {a: exp(x) * s + x ** 3, L: sum(a)}"
    many = check(text)
    with patch("backprop_cli.gradcheck.comparison.SMALL", 1000):
        each = check(text)
    assert [row[:2] + row[6:] for row in many.checks] == [row[:2] + row[6:] for row in each.checks]
    for row, other in zip(many.checks, each.checks, strict=True):
        assert row.numeric == pytest.approx(other.numeric, rel=1e-13)
        assert row.bound == pytest.approx(other.bound, rel=1e-9, abs=0.0)
        assert row.error == abs(row.analytic - row.numeric)
