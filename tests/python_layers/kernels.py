"""Kernels of torch and jax as files of --layers, for tests: right ones, and how each is made wrong."""

from typing import NamedTuple

TORCH = """
import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta=1.0):
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, s)
        ctx.beta = beta
        return x * s
    @staticmethod
    def backward(ctx, dout):
        x, s = ctx.saved_tensors
        return dout * (s + ctx.beta * x * s * (1 - s)), None

class Rms(torch.autograd.Function):
    @staticmethod
    def forward(x, g, eps):
        assert isinstance(eps, float)
        r = torch.rsqrt((x * x).mean(-1, keepdim=True) + eps)
        return x * r * g
    @staticmethod
    def setup_context(ctx, inputs, output):
        x, g, eps = inputs
        ctx.save_for_backward(x, g)
        ctx.eps = eps
    @staticmethod
    def backward(ctx, dout):
        x, g = ctx.saved_tensors
        r = torch.rsqrt((x * x).mean(-1, keepdim=True) + ctx.eps)
        xhat, dxhat = x * r, dout * g
        dx = r * (dxhat - xhat * (dxhat * xhat).mean(-1, keepdim=True))
        return dx, (dout * xhat).sum(0), None

class Both(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a * b, torch.exp(a) + b
    @staticmethod
    def backward(ctx, dproduct, dsum):
        a, b = ctx.saved_tensors
        return dproduct * b + dsum * torch.exp(a), dproduct * a + dsum

class Rows(torch.autograd.Function):
    @staticmethod
    def forward(ctx, W, index):
        ctx.save_for_backward(index)
        ctx.shape = W.shape
        return W[index]
    @staticmethod
    def backward(ctx, dout):
        (index,) = ctx.saved_tensors
        dW = torch.zeros(ctx.shape, dtype=dout.dtype)
        dW.index_add_(0, index, dout)
        return dW, None
"""

JAX = """
import jax
import jax.numpy as jnp

@jax.custom_vjp
def cube(x, k):
    return k * x**3
def cube_fwd(x, k):
    return cube(x, k), (x, k)
def cube_bwd(saved, dout):
    x, k = saved
    return 3 * k * x**2 * dout, (x**3 * dout).sum()
cube.defvjp(cube_fwd, cube_bwd)

@jax.custom_jvp
def softplus(x):
    return jnp.log1p(jnp.exp(x))
@softplus.defjvp
def softplus_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    return softplus(x), jax.nn.sigmoid(x) * t

@jax.custom_vjp
def both(a, b):
    return a * b, jnp.exp(a) + b
def both_fwd(a, b):
    return both(a, b), (a, b)
def both_bwd(saved, douts):
    a, b = saved
    dproduct, dsum = douts
    return dproduct * b + dsum * jnp.exp(a), dproduct * a + dsum
both.defvjp(both_fwd, both_bwd)
"""


class Case(NamedTuple):
    """A problem that uses one kernel; mistakes: what is put in the place of what, and the input that it makes wrong."""

    code: str
    layer: str
    text: str
    mistakes: tuple[tuple[str, str, str], ...]


XY = "variables: {{a: {{normal: [2, 3], scale: 1, seed: {seed}}}, b: {{normal: [2, 3], scale: 1, seed: 99{seed}}}}}\n"
CASES = {
    "ctx in forward": Case(
        TORCH, "Swish", XY + "nodes: {{y: {{Swish: [a], beta: 1.5}}, z: y * b}}",
        (("x * s * (1 - s)), None", "x * s * (1 + s)), None", "x"),),
    ),
    "setup_context": Case(
        TORCH, "Rms", XY + "constants: {{eps: 0.01}}\nnodes: {{m: 'mean(b, axis=0)', y: 'Rms(a, m, eps)'}}",
        (("(dxhat * xhat).mean(-1, keepdim=True))", "0 * xhat)", "x"), ("(dout * xhat).sum(0)", "(dout * x).sum(0)", "g")),
    ),
    "several outputs": Case(
        TORCH, "Both", XY + "nodes: {{y: 'Both(a, b)[0] * Both(a, b)[-1]'}}",
        (("dproduct * a + dsum", "dproduct * a", "b"), ("dproduct * b + dsum", "dsum * b + dsum", "a")),
    ),
    "an index": Case(
        TORCH, "Rows", XY + "constants: {{i: [1, 0, 1]}}\nnodes: {{y: 'Rows(a, i)'}}",
        (("dW.index_add_(0, index, dout)", "dW[index] = dout", "W"),),
    ),
    "custom_vjp": Case(
        JAX, "cube", XY + "nodes: {{k: 'mean(b)', y: 'cube(a, k)'}}",
        (("3 * k * x**2 * dout", "2 * k * x**2 * dout", "x"), ("(x**3 * dout).sum()", "(x**2 * dout).sum()", "k")),
    ),
    "custom_jvp": Case(JAX, "softplus", XY + "nodes: {{y: softplus(a)}}", (("sigmoid(x) * t", "sigmoid(x) ** 2 * t", "x"),)),
    "several outputs of custom_vjp": Case(
        JAX, "both", XY + "nodes: {{y: 'both(a, b)[0] * both(a, b)[1]'}}",
        (("dproduct * a + dsum", "dproduct * a - dsum", "b"),),
    ),
}  # fmt: skip
MISTAKES = [(name, *mistake) for name, case in CASES.items() for mistake in case.mistakes]
