"""Pooling: one number for each window of an image, the largest entry or the mean."""

from math import prod

from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.windows import BATCH, CHANNELS, IMAGE, Pair, Windows, a_pair, check_image

POOL_SAMPLES = (
    (IMAGE,),
    (CHANNELS,),
    ({"size": (3, 2)}, BATCH),
    ({"size": 2, "stride": 1}, BATCH),
    ({"size": (1, 2), "stride": (2, 3)}, [IMAGE]),
    ({"size": 1}, [IMAGE[:2]]),
)


class Pool(Layer):
    """What the two pools share: their options, and their shapes."""

    def __init__(self, *, size: int | Pair = 2, stride: int | Pair | None = None) -> None:
        self.size, self.stride = size, stride
        pair = a_pair("size", size, 1)
        self.windows = Windows(pair, pair if stride is None else a_pair("stride", stride, 1))

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        check_image(x)
        self.windows.check_fit(x, shapes_by_name(self.inputs, shapes))
        return (*x[:-2], *self.windows.places(x))

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        ndim = len(shapes[0])
        return stacking.kept_axes(ndim, (ndim - 2, ndim - 1), keepdims=True)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return self.compute(*xs)  # whatever stands before the last two axes


class MaxPool2d(Pool):
    """The largest entry of each window gets the whole upstream gradient of that window, the others nothing.

    x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to the next,
    their size by default. Rows and columns that fill no window are dropped. Ties share evenly. Raises ShapeError where no window
    fits. Deep Learning from Scratch, chapter 7.
    """

    name, symbol = "max_pool2d", "max_pool"
    formula = "max_pool2d(x, size=size, stride=stride)"
    convention = "ties share the gradient evenly"
    exact = True
    samples = POOL_SAMPLES

    def compute(self, x: Value) -> Value:
        first, *others = self.windows.parts(x.shape)
        out = x[first].copy()
        for part in others:
            if maths.is_complex(x):
                out = maths.maximum(out, x[part])
            else:
                maths.numpy().maximum(out, x[part], out=out)
        return out

    def ties(self, out: Value, x: Value) -> tuple[list[Value], Value]:
        """For each place of a window a mask of the windows whose largest entry stands there; and how many such each window has."""
        masks = [x[part].real == out.real for part in self.windows.parts(x.shape)]
        counts = maths.numpy().zeros(out.shape)
        for mask in masks:
            counts += mask
        return masks, counts

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        masks, counts = self.ties(out, x)
        shares = maths.divide(dout, counts)
        dx = maths.numpy().zeros(x.shape)
        for part, mask in zip(self.windows.parts(x.shape), masks, strict=True):
            dx[part] += maths.where(mask, shares, 0.0)
        return (dx,)

    def kink(self, x: Value) -> Value:
        """True for each entry that is the largest of a window together with another."""
        masks, counts = self.ties(self.compute(x), x)
        tied = maths.numpy().zeros(x.shape, bool)
        for part, mask in zip(self.windows.parts(x.shape), masks, strict=True):
            tied[part] |= mask & (counts > 1)
        return tied

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"x": largest_in_words(self.windows)}


def largest_in_words(windows: Windows) -> str:
    """The backward rule of a max pool: the windows as rows, one a channel, beside the result and its gradient as columns."""
    rows = f"reshape(unfold(x, {windows.options()}), shape={shape_text((-1, prod(windows.size)))})"
    out, dout = (f"reshape(unfold({name}, size=1), shape=(-1, 1))" for name in ("out", "dout"))
    ties = f"{rows} == {out}"
    return f"fold(where({ties}, {dout} / sum({ties}, axis=1, keepdims=True), 0), x, {windows.options()})"


MaxPool2d.rules = MaxPool2d().rules_for()


class AvgPool2d(Pool):
    """Every entry of a window gets an equal part of the window's upstream gradient.

    x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to the next,
    their size by default. Rows and columns that fill no window are dropped, and get 0. Raises ShapeError where no window fits.
    """

    name, symbol = "avg_pool2d", "avg_pool"
    formula = "avg_pool2d(x, size=size, stride=stride)"
    rules = {"x": "fold(unfold(dout, size=1) / 4, x, size=2, stride=2)"}
    samples = POOL_SAMPLES

    def compute(self, x: Value) -> Value:
        first, *others = self.windows.parts(x.shape)
        out = x[first].copy()
        for part in others:
            out += x[part]
        return maths.divide(out, float(prod(self.windows.size)))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        share = maths.divide(dout, float(prod(self.windows.size)))
        dx = maths.numpy().zeros(x.shape)
        for part in self.windows.parts(x.shape):
            dx[part] += share
        return (dx,)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"x": f"fold(unfold(dout, size=1) / {prod(self.windows.size)}, x, {self.windows.options()})"}
