"""The two passes, and what is said of values that are not finite."""

from typing import Any

import pytest

from backprop_cli.cli.console import CURRENT, Console
from backprop_cli.cli.options import Options
from backprop_cli.cli.passes import backward_pass, forward_pass, only_output, verdict
from backprop_cli.errors import BpcalcError
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.report.backward import Asked
from backprop_cli.source import from_bytes
from tests.cli.running import Screen
from tests.solving import solve_text


def problem(nodes: str, more: str = "") -> Any:
    return solve_text(f"variables: {{x: 2, z: 3}}\nnodes: {{{nodes}}}\n{more}").problem


@pytest.mark.parametrize(
    ("nodes", "more", "output"),
    [("y: x * z", "", "y"), ("a: x + z, b: a * 2", "", "b"), ("a: x + z, b: x * 2", "output: a", "a")],
)
def test_the_one_output(nodes: str, more: str, output: str) -> None:
    loaded = problem(nodes, more)
    number = only_output(loaded)
    assert number is not None
    assert loaded.graph.names[number] == output


def test_several_ends_are_no_output() -> None:
    text = "variables: {x: 2, z: 3}\nnodes: {y: x * z, w: x + z}\n"
    assert only_output(read_problem(from_bytes(text.encode(), "p.yaml", False, 1 << 20), None, Settings())) is None


def test_what_was_not_asked_for_is_not_computed() -> None:
    loaded = problem("a: x * 2, b: z * 3, y: a * b")
    names, values = loaded.graph.names, forward_pass(loaded)
    number = loaded.graph.number
    some = backward_pass(loaded, values, number("y"), 1.0, [Asked("x", number("x"))])
    every = backward_pass(loaded, values, number("y"), 1.0, None)
    assert {names[n]: g for n, g in enumerate(some) if n not in loaded.graph.literals} == {
        "x": 18.0, "z": None, "a": 9.0, "b": None, "y": 1.0,
    }  # fmt: skip
    assert {names[n]: g for n, g in enumerate(every) if n not in loaded.graph.literals} == {
        "x": 18.0, "z": 12.0, "a": 9.0, "b": 4.0, "y": 1.0,
    }  # fmt: skip


def test_a_fault_of_a_layer_gets_its_node_s_place() -> None:
    text = (
        "variables: {x: [1, 2]}\nlayers:\n  mine:\n    inputs: [x]\n    forward: x * 2\n"
        "    backward: {x: 'sum(dout * x, axis=0, keepdims=True)'}\nnodes:\n  y: mine(x)\n"
    )
    loaded = read_problem(from_bytes(text.encode(), "p.yaml", False, 1 << 20), None, Settings())
    values = forward_pass(loaded)
    with pytest.raises(BpcalcError) as caught:
        backward_pass(loaded, values, loaded.output(), values[loaded.output()], None)
    assert caught.value.place is not None
    assert caught.value.place.line == 8


@pytest.mark.parametrize(
    ("values", "gradients", "strict", "code", "said"),
    [
        ([1.0, 2.0, 3.0], [1.0, 1.0, None], True, 0, ""),
        ([1.0, 2.0, float("inf")], [1.0, 1.0, 1.0], False, 0, "the first value that is not finite is 'y'"),
        ([1.0, 2.0, float("inf")], [1.0, 1.0, 1.0], True, 1, "the first value that is not finite is 'y'"),
        ([1.0, 2.0, 3.0], [float("nan"), 1.0, 1.0], True, 1, "the gradient of 'x' is not finite: nan"),
    ],
)
def test_the_verdict_on_finite_values(values: list[float], gradients: list[Any], strict: bool, code: int, said: str) -> None:
    console = Console()
    console.err = Screen("utf-8", terminal=False)
    CURRENT.append(console)
    try:
        options = Options("table", False, 6, False, strict=strict)
        assert verdict(options, problem("y: x * z"), values, gradients) == code
    finally:
        CURRENT.pop()
    assert said in console.err.data().decode()
    assert bool(said) == bool(console.err.data())
