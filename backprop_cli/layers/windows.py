"""Where windows stand on an image, for all layers that look through them: convolutions, pools, unfold and fold.

The last two axes of an array are those of the image, whatever stands before them.
"""

from typing import Any, NamedTuple

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import is_whole

Pair = tuple[int, int]
IMAGE = [[1.5, -2.0, 3.0, 0.5], [0.25, 1.0, -0.5, 4.0], [2.5, -1.5, 0.75, -3.0]]
CHANNELS = [IMAGE, [[-0.75, 2.0, 1.25, -1.0], [3.5, -2.5, 0.125, 1.75], [-4.0, 2.25, -0.25, 5.0]]]
BATCH = [CHANNELS, [[row[::-1] for row in channel] for channel in CHANNELS[::-1]]]


class Windows(NamedTuple):
    """Where windows stand: their size, the step from one to the next, and the rows and columns of 0 around the image."""

    size: Pair
    stride: Pair
    padding: Pair = (0, 0)

    def places(self, x: Shape) -> Pair:
        """How many windows stand below and beside one another in an image x; what fills no window is left out."""
        high, wide = ((x[axis - 2] + 2 * self.padding[axis] - self.size[axis]) // self.stride[axis] + 1 for axis in (0, 1))
        return high, wide

    def check_fit(self, x: Shape, what: str) -> None:
        """Raise ShapeError where not even one window fits. what: the shapes by name, which begin the message."""
        room = tuple(x[axis - 2] + 2 * self.padding[axis] for axis in (0, 1))
        if room[0] < self.size[0] or room[1] < self.size[1]:
            inside = f"{shape_text(room)} with its padding" if any(self.padding) else shape_text(room)
            raise ShapeError(f"{what}: a window of {shape_text(self.size)} does not fit into the image, {inside}")

    def parts(self, x: Shape) -> list[tuple[Any, ...]]:
        """For each entry of a window the subscripts that take it from all windows of a padded image; row by row."""
        high, wide = self.places(x)
        rows = [slice(i, i + (high - 1) * self.stride[0] + 1, self.stride[0]) for i in range(self.size[0])]
        columns = [slice(j, j + (wide - 1) * self.stride[1] + 1, self.stride[1]) for j in range(self.size[1])]
        return [(..., row, column) for row in rows for column in columns]

    def padded(self, x: Value) -> Value:
        """x with rows and columns of 0 around each image; x itself where there are none."""
        if not any(self.padding):
            return x
        (above, beside), (*lead, high, wide) = self.padding, x.shape
        out = maths.numpy().zeros((*lead, high + 2 * above, wide + 2 * beside), x.dtype)
        out[..., above : above + high, beside : beside + wide] = x
        return out

    def unpadded(self, x: Value) -> Value:
        """The images within their padding."""
        above, beside = self.padding
        return x[..., above : x.shape[-2] - above, beside : x.shape[-1] - beside] if any(self.padding) else x

    def view(self, x: Value) -> Value:
        """The windows of a padded x (…, H, W), without a copy: (…, h, w, rows of windows, columns of windows)."""
        unpadded = Windows(self.size, self.stride)
        (*lead, down, along) = x.strides
        strides = (*lead, down, along, down * self.stride[0], along * self.stride[1])
        shape = (*x.shape[:-2], *self.size, *unpadded.places(x.shape))
        return maths.numpy().lib.stride_tricks.as_strided(x, shape, strides, writeable=False)

    def added(self, windows: Value, x: Shape) -> Value:
        """The images x (…, H, W) that come of windows (…, h, w, rows, columns), added up where they overlap."""
        (above, beside), (*lead, high, wide) = self.padding, x
        out = maths.numpy().zeros((*lead, high + 2 * above, wide + 2 * beside), windows.dtype)
        for index, part in enumerate(self.parts(x)):
            out[part] += windows[..., index // self.size[1], index % self.size[1], :, :]
        return self.unpadded(out)

    def options(self) -> str:
        """The windows as options of unfold and fold, without those that go without saying: size=2, stride=2."""
        words = f"size={pair_text(self.size)}"
        words += f", stride={pair_text(self.stride)}" if self.stride != (1, 1) else ""
        return words + (f", padding={pair_text(self.padding)}" if any(self.padding) else "")


def pair_text(pair: Pair) -> str:
    return str(pair[0]) if pair[0] == pair[1] else str(pair)


def a_pair(name: str, value: Any, least: int) -> Pair:
    """An option for both axes of an image: n, or (h, w), each from `least` on."""
    pair = (value, value) if is_whole(value) else tuple(value) if isinstance(value, (tuple, list)) else ()
    if len(pair) != 2 or not all(is_whole(one) and one >= least for one in pair):
        hint = f"write it as {name}={least + 1}, or {name}=({least + 1}, {least}) for (h, w)"
        raise LayerError(f"{name} must be a whole number from {least} on, or two, not {value!r}", hint=hint)
    return pair[0], pair[1]


def check_image(x: Shape) -> None:
    if not 2 <= len(x) <= 4:
        raise ShapeError(
            f"x {shape_text(x)} has {len(x)} ax{'i' if len(x) == 1 else 'e'}s: an image has (H, W) or (C, H, W), "
            "a batch of them (N, C, H, W)"
        )
