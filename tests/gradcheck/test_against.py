"""Kernels held against references: right ones pass, each mistake is found and named."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import UsageError
from backprop_cli.gradcheck.against import measured, off_by
from backprop_cli.gradcheck.precision import PRECISIONS
from backprop_cli.python_layers.load import load_layers
from tests.gradcheck.checking import check
from tests.gradcheck.kernels import held, written

RIGHT = {"rmsnorm": "Rms", "softmax": "Soft", "attention": "Attention", "gelu": "GeluByErf", "layernorm": "Norm"}
WRONG = [  # reference, kernel, the answers that are wrong
    ("rmsnorm", "RmsTerm", {"x"}), ("rmsnorm", "RmsAxis", {"output", "x", "w"}), ("rmsnorm", "RmsScale", {"w"}),
    ("softmax", "SoftAxis", {"x"}), ("softmax", "SoftScale", {"output", "x"}), ("attention", "AttentionTerm", {"q", "k"}),
    ("gelu", "GeluTerm", {"x"}), ("layernorm", "NormEps", {"output", "x", "g"}), ("layernorm", "NormTerm", {"x"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def kernels(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_layers(written(tmp_path_factory.mktemp("kernels")))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "kernel"), RIGHT.items())
def test_a_right_kernel_passes(kernels: Any, name: str, kernel: str, seed: int) -> None:
    result = held(name, kernel, seed, kernels)
    assert result.verdict == "pass", result.held()
    assert [holding.precision for holding in result.against or []] == ["float32"]
    assert result.held()[0].of == "output"
    assert all(row.ratio is not None and row.ratio < 8.0 for row in result.held())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("name", "kernel", "wrong"), WRONG)
def test_a_mistake_fails_and_names_the_answers(kernels: Any, name: str, kernel: str, wrong: set[str], seed: int) -> None:
    result = held(name, kernel, seed, kernels)
    assert result.verdict == "fail"
    assert {row.of for row in result.held() if row.verdict == "fail"} == wrong
    assert not result.culprits, "the reference itself is right"


def test_a_sum_in_half_precision_within_a_kernel_in_float32_is_found(kernels: Any) -> None:
    result = held("rmsnorm", "RmsHalf", 0, kernels, [(2, 4096), (4096,)])
    assert {row.of for row in result.held() if row.verdict == "fail"} == {"output", "x", "w"}


def test_in_float64_the_bound_is_that_of_rounding(kernels: Any) -> None:
    right, off = held("rmsnorm", "Rms64", 0, kernels), held("rmsnorm", "Rms64Off", 0, kernels)
    assert (right.verdict, off.verdict) == ("pass", "fail")
    assert [row.of for row in off.held() if row.verdict == "fail"] == ["output"]
    assert all((row.naive, row.ratio) == (None, None) for row in off.held())


def test_nodes_that_call_the_kernel_count_as_well(kernels: Any) -> None:
    result = held("rmsnorm", "RmsScale", 0, kernels, called="RmsScale")
    assert {row.of for row in result.held() if row.verdict == "fail"} == {"w"}


def test_calls_inside_of_definitions_are_held_at_the_node_that_calls_them(kernels: Any) -> None:
    text = "variables: {x: {normal: [3, 4]}}\nlayers: {twice: {inputs: [x], forward: 2 * softmax(x)}}\nnodes: {y: twice(x)}\n"
    result = check(text, layers=kernels, against=("softmax=SoftAxis",))
    assert [(row.node, row.of, row.verdict) for row in result.held()] == [("y", "output", "pass"), ("y", "x", "fail")]


CODE = """
import numpy as np

class Relu:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0).astype(np.float32)
    def backward(self, dout):
        return np.where(self.mask, dout, 0).astype(np.float32)

class Leaky(Relu):
    def __init__(self, slope=0.5):
        self.slope = slope
    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, self.slope * x)
    def backward(self, dout):
        return np.where(self.x > 0, dout, self.slope * dout)

class Raises(Relu):
    def forward(self, x):
        raise ValueError("no")

class Flat(Relu):
    def forward(self, x):
        return x.sum(0)

class Lost(Relu):
    def forward(self, x):
        return super().forward(x) * np.float32(np.inf)
"""
TEXT = "variables: {{x: [[0.5, -1, 2]]}}\nnodes: {{y: {}}}\n"


def against(folder: Path, word: str, call: str) -> Any:
    path = folder / "mine.py"
    path.write_text(CODE, encoding="utf-8")
    return check(TEXT.format(call), layers=load_layers(str(path)), against=(word,))


def test_a_class_that_took_the_place_of_a_layer_of_the_shelf_is_held_against_that(tmp_path: Path) -> None:
    result = against(tmp_path, "relu", "relu(x)")
    assert [(row.layer, row.reference, row.of) for row in result.held()] == [("Relu", "relu", "output"), ("Relu", "relu", "x")]
    assert result.verdict == "pass"


def test_the_kernel_gets_the_options_of_the_call(tmp_path: Path) -> None:
    assert against(tmp_path, "leaky_relu=Leaky", "{leaky_relu: [x], slope: 0.25}").verdict == "pass"


def test_what_a_kernel_raises_is_a_finding(tmp_path: Path) -> None:
    result = against(tmp_path, "tanh=Raises", "tanh(x)")
    (culprit,) = result.culprits
    assert (result.verdict, culprit.layer, culprit.node) == ("fail", "Raises", "y")
    assert "mine.py" in culprit.note
    assert "ValueError: no" in culprit.note


def test_a_kernel_of_another_shape_and_a_reference_in_float32_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Flat returns the shape \(3,\), and tanh \(1, 3\)"):
        against(tmp_path, "tanh=Flat", "tanh(x)")
    with pytest.raises(UsageError, match="relu computes in float32, and a reference must in float64"):
        against(tmp_path, "relu=Leaky", "relu(x)")


def test_a_kernel_that_loses_a_finite_result_fails(tmp_path: Path) -> None:
    result = against(tmp_path, "softplus=Lost", "softplus(x)")
    assert (result.verdict, result.held()[0].verdict, result.held()[0].difference) == ("fail", "fail", np.inf)


def test_off_by() -> None:
    single = PRECISIONS["float32"]
    kernel, exact = np.array([np.nan, np.nan, np.inf, np.inf, 1.0]), np.array([np.nan, 1.0, 1e300, 1.0, 1.5])
    assert off_by(kernel, exact, single).tolist() == [0.0, np.inf, 0.0, np.inf, 0.5]


def test_the_measure_is_no_less_than_half_a_unit_nor_than_what_is_usual() -> None:
    single = PRECISIONS["float32"]
    assert measured(np.zeros(2), np.array([1.0, 4.0]), single).tolist() == [2.0**-24, 2.0**-22]
    assert measured(np.array([0.0, 2.0]), np.ones(2), single).tolist() == [np.sqrt(2.0), 2.0]


TORCH = """
import torch

class Rms(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x, w)
        wide = x.to(torch.promote_types(x.dtype, torch.float32))
        return (wide * torch.rsqrt((wide * wide).mean(-1, keepdim=True) + 1e-6)).to(x.dtype) * w

    @staticmethod
    def backward(ctx, dout):
        x, w = ctx.saved_tensors
        kind = torch.promote_types(x.dtype, torch.float32)
        x, w, g = x.to(kind), w.to(kind), (dout * w).to(kind)
        r = torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6)
        dx = r * (g - x * r**2 * (g * x).mean(-1, keepdim=True))
        return dx.to(dout.dtype), (dout.to(kind) * x * r).sum(0).to(dout.dtype)

class Summed(Rms):
    # the squares are added up in the precision itself
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x, w)
        total = torch.zeros_like(x[:, :1])
        for j in range(x.shape[1]):
            total = total + x[:, j : j + 1] ** 2
        return x * torch.rsqrt(total / x.shape[1] + 1e-6) * w

class Dropped(Rms):
    @staticmethod
    def backward(ctx, dout):
        x, w = ctx.saved_tensors
        return dout * w * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6), Rms.backward(ctx, dout)[1]
"""


@pytest.mark.oracle
@pytest.mark.parametrize("precision", ["float64", "float32", "bfloat16", "float16"])
def test_kernels_of_torch_in_each_precision(tmp_path: Path, precision: str) -> None:
    pytest.importorskip("torch")
    path = tmp_path / "kernels.py"
    path.write_text(TORCH, encoding="utf-8")
    layers = load_layers(str(path), precision=precision)
    right, dropped = (held("rmsnorm", kernel, 0, layers) for kernel in ("Rms", "Dropped"))
    assert [holding.precision for holding in right.against or []] == [precision]
    assert {row.verdict for row in right.held()} == {"pass"}
    assert {row.of for row in dropped.held() if row.verdict == "fail"} == {"x"}
    if precision in ("bfloat16", "float16"):
        summed = held("rmsnorm", "Summed", 0, layers, [(2, 4096), (4096,)])
        assert "output" in {row.of for row in summed.held() if row.verdict == "fail"}
