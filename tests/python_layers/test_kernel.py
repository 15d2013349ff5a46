"""Kernels of torch and jax, as they stand: right ones pass, and each planted mistake is named with its layer and input."""

import re
from pathlib import Path

import pytest

from backprop_cli.gradcheck import Result, gradcheck
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source
from tests.python_layers.book import gradients, written
from tests.python_layers.kernels import CASES, JAX, MISTAKES, TORCH, Case

pytestmark = pytest.mark.oracle
PRECISIONS = [("float64", 3e-2), ("float32", 3e-2), ("float16", 0.2), ("bfloat16", 0.8)]


def kernels_checked(folder: Path, case: Case, code: str, seed: int = 0, precision: str = "float64") -> Result:
    if case.code is TORCH:
        pytest.importorskip("torch")
    else:
        pytest.importorskip("jax")
    layers = load_layers(written(folder, code), precision=precision)
    problem = read_problem(Source("p.yaml", case.text.format(seed=seed)), None, Settings(layers=tuple(layers)))
    return gradcheck(problem, problem.output(), None, list(problem.graph.variables), seed=seed)


@pytest.mark.parametrize("name", CASES)
def test_right_kernels_pass(tmp_path: Path, name: str) -> None:
    for seed in range(5):
        result = kernels_checked(tmp_path, CASES[name], CASES[name].code, seed)
        assert result.verdict == "pass", (seed, result.checks, result.culprits)


@pytest.mark.parametrize(("name", "right", "wrong", "name_of_input"), MISTAKES)
def test_a_planted_mistake_is_named_with_layer_and_input(
    tmp_path: Path, name: str, right: str, wrong: str, name_of_input: str
) -> None:
    case = CASES[name]
    assert case.code.count(right) == 1
    result = kernels_checked(tmp_path, case, case.code.replace(right, wrong))
    assert result.verdict == "fail"
    assert {(culprit.layer, culprit.input) for culprit in result.culprits} == {(case.layer, name_of_input)}


@pytest.mark.parametrize(("precision", "wrong"), PRECISIONS)
@pytest.mark.parametrize("name", ["ctx in forward", "custom_jvp"])
def test_kernels_run_in_the_precision_that_is_asked_for(tmp_path: Path, name: str, precision: str, wrong: float) -> None:
    case = CASES[name]
    for seed in range(3):
        result = kernels_checked(tmp_path, case, case.code, seed, precision)
        assert result.verdict == "pass", (seed, result.checks, result.culprits)
        assert any(precision in note for note in result.notes) == (precision != "float64")
    right = "dout * (s" if case.code is TORCH else "jax.nn.sigmoid(x) * t"
    result = kernels_checked(tmp_path, case, case.code.replace(right, f"{1 + wrong} * {right}"), 0, precision)
    assert [culprit.layer for culprit in result.culprits] == [case.layer]


RAISING = {
    "torch forward": (TORCH, "Swish", "        ctx.beta = beta", "        raise ValueError('no')", r"Swish.forward \(.*mine.py:9\) raised ValueError: no"),
    "torch backward": (TORCH, "Swish", "        x, s = ctx.saved_tensors", "        x, s = ctx.saved", r"Swish.backward \(.*mine.py:13\) raised AttributeError"),
    "torch counts gradients": (TORCH, "Swish", "(1 - s)), None", "(1 - s)), None, dout", r"Swish.backward \(.*mine.py:11\) raised RuntimeError: .*incorrect number of gradients"),
    "torch is given None": (TORCH, "Both", "dproduct * a + dsum", "None", "gives no gradient for b"),
    "torch returns no tensor": (TORCH, "Swish", "return x * s", "return 2.0", "returns no tensor"),
    "torch writes into dout": (TORCH, "Swish", "        x, s = ctx.saved_tensors", "        x, s = ctx.saved_tensors; dout.mul_(2); dout = dout / 2", "writes into dout"),
    "jax function": (JAX, "softplus", "    return jnp.log1p(jnp.exp(x))", "    return jnp.nothing(x)", r"softplus.forward \(.*mine.py:17\) raised AttributeError"),
    "jax rule": (JAX, "softplus", "    (x,), (t,) = primals, tangents", "    (x,), t = primals, tangents[1]", r"softplus.backward \(.*mine.py:20\) raised IndexError"),
    "jax wants a pair": (JAX, "cube", "    return 3 * k * x**2 * dout, (x**3 * dout).sum()", "    return 3 * k * x**2 * dout", r"cube.backward \(.*mine.py:\d+\) raised"),
    "jax has no rule": (JAX, "cube", "cube.defvjp(cube_fwd, cube_bwd)", "", r"cube.forward \(.*mine.py:5\) raised AttributeError: No VJP"),
    "jax computes something else": (JAX, "cube", "return cube(x, k), (x, k)", "return x**3, (x, k)", "the forward pass of the rule answers otherwise"),
}  # fmt: skip


@pytest.mark.parametrize("name", RAISING)
def test_whatever_a_kernel_does_wrong_is_a_finding_with_its_line(tmp_path: Path, name: str) -> None:
    code, layer, right, wrong, said = RAISING[name]
    assert right in code
    case = next(case for case in CASES.values() if case.layer == layer)
    changed = code.replace(right, wrong, 1) if name != "jax rule" else code.replace(right, wrong)
    result = kernels_checked(tmp_path, case, changed)
    assert result.verdict == "fail"
    assert {culprit.layer for culprit in result.culprits} == {layer}
    assert [culprit for culprit in result.culprits if re.search(said, culprit.note)], result.culprits


def test_values_are_detached_floats_and_double_arrays(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    layers = tuple(load_layers(written(tmp_path, TORCH)))
    text = "variables: {x: 2, y: [1, 2]}\nnodes: {a: Swish(x), b: 'Both(a, y)[0]'}"
    found = gradients(read_problem(Source("p.yaml", text), None, Settings(layers=layers)))
    assert type(found["x"]) is float
    assert (found["y"].dtype, found["y"].shape) == ("float64", (2,))
