"""Every entry of every gradient, opened: its terms add up to the engine's number, by value, as written numbers and as written names."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.engine.edges import Edge, edges
from backprop_cli.explain.entry import EntrySum, agree, entry_sum
from backprop_cli.graph import Graph
from backprop_cli.problem.solve import solve
from backprop_cli.report.number_text import rounded
from backprop_cli.words.entries import Writing
from tests.graphs.handmade import HANDMADE
from tests.layers.shelf import CASES, Case
from tests.layers.words import VOCABULARY, evaluate
from tests.problems import problem_of_bytes, problem_of_file
from tests.readme import ROOT

ALL_DIGITS = Writing(lambda x: f"{x:.17g}", times="*", most=np.inf)
ALL_NAMES = Writing(times="*", most=np.inf)


def pass_of_case(case: Case) -> Pass:
    """A graph of one node, with what flows into it."""
    count = len(case.xs)
    names = [*case.names, "node"]
    graph = Graph(
        names,
        {name: i for i, name in enumerate(names)},
        (count, 0, 0),
        list(case.xs),
        [case.layer],
        [tuple(range(count))],
        [""],
        [0],
    )
    graph.shapes = [*map(np.shape, case.xs), np.shape(case.out)]
    graph.scalar = not any(graph.shapes)
    return engine.differentiate(graph, engine.forward(graph), count, case.dout())


def sums(done: Pass) -> Iterator[tuple[Edge, EntrySum]]:
    """Every entry of every input of every node."""
    for edge in edges(done, done.graph.reached_from(done.graph.variables)):
        for index in np.ndindex(np.shape(edge.propagated)):
            found = entry_sum(done, edge, index)
            assert found is not None, (edge, index)
            assert found.value == np.asarray(edge.propagated)[index]
            yield edge, found


def judge(done: Pass, edge: Edge, found: EntrySum, words: dict[str, Any]) -> None:
    near = pytest.approx(found.value, rel=1e-12, abs=1e-15)
    assert sum(found.terms[k].value for k in range(len(found.terms))) == near
    assert found.entry.value == near
    assert float(evaluate(" + ".join(found.numbers(ALL_DIGITS)))) == near
    named = dict(zip(done.graph.names, done.values, strict=True))
    assert float(evaluate(" + ".join(found.names(ALL_NAMES)), **{**named, "dout": edge.upstream, **words})) == near


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if case.layer.rules])
def test_every_entry_of_every_layer_is_the_sum_of_its_terms(key: str) -> None:
    case, count = CASES[key], 0
    for edge, found in sums(pass_of_case(case)):
        scores = case.xs[0]
        judge(pass_of_case(case), edge, found, {"onehot": lambda t, x=scores: VOCABULARY["onehot"](t, x)})
        count += 1
    assert count == sum(np.size(gradient) for gradient in case.gradients() if gradient is not None)


@pytest.mark.parametrize("own", HANDMADE, ids=lambda own: own.name)
def test_a_layer_with_steps_of_its_own_is_opened_by_them(own: Any) -> None:
    text = "variables:\n" + "".join(f"  {name}: {value.tolist()}\n" for name, value in own.inputs().items())
    text += "constants:\n" * bool(own.constants) + "".join(f"  {name}: {value.tolist()}\n" for name, value in own.constants.items())
    inputs = ", ".join([*own.inputs(), *own.constants])
    done = solve(problem_of_bytes(f"{text}layers:\n  own:{own.definition}\nnodes: {{y: 'own({inputs})'}}\n"))
    layer = done.graph.layer(done.output)
    opened = list(sums(done))
    assert {edge.argument for edge, _ in opened} == set(range(len(own.inputs())))
    for edge, found in opened:
        xs = [done.values[source] for source in done.graph.sources(edge.node)]
        wanted = tuple(k == edge.argument for k in range(len(xs)))
        judge(done, edge, found, layer.let_values(edge.upstream, done.values[edge.node], *xs, wanted=wanted))


def asked(name: str, source: str, index: tuple[int, ...]) -> tuple[str, str, float]:
    done = solve(problem_of_file(ROOT / "problems" / f"{name}.yaml"))
    number = done.graph.number(source)
    (edge,) = [edge for edge in edges(done, done.graph.reached_from([number])) if edge.source == number]
    found = entry_sum(done, edge, index)
    assert found is not None
    return " + ".join(found.names()), " + ".join(found.numbers(Writing(rounded))), found.value


def test_a_weight_of_a_batch() -> None:
    assert asked("affine_batch", "W", (0, 1)) == ("X[0,0]·dout[0,1] + X[1,0]·dout[1,1]", "0·2 + 1·5", 5.0)


def test_a_weight_of_a_net() -> None:
    names, numbers, value = asked("two_layer_net", "W1", (0, 0))
    assert names == "x[0,0]·dout[0,0] + x[1,0]·dout[1,0] + x[2,0]·dout[2,0]"
    assert numbers == "1·(-0.16826) + (-1)·0 + 0.5·0"
    assert rounded(value) == "-0.16826"


def test_a_score() -> None:
    names, numbers, value = asked("two_layer_net", "score", (0, 1))
    assert names == "dout · (softmax(score)[0,1] - onehot(t)[0,1]) / n(score)"
    assert numbers == "1 · (0.721115 - 0) / 3"
    assert rounded(value) == "0.240372"


LAYERS = "variables: {w: [1, 2]}\nlayers:\n  %s\nnodes: {y: s(w)}\n"


def of_own_layer(layers: str) -> EntrySum | None:
    done = solve(problem_of_bytes(LAYERS % layers))
    (edge,) = edges(done, done.graph.reached_from([0]))
    return entry_sum(done, edge, (1,))


def test_a_group_has_no_words() -> None:
    assert of_own_layer("s: {inputs: [x], forward: x * 2}") is None


def test_a_function_of_the_problem_takes_the_place_of_the_one_of_the_shelf() -> None:
    found = of_own_layer(
        "softmax: {inputs: [a], forward: 3 * a}\n  s: {inputs: [x], forward: x * x, backward: {x: dout * softmax(x)}}"
    )
    assert found is not None
    assert (found.names(), found.numbers(Writing(rounded))) == (["dout[1]·softmax(w)[1]"], ["1·6"])


def test_a_step_with_the_name_of_a_value_of_the_graph_keeps_the_words_of_the_layer() -> None:
    found = of_own_layer("s: {inputs: [x], let: {w: 2 * x}, forward: x * x * x, backward: {x: dout * w * x}}")
    assert found is not None
    assert (found.names(), found.numbers(Writing(rounded))) == (["dout[1]·w[1]·x[1]"], ["1·4·2"])


def test_a_single_number_fills_the_gradient_of_an_array() -> None:
    found = of_own_layer("s: {inputs: [x], forward: sum(x) * 2, backward: {x: dout * 2}}")
    assert found is not None
    assert found.names() == ["dout·2"]


def test_words_that_come_to_something_else_are_not_shown() -> None:
    assert agree(1.0, 1.0 + 1e-12, 1.0)
    assert agree(1e-20, 0.0, np.array([1.0, 2.0]))
    assert agree(np.nan, np.nan, 1.0)
    assert not agree(1.0, 1.1, 1.0)
    assert not agree(np.nan, 1.0, 1.0)


def test_a_long_sum_is_not_written_whole() -> None:
    x, W = np.arange(2.0).reshape(2, 1), np.ones((1, 200_000))
    graph = Graph(["x", "W", "y"], {"x": 0, "W": 1, "y": 2}, (2, 0, 0), [x, W], [CASES["matmul-0"].layer], [(0, 1)], [""], [0])
    graph.shapes = [x.shape, W.shape, (2, 200_000)]
    done = engine.differentiate(graph, engine.forward(graph), 2)
    edge = next(iter(edges(done, b"\1\1\1")))
    found = entry_sum(done, edge, (1, 0))
    assert found is not None
    assert len(found.terms) == 200_000
    assert found.names(Writing(more=lambda count: f"… {count:,} more …")) == [
        "dout[1,0]·W[0,0]", "dout[1,1]·W[0,1]", "dout[1,2]·W[0,2]", "… 199,996 more …", "dout[1,199999]·W[0,199999]",
    ]  # fmt: skip
