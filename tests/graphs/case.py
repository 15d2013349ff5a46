"""A graph with its published or independently computed answers, and the comparison with what the tool says."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml

from tests.problems import solve_text

RTOL = 1e-9


class Case(NamedTuple):
    """values, gradients: name → what it must be; every variable's gradient is among them."""

    name: str
    document: dict[str, Any]
    values: Mapping[str, Any]
    gradients: Mapping[str, Any]


def case(
    name: str, variables: Mapping[str, Any], nodes: Mapping[str, Any] | str, values: Any, gradients: Mapping[str, Any], **keys: Any
) -> Case:
    """`nodes` may be one expression; `values` that is no dict is the last node's. keys: further keys of the problem file."""
    nodes = {"z" if "y" in variables else "y": nodes} if isinstance(nodes, str) else nodes
    values = values if isinstance(values, dict) else {list(nodes)[-1]: values}
    return Case(name, {"variables": dict(variables), "nodes": dict(nodes), **keys}, values, gradients)


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """Run a test once for each case, under its name."""
    return pytest.mark.parametrize("case", list(cases), ids=lambda one: one.name)


def assert_holds(case: Case, rtol: float = RTOL) -> None:
    solved = solve_text(as_yaml(case.document))
    assert set(case.gradients) >= set(case.document["variables"]), "the case knows every variable's gradient"
    for name, expected in case.values.items():
        assert_close(solved.values[name], expected, name, rtol)
    for name, expected in case.gradients.items():
        assert_close(solved.gradients[name], expected, f"gradient of {name}", rtol)
        assert np.shape(solved.gradients[name]) == np.shape(solved.values[name])


def assert_close(actual: Any, expected: Any, name: str, rtol: float = RTOL) -> None:
    """rtol for every entry; one that is 0 among others may be off by rounding at the size of the largest of them."""
    largest = np.abs(expected).max() if np.size(expected) else 0.0
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=max(1e-12 * largest, 1e-300), err_msg=name)
    assert np.shape(actual) == np.shape(expected), name


def as_yaml(document: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(plain(document), sort_keys=False, allow_unicode=True, width=10**6))


def plain(value: Any) -> Any:
    """Arrays and NumPy numbers as lists and numbers that YAML can write."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value
