"""What is said of values that are not finite, and the exit code of it."""

from typing import Any

import pytest

from backprop_cli.cli.console import CURRENT, Console
from backprop_cli.cli.options import Options
from backprop_cli.cli.pass_warnings import warn_of_nonfinite
from tests.cli.running import Screen
from tests.problems import solve_text


def problem(nodes: str, more: str = "") -> Any:
    return solve_text(f"variables: {{x: 2, z: 3}}\nnodes: {{{nodes}}}\n{more}").problem


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
        assert warn_of_nonfinite(options, problem("y: x * z"), values, gradients) == code
    finally:
        CURRENT.pop()
    assert said in console.err.data().decode()
    assert bool(said) == bool(console.err.data())
