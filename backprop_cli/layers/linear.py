"""Products of matrices: what a neural network spends its time on."""

from math import prod

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, broadcast, shape_text, shapes_by_name, stretched, unbroadcast
from backprop_cli.layers.maths import Value

ROWS = [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]
WEIGHTS = [[0.5, 4.0], [-1.25, 3.0], [2.5, 1.0]]


class MatMul(Layer):
    """A product of matrices sends the upstream gradient back through the other matrix, transposed.

    x (…, n, k), y (…, k, m) → (…, n, m), by NumPy's rules: a 1-D x is a row, a 1-D y a column, and the axis that this adds goes
    again; axes in front broadcast. Raises ShapeError for a single number, or where the inner axes differ.
    """

    name, symbol, operator = "matmul", "@", "@"
    formula = "x @ y"
    rules = {"x": "dout @ y.T", "y": "x.T @ dout"}
    samples = (
        (ROWS, WEIGHTS),
        ([1.5, -2.0, 3.0], WEIGHTS),
        (ROWS, [0.5, -1.25, 2.5]),
        ([1.5, -2.0, 3.0], [0.5, -1.25, 2.5]),
        ([ROWS, ROWS[::-1]], WEIGHTS),
        ([[ROWS]], [[WEIGHTS], [WEIGHTS[::-1]]]),
        ([1.5, -2.0, 3.0], [WEIGHTS, WEIGHTS[::-1]]),
        ([ROWS, ROWS[::-1]], [0.5, -1.25, 2.5]),
        ([[1.5]], [[0.5, 4.0]]),
    )

    def compute(self, x: Value, y: Value) -> Value:
        return x @ y

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, y = xs
        return product_gradients(dout, x, y, wanted)

    def shape(self, *shapes: Shape) -> Shape:
        x, y = shapes
        return product_shape(x, y, self.inputs)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        x, y = shapes
        return stacking.product_axes(argument, x, y, out=self.shape(x, y))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return stacking.product_of_versions(stacks, *xs)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        x, y = shapes
        return product_rules("dout", x, y, self.inputs)


class Affine(Layer):
    """A layer of neurons: x @ W + b. The weights get the transposed inputs times the upstream gradient; the bias adds up the batch.

    x (N, D) a batch, (D,) one example, or with more axes in front; W (D, M), or (D,) for one neuron; b (M,), or what else
    broadcasts against x @ W. By hand as in the book: `Affine(W, b).forward(x)`, and `.backward(dout)` returns dx and sets `dW`
    and `db`. Raises ShapeError where the axes differ. The notes, section 7.
    """

    name, symbol = "affine", "affine"
    formula = "x @ W + b"
    rules = {"x": "dout @ W.T", "W": "x.T @ dout", "b": "sum(dout, axis=0)"}
    samples = (
        (ROWS, WEIGHTS, [0.5, -1.0]),
        ([1.5, -2.0, 3.0], WEIGHTS, [0.5, -1.0]),
        ([ROWS, ROWS[::-1]], WEIGHTS, [0.5, -1.0]),
        (ROWS, WEIGHTS, 0.5),
        (ROWS, WEIGHTS, [[0.5], [-1.0]]),
        (ROWS[:1], WEIGHTS, [[0.5, -1.0]]),
        ([1.5, -2.0, 3.0], [0.5, -1.25, 2.5], 0.5),
        (ROWS, [0.5, -1.25, 2.5], 0.5),
    )

    def __init__(self, W: Value = None, b: Value = None) -> None:
        if (W is None) != (b is None):
            raise LayerError("Affine takes both W and b, or neither", hint="write it as Affine(W, b)")
        self.W, self.b = W, b

    def compute(self, x: Value, W: Value, b: Value) -> Value:
        out, shape = x @ W, maths.shape_of(b)
        if shape and out.shape[-len(shape) :] == shape and out.dtype == b.dtype:
            out += b  # in place: fresh memory costs more than the sum
            return out
        return out + b

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, W, b = xs
        db = unbroadcast(dout, maths.shape_of(b)) if wanted[2] else None
        if not (wanted[0] or wanted[1]):
            return None, None, db
        product = unbroadcast(dout, x.shape[:-1] + W.shape[1:])
        return *product_gradients(product, x, W, wanted), db

    def shape(self, *shapes: Shape) -> Shape:
        x, W, b = shapes
        if len(W) > 2:
            raise ShapeError(f"W {shape_text(W)} has {len(W)} axes: weights have two, or one for a single neuron")
        product = product_shape(x, W, self.inputs)
        return broadcast(product, b, names=("x @ W", "b"))

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        x, W, b = shapes
        out, product = self.shape(*shapes), product_shape(x, W, self.inputs)
        if argument == 2:
            return stacking.aligned_axes(b, out)
        along = stacking.aligned_axes(product, out)
        return tuple(None if axis is None else along[axis] for axis in stacking.product_axes(argument, x, W, out=product))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, W, b = xs
        moves = any(stacks[:2])
        product = stacking.product_of_versions(stacks[:2], x, W) if moves else x @ W
        product, b = stacking.with_unit_axes((moves, stacks[2]), (product, b))
        return product + b

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        x, W, b = shapes
        product, out = product_shape(x, W, self.inputs), self.shape(*shapes)
        return product_rules(summed("dout", out, product), x, W, self.inputs) | {"b": summed("dout", out, b)}

    def forward(self, *xs: Value) -> Value:
        return super().forward(*xs) if self.W is None else super().forward(*xs, self.W, self.b)

    def backward(self, dout: Value = 1.0) -> Value:
        dx, self.dW, self.db = super().backward(dout)
        return dx if self.W is not None else (dx, self.dW, self.db)


def product_shape(x: Shape, y: Shape, names: tuple[str, ...]) -> Shape:
    """The shape of x @ y; raises ShapeError where there is no such product."""
    if not x or not y:
        both = shapes_by_name(names[:2], (x, y))
        raise ShapeError(f"{both}: a single number has no axis to multiply along", hint="write a product of numbers with *")
    if x[-1] != y[-2:][0]:
        both, first = shapes_by_name(names[:2], (x, y)), "the first" if len(y) <= 2 else "the last but one"
        raise ShapeError(f"{both}: the last axis of {names[0]} and {first} of {names[1]} differ")
    return broadcast(x[:-2], y[:-2], names=tuple(f"the leading axes of {name}" for name in names[:2])) + x[-2:-1] + y[-2:][1:]


def product_gradients(dout: Value, x: Value, y: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, Value | None]:
    """The gradients of x and y from that of x @ y."""
    if x.ndim == y.ndim == 2:
        return dout @ y.T if wanted[0] else None, x.T @ dout if wanted[1] else None
    np = maths.numpy()
    a = x[None, :] if x.ndim == 1 else x
    b = y[:, None] if y.ndim == 1 else y
    upstream = np.expand_dims(dout, -1) if y.ndim == 1 else dout
    upstream = np.expand_dims(upstream, -2) if x.ndim == 1 else upstream
    dx = unbroadcast(upstream @ b.swapaxes(-1, -2), a.shape).reshape(x.shape) if wanted[0] else None
    dy = weights_gradient(a, b, upstream).reshape(y.shape) if wanted[1] else None
    return dx, dy


def weights_gradient(a: Value, b: Value, upstream: Value) -> Value:
    if b.ndim > 2:
        return unbroadcast(a.swapaxes(-1, -2) @ upstream, b.shape)
    return rows(a).T @ rows(upstream)  # one product is faster than a stack of them that is summed afterwards


def rows(x: Value) -> Value:
    """A stack of matrices as one matrix, below one another: (…, n, k) → (rows, k)."""
    return x if x.ndim == 2 else x.reshape(prod(x.shape[:-1]), x.shape[-1])


PLAIN_RULES = {
    (2, 2): ("{dout} @ {y}.T", "{x}.T @ {dout}"),
    (1, 2): ("{dout} @ {y}.T", "reshape({x}, shape=(-1, 1)) * {dout}"),
    (2, 1): ("reshape({dout}, shape=(-1, 1)) * {y}", "{x}.T @ {dout}"),
    (1, 1): ("{dout} * {y}", "{dout} * {x}"),
}


def product_rules(dout: str, x: Shape, y: Shape, names: tuple[str, ...]) -> dict[str, str]:
    """The backward rules of x @ y in words, as they read for these shapes. `dout`: the words for its upstream."""
    plain = PLAIN_RULES.get((len(x), len(y)))
    if plain:
        return {name: words.format(x=names[0], y=names[1], dout=dout) for name, words in zip(names, plain, strict=False)}
    a, b = (x if len(x) > 1 else (1, *x)), (y if len(y) > 1 else (*y, 1))
    lead = broadcast(a[:-2], b[:-2])
    upstream = reshaped(dout, product_shape(x, y, names), (*lead, a[-2], b[-1]))
    dx = f"{upstream} @ {flipped(reshaped(names[1], y, b), len(b))}"
    dy = f"{flipped(reshaped(names[0], x, a), len(a))} @ {upstream}"
    dx, dy = summed(dx, (*lead, *a[-2:]), a), summed(dy, (*lead, *b[-2:]), b)
    return {names[0]: reshaped(dx, a, x), names[1]: reshaped(dy, b, y)}


def flipped(words: str, ndim: int) -> str:
    """The words for a matrix, or a stack of them, with the last two axes swapped."""
    return f"{words}.T" if ndim == 2 else f"transpose({words}, axes={(*range(ndim - 2), ndim - 1, ndim - 2)})"


def reshaped(words: str, have: Shape, want: Shape) -> str:
    return words if have == want else f"reshape({words}, shape={shape_text(want)})"


def summed(words: str, have: Shape, want: Shape) -> str:
    """The words for a gradient of the shape `have`, summed over what was broadcast from the shape `want`."""
    axes = stretched(have, want)
    if axes:
        words = f"sum({words}, axis={axes[0] if len(axes) == 1 else axes})" if len(axes) < len(have) else f"sum({words})"
    return reshaped(words, tuple(size for axis, size in enumerate(have) if axis not in axes), want)
