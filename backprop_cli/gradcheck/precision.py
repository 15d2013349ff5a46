"""The precisions that kernels compute in: what a number is there, and in which of them a layer computes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from backprop_cli.gradcheck.code_precision import BRAIN, DOUBLE, HALF, SINGLE, code_of, kind_of
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.python_layers.layer import PythonLayer

FINER_THAN_BRAIN = 2.0**-9  # of a result: a first change of that size shows bfloat16, a smaller one float16


class Precision(NamedTuple):
    """epsilon: the unit in the last place of 1; smallest: a unit below which nothing is asked for; kept_as: what numbers are
    rounded to, where that is not the precision itself."""

    name: str
    epsilon: float
    smallest: float
    kept_as: str = ""

    def without_limits(self) -> "Precision":
        """The same for who only looks at errors, in numbers of float64, which do not overflow where these do."""
        return self._replace(kept_as="float64")

    def rounded(self, x: Value) -> Value:
        """A value as this precision holds it, in numbers that go on computing in it; a single number stays a float."""
        if self.epsilon == DOUBLE:
            return x
        array = rounding(self.kept_as or self.name)(x)
        return array if maths.is_array(x) else float(array)

    def held(self, x: Value) -> Value:
        """A value as this precision holds it, in float64. A number that would become 0 or infinite stays as it is."""
        with maths.quiet():
            low = maths.numpy().asarray(self.rounded(x), float)
        if maths.is_array(x):
            return low
        return x if low == 0.0 or not maths.is_finite(float(low)) else float(low)

    def unit(self, x: Value) -> Value:
        """The unit in the last place of each entry, as an array."""
        np = maths.numpy()
        _, exponent = np.frexp(abs(np.asarray(x)))
        return np.fmax(np.where(np.isfinite(x) & (np.asarray(x) != 0.0), np.ldexp(self.epsilon, exponent - 1), 0.0), self.smallest)


PRECISIONS = {
    one.name: one
    for one in (
        Precision("float64", DOUBLE, 2.0**-1022),
        Precision("float32", SINGLE, 2.0**-126),  # smaller ones are 0 on many machines
        Precision("bfloat16", BRAIN, 2.0**-126),
        Precision("float16", HALF, 2.0**-24),
    )
}


def rounding(name: str) -> Callable[[Value], Any]:
    if name == "bfloat16":
        from backprop_cli.gradcheck.bfloat16 import to_bfloat16

        return to_bfloat16
    np = maths.numpy()
    return partial(np.asarray, dtype=getattr(np, name))


def precision_of(layer: Layer, xs: Sequence[Value], out: Value, wanted: Sequence[bool], draws: RandomNumbers) -> Precision:
    """In what a layer computes: what --dtype says, or the kind of number that it returns, whichever is coarser.

    Where both are float64, how finely its result moves shows a lower precision inside.
    """
    if not isinstance(layer, PythonLayer):
        return PRECISIONS["float64"]
    open_kinds = [PRECISIONS[kind] for kind in (layer.precision, kind_of(layer, xs)) if kind in PRECISIONS]
    coarsest = max(open_kinds, key=lambda one: one.epsilon)
    if coarsest.epsilon > DOUBLE:
        return coarsest
    code = code_of(layer, xs, out, wanted, draws)
    if code.epsilon <= SINGLE:
        return PRECISIONS["float64" if code.epsilon == DOUBLE else "float32"]
    np = maths.numpy()
    size = abs(np.asarray(out))
    usual = np.median((np.asarray(code.quantum) / np.where(size, size, np.inf))[size > 0.0])
    return PRECISIONS["bfloat16" if usual > FINER_THAN_BRAIN else "float16"]
