"""Many versions of a layer's inputs at once, along a new leading axis: how gradcheck perturbs thousands of entries in one call."""

from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

Shape = tuple[int, ...]


def looped(compute: Any, stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> Value:
    """The versions one after the other: slow, and right for every layer."""
    np = maths.numpy()
    count = next(len(x) for x, stack in zip(xs, stacks, strict=True) if stack)
    return np.array([compute(*[version(x, k) if stack else x for x, stack in zip(xs, stacks, strict=True)]) for k in range(count)])


def version(x: Value, k: int) -> Value:
    """One version of a stacked input, as a layer gets it: a single number is a Python number, not a 0-d array."""
    one = x[k]
    return one if one.ndim else one.item()


def padded(stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> list[Value]:
    """The inputs with axes of 1 behind the axis of versions, so that they broadcast as they did without it."""
    ndim = max(len(maths.shape_of(x)) - stack for x, stack in zip(xs, stacks, strict=True))
    return [
        x.reshape(x.shape[:1] + (1,) * (ndim + 1 - x.ndim) + x.shape[1:]) if stack and x.ndim <= ndim else x
        for x, stack in zip(xs, stacks, strict=True)
    ]


def aligned_axes(shape: Shape, out: Shape) -> tuple[int | None, ...]:
    """For each axis of an input the axis of the result that it lies along under broadcasting; None where it is stretched."""
    lead = len(out) - len(shape)
    return tuple(lead + axis if size == out[lead + axis] else None for axis, size in enumerate(shape))


def kept_axes(ndim: int, mixed: tuple[int, ...], keepdims: bool) -> tuple[int | None, ...]:
    """For each axis of an input where it is in the result of a layer that mixes the entries along some of the axes."""
    kept = [axis for axis in range(ndim) if axis not in mixed]
    return tuple(None if axis in mixed else (axis if keepdims else kept.index(axis)) for axis in range(ndim))


def behind_versions(axes: tuple[int, ...]) -> tuple[int, ...]:
    """Axes counted from the front, in an array with an axis of versions before them."""
    return tuple(axis + 1 for axis in axes)
