"""What a layer is: a rule that computes forward, a rule that propagates backward, and both in words.

A layer object holds options (axis, slope) and nothing of a pass: the engine calls the stateless rule, so that one object can
serve many nodes. `forward` and `backward` are there for work by hand, as in chapter 5 of the book, and alone remember a pass.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.maths import Value

Shape = tuple[int, ...]
SHELF: dict[str, type["Layer"]] = {}
BY_CLASS_NAME: dict[str, type["Layer"]] = {}


class Layer:
    """One kind of node. A subclass with a `name` joins the shelf by being defined."""

    name: ClassVar[str] = ""  # the short name: "mul"
    symbol: ClassVar[str] = ""  # what a table writes for it ("×"); the name where there is none
    operator: ClassVar[str] = ""  # how an expression spells it ("*")
    formula: str = ""  # forward, as a Python expression of the inputs and options
    rules: dict[str, str] = {}  # backward, one expression an input; with `dout` in it: the whole rule, else ∂out/∂input
    convention: ClassVar[str] = ""  # what holds where the slope is a choice: "relu'(0) = 0"
    samples: ClassVar[tuple[Any, ...]] = ()  # inputs to test it on, as nested lists; a dict in front holds options
    inputs: ClassVar[tuple[str, ...]] = ()  # compute's own parameters
    variadic: ClassVar[bool] = False  # compute takes any number of inputs: *xs
    options: ClassVar[dict[str, Any]] = {}  # __init__'s keywords and their defaults
    elementwise: ClassVar[bool] = False
    multiplies: ClassVar[bool] = False  # elementwise, and propagated = upstream × local is the whole rule
    meant: bool = False  # its gradient is meant to differ from the slope: nobody judges it
    part: int | None = None  # the number of the output that it gives, of a call with several
    exact: ClassVar[bool] = False  # it chooses or moves entries, and rounds none
    let: ClassVar[dict[str, str]] = {}  # the named steps that formula and rules are written with, where a problem defines some
    takes_any_option: ClassVar[bool] = False  # texts and mappings, too: strangers' code has options that we know nothing of
    level: ClassVar[bool] = False  # it changes in jumps alone, as a step or a comparison does
    shelved: ClassVar[bool] = True  # False for the words of rules, which nodes cannot call
    yours: ClassVar[bool] = False  # defined by the problem or a Python file
    analytic: bool = True  # compute continues to complex numbers, to first order; code from a Python file need not

    @property
    def is_group(self) -> bool:
        """Whether it is made of other layers and differentiated through them: its rule is linear in dout, whoever wrote it."""
        return False

    def knowing(self, fixed: frozenset[int]) -> "Layer":
        """The layer for nodes whose inputs at these positions are constants; only layers of Python files make use of that."""
        return self

    def output(self, part: int) -> "Layer | None":
        """The layer for `call(x)[part]` as one node; None where [part] is a subscript, as of every layer but those of Python files
        with several outputs."""
        return None

    @classmethod
    def taking(cls, options: Iterable[str]) -> type["Layer"]:
        """The layer for calls that set these options; only layers of Python files have inputs that may be options instead."""
        return cls

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "compute" in cls.__dict__:
            code = cls.compute.__code__
            cls.inputs = code.co_varnames[1 : code.co_argcount]
            cls.variadic = bool(code.co_flags & 0x04)
        if "__init__" in cls.__dict__:
            cls.options = dict(cls.__init__.__kwdefaults__ or {})
        if cls.__dict__.get("name") and cls.shelved:
            SHELF[cls.name] = cls
            BY_CLASS_NAME[cls.__name__] = cls

    partials: Any  # (self, out, *inputs) -> the local derivatives; elementwise layers have it
    compute: Any  # (self, *inputs) -> out: the forward rule, pure, for floats, complex numbers and arrays

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        """Send the gradient back (the vector–Jacobian products): one gradient for each input, of that input's shape.

        None for an input that has no gradient (labels), and for one whose flag in `wanted` is False; at least one is True.
        dout: the gradient of `out`, of its shape; it is never written into. mul.vjp(2.0, 15.0, 3.0, 5.0, wanted=(True, False))
        is (10.0, None).
        """
        raise NotImplementedError

    def shape(self, *shapes: Shape) -> Shape:
        """The shape of `out` from the inputs' shapes; raises ShapeError where they do not fit."""
        raise NotImplementedError

    def check(self, *xs: Value) -> None:
        """Raise for inputs whose values, not shapes, are wrong (labels out of range)."""

    def labels(self, *shapes: Shape) -> frozenset[int]:
        """Positions of the inputs that are class indices for these shapes: they have no gradient and must be whole numbers.

        softmax_with_loss for x (4, 3), t (4,): {1}; for t (4, 3), one-hot rows: none.
        """
        return frozenset()

    def kink(self, *xs: Value) -> Value:
        """Where the derivative does not exist and the rule follows a convention (relu at 0): True, False, or a mask.

        The mask has the shape of `out` for a layer that works entry by entry, else that of an input: x for max along an axis.
        """
        return False

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """For each axis of input `argument`, the axis of `out` that it maps to one to one; None where its entries mix.

        x (N, D) of x @ W: (0, None), as row i of x makes row i of `out` and nothing else. Contract: where axis b of `out` is cut
        to entry i, compute on the inputs, with every axis that maps to b cut to entry i, gives that slice of `out`. gradcheck
        then computes again only the slice that a perturbed entry reaches. (None, …) is always right, and slow.
        """
        return (None,) * len(shapes[argument])

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        """compute for many versions at once: inputs flagged in `stacks` have one more leading axis, one entry a version.

        So has the result: stacked((True, False), X, W)[k] equals compute(X[k], W). This default calls compute once a version.
        """
        return stacking.looped(self.compute, stacks, xs)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        """`rules` for inputs of these shapes and this layer's options; to override where the words depend on them.

        affine's rule for b is sum(dout, axis=0) for a batch x (N, D), and dout for one example x (D,).
        """
        return self.rules

    def rules_at(self, *xs: Value) -> dict[str, str]:
        """`rules_for` these inputs, without the parts that make no difference to their values (a sum that is 1)."""
        return self.rules_for(*map(maths.shape_of, xs))

    def input_names(self, count: int) -> tuple[str, ...]:
        """The names of `count` inputs in messages and tables: those of compute, or x1, x2, … where it takes any number."""
        return tuple(f"x{i + 1}" for i in range(count)) if self.variadic else self.inputs

    def let_values(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> dict[str, Value]:
        """The values of the steps in `let` with which the backward rules of the wanted inputs are computed, by name."""
        return {}

    def own_functions(self) -> dict[str, "Layer"]:
        """The layers in its backward rules that are no layers of the shelf, by the names that the rules call them by."""
        return {}

    def option_values(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in self.options}

    def forward(self, *xs: Value) -> Value:
        """By hand: compute, and remember the pass for `backward`. Raises ShapeError for inputs that do not fit."""
        self.xs = tuple(by_hand(x) for x in xs)
        self.shape(*map(maths.shape_of, self.xs))
        self.check(*self.xs)
        with quiet_for(self.xs):
            self.out = scalar(self.compute(*self.xs))
        return self.out

    def backward(self, dout: Value = 1.0) -> Any:
        """By hand: the gradients of the remembered pass; one for a layer of one input, else a tuple.

        dout: the upstream gradient, of the shape of `out`, or one number for all its entries.
        """
        upstream = spread_to_shape(by_hand(dout), maths.shape_of(self.out))
        with quiet_for(self.xs):
            gradients = self.vjp(upstream, self.out, *self.xs, wanted=(True,) * len(self.xs))
        return gradients[0] if len(gradients) == 1 else gradients


class Elementwise(Layer):
    """A layer that works entry by entry, its inputs broadcast as NumPy does."""

    elementwise = True
    multiplies = True

    def partials(self, out: Value, *xs: Value) -> tuple[Value | None, ...]:
        """The local derivatives ∂out/∂input, entry by entry; None for an input without gradient."""
        raise NotImplementedError

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return self.propagated(dout, self.partials(out, *xs), xs, wanted)

    def propagated(
        self, dout: Value, locals_: tuple[Value | None, ...], xs: tuple[Value, ...], wanted: tuple[bool, ...]
    ) -> tuple[Value | None, ...]:
        """Upstream × local for each input that is wanted and has a local gradient, summed where the input was broadcast."""
        return tuple(
            unbroadcast(self.through(dout, local), maths.shape_of(x)) if want and local is not None else None
            for local, x, want in zip(locals_, xs, wanted, strict=True)
        )

    def through(self, dout: Value, local: Value) -> Value:
        """dout × local, without the copy where local is 1."""
        return dout if type(local) is float and local == 1.0 else dout * local

    def shape(self, *shapes: Shape) -> Shape:
        return broadcast(*shapes, names=self.input_names(len(shapes))) if any(shapes) else ()

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        return stacking.aligned_axes(shapes[argument], self.shape(*shapes))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return self.compute(*stacking.with_unit_axes(stacks, xs))


class Selecting(Elementwise):
    """A layer that works entry by entry and passes some entries on and others not at all.

    Where its local gradient is 0 nothing comes through, not even an upstream of inf or nan: 0 × inf would be nan.
    """

    multiplies = False
    exact = True

    def through(self, dout: Value, local: Value) -> Value:
        return maths.where(local, dout * local, 0.0)


def broadcast(*shapes: Shape, names: tuple[str, ...] = ()) -> Shape:
    """NumPy's broadcasting rule: aligned at the end, an axis of 1 stretches. `names`: what to call the shapes in the error."""
    ndim = max(map(len, shapes), default=0)
    padded = [(1,) * (ndim - len(shape)) + shape for shape in shapes]
    out = []
    for sizes in zip(*padded, strict=True):
        wide = {size for size in sizes if size != 1}
        if len(wide) > 1:
            raise ShapeError(
                f"{shapes_by_name(names, shapes)} do not broadcast: sizes must be equal, or 1, counted from the last axis"
            )
        out.append(wide.pop() if wide else 1)
    return tuple(out)


def unbroadcast(gradient: Value, shape: Shape) -> Value:
    """Sum a gradient over the axes along which an input of this shape was stretched."""
    have = maths.shape_of(gradient)
    if have == shape:
        return gradient
    lead = len(have) - len(shape)
    if have[lead:] == shape:  # a bias under a batch: the commonest case, in half the time
        return scalar(gradient.sum(axis=tuple(range(lead))))
    return scalar(gradient.sum(axis=stretched(have, shape)).reshape(shape))


def stretched(have: Shape, source: Shape) -> tuple[int, ...]:
    """The axes of the shape `have` along which a value of the shape `source` is repeated by broadcasting."""
    lead = len(have) - len(source)
    return (*range(lead), *(lead + axis for axis, size in enumerate(source) if size == 1 and have[lead + axis] != 1))


def scalar(x: Value) -> Value:
    """A 0-d result as a Python number, everything else as it is."""
    return x if type(x) is float or type(x) is complex or x.ndim else x.item()


def by_hand(x: Any) -> Value:
    """A value as a person passes it (an int, a list) in the form that rules compute with; floats and complex numbers stay."""
    if isinstance(x, complex):
        return complex(x)
    if isinstance(x, (int, float)):
        return float(x)
    array = maths.numpy().array(x)
    return scalar(array if array.dtype.kind == "c" else array.astype(maths.numpy().float64, copy=False))


def quiet_for(xs: tuple[Value, ...]) -> AbstractContextManager[object]:
    """No warnings from NumPy about arrays: log 0 is -inf, as it is for a float, and 0·log 0 is worked out by way of it."""
    return maths.quiet() if any(map(maths.is_array, xs)) else nullcontext()


def spread_to_shape(dout: Value, shape: Shape) -> Value:
    """dout in every entry of `shape`, where it is one number; raises ShapeError where it has another shape."""
    if maths.shape_of(dout) == shape:
        return dout
    if maths.is_array(dout):
        raise ShapeError(f"dout {shape_text(maths.shape_of(dout))} must have the shape of out, {shape_text(shape)}")
    return maths.numpy().full(shape, dout)


def shapes_by_name(names: tuple[str, ...], shapes: tuple[Shape, ...]) -> str:
    """Shapes by their names: x (2, 3) and y (4,)."""
    if not names:
        return "the shapes " + " and ".join(map(shape_text, shapes))
    return " and ".join(f"{name} {shape_text(shape)}" for name, shape in zip(names, shapes, strict=True))


def shape_text(shape: Shape) -> str:
    """A shape as NumPy writes it: (2, 3), (3,), ()."""
    return str(tuple(int(size) for size in shape))


def index_text(index: tuple[int, ...] | None) -> str:
    """An index as it follows a name, [0,1] of W[0,1]; nothing of a single number, which has none."""
    return f"[{','.join(map(str, index))}]" if index else ""
