"""The outputs of a stranger's forward: a tuple is several, of which a call takes one by its number, `attention(q, k, v)[0]`.

layer.py asks what a number in brackets means once forward has run: an output of several, or a row of the only one.
"""

from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import scalar
from backprop_cli.layers.maths import Value
from backprop_cli.layers.subscript import Subscript
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.native import in_numpy


def one_output(part: int | None, outputs: tuple[Any, ...], where: str, called: str) -> Any:
    """The output of that number. where, called: whose forward it was, and how a problem calls it. Raises Stumble."""
    if part is None:
        hint = f"take one of them in the same expression: {called}[0]"
        raise Stumble(f"{where} returns {len(outputs)} things in a tuple", hint=hint)
    if not -len(outputs) <= part < len(outputs):
        raise Stumble(f"{where} returns {len(outputs)} things in a tuple, and [{part}] is none of them")
    return outputs[part]


def row_of_only(value: Value, part: int) -> Value:
    """The row of that number of the only output. Raises ShapeError."""
    taken = Subscript(index=(part,))
    taken.shape(maths.shape_of(value))
    return scalar(taken.compute(value))


def upstream_of_each(part: int | None, dout: Value, out: Any) -> list[Value]:
    """A gradient for each output: `dout` for that of the number, 0 for the others; one for an only output."""
    if isinstance(out, tuple):
        assert part is not None
        return [dout if k == part % len(out) else zeros_like(one) for k, one in enumerate(out)]
    if part is None:
        return [dout]
    return [Subscript(index=(part,)).vjp(dout, dout, zeros_like(out), wanted=(True,))[0]]


def zeros_like(out: Any) -> Value:
    shape = in_numpy(out).shape
    return maths.numpy().zeros(shape) if shape else 0.0
