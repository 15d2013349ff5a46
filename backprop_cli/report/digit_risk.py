"""Whether digits may have been lost on the way: the question that is asked of every pass, before anything is worked out twice."""

from typing import TYPE_CHECKING

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backprop_cli.graph import Graph
    from backprop_cli.layers.maths import Value

HALF_THE_DIGITS = 2.0**-26


def may_lose_digits(graph: "Graph", values: "Sequence[Value]") -> bool:
    """Whether a sum or difference nearly cancels, or adds a small number to a large one, inside of the problem's layers, too."""
    for layer, sources, out in zip(graph.layers, graph.inputs, values[graph.nodes.start :], strict=True):
        if layer.name in SUSPECTS and SUSPECTS[layer.name](out, *[values[source] for source in sources]):
            return True
        if layer.yours and may_lose_inside(layer, [values[source] for source in sources]):
            return True
    return False


def may_lose_inside(layer: object, xs: "Sequence[Value]") -> bool:
    rule, steps = getattr(layer, "rule", None), getattr(layer, "steps", None)
    if rule is None or steps is None:  # code of a Python file
        return False
    try:
        return may_lose_digits(rule, steps(rule, *xs))
    except BpcalcError:
        return False


def of_two(out: "Value", x: "Value", y: "Value") -> bool:
    if type(out) is float:
        a, b = abs(x), abs(y)
        small, large = (a, b) if a < b else (b, a)
        return bool(0.0 < small < HALF_THE_DIGITS * large or abs(out) < HALF_THE_DIGITS * large)
    np = maths.numpy()
    a, b = np.broadcast_arrays(abs(x), abs(y))
    small, large = np.minimum(a, b), np.maximum(a, b)
    return bool((((small > 0.0) & (small < HALF_THE_DIGITS * large)) | (abs(out) < HALF_THE_DIGITS * large)).any())


def of_many(out: "Value", x: "Value") -> bool:
    if not maths.is_array(x):
        return False
    np, sizes = maths.numpy(), abs(x[x != 0.0])
    return bool(sizes.size and min(sizes.min(), np.min(abs(out))) < HALF_THE_DIGITS * sizes.max())


SUSPECTS: "dict[str, Callable[..., bool]]" = {"add": of_two, "sub": of_two, "sum": of_many, "mean": of_many}
