"""A stranger's forward and backward as a layer: called on copies, its answers checked, its state dropped after each pass."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import cache
from typing import Any, ClassVar, NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.python_layers.answers import Answers
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.native import kind_of_number
from backprop_cli.python_layers.outputs import upstream_of_each

HARMLESS = (0.5, 1.0, 0.0)  # what a forward is tried on to learn its shape; 0 is an index into everything
FORMS = ("numbers", "arrays", "labels")


class Played(NamedTuple):
    """A forward pass that was run. out: what it returned, a tuple of several outputs.

    backward: takes an upstream gradient for each output, gives what was returned and the gradients that were left as attributes.
    """

    out: Any
    backward: Callable[[list[Any]], tuple[Any, list[Any]]]


class Finding(NamedTuple):
    """What is wrong with the code, apart from its numbers. input: the input that it concerns, "" for none."""

    input: str
    note: str


class PythonLayer(Answers):
    """What layers of classes and of pairs of functions share.

    meant: its gradient is meant to differ from the slope. precision: the kind of number that it gets; device: where torch and jax
    compute. fixed: which inputs are constants, None where nobody knows.
    A float is passed as a float; where the code cannot take one, as an array of no axes. What the shelf takes as labels is passed
    as integers, and so are constants that are whole numbers where the code needs an index or a size.
    """

    yours = True
    analytic = False
    replaces: ClassVar[type[Layer] | None] = None
    precision: ClassVar[str] = "float64"
    device: ClassVar[str] = "cpu"
    takes_any_option = True
    retried: ClassVar[tuple[type[Exception], ...]] = (TypeError, AttributeError, IndexError)  # as the form may be what is wrong

    def __init__(self, **options: Any) -> None:
        self.chosen = options
        self.form = FORMS[0]
        self.fixed: frozenset[int] | None = None
        self.parts: dict[int, PythonLayer] = {}
        self.shapes: dict[tuple[Shape, ...], Shape] = {}  # of the inputs → of the result, as it was answered first

    def knowing(self, fixed: frozenset[int]) -> "PythonLayer":
        """A copy of the layer for nodes at which the inputs at these positions are constants."""
        known = type(self)(**self.chosen)
        known.fixed, known.part = fixed, self.part
        return known

    def output(self, part: int) -> "PythonLayer | None":
        """The layer for `call(x)[part]`, where call may have several outputs; nodes that take the same one share it."""
        if self.single:
            return None
        if part not in self.parts:
            self.parts[part] = type(self)(**self.chosen)
            self.parts[part].part = part
        return self.parts[part]

    @classmethod
    def taking(cls, options: Iterable[str]) -> "type[PythonLayer]":
        """The layer where parameters without a default are set as options, such as conv_param: those are no inputs then."""
        names = frozenset(options) & frozenset(cls.inputs)
        return variant(cls, names) if names else cls  # type: ignore[arg-type]

    def chosen_anew(self) -> dict[str, Any]:
        """The options that were set, of which the code may change its own copy."""
        return deepcopy(self.chosen)

    def start(self, xs: list[Any]) -> Played:
        """Run forward, in an object that no other pass uses. Raises Stumble."""
        raise NotImplementedError

    def function(self, what: str) -> Callable[..., Any]:
        """The stranger's "forward" or "backward"."""
        raise NotImplementedError

    def findings_of_code(self) -> list[Finding]:
        """What can be seen in the code without running it."""
        where = self.where("forward")
        return [Finding("", say("{where} takes {name} and never uses it", where=where, name=name)) for name in self.stray]

    def option_values(self) -> dict[str, Any]:
        return {**self.options, **self.chosen}

    def compute(self, *xs: Value) -> Value:
        out: Value = self.answered(xs)
        shape, known = maths.shape_of(out), self.shapes.setdefault(tuple(map(maths.shape_of, xs)), maths.shape_of(out))
        if shape != known:
            raise Stumble(
                f"{self.where('forward')} returns the shape {shape_text(shape)}, and returned {shape_text(known)} before",
                hint="the shape of a layer's result must follow from the shapes of its inputs",
            )
        return out

    def answered(self, xs: Sequence[Value]) -> Value:
        """What forward returns for these inputs; complex numbers where an input is complex."""
        is_complex = any(map(maths.is_complex, xs))
        if is_complex and self.precision != "float64":
            raise Stumble(f"{self.title} computes in {self.precision}, and complex numbers are double")
        return self.attempt(xs, lambda formed: self.value(self.start(formed).out, is_complex))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        def run(formed: list[Any]) -> tuple[Value | None, ...]:
            played = self.start(formed)
            return self.gradients(*played.backward(self.upstream(dout, played.out)), xs, wanted)

        gradients: tuple[Value | None, ...] = self.attempt(xs, run)
        return gradients

    def attempt(self, xs: Sequence[Value], run: Callable[[list[Any]], Any]) -> Any:
        """Run with the inputs in the form that worked last; in the others where the code cannot take that one."""
        first: Stumble | None = None
        for form in (self.form, *(form for form in FORMS if form != self.form)):
            formed = self.formed(xs, form)
            if formed is None:
                continue
            self.form, before = form, self.form
            try:
                return run(formed)
            except Stumble as error:
                self.form = before
                if not isinstance(error.reason, self.retried):
                    raise
                first = error if first is None or form == "arrays" else first
        assert first is not None
        raise first

    def formed(self, xs: Sequence[Value], form: str) -> list[Any] | None:
        """Copies of the inputs in a form; None where the form would change nothing."""
        labels = self.labels(*map(maths.shape_of, xs))
        whole = {k for k, x in enumerate(xs) if self.may_be_whole(k, x)} if form == "labels" else set()
        if (form == "arrays" and all(map(maths.is_array, xs))) or (form == "labels" and not whole - labels):
            return None
        return [self.passed(as_labels(x) if k in labels | whole else copy(x, form), k) for k, x in enumerate(xs)]

    def passed(self, x: Any, k: int | None = None) -> Any:
        """A copy of input k as the code gets it; of an upstream gradient where k is None."""
        narrow = self.precision != "float64" and maths.is_array(x) and x.dtype.kind == "f"
        return x.astype("float16" if self.precision == "float16" else "float32") if narrow else x

    def snapshot(self, x: Any) -> Any:
        """What an argument holds now, to be compared later."""
        return x.copy() if hasattr(x, "shape") else x

    def may_be_whole(self, k: int, x: Value) -> bool:
        """Whether an input is a constant of whole numbers; where nobody knows what is constant, any array of such."""
        if maths.is_complex(x) or not (maths.is_array(x) if self.fixed is None else k in self.fixed):
            return False
        return bool((x == x.round()).all()) if maths.is_array(x) else x.is_integer()

    def upstream(self, dout: Value, out: Any) -> list[Any]:
        """An upstream gradient for each output of a forward pass that returned `out`, 0 for those that are not looked at."""
        return [self.passed(copy(one, self.form)) for one in upstream_of_each(self.part, dout, out)]

    def shape(self, *shapes: Shape) -> Any:
        """What forward answers to harmless inputs of these shapes. Where it does not answer the pass will tell why, and until then
        the shelf's layer of that name speaks for it; None where there is none.
        """
        labels = self.labels(*shapes)
        for number in HARMLESS:
            xs = [filled_with(shape, 0.0 if k in labels else number) for k, shape in enumerate(shapes)]
            try:
                return maths.shape_of(self.answered(xs))
            except BpcalcError:
                continue
        return self.replaces().shape(*shapes) if self.replaces is not None and len(self.replaces.inputs) == len(shapes) else None

    def labels(self, *shapes: Shape) -> frozenset[int]:
        """What the layer of the shelf that this one replaces takes as labels."""
        if self.replaces is None or len(shapes) != len(self.replaces.inputs):
            return frozenset()
        return self.replaces().labels(*shapes)

    def dtype(self, *xs: Value) -> str:
        """The kind of number in which forward answers: "float32"; "" for what has none."""
        return str(self.attempt(xs, lambda formed: kind_of_number(self.part, self.start(formed).out)))


@cache
def variant(cls: type[PythonLayer], options: frozenset[str]) -> type[PythonLayer]:
    """The layer with some of its inputs as options."""
    found: Any = type(cls.__name__, (cls,), {})
    found.own, found.inputs = (tuple(name for name in names if name not in options) for names in (cls.own, cls.inputs))
    found.options = {**cls.options, **dict.fromkeys(options)}
    made: type[PythonLayer] = found
    return made


def copy(x: Value, form: str) -> Any:
    if maths.is_array(x):
        return x.copy()
    return maths.numpy().array(x) if form == "arrays" else x


def as_labels(x: Value) -> Any:
    return x.astype(maths.numpy().int64) if maths.is_array(x) else int(x.real)


def filled_with(shape: Shape, number: float) -> Value:
    return maths.numpy().full(shape, number) if shape else number
