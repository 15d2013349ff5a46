"""Windows as rows of a matrix: unfold cuts them out of images, fold lays them back; im2col and col2im in the book's chapter 7.

With them the backward rules of convolutions and pools are products and choices that one can write down.
"""

from math import prod

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.windows import BATCH, CHANNELS, IMAGE, Pair, Windows, a_pair, check_image


def four_axes(x: Shape) -> tuple[int, int, int, int]:
    """The shape of x as that of a batch: an image is a batch of one, and has one channel where it names none."""
    count, channels, high, wide = (*(1,) * (4 - len(x)), *x)
    return count, channels, high, wide


def kept_in(x: Shape, image: int | None, channel: int | None) -> tuple[int | None, ...]:
    """The axes of a result that the axes of images x have, where those of an image's entries have none."""
    return (image, channel, None, None)[4 - len(x) :]


class OnWindows(Layer):
    """What unfold and fold share: the options of their windows."""

    def __init__(self, *, size: int | Pair = 2, stride: int | Pair = 1, padding: int | Pair = 0) -> None:
        self.size, self.stride, self.padding = size, stride, padding
        self.windows = Windows(a_pair("size", size, 1), a_pair("stride", stride, 1), a_pair("padding", padding, 0))

    def rows(self, x: Shape) -> Pair:
        """The shape of unfold(x): how many windows there are in all, and how many entries each has."""
        count, channels, *_ = four_axes(x)
        return count * prod(self.windows.places(x)), channels * prod(self.windows.size)

    def cut(self, x: Value) -> Value:
        """The windows of x (N, C, H, W), one a row: (N, rows, columns, C, h, w)."""
        return self.windows.view(self.windows.padded(x)).transpose(0, 4, 5, 1, 2, 3)

    def laid(self, windows: Value, x: Shape) -> Value:
        """The images x (N, C, H, W) of the windows (N, rows, columns, C, h, w)."""
        return self.windows.added(windows.transpose(0, 3, 4, 5, 1, 2), x)


class Unfold(OnWindows):
    """Cutting an image into windows copies its entries, so each entry gets the sum of what its copies send back.

    x (N, C, H, W), (C, H, W) or (H, W) → (windows, C·h·w): a row for each window, image by image, from the upper left on, in it
    the h × w entries of each channel. size, stride and padding: n or (h, w); padding adds zeros. Raises ShapeError where no window
    fits. The `im2col` of Deep Learning from Scratch, chapter 7.
    """

    name, symbol = "unfold", "unfold"
    formula = "unfold(x, size=size, stride=stride, padding=padding)"
    rules = {"x": "fold(dout, x, size=2)"}
    exact = True
    samples = (
        ({"size": (2, 3)}, IMAGE),
        (CHANNELS,),
        ({"size": (3, 2), "stride": (1, 2), "padding": (1, 0)}, BATCH),
        ({"size": 1}, [IMAGE[:2], IMAGE[1:]]),
        ({"size": (3, 4)}, BATCH),
        ({"size": 2, "stride": 2, "padding": 1}, [IMAGE]),
    )

    def compute(self, x: Value) -> Value:
        return self.cut(x.reshape(four_axes(x.shape))).reshape(self.rows(x.shape))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        count, channels, *_ = batch = four_axes(xs[0].shape)
        windows = dout.reshape(count, *self.windows.places(batch), channels, *self.windows.size)
        return (self.laid(windows, batch).reshape(xs[0].shape),)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        check_image(x)
        self.windows.check_fit(x, shapes_by_name(self.inputs, shapes))
        return self.rows(x)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """An image that is one window is a row; a channel is a column where a window is one entry."""
        (x,) = shapes
        return kept_in(x, 0 if self.windows.places(x) == (1, 1) else None, 1 if prod(self.windows.size) == 1 else None)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        count, *image = four_axes(x.shape[1:])
        rows, entries = self.rows(x.shape[1:])
        return self.cut(x.reshape(len(x) * count, *image)).reshape(len(x), rows, entries)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"x": f"fold(dout, x, {self.windows.options()})"}


class Fold(OnWindows):
    """Laying windows back onto their image adds them up where they overlap; each gets the upstream gradient of what it covers.

    y: the rows of unfold(x), (windows, C·h·w), or a row for each window and channel, (windows·C, h·w), or one number for all the
    places that a window has in a channel, (windows, C); out has the shape of x, of which nothing else counts. Options as those of
    unfold. Raises ShapeError for a y of another shape. The `col2im` of Deep Learning from Scratch, chapter 7.
    """

    name, symbol = "fold", "fold"
    formula = "fold(y, x, size=size, stride=stride, padding=padding)"
    rules = {"y": "unfold(dout, size=2)"}
    exact = False  # it adds
    samples = (
        ({"size": (2, 3)}, [[1.5, -2.0, 3.0, 0.5, 0.25, 1.0], [2.5, -1.5, 0.75, -3.0, 4.0, -0.5]] * 2, IMAGE),
        ({"size": 2, "stride": 2}, [[0.5, -1.0], [2.0, 0.25]], [row[:3] for row in CHANNELS]),
        (
            {"size": (1, 2), "stride": 2, "padding": (0, 1)},
            [[1.5, -2.0], [0.25, 3.0], [4.0, -0.5]] * 4,
            [[IMAGE[0]], [IMAGE[1]]] * 2,
        ),
        ({"size": (3, 4)}, [[1.5, -2.0], [0.25, 3.0]], BATCH),
        ({"size": 3, "padding": (0, 1)}, [[0.75] * 9, [-1.25] * 9, [2.0] * 9, [0.5] * 9] * 4, BATCH),
    )

    def compute(self, y: Value, x: Value) -> Value:
        return self.laid(self.in_windows(y, four_axes(x.shape)), four_axes(x.shape)).reshape(x.shape)

    def in_windows(self, y: Value, x: Shape) -> Value:
        """y as (N, rows, columns, C, h, w) of the images x (N, C, H, W)."""
        count, channels, *_ = x
        alike = prod(y.shape) != prod(self.rows(x))  # one number for all the places of a window
        shape = (count, *self.windows.places(x), channels, *((1, 1) if alike else self.windows.size))
        return maths.numpy().broadcast_to(y.reshape(shape), (*shape[:4], *self.windows.size))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        y, x = xs
        windows = self.cut(dout.reshape(four_axes(x.shape)))
        dy = windows.sum(axis=(-1, -2)) if y.size != windows.size else windows
        return dy.reshape(y.shape) if wanted[0] else None, None

    def forms(self, x: Shape) -> tuple[Pair, Pair, Pair]:
        """The shapes that y may have: entries of windows, of windows of channels, and one number for each of those."""
        windows, entries = self.rows(x)
        channels = four_axes(x)[1]
        return (windows, entries), (windows * channels, prod(self.windows.size)), (windows, channels)

    def shape(self, *shapes: Shape) -> Shape:
        y, x = shapes
        check_image(x)
        self.windows.check_fit(x, shapes_by_name(("x",), (x,)))
        forms = self.forms(x)
        if y not in forms:
            rows, by_channel, alike = map(shape_text, forms)
            may = f"{rows}, {by_channel} or {alike}" if rows != by_channel else f"{rows} or {alike}"
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)}: windows of x have the shape {may}")
        return x

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """A row is an image that is one window; a column is a channel where y has one number for a window of it."""
        y, x = shapes
        rows, _, alike = self.forms(x)
        image = 0 if len(x) == 4 and self.windows.places(x) == (1, 1) and y in (rows, alike) else None
        channel = len(x) - 3 if len(x) > 2 and y == alike else None
        return (image, channel) if argument == 0 else kept_in(x, image, channel)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        y, x = xs
        count, *image = four_axes(x.shape[stacks[1] :])
        versions = len(y) if stacks[0] else len(x)
        if not stacks[0]:
            y = maths.numpy().broadcast_to(y, (versions, *y.shape))
        batch = (versions * count, *image)
        return self.laid(self.in_windows(y, batch), batch).reshape(versions, *x.shape[stacks[1] :])

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        y, x = shapes
        rows, by_channel, alike = self.forms(x)
        words = f"unfold(dout, {self.windows.options()})"
        if y == rows:
            return {"y": words}
        by_window = f"reshape({words}, shape={shape_text(by_channel)})"
        return {"y": by_window if y == by_channel else f"reshape(sum({by_window}, axis=1), shape={shape_text(alike)})"}
