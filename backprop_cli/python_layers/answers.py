"""What a stranger's code may answer: numbers and arrays of numbers, a gradient of the input's shape; all else is a finding."""

from collections.abc import Sequence
from typing import Any, ClassVar

from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, scalar, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.reduction import way_to
from backprop_cli.python_layers.code import Parameters
from backprop_cli.python_layers.file import NoGradient, Stumble, call_stranger, exception_in_words
from backprop_cli.python_layers.native import in_numpy
from backprop_cli.python_layers.outputs import one_output, row_of_only


class Answers(Layer):
    """The part of a Python layer that looks at what its code returns; layer.py runs the code.

    file: where the code is; title: what it calls itself; own: the inputs of its forward; stray: parameters of forward that nobody
    uses; parameters: those of its forward; chosen: the options that were set. part: the number in brackets behind the call,
    `split(x)[1]`: of an output, or a row of the only one; single: whether there is one, once it ran.
    """

    file: ClassVar[str] = ""
    title: ClassVar[str] = ""
    own: ClassVar[tuple[str, ...]] = ()
    stray: ClassVar[tuple[str, ...]] = ()
    parameters: ClassVar[Parameters]
    chosen: dict[str, Any]
    single: bool | None = None

    def where(self, what: str) -> str:
        """A method with its file and line: "Relu.backward (mine.py:12)"."""
        raise NotImplementedError

    def value(self, out: Any, is_complex: bool = False) -> Value:
        """What forward returned, as a float or an array of float64; is_complex: given such numbers, it may return them."""
        if type(out) is float and self.part is None:
            return out
        self.single = not isinstance(out, tuple)
        if not self.single:
            out = one_output(self.part, out, self.where("forward"), self.called())
        if out is None:
            raise Stumble(f"{self.where('forward')} returns None: is its `return` missing?")
        if isinstance(out, list | tuple) and call_stranger(self.file, "", holds_arrays, out):
            hint = "several outputs are a tuple, `return a, b`; one is an array"
            raise Stumble(f"{self.where('forward')} returns {len(out)} things in a {type(out).__name__}", hint=hint)
        value = self.number(out, f"{self.where('forward')} returns", is_complex)
        return value if self.part is None or not self.single else row_of_only(value, self.part)

    def called(self) -> str:
        """How a problem calls the layer: `split(x, w)`."""
        return f"{self.name}({', '.join(self.inputs)})"

    def number(self, thing: Any, what: str, is_complex: bool = False) -> Value:
        if isinstance(thing, bool | int | float):
            try:
                return float(thing)
            except OverflowError:
                raise Stumble(f"{what} a whole number that is too large for a float") from None
        if is_complex and isinstance(thing, complex):
            return complex(thing)
        np, kind = maths.numpy(), type(thing).__name__
        try:
            array = call_stranger(self.file, "", in_numpy, thing)
        except Stumble as error:
            raise Stumble(f"{what} {kind}, which cannot be made an array: it raised {exception_in_words(error.reason)}") from None
        if array.dtype.kind not in ("fiubc" if is_complex else "fiub"):
            raise Stumble(f"{what} {kind}, which is no number and no array of numbers")
        return scalar(array.astype(np.complex128 if array.dtype.kind == "c" else np.float64))

    def gradients(
        self, returned: Any, attributes: list[Any], xs: Sequence[Value], wanted: Sequence[bool]
    ) -> tuple[Value | None, ...]:
        """A gradient for each input that is wanted, checked against that input's shape. Raises Stumble."""
        names = self.input_names(len(xs))
        count = len(xs) - len(attributes)
        if returned is None and any(wanted[:count]):
            raise Stumble(f"{self.where('backward')} returns None: is its `return` missing?")
        given = [*self.in_order(returned, names[:count]), *attributes]
        if isinstance(returned, tuple) and len(returned) == len(xs):
            given = [*returned[:count], *(b if a is None else a for a, b in zip(returned[count:], attributes, strict=True))]
        return tuple(
            self.gradient(name, gradient, x) if want else None
            for name, gradient, x, want in zip(names, given, xs, wanted, strict=True)
        )

    def in_order(self, returned: Any, names: Sequence[str]) -> list[Any]:
        """What backward returned, one for each of forward's inputs; None for those it is silent about."""
        several = isinstance(returned, tuple) or (isinstance(returned, list) and len(names) > 1)
        given = list(returned) if several else [] if returned is None else [returned]
        as_options = [k for k, name in enumerate(self.parameters.needed) if name in self.chosen]
        if as_options and len(given) == len(names) + len(as_options):
            given = [gradient for k, gradient in enumerate(given) if k not in as_options]
        while len(given) > len(names) and given[-1] is None:  # of options
            given.pop()
        if len(given) == len(names) + len(self.stray):
            given = given[: len(names)]
        total = len(self.inputs) if not self.variadic else len(names)
        if len(given) > len(names) and len(given) != total:
            takes = f"{len(names)} input{'s' * (len(names) != 1)} ({', '.join(names)})"
            raise Stumble(f"{self.where('backward')} returns {len(given)} gradients, and forward takes {takes}")
        return (given + [None] * len(names))[: len(names)]

    def gradient(self, name: str, gradient: Any, x: Value) -> Value:
        """A gradient in the shape of its input. Raises Stumble."""
        if gradient is None:
            raise NoGradient(f"{self.where('backward')} gives no gradient for {name}", hint=self.where_to_put(name))
        value = self.number(gradient, f"{self.where('backward')} gives for {name}")
        have, shape = maths.shape_of(value), maths.shape_of(x)
        if have != shape:
            start = f"{self.where('backward')}: the gradient for {name} has the shape"
            message = f"{start} {shape_text(have)}, {name} itself {shape_text(shape)}"
            raise Stumble(message, hint=way_to(have, shape) if len(have) > len(shape) else None)
        return value

    def where_to_put(self, name: str) -> str:
        return (
            f"return it in the order of forward's inputs: {', '.join(self.own)}"
            if name in self.own
            else f"leave it as self.d{name}"
        )


def holds_arrays(things: list[Any]) -> bool:
    return any(hasattr(thing, "shape") for thing in things)
