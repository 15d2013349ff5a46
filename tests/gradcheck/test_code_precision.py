"""How finely code resolves its inputs, told by the least changes of its result."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.errors import LayerError
from backprop_cli.gradcheck.code_precision import (
    BRAIN,
    DOUBLE,
    HALF,
    SINGLE,
    Code,
    Counted,
    all_code,
    code_of,
    least_change,
    moved_by,
    seen,
)
from backprop_cli.gradcheck.opened_graph import opened
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source

ROW = np.array([0.3, -1.7, 2.9, 0.8])


class Layer:
    """A function as a layer, which counts its runs and refuses what the function cannot take."""

    def __init__(self, f: Callable[..., Any], kind: str = "") -> None:
        self.f = f
        self.kind = kind

    def compute(self, *xs: Any) -> Any:
        try:
            return self.f(*xs)
        except (TypeError, ValueError) as error:
            raise LayerError(str(error)) from None

    def dtype(self, *xs: Any) -> str:
        if self.kind == "refused":
            raise LayerError("no")
        return self.kind


def known(f: Callable[..., Any], *xs: Any, kind: str = "", trusted: bool = True, seed: int = 0) -> Code:
    layer: Any = Layer(f, kind)
    return code_of(layer, xs, f(*xs), (True,) * len(xs), RandomNumbers(seed), trusted)


def through(kind: type, f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Code that computes in another precision and hides it."""
    return lambda x: np.asarray(f(np.asarray(x, dtype=kind).real.astype(kind)), dtype=np.float64)


def test_code_that_stands_its_trial_is_known_by_it_and_costs_eleven_passes() -> None:
    assert known(lambda x: x * x, 3.0) == Code(True, DOUBLE, 9.0 * DOUBLE, 11)


def test_code_that_is_not_trusted_stands_no_trial() -> None:
    found = known(lambda x: x * x, 3.0, trusted=False)
    assert (found.analytic, found.epsilon) == (False, DOUBLE)
    assert found.passes > 0


@pytest.mark.parametrize(
    ("kind", "epsilon"), [("float32", SINGLE), ("float16", HALF), ("bfloat16", BRAIN), ("float64", DOUBLE), ("refused", DOUBLE)]
)
def test_what_forward_returns_tells_its_precision(kind: str, epsilon: float) -> None:
    assert known(abs, 3.0, kind=kind).epsilon == epsilon


@pytest.mark.parametrize("f", [np.exp, np.tanh, lambda x: x * x + x])
@pytest.mark.parametrize(("kind", "epsilon"), [(np.float32, SINGLE), (np.float16, HALF), (np.float64, DOUBLE)])
def test_precision_that_is_hidden_shows_in_the_least_changes(f: Callable[..., Any], kind: type, epsilon: float) -> None:
    for seed in range(3):
        found = known(through(kind, f), ROW, trusted=False, seed=seed)
        assert (found.analytic, found.epsilon) == (False, epsilon)


def in_steps(x: Any) -> Any:
    """x to the next multiple of 2⁻²⁰."""
    return np.round(x * 2.0**20) * 2.0**-20


def quantum(f: Callable[..., Any], *xs: Any, wanted: tuple[bool, ...] = (True, True), seed: int = 0) -> Any:
    layer: Any = Layer(f)
    return least_change(Counted(layer), xs, f(*xs), wanted[: len(xs)], RandomNumbers(seed))


@pytest.mark.parametrize("seed", range(4))
def test_the_quantum_is_the_first_change_that_shows(seed: int) -> None:
    assert quantum(lambda x: float(in_steps(x)), 1.0, seed=seed) in (2.0**-20, 2.0**-19)
    both = quantum(in_steps, np.array([1.0, -1.0]), seed=seed)
    assert set(both.tolist()) <= {2.0**-20, 2.0**-19}


@pytest.mark.parametrize("seed", range(4))
def test_an_input_that_moves_the_result_finely_does_not_hide_another(seed: int) -> None:
    for coarse in (lambda x, y: in_steps(x) + y, lambda x, y: x + in_steps(y)):
        assert quantum(coarse, np.ones(1), np.ones(1), seed=seed)[0] >= 2.0**-20


def test_an_input_that_is_not_wanted_is_not_moved() -> None:
    assert quantum(lambda x, y: x + in_steps(y), np.ones(1), np.ones(1), wanted=(True, False))[0] < 2.0**-48


def test_a_change_of_a_large_part_of_the_result_is_something_that_wakes() -> None:
    assert quantum(lambda x: 1.0 if abs(x - 1.0) < 1e-3 else 1.5, 1.0) == DOUBLE
    assert quantum(lambda x: 1.0 if abs(x - 1.0) < 1e-3 else 1.01, 1.0) == pytest.approx(0.01)


def test_steps_that_the_code_refuses_say_nothing() -> None:
    def narrow(x: float) -> float:
        if abs(x - 1.0) > 1e-6:
            raise ValueError("too far")
        return 1.0

    assert quantum(narrow, 1.0) == DOUBLE


def test_no_more_passes_are_made_than_until_every_entry_has_moved() -> None:
    layer: Any = Counted(Layer(lambda x: 1.0 * x))  # type: ignore[arg-type]
    least_change(layer, [ROW], ROW, [True], RandomNumbers(0))
    assert layer.passes <= 3
    still: Any = Counted(Layer(lambda x: np.where(np.arange(4) > 0, x, 1.0)))  # type: ignore[arg-type]
    least_change(still, [ROW], np.where(np.arange(4) > 0, ROW, 1.0), [True], RandomNumbers(0))
    assert still.passes == 25


def test_a_nudge_is_a_part_of_each_entry_and_a_result_of_another_shape_says_nothing() -> None:
    layer: Any = Counted(Layer(lambda x: 2.0 * x))  # type: ignore[arg-type]
    moved = moved_by(layer, [np.array([4.0, -8.0])], np.array([8.0, -16.0]), 0, np.array([0.25, 0.5]))
    assert moved is not None
    assert moved.tolist() == [2.0, 8.0]
    assert moved_by(layer, [np.array([4.0, -8.0])], np.ones(3), 0, 0.5) is None


@pytest.mark.parametrize(
    ("change", "size", "epsilon"),
    [
        (2.0**-31, 1.0, DOUBLE),
        (2.0**-24, -1.0, SINGLE),
        (2.0**-18, 1.0, SINGLE),
        (2.0**-16, 1.0, HALF),
        (1.0, 0.0, DOUBLE),
        (np.array([2.0**-52, 2.0**-24, 2.0**-24]), np.ones(3), SINGLE),
        (np.array([2.0**-52, 2.0**-52, 2.0**-9]), np.ones(3), DOUBLE),
        (np.array([2.0**-24, 1.0, 1.0]), np.array([1.0, 0.0, 0.0]), SINGLE),
        (np.array([2.0**-22, 2.0**-22]), np.array([2.0**10, 2.0**10]), DOUBLE),
    ],
)
def test_the_usual_change_beside_the_result_tells_the_precision(change: Any, size: Any, epsilon: float) -> None:
    assert seen(change, size) == epsilon


CUBE = "class Cube:\n    def forward(self, x):\n        self.x = x\n        return x ** 3\n    def backward(self, dout):\n        return 3 * dout * self.x ** 2\n"


def test_code_that_depends_on_a_variable_is_known_and_inside_of_own_layers_stands_no_trial(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(CUBE, encoding="utf-8")
    text = (
        "variables: {x: 2}\nconstants: {c: 3}\nlayers: {own: {inputs: [x], forward: Cube(x), backward: {x: dout * 3 * x ** 2}}}\n"
        "nodes: {a: own(x), b: Cube(c), d: Cube(x), y: a + b + d}"
    )
    graph = read_problem(Source("p.yaml", text), None, Settings(layers=tuple(load_layers(str(tmp_path / "mine.py"))))).graph
    flat = opened(graph, engine.forward(graph))
    numbers = {flat.graph.names[number]: number for number in flat.graph.nodes}
    told = Code(True, DOUBLE, 0.0)
    found = all_code(flat.graph, flat.values, RandomNumbers(0), {numbers["d"]: told})
    assert set(found) == {numbers["a"], numbers["d"]}
    assert found[numbers["d"]] is told
    assert (found[numbers["a"]].analytic, found[numbers["a"]].epsilon) == (False, DOUBLE)
