"""What is printed of a rule can be typed: every rule of every sample, under `layers:` of a problem, is right to gradcheck."""

import json
from typing import Any

import numpy as np
import pytest

from backprop_cli.engine.rules import rule_of
from backprop_cli.layers import SHELF, Layer
from backprop_cli.report.listings import backward_rules
from tests.explain.test_entry import pass_of_case
from tests.layers.shelf import CASES, Case, case_of

from .checking import check

Rules = dict[str, str]


def undoes_no_broadcasting(case: Case) -> bool:
    """A rule that is written by hand has to sum by itself what was broadcast; a layer that works entry by entry says only dy/dx."""
    return not case.layer.elementwise or all(shape == np.shape(case.out) for shape in case.shapes)


PASTED = {key: case for key, case in CASES.items() if case.layer.rules and undoes_no_broadcasting(case)}
every_rule = pytest.mark.parametrize("case", PASTED.values(), ids=PASTED.keys())


def printed(case: Case) -> Rules:
    """The backward rules of a sample as `backward` prints them, with the layer's own names for its inputs."""
    done = pass_of_case(case)
    rules = {name: rule_of(done.graph, done.values, done.output, k) for k, name in enumerate(case.names)}
    return whole(case.layer, {name: rule for name, rule in rules.items() if rule})


def whole(layer: Layer, rules: Rules) -> Rules:
    """Local gradients with the upstream gradient, by which they are to be multiplied."""
    return {name: f"dout * ({rule})" for name, rule in rules.items()} if layer.elementwise else rules


def call(case: Case) -> str:
    """The call of a layer with all its options written out."""
    options = [f"{name}={value!r}" for name, value in case.layer.option_values().items()]
    return f"{case.layer.name}({', '.join([*case.names, *options])})"


def typed(case: Case, rules: Rules) -> str:
    """A problem whose layer `mine` is that of the case, with the rules as its backward; in JSON, which is YAML as well."""
    values = {name: np.asarray(x).tolist() for name, x in zip(case.names, case.xs, strict=True)}
    mine: dict[str, Any] = {"inputs": list(case.names), "forward": call(case), "backward": rules, "meant": case.layer.meant}
    return json.dumps(
        {
            "variables": {name: value for name, value in values.items() if name in rules},
            "constants": {name: value for name, value in values.items() if name not in rules},
            "layers": {"mine": mine},
            "nodes": {"result": f"mine({', '.join(case.names)})"},
        }
    )


def right(case: Case) -> set[str]:
    """What gradcheck may say of a right rule."""
    return {"meant"} if case.layer.meant else {"pass", "kink"} if case.layer.elementwise else {"pass"}


@every_rule
def test_a_printed_rule_can_be_pasted(case: Case) -> None:
    rules = printed(case)
    result = check(typed(case, rules), upstream=case.dout())
    assert result.verdict in right(case), (rules, result.checks)
    assert not result.culprits


@every_rule
def test_a_pasted_rule_that_is_a_little_wrong_is_found(case: Case) -> None:
    rules, kinks = printed(case), case.layer.kink(*case.xs)
    for name, gradient in zip(case.names, case.gradients(), strict=True):
        if gradient is not None and np.any(gradient) and not np.any(kinks) and not case.layer.meant:
            result = check(typed(case, rules | {name: f"1.001 * ({rules[name]})"}), upstream=case.dout())
            assert {(culprit.layer, culprit.input) for culprit in result.culprits} == {("mine", name)}


FITTING: dict[str, tuple[Any, ...]] = {  # inputs for which the rules hold that `bpcalc layers` prints, without a call
    "conv2d": (np.arange(32.0).reshape(2, 1, 4, 4) ** 2 % 7, np.arange(18.0).reshape(2, 1, 3, 3) ** 2 % 5, [0.5, -1.0]),
    "fold": (np.arange(8.0).reshape(2, 4), np.arange(6.0).reshape(2, 3)),
    "unfold": (np.arange(9.0).reshape(3, 3),),
}
OF_A_CALL = {"subscript", "concat", "stack", "pad", "clip"}  # what their rules cut out or off is said by the call


def fitting(kind: type[Layer]) -> Case:
    """Inputs without options to which the rules of the list of layers apply."""
    if kind.name in FITTING:
        return case_of(kind, tuple(np.asarray(x).tolist() for x in FITTING[kind.name]))
    samples = (case for case in PASTED.values() if type(case.layer) is kind)
    return next(case for case in samples if kind.name == "reshape" or case.layer.option_values() == kind().option_values())


@pytest.mark.parametrize("name", [name for name, kind in SHELF.items() if kind.rules and name not in OF_A_CALL])
def test_the_rules_of_the_list_of_layers_can_be_pasted(name: str) -> None:
    case = fitting(SHELF[name])
    with_gradient = {name for name, gradient in zip(case.names, case.gradients(), strict=True) if gradient is not None}
    rules = {name: rule for name, rule in whole(case.layer, backward_rules(SHELF[name])).items() if name in with_gradient}
    assert check(typed(case, rules), upstream=case.dout()).verdict in right(case)
