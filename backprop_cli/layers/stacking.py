"""Many versions of a layer's inputs at once, along a new leading axis: how gradcheck perturbs thousands of entries in one call."""

from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

Shape = tuple[int, ...]
WIDE = 64  # columns of a real matrix


def looped(compute: Any, stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> Value:
    """Layer.stacked for any compute, one version after the other: slow, and right for every layer."""
    count = versions(stacks, xs)
    return maths.numpy().array(
        [compute(*[version(x, k) if stack else x for x, stack in zip(xs, stacks, strict=True)]) for k in range(count)]
    )


def versions(stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> int:
    """How many versions there are."""
    return next(len(x) for x, stack in zip(xs, stacks, strict=True) if stack)


def version(x: Value, k: int) -> Value:
    """One version of a stacked input, as a layer gets it: a single number is a Python number, not a 0-d array."""
    one = x[k]
    return one if one.ndim else one.item()


def with_unit_axes(stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> list[Value]:
    """The inputs with axes of 1 behind the axis of versions, so that they broadcast as they did without it."""
    ndim = max(len(maths.shape_of(x)) - stack for x, stack in zip(xs, stacks, strict=True))
    return [
        x.reshape(x.shape[:1] + (1,) * (ndim + 1 - x.ndim) + x.shape[1:]) if stack and x.ndim <= ndim else x
        for x, stack in zip(xs, stacks, strict=True)
    ]


def aligned_axes(shape: Shape, out: Shape) -> tuple[int | None, ...]:
    """For each axis of an input the axis of the result that it lies along under broadcasting; None where it is stretched.

    In a result (2, 3): (3,) → (1,); (2, 1) → (0, None).
    """
    lead = len(out) - len(shape)
    return tuple(lead + axis if size == out[lead + axis] else None for axis, size in enumerate(shape))


def kept_axes(ndim: int, mixed: tuple[int, ...], keepdims: bool) -> tuple[int | None, ...]:
    """For each axis of an input its axis in the result of a layer that mixes entries along the axes `mixed`; None for those.

    A sum of x (2, 3, 4) along axis 1: (0, None, 1), with keepdims (0, None, 2).
    """
    kept = [axis for axis in range(ndim) if axis not in mixed]
    return tuple(None if axis in mixed else (axis if keepdims else kept.index(axis)) for axis in range(ndim))


def behind_versions(axes: tuple[int, ...]) -> tuple[int, ...]:
    """Axes counted from the front, as they are counted in an array with an axis of versions before them: (0, 2) → (1, 3)."""
    return tuple(axis + 1 for axis in axes)


def product_axes(argument: int, x: Shape, y: Shape, out: Shape) -> tuple[int | None, ...]:
    """For each axis of x or y the axis of x @ y that it lies along; None for the one that is summed over."""
    matrix = (len(x) > 1) + (len(y) > 1)  # how many axes of the result are no leading ones
    shape = (x, y)[argument]
    lead = aligned_axes(shape[:-2], out[: len(out) - matrix])
    if len(shape) == 1:
        return (None,)
    return (*lead, len(out) - matrix, None) if argument == 0 else (*lead, None, len(out) - 1)


def product_of_versions(stacks: tuple[bool, ...], x: Value, y: Value) -> Value:
    """x @ y for versions of x, of y, or of both."""
    row, column = x.ndim - stacks[0] == 1, y.ndim - stacks[1] == 1
    a, b = x[..., None, :] if row else x, y[..., None] if column else y
    if not stacks[1] and b.ndim == 2:  # one product of all rows, where a stack of products would be many small ones
        out = product(a.reshape(-1, a.shape[-1]), b).reshape(*a.shape[:-1], b.shape[-1])
    elif not stacks[0] and a.ndim == 2 and b.ndim == 3 and b.shape[2] == 1:  # versions of one column, side by side
        out = product(b[:, :, 0], a.T)[:, :, None]
    else:
        out = product(*with_unit_axes(stacks, (a, b)))
    out = out[..., 0] if column else out
    return out[..., 0] if row and column else out[..., 0, :] if row else out


def product(x: Value, y: Value) -> Value:
    """x @ y; a complex and a real matrix as two real products, where the work that this saves is more than the copies cost."""
    if maths.is_complex(x) and not maths.is_complex(y) and y.shape[-1] >= WIDE:
        np = maths.numpy()
        return maths.joined(np.ascontiguousarray(x.real) @ y, np.ascontiguousarray(x.imag) @ y)
    return x @ y


def repeated(stacks: tuple[bool, ...], xs: tuple[Value, ...]) -> list[Value]:
    """The inputs, each with the axis of versions: an input that has none is repeated, the same in every version."""
    np, count = maths.numpy(), versions(stacks, xs)
    return [x if stack else np.broadcast_to(x, (count, *maths.shape_of(x))) for x, stack in zip(xs, stacks, strict=True)]
