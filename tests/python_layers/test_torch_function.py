"""Subclasses of torch.autograd.Function: which are found, what their inputs and options are, and how they are run."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source
from tests.gradcheck.checking import check_with
from tests.python_layers.book import gradients, problem_with, written
from tests.python_layers.kernels import TORCH

pytestmark = pytest.mark.oracle


@pytest.fixture(autouse=True)
def torch() -> None:
    pytest.importorskip("torch")


def test_inputs_are_the_parameters_after_ctx_and_all_where_there_is_setup_context(tmp_path: Path) -> None:
    found = {cls.name: (cls.inputs, dict(cls.options)) for cls in load_layers(written(tmp_path, TORCH))}
    assert found == {
        "Swish": (("x",), {"beta": 1.0}), "Rms": (("x", "g", "eps"), {}), "Both": (("a", "b"), {}), "Rows": (("W", "index"), {}),
    }  # fmt: skip


def test_functions_that_are_imported_by_name_are_told_by_their_own_file(tmp_path: Path) -> None:
    written(tmp_path, TORCH.replace("        x, s = ctx.saved_tensors", "        x, s = ctx.missing"), "their_kernels.py")
    path = written(tmp_path, "from torch.autograd import Function\nfrom their_kernels import Swish\n")
    layers = tuple(load_layers(path))
    assert [cls.name for cls in layers] == ["Swish"]
    problem = read_problem(Source("p.yaml", "variables: {x: [1, 2]}\nnodes: {y: Swish(x)}"), None, Settings(layers=layers))
    with pytest.raises(BpcalcError, match=r"Swish\.backward \(.*their_kernels\.py:13\) raised AttributeError"):
        gradients(problem)


def test_constants_get_no_gradient_and_single_ones_are_numbers_of_python(tmp_path: Path) -> None:
    code = TORCH.replace(
        "return dx, (dout * xhat).sum(0), None",
        "assert ctx.needs_input_grad == (True, False, False)\n        return dx, None, None",
    )
    assert code != TORCH
    text = "variables: {x: [[1, 2], [3, -1]]}\nconstants: {g: [1, 2], eps: 0.1}\nnodes: {y: 'Rms(x, g, eps)'}"
    assert check_with(tmp_path, code, text).verdict == "pass"


def test_options_that_follow_are_set_by_position(tmp_path: Path) -> None:
    code = """
import torch
class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor, shift=0.0, mode="plain"):
        ctx.factor = factor["by"] if mode == "plain" else 1.0
        return x * ctx.factor + shift
    @staticmethod
    def backward(ctx, dout):
        return (dout * ctx.factor, None, None, None)[: len(ctx.needs_input_grad)]
"""
    problem = problem_with(
        tmp_path,
        code,
        "variables: {x: [1, 2]}\nnodes: {a: {Scale: [x], factor: {by: 3}}, y: {Scale: [a], factor: {by: 3}, mode: other}}",
    )
    assert gradients(problem)["x"].tolist() == [3.0, 3.0]


def test_an_output_that_is_marked_as_not_differentiable_sends_nothing_back(tmp_path: Path) -> None:
    code = """
import torch
class Best(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        value, index = x.max(-1)
        ctx.mark_non_differentiable(index)
        ctx.save_for_backward(index)
        ctx.size = x.shape[-1]
        return value, index
    @staticmethod
    def backward(ctx, dvalue, dindex):
        (index,) = ctx.saved_tensors
        return dvalue.unsqueeze(-1) * torch.nn.functional.one_hot(index, ctx.size)
"""
    text = "variables: {x: [[1, 5, 2], [7, 3, 1]]}\nnodes: {y: 'Best(x)[0] * Best(x)[1]'}"
    assert check_with(tmp_path, code, text).verdict == "pass"
    assert gradients(problem_with(tmp_path, code, text))["x"].tolist() == [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]


def test_writing_into_an_input_is_seen_in_any_precision(tmp_path: Path) -> None:
    code = TORCH.replace("        return x * s\n", "        out = x * s\n        x.zero_()\n        return out\n")
    for precision in ("float64", "float32"):
        layers = load_layers(written(tmp_path, code), precision=precision)
        layer = next(cls for cls in layers if cls.name == "Swish")()
        from backprop_cli.python_layers.code_faults import findings

        notes = [finding.note for finding in findings(layer, np.ones(2), [np.array([1.0, 2.0])], [True])]  # type: ignore[arg-type]
        assert any("Swish.forward" in note and "writes into x" in note for note in notes), notes
