"""Row 10: conv2d, forward and backward, beside a convolution that is written by hand with im2col, as in the book's chapter 7."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from backprop_cli.layers.convolution import Conv2d
from tests.benchmarks.measure import Row, against, interleaved, timed
from tests.benchmarks.sizes import Sizes


class Size(NamedTuple):
    """x (N, C, H, W), the filters (F, C, h, w), and how they are laid on."""

    x: tuple[int, int, int, int]
    W: tuple[int, int, int, int]
    stride: int
    padding: int

    def __str__(self) -> str:
        step = f", stride {self.stride}, padding {self.padding}" if self.stride > 1 or self.padding else ""
        return f"{' × '.join(map(str, self.x))} under {' × '.join(map(str, self.W))}{step}"


SIZES = [Size((100, 1, 28, 28), (30, 1, 5, 5), 1, 0), Size((32, 32, 28, 28), (32, 32, 3, 3), 2, 1)]
SMALL = [Size((2, 1, 6, 6), (3, 1, 3, 3), 1, 0), Size((2, 2, 5, 5), (2, 2, 3, 3), 2, 1)]  # for a trial
MOST = 1.3


class Convolution:
    """By hand: the windows as rows of a matrix, which the backward pass finds again."""

    def __init__(self, W: Any, b: Any, stride: int, padding: int) -> None:
        self.W, self.b, self.stride, self.padding = W, b, stride, padding

    def parts(self) -> Iterator[tuple[int, int, slice, slice]]:
        """For each entry of a filter its place, and the rows and columns of the image that it meets."""
        rows, columns = self.places
        step = self.stride
        for i, j in np.ndindex(self.W.shape[2:]):
            yield i, j, slice(i, i + step * (rows - 1) + 1, step), slice(j, j + step * (columns - 1) + 1, step)

    def forward(self, x: Any) -> Any:
        filters, channels, h, w = self.W.shape
        padded = np.pad(x, [(0, 0), (0, 0), (self.padding, self.padding), (self.padding, self.padding)])
        self.shape, self.padded_shape = x.shape, padded.shape
        self.places = ((padded.shape[2] - h) // self.stride + 1, (padded.shape[3] - w) // self.stride + 1)
        windows = np.empty((len(x), channels, h, w, *self.places))
        for i, j, rows, columns in self.parts():
            windows[:, :, i, j] = padded[:, :, rows, columns]
        self.rows = windows.transpose(0, 4, 5, 1, 2, 3).reshape(-1, channels * h * w)
        out = self.rows @ self.W.reshape(filters, -1).T + self.b
        return out.reshape(len(x), *self.places, filters).transpose(0, 3, 1, 2)

    def backward(self, dout: Any) -> tuple[Any, Any, Any]:
        filters, channels, h, w = self.W.shape
        by_place = dout.transpose(0, 2, 3, 1).reshape(-1, filters)
        db, dW = by_place.sum(axis=0), (by_place.T @ self.rows).reshape(self.W.shape)
        windows = (by_place @ self.W.reshape(filters, -1)).reshape(self.shape[0], *self.places, channels, h, w)
        windows = windows.transpose(0, 3, 4, 5, 1, 2)
        dx = np.zeros(self.padded_shape)
        for i, j, rows, columns in self.parts():
            dx[:, :, rows, columns] += windows[:, :, i, j]
        inside = slice(self.padding, -self.padding or None)
        return dx[:, :, inside, inside], dW, db


def actions(size: Size) -> dict[str, Callable[[], tuple[Any, ...]]]:
    """Ours and that by hand, forward alone, and forward and backward: the value, and the gradients of x, W and b."""
    random = np.random.default_rng(0)
    x, W, b = (random.normal(size=shape) for shape in (size.x, size.W, size.W[:1]))
    layer, hand = Conv2d(stride=size.stride, padding=size.padding), Convolution(W, b, size.stride, size.padding)
    dout = random.normal(size=layer.shape(size.x, size.W, size.W[:1]))

    def both_passes() -> tuple[Any, ...]:
        out = layer.compute(x, W, b)
        return out, *layer.vjp(dout, out, x, W, b, wanted=(True, True, True))

    return {
        "ours, forward": lambda: (layer.compute(x, W, b),),
        "by hand, forward": lambda: (hand.forward(x),),
        "ours, both passes": both_passes,
        "by hand, both passes": lambda: (hand.forward(x), *hand.backward(dout)),
    }


def rows(sizes: Sizes) -> Iterator[Row]:
    for size in SIZES if sizes.nodes >= 1000 else SMALL:
        runs = {name: timed(action, clock=perf_counter) for name, action in actions(size).items()}
        interleaved(runs, 1)  # the first round wakes the threads
        taken = interleaved(runs, sizes.rounds * 2)
        for passes in ("forward", "both passes"):
            what = f"conv2d, {size}, {passes} : im2col by hand"
            yield against(10, what, taken[f"ours, {passes}"], taken[f"by hand, {passes}"], MOST)
