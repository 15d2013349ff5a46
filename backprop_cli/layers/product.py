"""The product of many entries, and that of all but one, its slope: no zero spoils them, and nothing overflows on the way."""

from math import prod

from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value
from backprop_cli.layers.reduction import REDUCTION_SAMPLES, SmoothReduction

Parts = tuple[Value, Value]  # mantissas and exponents: the numbers are mantissa × 2^exponent


def product_of_rows(x: Value) -> Parts:
    """The products of the rows (along the last axis), by mantissas and exponents, so that 1e200·1e200·1e-300 is 1e100."""
    np = maths.numpy()
    mantissa, exponent = np.frexp(x)
    while mantissa.shape[-1] > 1:
        if mantissa.shape[-1] % 2:
            mantissa, exponent = with_one(mantissa, 1.0), with_one(exponent, 0)
        mantissa, carried = np.frexp(mantissa[..., ::2] * mantissa[..., 1::2])
        exponent = exponent[..., ::2] + exponent[..., 1::2] + carried
    return (mantissa, exponent) if mantissa.shape[-1] else (with_one(mantissa, 1.0), with_one(exponent, 0))


def with_one(rows: Value, last: float) -> Value:
    """The rows, each with one entry more."""
    np = maths.numpy()
    return np.concatenate([rows, np.full((*rows.shape[:-1], 1), last, rows.dtype)], axis=-1)


def zeros_apart(x: Value) -> tuple[Value, Value]:
    """x as ordinary × special: special holds what cannot be divided out (0, inf, nan), and 1 elsewhere."""
    np = maths.numpy()
    ordinary = np.isfinite(x) & (x != 0.0)
    return np.where(ordinary, x, 1.0), np.where(ordinary, 1.0, x)


def times_special(special: Value, product: Value) -> Value:
    """special × product, where a product that is too large to be written does not make nan of 0."""
    return maths.numpy().where(special == 0.0, 0.0, special * product)


def all_in_rows(x: Value) -> Value:
    """The product of each row, which stays as an axis of 1."""
    ordinary, special = zeros_apart(x)
    return times_special(special.prod(axis=-1, keepdims=True), maths.numpy().ldexp(*product_of_rows(ordinary)))


def others_in_rows(x: Value) -> Value:
    """For each entry the product of the others of its row: of ordinary ones the quotient, of the rest what stands on both sides."""
    np = maths.numpy()
    ordinary, special = zeros_apart(x)
    (mantissa, exponent), (own, own_exponent) = product_of_rows(ordinary), np.frexp(ordinary)
    before, after = np.ones(x.shape), np.ones(x.shape)
    before[..., 1:] = special[..., :-1].cumprod(axis=-1)
    after[..., :-1] = special[..., :0:-1].cumprod(axis=-1)[..., ::-1]
    return times_special(before * after, np.ldexp(mantissa / own, exponent - own_exponent))


def without_two_in_rows(x: Value, weights: Value) -> Value:
    """For each entry k of a row Σ weights[j] × (the product of all entries but j and k), over the other entries j."""
    np = maths.numpy()
    out = np.zeros(x.shape)
    for j in range(x.shape[-1]):
        rest = x.copy()
        rest[..., j] = 1.0
        share = others_in_rows(rest) * weights[..., j : j + 1]
        share[..., j] = 0.0
        out += share
    return out


def as_rows(x: Value, axes: tuple[int, ...]) -> Value:
    """The entries along some axes as the last axis, the other axes before it."""
    moved = maths.numpy().moveaxis(x, axes, range(-len(axes), 0))
    kept = x.ndim - len(axes)
    return moved.reshape(*moved.shape[:kept], prod(moved.shape[kept:]))


def from_rows(rows: Value, shape: Shape, axes: tuple[int, ...]) -> Value:
    """The array of this shape whose as_rows these are."""
    sizes = [shape[axis] for axis in axes]
    return maths.numpy().moveaxis(rows.reshape(*rows.shape[:-1], *sizes), range(-len(axes), 0), axes)


def others(x: Value, axes: tuple[int, ...]) -> Value:
    """For each entry of an array of real numbers the product of the other entries along the axes."""
    return from_rows(others_in_rows(as_rows(x, axes)), x.shape, axes)


def others_moved(x: Value, weights: Value, axes: tuple[int, ...]) -> Value:
    """What `others` changes by, to first order, where x changes by the weights; its gradient for an upstream of them, too."""
    return from_rows(without_two_in_rows(as_rows(x, axes), as_rows(weights, axes)), x.shape, axes)


class Prod(SmoothReduction):
    """A product sends each entry the upstream gradient times the product of the others, as multiplication does for two.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Beside one 0 only that entry has
    a gradient, beside two none has. The product of nothing is 1.
    """

    name, symbol = "prod", "prod"
    formula = "prod(x, axis=axis, keepdims=keepdims)"
    rules = {"x": "expand(dout, x, axis=axis, keepdims=keepdims) * others(x, axis=axis)"}
    samples = (
        *REDUCTION_SAMPLES,
        ({"axis": 1}, [[1.5, 0.0, 3.0], [0.0, 1.0, 0.0]]),
    )

    def of_reals(self, x: Value) -> Value:
        axes = self.axes(x.shape)
        return all_in_rows(as_rows(x, axes)).reshape([1 if axis in axes else size for axis, size in enumerate(x.shape)])

    def slopes(self, out: Value, x: Value) -> Value:
        return others(x, self.axes(x.shape))

    def of_number(self, x: Value) -> Value:
        return x

    def slope_at(self, x: float) -> float:
        return 1.0
