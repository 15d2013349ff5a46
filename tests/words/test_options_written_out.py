"""Rules with their options written out; and what is printed of a rule runs where it is typed."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck import gradcheck
from backprop_cli.layers import SHELF
from backprop_cli.report.listings import backward_rules
from backprop_cli.words.options_written_out import options_written_out
from tests.layers.shelf import CASES, Case
from tests.problems import faults, problem


@pytest.mark.parametrize(
    ("rule", "options", "text"),
    [
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": 0, "keepdims": False}, "expand(dout, x, axis=0)"),
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": None, "keepdims": True}, "expand(dout, x, keepdims=True)"),
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": (0, -1), "keepdims": False}, "expand(dout, x, axis=(0, -1))"),
        (
            "softmax(x, axis=axis) * sum(dout, axis=axis, keepdims=True)",
            {"axis": -1},
            "softmax(x) * sum(dout, axis=-1, keepdims=True)",
        ),
        ("where(x > 0, 1, slope)", {"slope": -0.5}, "where(x > 0, 1, -0.5)"),
        ("dout / (size(x) - ddof)", {"ddof": 0}, "dout / size(x)"),
        ("dout / (size(x) - ddof)", {"ddof": 1}, "dout / (size(x) - 1)"),
        ("scatter(dout, x, index=index)", {"index": (slice(None, 2), -1)}, "scatter(dout, x, index=(slice(None, 2, None), -1))"),
        ("x * (y)", {}, "x * (y)"),
        ("sum(dout, axis=-1, keepdims=True)", {"axis": 0}, "sum(dout, axis=-1, keepdims=True)"),
        ("", {"axis": 0}, ""),
    ],
)
def test_options_are_written_out(rule: str, options: dict[str, Any], text: str) -> None:
    assert options_written_out(rule, options) == text


def printed(case: Case) -> dict[str, str]:
    """The backward rules of a sample as `backward` prints them, with the layer's own names for its inputs."""
    return {name: options_written_out(rule, case.layer.option_values()) for name, rule in case.layer.rules_at(*case.xs).items()}


def call(case: Case) -> str:
    options = "".join(f", {name}={value!r}" for name, value in case.layer.option_values().items())
    if case.layer.name == "subscript":
        return f"subscript({case.names[0]}{options})"
    return f"{case.layer.name}({', '.join(case.names)}{options})"


def typed(case: Case) -> str:
    """A problem that defines the layer by itself, with the printed rules for backward."""
    names, gradients = case.names, case.gradients()
    values = {name: np.asarray(x).tolist() for name, x in zip(names, case.xs, strict=True)}
    constants = {name: values[name] for name, gradient in zip(names, gradients, strict=True) if gradient is None}
    variables = {name: value for name, value in values.items() if name not in constants}
    rules = "".join(f"      {name}: '{rule}'\n" for name, rule in printed(case).items())
    return (
        f"variables: {variables}\nconstants: {constants}\n"
        f"layers:\n  mine:\n    inputs: [{', '.join(names)}]\n    forward: '{call(case)}'\n    backward:\n{rules}"
        f"nodes:\n  result: mine({', '.join(names)})\n"
    )


MIXING = {key: case for key, case in CASES.items() if not case.layer.elementwise}


@pytest.mark.parametrize("case", MIXING.values(), ids=MIXING.keys())
def test_what_is_printed_of_a_rule_can_be_typed(case: Case) -> None:
    text = typed(case)
    assert not faults(text), text
    read = problem(text)
    result = gradcheck(read, read.output(), case.dout(), list(read.graph.variables))
    assert result.verdict == "pass", text


@pytest.mark.parametrize("kind", [kind for kind in SHELF.values() if not kind.elementwise], ids=lambda kind: kind.name)
def test_the_list_of_layers_prints_no_bare_option(kind: Any) -> None:
    if kind.name not in ("reshape", "subscript"):
        for rule in backward_rules(kind).values():
            assert not [name for name in kind.options if f"={name}" in rule]
