"""Entries found by their numbers: rows of a table, as in an embedding, and the entry of each row that its label names."""

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import one_axis, positive_axis
from backprop_cli.layers.subscript import ROWS
from backprop_cli.layers.targets import added, are_labels, check_labels, picked


def whole(i: Value) -> Value:
    """Positions as NumPy's whole numbers: files hold floats."""
    np = maths.numpy()
    return np.asarray(i.real).astype(np.intp)


def check_positions(i: Value, size: int) -> None:
    """Raise ShapeError for the first of i that is not a whole number from 0 to size − 1."""
    check_labels(i, size, "position", "places along the axis")


def added_at(x: Value, i: Value, axis: int, change: Value) -> Value:
    """x, changed in place, with the change added where i points along the axis; what is named twice is added twice."""
    maths.numpy().add.at(x, (slice(None),) * axis + (whole(i),), change)
    return x


class Take(Layer):
    """Looking up rows sends each row what comes back wherever it was looked up; a row taken twice adds both, one not taken gets 0.

    x of at least one axis; i: whole numbers from 0, of any shape, which are no variables; axis: the one that they count along,
    the first by default. The result has i's axes in that one's place. Raises ShapeError for a position that there is not, and
    for negative ones. An embedding is take(W, i).
    """

    name, symbol = "take", "take"
    formula = "take(x, i, axis=axis)"
    rules = {"x": "scatter(dout, x, i, axis=axis)"}
    exact = True
    samples = (
        (ROWS, [1.0, 0.0, 1.0]),
        (ROWS, 1.0),
        ({"axis": 1}, ROWS, [[2.0, 0.0], [2.0, 2.0]]),
        ({"axis": -1}, [ROWS, ROWS[::-1]], [1.0]),
        ({"axis": 1}, [ROWS, ROWS[::-1]], [1.0, 1.0, 0.0]),
        ([0.5, 1.5, -2.0], [[2.0], [2.0]]),
        ([0.5, 1.5, -2.0], 0.0),
        ([[1.5, -2.0]], [0.0, 0.0]),
    )

    def __init__(self, *, axis: int = 0) -> None:
        self.axis = one_axis("axis", axis)

    def compute(self, x: Value, i: Value) -> Value:
        return x.take(whole(i), axis=self.axis)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, i = xs
        return (added_at(maths.numpy().zeros(x.shape), i, self.axis % x.ndim, dout) if wanted[0] else None), None

    def shape(self, *shapes: Shape) -> Shape:
        x, i = shapes
        axis = positive_axis(self.axis, x, "x")
        return (*x[:axis], *i, *x[axis + 1 :])

    def labels(self, *shapes: Shape) -> frozenset[int]:
        return frozenset({1})

    def check(self, *xs: Value) -> None:
        x, i = xs
        check_positions(i, x.shape[self.axis])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """Where one entry of x goes the values of i say; each entry of i makes its own slice."""
        x, i = map(len, shapes)
        axis = self.axis % x
        if argument == 1:
            return tuple(range(axis, axis + i))
        return (*range(axis), None, *range(axis + i, x + i - 1))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, i = xs
        return Take(axis=self.axis if self.axis < 0 else self.axis + 1).compute(x, i)


class Pick(Layer):
    """Picking the entry of each row that its label names sends the gradient to those entries, and 0 to all others.

    x (N, K) and t (N,), or with more axes in front; x (K,) and one label. t: class indices from 0, which are no variables.
    Raises ShapeError for a t that has not x's shape without its last axis, and for a label that there is not. The mean of
    -pick(log_softmax(x), t) is softmax_with_loss.
    """

    name, symbol = "pick", "pick"
    formula = "sum(onehot(t, x) * x, axis=-1)"
    rules = {"x": "onehot(t, x) * expand(dout, x, axis=-1)"}
    exact = True
    samples = (
        (ROWS, [2.0, 0.0]),
        ([0.5, 1.5, -2.0], 1.0),
        ([ROWS, ROWS[::-1]], [[2.0, 2.0], [0.0, 1.0]]),
        ([[1.5], [-2.0]], [0.0, 0.0]),
        ([ROWS], [[1.0, 1.0]]),
    )

    def compute(self, x: Value, t: Value) -> Value:
        return picked(x, t)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, t = xs
        return (added(maths.numpy().zeros(x.shape), t, dout) if wanted[0] else None), None

    def shape(self, *shapes: Shape) -> Shape:
        x, t = shapes
        if not x:
            raise ShapeError("x is a single number: there are no classes to pick from")
        if not are_labels(x, t):
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)}: t must have the shape {shape_text(x[:-1])}, one label a row")
        if not x[-1]:
            raise ShapeError(f"x {shape_text(x)} has no classes along its last axis")
        return t

    def labels(self, *shapes: Shape) -> frozenset[int]:
        return frozenset({1})

    def check(self, *xs: Value) -> None:
        check_labels(xs[1], xs[0].shape[-1])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        along = tuple(range(len(shapes[1])))
        return along if argument else (*along, None)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, t = stacking.repeated(stacks, xs)
        return picked(x, t)
