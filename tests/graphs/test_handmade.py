"""Hand-derived backward passes of whole layers, against the complex step and, where it is installed, against PyTorch."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.graphs.case import as_yaml, assert_close
from tests.graphs.handmade import HANDMADE, MASK, Handmade
from tests.graphs.oracle import complex_step
from tests.problems import Solved, solve_text

named = pytest.mark.parametrize("layer", HANDMADE, ids=lambda layer: layer.name)


def problem(layer: Handmade, upstream: Any, backward: bool = True) -> str:
    definition = layer.definition if backward else layer.definition.partition("    backward:")[0]
    given = {"variables": layer.inputs(), "constants": layer.constants, "upstream": upstream}
    names = ", ".join([*layer.shapes, *layer.constants])
    return as_yaml(given) + f"layers:\n  {layer.name}:{definition.rstrip()}\nnodes:\n  y: {layer.name}({names})\n"


def drawn_upstream(layer: Handmade) -> Any:
    return np.random.default_rng(9).normal(size=np.shape(layer.function(**layer.inputs())))


def assert_same(solved: Solved, gradients: dict[str, Any]) -> None:
    for name, gradient in gradients.items():
        assert_close(solved.gradients[name], gradient, name)


@named
def test_against_the_complex_step(layer: Handmade) -> None:
    upstream = drawn_upstream(layer)
    solved = solve_text(problem(layer, upstream))
    assert_close(solved.output, layer.function(**layer.inputs()), "value")
    assert_same(solved, complex_step(layer.function, layer.inputs(), upstream))


@named
def test_without_its_backward_the_tool_derives_the_same(layer: Handmade) -> None:
    upstream = drawn_upstream(layer)
    without_dout = "\n".join(line for line in problem(layer, upstream, backward=False).splitlines() if "dout" not in line)
    kept = [line for line in without_dout.splitlines() if not line.strip().startswith(LATER)]
    assert_same(solve_text("\n".join(kept)), complex_step(layer.function, layer.inputs(), upstream))


LATER = ("ds:", "dc:", "di:", "df:", "dg:", "do:", "dz:")  # steps that serve the backward pass through other such steps


@named
@pytest.mark.oracle
def test_against_torch(layer: Handmade) -> None:
    torch = pytest.importorskip("torch")
    upstream = drawn_upstream(layer)
    tensors = {name: torch.tensor(value, requires_grad=True) for name, value in layer.inputs().items()}
    out = TORCH[layer.name](torch, **tensors)
    out.backward(torch.tensor(upstream, dtype=out.dtype))
    solved = solve_text(problem(layer, upstream))
    assert_close(solved.output, out.detach().numpy() if out.ndim else out.item(), "value")
    assert_same(solved, {name: tensor.grad.numpy() for name, tensor in tensors.items()})


def torch_batch_norm(torch: Any, x: Any, gamma: Any, beta: Any) -> Any:
    return torch.nn.functional.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-5)


def torch_attention(torch: Any, q: Any, k: Any, v: Any) -> Any:
    return torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=torch.tensor(MASK > 0))


def torch_lstm(torch: Any, x: Any, h: Any, c: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    """PyTorch's own cell, which adds two biases and keeps its weights transposed, with the gates in the same order."""
    new = torch.ops.aten.lstm_cell(x, [h, c], Wx.T.contiguous(), Wh.T.contiguous(), b, torch.zeros_like(b))
    return torch.cat(new, dim=1)


TORCH: dict[str, Callable[..., Any]] = {
    "layernorm": lambda torch, x, gamma, beta: torch.nn.functional.layer_norm(x, (3,), gamma, beta, 1e-5),
    "batchnorm": torch_batch_norm,
    "gelu": lambda torch, x: torch.nn.functional.gelu(x),
    "attention": torch_attention,
    "lstm": torch_lstm,
    "relu_loss": lambda torch, x, t: torch.nn.functional.mse_loss(torch.relu(x), t) / 2,
}


@pytest.mark.oracle
def test_multi_head_attention_from_its_projections() -> None:
    """The whole layer: projections, two heads by reshape and transpose, masked attention by hand, and the output projection."""
    torch = pytest.importorskip("torch")
    attention = next(layer for layer in HANDMADE if layer.name == "attention")
    random = np.random.default_rng(8)
    shapes = {"X": (3, 8), "Wq": (8, 8), "Wk": (8, 8), "Wv": (8, 8), "Wo": (8, 8), "bo": (8,)}
    variables = {name: random.normal(size=shape) / 2 for name, shape in shapes.items()}
    upstream = random.normal(size=(3, 8))
    split = "transpose(reshape(X @ {}, shape=(3, 2, 4)), axes=(1, 0, 2))"
    nodes = {name.lower()[1]: split.format(name) for name in ("Wq", "Wk", "Wv")}
    nodes |= {"heads": "attention(q, k, v, mask)", "joined": "reshape(transpose(heads, axes=(1, 0, 2)), shape=(3, 8))"}
    nodes["y"] = "affine(joined, Wo, bo)"
    given = {"variables": variables, "constants": {"mask": MASK}, "upstream": upstream, "nodes": nodes}
    solved = solve_text(f"{as_yaml(given)}layers:\n  attention:{attention.definition.rstrip()}\n")
    tensors = {name: torch.tensor(value, requires_grad=True) for name, value in variables.items()}
    X, Wq, Wk, Wv, Wo, bo = tensors.values()
    packed = torch.cat([Wq.T, Wk.T, Wv.T])
    out, _ = torch.nn.functional.multi_head_attention_forward(
        X[:, None], X[:, None], X[:, None], 8, 2, packed, None, None, None, False, 0.0, Wo.T, bo, attn_mask=torch.tensor(MASK == 0)
    )
    out[:, 0].backward(torch.tensor(upstream))
    assert_close(solved.output, out[:, 0].detach().numpy(), "value")
    assert_same(solved, {name: tensor.grad.numpy() for name, tensor in tensors.items()})
