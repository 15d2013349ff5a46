"""Normalising: x without its mean, divided by its spread; over the entries of one example, or of one feature in a batch."""

from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, shape_text, shapes_by_name
from backprop_cli.layers.linear import reshaped
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import a_number, is_whole, positive_axes, whole_numbers

EPS = 1e-5
HUGE, SHRUNK = 1e150, 2.0**-600  # beyond it a square overflows; a power of two, so that no digit changes
ROWS = [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5], [2.5, 0.75, -1.25], [-3.0, 4.0, 0.5]]
IMAGES = [[[[1.5, -2.0], [3.0, 0.5]], [[0.25, 1.0], [-0.5, 4.0]]], [[[2.5, -1.5], [0.75, -3.0]], [[2.0, -0.25], [1.25, 3.5]]]]


def an_eps(value: Any) -> float:
    eps = a_number("eps", value)
    if eps <= 0.0:
        hint = "write it as eps=1e-5; it keeps equal entries from a division by 0"
        raise LayerError(f"eps must be above 0, not {value!r}", hint=hint)
    return eps


class Normalisation(Layer):
    """What the two normalisations share: the entries that are one group, and the way back through their mean and spread."""

    eps: float

    def axes(self, ndim: int) -> tuple[int, ...]:
        """The axes of x along which the entries of a group lie, counted from the front."""
        raise NotImplementedError

    def factor(self, shape: Shape) -> Shape:
        """The shape that gamma and beta must have for an x of this shape, where they are no single numbers."""
        raise NotImplementedError

    def column(self, shape: Shape) -> Shape:
        """The same with axes of 1 behind, so that it broadcasts against x."""
        raise NotImplementedError

    def shape(self, *shapes: Shape) -> Shape:
        x, *factors = shapes
        want = self.factor(x)
        for name, shape in zip(("gamma", "beta"), factors, strict=True):
            if shape not in (want, ()):
                both = shapes_by_name(("x", name), (x, shape))
                raise ShapeError(f"{both}: {name} must have the shape {shape_text(want)}, or be a single number")
        return x

    def compute(self, x: Value, gamma: Value, beta: Value) -> Value:
        normal, _ = centred_and_scaled(x, self.axes(x.ndim), self.eps)
        return normal * self.spread(gamma, x.shape) + self.spread(beta, x.shape)

    def spread(self, factor: Value, shape: Shape, versions: int = 0) -> Value:
        """gamma or beta so that it broadcasts against x of the shape `shape`. versions: 1 where it has an axis of them."""
        have = maths.shape_of(factor)
        if len(have) == versions:
            return factor.reshape(have + (1,) * len(shape)) if versions else factor
        column = self.column(shape)
        return factor.reshape(have[:versions] + (1,) * (versions * (len(shape) - len(column))) + column)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, gamma, beta = xs
        shape = x.shape[stacks[0] :]
        axes = self.axes(len(shape))
        normal, _ = centred_and_scaled(x, stacking.behind_versions(axes) if stacks[0] else axes, self.eps)
        return normal * self.spread(gamma, shape, stacks[1]) + self.spread(beta, shape, stacks[2])

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, gamma, beta = xs
        axes = self.axes(x.ndim)
        normal, slope = centred_and_scaled(x, axes, self.eps) if wanted[0] or wanted[1] else (None, None)
        dx = None
        if wanted[0]:
            g = dout * self.spread(gamma, x.shape)
            dx = (g - mean(g, axes) - normal * mean(g * normal, axes)) * slope
        return (
            dx,
            self.added_up(dout * normal, maths.shape_of(gamma)) if wanted[1] else None,
            self.added_up(dout, maths.shape_of(beta)) if wanted[2] else None,
        )

    def added_up(self, gradient: Value, shape: Shape) -> Value:
        """The gradient of gamma or beta from one of the shape of x."""
        if not shape:
            return gradient.sum().item()
        return gradient.sum(axis=self.others(gradient.ndim))

    def others(self, ndim: int) -> tuple[int, ...]:
        """The axes of x along which gamma and beta are the same."""
        return tuple(axis for axis in range(ndim) if axis not in self.kept(ndim))

    def kept(self, ndim: int) -> tuple[int, ...]:
        """The axes of x along which gamma and beta lie."""
        raise NotImplementedError

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        x, gamma, beta = shapes
        axes = self.axis_words(len(x))
        itself = f"{self.name}(x, 1, 0{self.option_words()})"
        g = f"dout * {reshaped('gamma', gamma, self.column(x)) if gamma else 'gamma'}"
        root = f"sqrt(mean((x - mean(x, {axes})) ** 2, {axes}) + {self.eps!r})"
        return {
            "x": f"({g} - mean({g}, {axes}) - {itself} * mean({g} * {itself}, {axes})) / {root}",
            "gamma": self.added_words(f"dout * {itself}", len(x), gamma),
            "beta": self.added_words("dout", len(x), beta),
        }

    def added_words(self, words: str, ndim: int, factor: Shape) -> str:
        """The words for the gradient of gamma or beta from one of the shape of x."""
        if not factor:
            return f"sum({words})"
        others = self.others(ndim)
        return f"sum({words}, axis={others[0] if len(others) == 1 else others})" if others else words

    def axis_words(self, ndim: int) -> str:
        axes = self.axes(ndim)
        return f"axis={axes[0] if len(axes) == 1 else axes}, keepdims=True"

    def option_words(self) -> str:
        """The options of the call, where they are others than the defaults: `, eps=0.001`."""
        return "".join(f", {name}={value!r}" for name, value in self.option_values().items() if value != self.options[name])


class LayerNorm(Normalisation):
    """Normalising an example takes out its mean and its spread; so the gradient loses its mean, and its part along the result.

    x of any shape but a single number; axis: the last, or the last several, whose entries are normalised together; eps: within
    the root, so that equal entries give beta and get 0; gamma, beta: of the shape of those axes of x, or single numbers. The mean
    square is divided by the count (ddof 0). Raises ShapeError for other shapes. Ba, Kiros and Hinton, 2016.
    """

    name, symbol = "layer_norm", "layer_norm"
    formula = (
        "gamma * (x - mean(x, axis=axis, keepdims=True)) / "
        "sqrt(mean((x - mean(x, axis=axis, keepdims=True)) ** 2, axis=axis, keepdims=True) + eps) + beta"
    )
    samples = (
        (ROWS, [0.5, -1.5, 2.0], [1.0, 0.25, -0.5]),
        (ROWS[0], [0.5, -1.5, 2.0], [1.0, 0.25, -0.5]),
        (ROWS, 1.5, 0.25),
        ({"axis": (-2, -1), "eps": 0.5}, IMAGES, [[0.5, -1.5], [2.0, 0.75]], [[1.0, 0.25], [-0.5, 3.0]]),
        ([[ROWS[0]], [ROWS[1]]], [0.5, -1.5, 2.0], -0.5),
        ({"axis": (0, 1)}, ROWS[:1], [[0.5, -1.5, 2.0]], [[1.0, 0.25, -0.5]]),
    )

    def __init__(self, *, axis: int | tuple[int, ...] = -1, eps: float = EPS) -> None:
        self.axis = axis if is_whole(axis) else whole_numbers("axis", axis, "(-2, -1)")
        self.eps = an_eps(eps)

    def axes(self, ndim: int) -> tuple[int, ...]:
        return tuple(range(ndim - self.many, ndim))

    @property
    def many(self) -> int:
        """How many axes at the end of x are normalised together."""
        return 1 if isinstance(self.axis, int) else len(self.axis)

    def shape(self, *shapes: Shape) -> Shape:
        x, many = shapes[0], self.many
        given = (self.axis,) if isinstance(self.axis, int) else self.axis
        if sorted(positive_axes(given, x, "x")) != list(range(len(x) - many, len(x))) or not many:
            last = "the last axis" if many <= 1 else f"the last {many} axes"
            raise ShapeError(f"x {shape_text(x)}: axis={self.axis} must be {last}", hint="transpose brings axes to the end")
        return super().shape(*shapes)

    def factor(self, shape: Shape) -> Shape:
        return shape[len(shape) - self.many :]

    def column(self, shape: Shape) -> Shape:
        return self.factor(shape)

    def kept(self, ndim: int) -> tuple[int, ...]:
        return self.axes(ndim)

    def axis_words(self, ndim: int) -> str:
        return f"axis={self.axis}, keepdims=True"

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        x = shapes[0]
        if argument == 0:
            return stacking.kept_axes(len(x), self.axes(len(x)), keepdims=True)
        return (None,) * len(shapes[argument])  # where out is cut, x is not: its entries mix there


class BatchNorm(Normalisation):
    """Each example of a batch moves the mean and the spread of all of them, so the gradient of one reaches all the others.

    x (N, C), or (N, C, …) such as images: features lie along axis 1, and the entries of one along all the other axes are
    normalised together; gamma, beta (C,), or single numbers; eps: within the root. A feature of one value gives beta and gets 0.
    The mean square is divided by the count (ddof 0); there is no running mean. Raises ShapeError for other shapes. Ioffe and
    Szegedy, 2015; Deep Learning from Scratch, chapter 6.
    """

    name, symbol = "batch_norm", "batch_norm"
    formula = "batch_norm(x, gamma, beta, eps=eps)"
    samples = (
        (ROWS, [0.5, -1.5, 2.0], [1.0, 0.25, -0.5]),
        (IMAGES, [0.5, -1.5], [1.0, 0.25]),
        ({"eps": 0.5}, [[row, row[::-1]] for row in ROWS], [0.5, -1.5], 0.25),
        (ROWS, 1.5, [1.0, 0.25, -0.5]),
        ([[0.5], [-1.5], [2.0]], [0.75], [1.0]),
    )

    def __init__(self, *, eps: float = EPS) -> None:
        self.eps = an_eps(eps)

    def axes(self, ndim: int) -> tuple[int, ...]:
        return (0, *range(2, ndim))

    def shape(self, *shapes: Shape) -> Shape:
        if len(shapes[0]) < 2:
            raise ShapeError(f"x {shape_text(shapes[0])}: a batch has the axes (N, C), or (N, C, …), features along axis 1")
        return super().shape(*shapes)

    def factor(self, shape: Shape) -> Shape:
        return shape[1:2]

    def column(self, shape: Shape) -> Shape:
        return (shape[1], *(1,) * (len(shape) - 2))

    def kept(self, ndim: int) -> tuple[int, ...]:
        return (1,)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        x = shapes[0]
        return stacking.kept_axes(len(x), self.axes(len(x)), keepdims=True) if argument == 0 else (1,) * len(shapes[argument])


LayerNorm.rules = LayerNorm().rules_for((2, 3), (3,), (3,))
BatchNorm.rules = BatchNorm().rules_for((2, 3), (3,), (3,))


def mean(x: Value, axes: tuple[int, ...]) -> Value:
    """The means along the axes, which stay as axes of 1."""
    count = 1
    for axis in axes:
        count *= x.shape[axis]
    return maths.divide(x.sum(axis=axes, keepdims=True), float(count))


def centred_and_scaled(x: Value, axes: tuple[int, ...], eps: float) -> tuple[Value, Value]:
    """x without its mean, divided by the root of its mean square + eps; and one divided by that root.

    Both of the shape of x, the second with axes of 1. Where squares would overflow the entries are made smaller first.
    """
    small = shrinking(x, axes)
    centred = x * small
    centred = centred - mean(centred, axes)
    root = maths.sqrt(mean(centred * centred, axes) + eps * small * small)
    if maths.is_array(small):
        root = maths.where(root == 0.0, 1.0, root)  # equal entries so large that eps is nothing beside them
    slope = maths.divide(1.0, root)
    return centred * slope, slope * small


def shrinking(x: Value, axes: tuple[int, ...]) -> Value:
    """What to multiply each group by so that no square overflows: 1.0 for all of them, nearly always."""
    real = x.real
    if not x.size or (real.max() < HUGE and real.min() > -HUGE):
        return 1.0
    np = maths.numpy()
    return np.where(np.abs(real).max(axis=axes, keepdims=True) > HUGE, SHRUNK, 1.0)
