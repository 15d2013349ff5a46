"""Every layer of the shelf: right as it is, found out when its backward is a little wrong, never blamed for its neighbour."""

from typing import Any

import numpy as np
import pytest

from tests.layers.shelf import CASES, Case

from .checking import Same, check_graph, graph_of, guilty, with_fault


def inputs_of(case: Case) -> tuple[list[Any], list[Any], list[int]]:
    """Variables, constants, and for each argument the number that it has in a graph of both."""
    gradients = case.gradients()
    variables = [k for k, gradient in enumerate(gradients) if gradient is not None]
    constants = [k for k in range(len(case.xs)) if k not in variables]
    order = [*variables, *constants]
    return [case.xs[k] for k in variables], [case.xs[k] for k in constants], [order.index(k) for k in range(len(order))]


def nonzero(case: Case) -> list[int]:
    """The arguments whose gradient is not all zeros, so that a relative error changes it."""
    return [k for k, gradient in enumerate(case.gradients()) if gradient is not None and np.any(gradient)]


DIFFERENTIABLE = {name: case for name, case in CASES.items() if inputs_of(case)[0]}
REACHED = {
    name: case for name, case in DIFFERENTIABLE.items() if np.size(case.out) and len(nonzero(case)) == len(inputs_of(case)[0])
}
PLANTED = {f"{name}-{k}": (case, k) for name, case in CASES.items() for k in nonzero(case)}


@pytest.mark.parametrize("method", ["auto", "central"])
@pytest.mark.parametrize("case", DIFFERENTIABLE.values(), ids=DIFFERENTIABLE.keys())
def test_a_right_layer_passes(case: Case, method: str) -> None:
    variables, constants, sources = inputs_of(case)
    result = check_graph(graph_of(variables, constants, [(case.layer, tuple(sources))]), method=method)
    assert result.verdict == ("meant" if case.layer.meant else "pass"), result.checks
    assert {check.method for check in result.checks} <= {"complex" if method == "auto" else "central"}
    assert not result.culprits


@pytest.mark.parametrize(("method", "error"), [("auto", 1e-7), ("central", 1e-5)])
@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_error_is_found_in_the_layer(planted: tuple[Case, int], method: str, error: float) -> None:
    case, argument = planted
    variables, constants, sources = inputs_of(case)
    wrong = with_fault(case.layer, argument, lambda gradient: gradient * (1.0 + error))
    after = len(variables) + len(constants)
    nodes = [(wrong, tuple(sources)), (Same(), (after,)), (Same(), (after + 1,))]
    result = check_graph(graph_of(variables, constants, nodes), method=method)
    assert result.verdict == "fail"
    assert {(culprit.node, culprit.input) for culprit in result.culprits} == {("n0", case.names[argument])}
    failing = {check.name for check in result.checks if check.verdict == "fail"}
    assert failing == {f"v{sources[argument]}"}


@pytest.mark.parametrize("case", REACHED.values(), ids=REACHED.keys())
def test_a_right_layer_is_never_named_for_its_neighbour(case: Case) -> None:
    """A guilty layer before each input, and one behind the result."""
    variables, constants, sources = inputs_of(case)
    first = len(variables) + len(constants)
    before = [(Same(1.01), (number,)) for number in range(len(variables))]
    shifted = tuple(first + source if source < len(variables) else source for source in sources)
    middle = first + len(variables)
    nodes = [*before, (case.layer, shifted), (Same(0.97), (middle,))]
    result = check_graph(graph_of(variables, constants, nodes))
    assert guilty(result) == {f"n{k}" for k in range(len(nodes)) if k != len(variables)}
