"""Convolution: the same small weights on every window of an image, as products of matrices (im2col)."""

from collections.abc import Iterator
from math import prod

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.windows import BATCH, CHANNELS, Pair, Windows, a_pair

FILTERS = [[[[0.5, -1.0], [2.0, 0.25]], [[-1.5, 0.75], [1.0, -0.5]]], [[[3.0, 0.125], [-2.0, 1.5]], [[0.25, -0.75], [1.25, 2.5]]],
           [[[-0.5, 1.75], [0.375, -1.25]], [[2.25, 1.0], [-3.0, 0.5]]]]  # fmt: skip
WIDE = [[[[1.0, -0.5, 2.0]], [[0.75, 1.5, -1.0]]], [[[-2.0, 0.25, 0.5]], [[1.25, -1.5, 3.0]]]]
AT_ONCE = 1 << 23  # bytes: the windows of so many images at a time: few products, and memory that does not grow with the batch


class Conv2d(Layer):
    """A convolution lays the same weights on every window of an image; each weight gets what all the windows send back, added up.

    x (N, C, H, W) or (C, H, W), W (F, C, h, w), b (F,) → (N, F, rows, columns): out[n, f, i, j] is b[f] plus the sum of
    x[n, :, i·stride + k, j·stride + l] · W[f, :, k, l], W not flipped. stride: the step from one window to the next; padding:
    rows and columns of 0 around the image; each n or (h, w). Rows that fill no window are dropped. The rules
    are those for filters of 3 × 3. Raises ShapeError where the channels differ or no window fits. Deep Learning from Scratch,
    chapter 7.
    """

    name, symbol = "conv2d", "conv2d"
    formula = "conv2d(x, W, b, stride=stride, padding=padding)"
    samples = (
        (BATCH, FILTERS, [0.5, -1.0, 0.25]),
        (CHANNELS, FILTERS, [0.5, -1.0, 0.25]),
        ({"stride": 2, "padding": 1}, BATCH, FILTERS[:1], [0.5]),
        ({"stride": (1, 2), "padding": (0, 1)}, BATCH, WIDE, [0.5, -1.0]),
        ([[CHANNELS[0][:1]]], [[[[0.5, -1.5]]], [[[2.0, 0.75]]]], [0.25, 1.0]),
    )

    def __init__(self, *, stride: int | Pair = 1, padding: int | Pair = 0) -> None:
        self.stride, self.padding = stride, padding
        self.step, self.margin = a_pair("stride", stride, 1), a_pair("padding", padding, 0)

    def windows(self, W: Shape) -> Windows:
        return Windows((W[-2], W[-1]), self.step, self.margin)

    def compute(self, x: Value, W: Value, b: Value) -> Value:
        return self.products(x, W) + b.reshape(-1, 1, 1)

    def products(self, x: Value, W: Value) -> Value:
        """The convolution without b, to first order in the imaginary parts."""
        windows = self.windows(W.shape)
        out = convolved(windows, x.real, W.real)
        if not (maths.is_complex(x) or maths.is_complex(W)):
            return out
        change = convolved(windows, x.real, W.imag) if maths.is_complex(W) else 0.0
        return maths.joined(out, change + convolved(windows, x.imag, W.real) if maths.is_complex(x) else change)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, W, b = xs
        upstream = dout.reshape(prod(dout.shape[:-3]), len(b), prod(dout.shape[-2:]))
        windows, batch = self.windows(W.shape), as_batch(x)
        return (
            images_gradient(windows, upstream, batch.shape, W).reshape(x.shape) if wanted[0] else None,
            filters_gradient(windows, upstream, batch, W) if wanted[1] else None,
            upstream.sum(axis=(0, 2)) if wanted[2] else None,
        )

    def shape(self, *shapes: Shape) -> Shape:
        x, W, b = shapes
        if len(x) not in (3, 4):
            raise ShapeError(f"x {shape_text(x)}: an image has the axes (C, H, W), a batch of them (N, C, H, W)")
        if len(W) != 4 or not prod(W[-2:]):
            raise ShapeError(f"W {shape_text(W)}: filters have the axes (F, C, h, w)")
        both = shapes_by_name(("x", "W"), (x, W))
        if x[-3] != W[1]:
            raise ShapeError(f"{both}: the images have {x[-3]} channels, and the filters {W[1]}")
        if b != W[:1]:
            needs = f"b must have the shape {shape_text(W[:1])}, one entry for each filter"
            raise ShapeError(f"{shapes_by_name(('W', 'b'), (W, b))}: {needs}")
        windows = self.windows(W)
        windows.check_fit(x, both)
        return (*x[:-3], W[0], *windows.places(x))

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        filters = len(shapes[0]) - 3
        images = (0,) * filters  # an image in a batch stays itself; a filter makes a channel of out
        return ((*images, None, None, None), (filters, None, None, None), (filters,))[argument]

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, W, b = xs
        lead = (1,) * (x.ndim - stacks[0] - 3)
        bias = b.reshape(len(b), *lead, b.shape[1], 1, 1) if stacks[2] else b.reshape(-1, 1, 1)
        return self.products_of_versions(stacks, x, W) + bias

    def products_of_versions(self, stacks: tuple[bool, ...], x: Value, W: Value) -> Value:
        """The convolution of versions of x, or of W, or of both; with an axis of 1 in front where neither comes in versions."""
        if stacks[0] and stacks[1]:
            return maths.numpy().array([self.products(*pair) for pair in zip(x, W, strict=True)])
        if stacks[0]:  # as one large batch
            out = self.products(x.reshape(prod(x.shape[:-3]), *x.shape[-3:]), W)
            return out.reshape(*x.shape[:-3], *out.shape[1:])
        if not stacks[1]:
            return self.products(x, W)[None]
        out = self.products(x, W.reshape(prod(W.shape[:2]), *W.shape[2:]))  # as filters side by side
        return maths.numpy().moveaxis(out.reshape(*out.shape[:-3], *W.shape[:2], *out.shape[-2:]), -4, 0)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        x, W, _ = shapes
        return convolution_rules(self.windows(W), len(x))


def as_batch(x: Value) -> Value:
    return x if x.ndim == 4 else x[None]


def convolution_rules(windows: Windows, ndim: int) -> dict[str, str]:
    """The backward rules in words: dout with its windows of one as rows, one a place, a column for each filter."""
    rows, whole = "unfold(dout, size=1)", Windows(windows.size, (1, 1)).options()
    return {
        "x": f"fold({rows} @ unfold(W, {whole}), x, {windows.options()})",
        "W": f"fold({rows}.T @ unfold(x, {windows.options()}), W, {whole})",
        "b": f"sum(dout, axis={(0, 2, 3) if ndim == 4 else (1, 2)})",
    }


Conv2d.rules = convolution_rules(Windows((3, 3), (1, 1)), 4)


def parts_of_batch(count: int, entries: int) -> list[slice]:
    """A batch of `count` images in parts, the first of them the largest. entries: how many numbers an image needs."""
    at_once = max(1, min(count, AT_ONCE // max(1, 8 * entries)))
    return [slice(start, min(count, start + at_once)) for start in range(0, count, at_once)]


def columns_of_windows(windows: Windows, x: Value) -> Iterator[tuple[slice, Value]]:
    """The windows of x (N, C, H, W), some images at a time: which, and a column for each window, (C·h·w, images·places)."""
    channels, places = x.shape[1], windows.places(x.shape)
    padded, entries = windows.padded(x), channels * prod(windows.size)
    for some in parts_of_batch(len(x), entries * prod(places)):
        columns = windows.view(padded[some]).transpose(1, 2, 3, 0, 4, 5)
        yield some, columns.reshape(entries, (some.stop - some.start) * prod(places))


def convolved(windows: Windows, x: Value, W: Value) -> Value:
    """The products of the windows of x with each filter of W, for real numbers."""
    batch, places = as_batch(x), windows.places(x.shape)
    matrix, out = as_matrix(W), maths.numpy().empty((len(batch), len(W), prod(places)))
    for some, columns in columns_of_windows(windows, batch):
        products = matrix @ columns
        out[some] = products.reshape(len(W), some.stop - some.start, prod(places)).transpose(1, 0, 2)
    return out.reshape(*x.shape[:-3], len(W), *places)


def as_matrix(W: Value) -> Value:
    """The filters as rows."""
    return W.reshape(len(W), prod(W.shape[1:]))


def images_side_by_side(dout: Value) -> Value:
    """dout (N, F, places) as (F, N·places), as the columns of windows stand."""
    return dout.transpose(1, 0, 2).reshape(dout.shape[1], len(dout) * dout.shape[2])


def filters_gradient(windows: Windows, dout: Value, x: Value, W: Value) -> Value:
    """The gradient of W from that of the convolution, dout (N, F, places), and x (N, C, H, W)."""
    dW = maths.numpy().zeros(as_matrix(W).shape)
    for some, columns in columns_of_windows(windows, x):
        dW += images_side_by_side(dout[some]) @ columns.T
    return dW.reshape(W.shape)


def images_gradient(windows: Windows, dout: Value, x: Shape, W: Value) -> Value:
    """The gradient of x (N, C, H, W) from that of the convolution, dout (N, F, places)."""
    matrix, dx = as_matrix(W).T, maths.numpy().empty(x)
    for some in parts_of_batch(x[0], len(matrix) * dout.shape[2]):
        columns = matrix @ images_side_by_side(dout[some])
        images = columns.reshape(x[1], *windows.size, some.stop - some.start, *windows.places(x))
        dx[some] = windows.added(images.transpose(3, 0, 1, 2, 4, 5), (some.stop - some.start, *x[1:]))
    return dx
