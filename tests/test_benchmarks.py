"""What the benchmarks measure: their graphs are seeded and right, and their table says what was measured. No clock decides here."""

import json
from collections import Counter
from collections.abc import Iterator
from math import isclose, isfinite
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import marking, peers, table
from tests.benchmarks.__main__ import main
from tests.benchmarks.engine import passes, problem
from tests.benchmarks.measure import Row, against, interleaved
from tests.benchmarks.process import Stopwatch, bpcalc
from tests.benchmarks.recipes import RECIPES, Recipe, as_json, as_yaml
from tests.cli.running import bpcalc as run_bpcalc

EVERY_RECIPE = pytest.mark.parametrize("name", RECIPES)


WITHOUT = ["--without=torch"]  # its import takes longer than all of this


@pytest.fixture(autouse=True)
def nothing_stays_left_out() -> Iterator[None]:
    yield
    peers.LEFT_OUT.clear()


def tangent(recipe: Recipe, directions: list[float]) -> float:
    """The slope of the last node as the variables move along `directions`, from left to right: no backward pass is in it."""
    values, slopes = list(recipe.variables), list(directions)
    for operator, x, y in recipe.steps:
        slopes.append(slopes[x] * values[y] + values[x] * slopes[y] if operator == "*" else slopes[x] + slopes[y])
        values.append(values[x] * values[y] if operator == "*" else values[x] + values[y])
    return slopes[-1]


def gradients(recipe: Recipe) -> list[float]:
    """Ours, of the variables."""
    found: list[Any] = passes(problem(as_json(recipe), json=True).graph)[1]
    return [0.0 if one is None else one for one in found[: len(recipe.variables)]]


@EVERY_RECIPE
def test_a_seed_makes_the_same_graph_again_and_another_makes_another(name: str) -> None:
    assert RECIPES[name](500, 3) == RECIPES[name](500, 3)
    assert RECIPES[name](500, 3) != RECIPES[name](500, 4)


@EVERY_RECIPE
@pytest.mark.parametrize("nodes", [1, 2, 3, 10, 501])
def test_every_node_is_there_and_leads_to_the_last(name: str, nodes: int) -> None:
    recipe = RECIPES[name](nodes)
    assert len(recipe.steps) == nodes
    read = {source for _, x, y in recipe.steps for source in (x, y)}
    first = len(recipe.variables)
    assert read >= set(range(first, first + nodes - 1))
    assert all(max(x, y) < first + index for index, (_, x, y) in enumerate(recipe.steps))


@EVERY_RECIPE
@pytest.mark.parametrize("nodes", [1, 5, 60, 400])
def test_gradients_are_those_of_a_sweep_from_left_to_right(name: str, nodes: int) -> None:
    recipe = RECIPES[name](nodes, seed=nodes)
    for index, gradient in enumerate(gradients(recipe)):
        slope = tangent(recipe, [float(other == index) for other in range(len(recipe.variables))])
        assert isclose(gradient, slope, rel_tol=1e-9, abs_tol=1e-12), index


@EVERY_RECIPE
def test_gradients_neither_vanish_nor_overflow(name: str) -> None:
    recipe = RECIPES[name](20_000)
    found = gradients(recipe)
    assert all(isfinite(gradient) and abs(gradient) < 1e12 for gradient in found)
    assert sum(abs(gradient) > 1e-6 for gradient in found) > 0.9 * len(found) * (0.5 if name == "deep" else 1)
    directions = [1.0 if index % 3 else -1.0 for index in range(len(found))]
    slope = sum(gradient * direction for gradient, direction in zip(found, directions, strict=True))
    assert isclose(slope, tangent(recipe, directions), rel_tol=1e-6)


def test_the_gradients_of_products_are_their_closed_form() -> None:
    recipe = RECIPES["products"](2_000)
    first, values = len(recipe.variables), list(recipe.variables)
    times = [[float(index == other) for other in range(first)] for index in range(first)]
    for _, x, y in recipe.steps:
        values.append(values[x] * values[y])
        times.append([one + other for one, other in zip(times[x], times[y], strict=True)])
    for gradient, variable, count in zip(gradients(recipe), recipe.variables, times[-1], strict=True):
        assert isclose(gradient, count * values[-1] / variable, rel_tol=1e-10)


@EVERY_RECIPE
def test_yaml_and_json_hold_the_graph_of_the_recipe(name: str) -> None:
    recipe = RECIPES[name](200)
    from_yaml, from_json = problem(as_yaml(recipe)).graph, problem(as_json(recipe), json=True).graph
    assert from_yaml.names == from_json.names
    for graph in (from_yaml, from_json):
        assert [(layer.operator, *sources) for layer, sources in zip(graph.layers, graph.inputs, strict=True)] == recipe.steps
        assert graph.values == recipe.variables


def test_ratios_are_those_of_each_round_and_their_median_counts() -> None:
    row = against(4, "this : that", [1.0, 6.0, 9.0], [2.0, 2.0, 9.0], most=1.0)
    assert (row.measured, row.low, row.high, row.verdict) == (1.0, 0.5, 3.0, "reached")
    assert row._replace(most=0.9).verdict == "missed"
    assert row._replace(most=None).verdict == ""
    assert row._replace(measured=None).verdict == "skipped"


def test_rounds_take_turns_and_every_other_one_runs_backwards() -> None:
    order: list[str] = []

    def run(name: str) -> float:
        order.append(name)
        return float(len(order))

    taken = interleaved({"a": lambda: run("a"), "b": lambda: run("b")}, 3)
    assert "".join(order) == "abbaab"
    assert taken == {"a": [1.0, 4.0, 5.0], "b": [2.0, 3.0, 6.0]}


def test_the_table_says_what_was_measured() -> None:
    rows = [Row(1, "this : that", 0.5, "×", 0.25, 2.0, 1.25, "1 : 2"), Row(2, "x : y", None, note="not installed")]
    lines = list(table.table({"Python": "3"}, rows))
    assert lines[0].split() == ["Python:", "3"]
    assert lines[3].split() == "1 this : that 0.500 × 0.250 … 2.000 ≤ 1.250 reached 1 : 2".split()
    assert lines[4].split() == "2 x : y – skipped not installed".split()


def test_a_small_run_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    main(["arrays", "--nodes=20", "--rounds=1", *WITHOUT])
    out = capsys.readouterr().out
    assert "5 × 7-6-3" in out
    assert "the book's layers in NumPy" in out
    assert "bytecode" in out
    assert "garbage collector" in out


def test_a_small_run_of_two_families_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["engine", "arrays", "--nodes=20", "--rounds=1", "--json", *WITHOUT])
    printed = json.loads(capsys.readouterr().out)
    assert {"Python", "BLAS", "bytecode", "garbage collector"} <= printed["surroundings"].keys()
    assert {row["number"] for row in printed["rows"]} == {4, 8}
    verdicts = {row["verdict"] for row in printed["rows"]}
    assert verdicts <= {"reached", "missed", "skipped", ""}


def test_an_unknown_family_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["engines"])
    assert "no measurement is called engines" in capsys.readouterr().err


def test_the_book_s_network_and_ours_agree() -> None:
    import numpy as np

    from tests.benchmarks.arrays import gradients as ours
    from tests.benchmarks.arrays import network
    from tests.benchmarks.book import Network

    graph = network(5, (7, 6, 3))
    for one, other in zip(ours(graph), Network(graph.values, len(graph.variables)).gradients(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-15)


def test_the_convolution_by_hand_and_ours_agree() -> None:
    import numpy as np

    from tests.benchmarks.convolution import SMALL, actions

    for size in SMALL:
        results = actions(size)
        for what, count in (("forward", 1), ("both passes", 4)):
            ours, theirs = results[f"ours, {what}"](), results[f"by hand, {what}"]()
            assert len(ours) == len(theirs) == count
            for one, other in zip(ours, theirs, strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-13)


def test_a_small_run_of_convolutions_says_what_it_measured(capsys: pytest.CaptureFixture[str]) -> None:
    main(["convolution", "--nodes=20", "--rounds=1", *WITHOUT])
    out = capsys.readouterr().out
    assert "conv2d, 2 × 1 × 6 × 6 under 3 × 1 × 3 × 3, forward : im2col by hand" in out
    assert "stride 2, padding 1, both passes" in out


def test_the_stopwatch_runs_commands_and_tells_a_failure() -> None:
    with Stopwatch() as stopwatch:
        assert stopwatch.took(*bpcalc("--version")).seconds > 0
        assert stopwatch.took("-c", "\nprint('two lines')\n").seconds > 0
        with pytest.raises(RuntimeError, match="exit code 3"):
            stopwatch.took("-c", "raise SystemExit(3)")


@pytest.mark.parametrize("seed", [None, 2])
def test_the_class_that_is_marked_has_the_verdicts_that_it_was_made_with(seed: int | None, tmp_path: Path) -> None:
    problems = dict(list(marking.keys().items())[:3])
    due = marking.make(tmp_path, seed, 8, 3, problems)
    ran = run_bpcalc(*marking.words(tmp_path, seed), "-f", "jsonl")
    assert Counter(json.loads(line)["verdict"] for line in ran.out.splitlines()) == due
    assert due.total() == 8 * 3 * 5
