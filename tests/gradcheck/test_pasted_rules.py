"""What is printed of a rule can be typed: every rule of every sample, under `layers:` of a problem, is right to gradcheck."""

import json
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import SHELF
from tests.layers.shelf import CASES, Case, case_of

from .checking import check

WINDOWED = ("unfold", "fold", "conv2d", "max_pool2d", "avg_pool2d", "layer_norm", "batch_norm")
PASTED = {key: case for key, case in CASES.items() if type(case.layer).name in WINDOWED}


def call_text(case: Case) -> str:
    """The call of a layer with all its options written out."""
    options = [f"{name}={value!r}" for name, value in case.layer.option_values().items() if value is not None]
    return f"{type(case.layer).name}({', '.join([*case.names, *options])})"


def problem_text(case: Case, rules: dict[str, str]) -> str:
    """A problem whose layer `mine` is that of the case, with the rules as its backward; in JSON, which is YAML as well."""
    values = {name: np.asarray(x).tolist() for name, x in zip(case.names, case.xs, strict=True)}
    mine: dict[str, Any] = {"inputs": list(case.names), "forward": call_text(case), "backward": rules}
    return json.dumps(
        {
            "variables": {name: value for name, value in values.items() if name in rules},
            "constants": {name: value for name, value in values.items() if name not in rules},
            "layers": {"mine": mine},
            "nodes": {"result": f"mine({', '.join(case.names)})"},
        }
    )


@pytest.mark.parametrize("case", PASTED.values(), ids=PASTED.keys())
def test_a_printed_rule_can_be_pasted(case: Case) -> None:
    result = check(problem_text(case, case.layer.rules_for(*case.shapes)), upstream=case.dout())
    assert result.verdict == "pass", result.checks
    assert not result.culprits


@pytest.mark.parametrize("case", PASTED.values(), ids=PASTED.keys())
def test_a_pasted_rule_that_is_a_little_wrong_is_found(case: Case) -> None:
    rules = case.layer.rules_for(*case.shapes)
    for name, gradient in zip(case.names, case.gradients(), strict=True):
        if gradient is not None and np.any(gradient):
            result = check(problem_text(case, rules | {name: f"1.001 * ({rules[name]})"}), upstream=case.dout())
            assert {(culprit.layer, culprit.input) for culprit in result.culprits} == {("mine", name)}


FITTING: dict[str, tuple[Any, ...]] = {  # inputs for which the rules hold that `bpcalc layers` prints, without a call
    "conv2d": (np.arange(32.0).reshape(2, 1, 4, 4) ** 2 % 7, np.arange(18.0).reshape(2, 1, 3, 3) ** 2 % 5, [0.5, -1.0]),
    "fold": (np.arange(8.0).reshape(2, 4), np.arange(6.0).reshape(2, 3)),
}


@pytest.mark.parametrize("name", WINDOWED)
def test_the_rules_of_the_list_of_layers_can_be_pasted(name: str) -> None:
    kind = SHELF[name]
    case = case_of(kind, tuple(np.asarray(x).tolist() for x in FITTING[name])) if name in FITTING else CASES[f"{name}-0"]
    if name == "unfold":
        case = case_of(kind, kind.samples[1])
    assert check(problem_text(case, dict(kind.rules)), upstream=case.dout()).verdict == "pass"
