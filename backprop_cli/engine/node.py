"""What happens at one node: the gradients that it sends back, how they add up, and the node's number on what goes wrong there."""

from collections.abc import Sequence

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, scalar
from backprop_cli.layers.maths import Value


def propagate(
    layer: Layer, upstream: Value, out: Value, xs: list[Value], sources: Sequence[int], wanted: Sequence[int], number: int
) -> tuple[Value | None, ...]:
    """What node `number` sends back to each input, of that input's shape; None where it has no gradient, or is not wanted.

    Where no input is wanted the layer's rule is not called. wanted: a flag for each value of the graph, by number. A fault that
    the rule raises gets the node's number.
    """
    want = tuple([bool(wanted[source]) for source in sources])
    if not any(want):
        return (None,) * len(sources)
    try:
        return layer.vjp(upstream, out, *xs, wanted=want)
    except BpcalcError as error:
        raise at_node(error, number) from None


def add_propagated(gradients: list[Value | None], sources: Sequence[int], propagated: Sequence[Value | None]) -> None:
    """gradients[source] += gradient, for each input that got one: a value that is read twice sums what comes back."""
    for source, gradient in zip(sources, propagated, strict=True):
        if gradient is not None:
            have = gradients[source]
            gradients[source] = scalar(gradient) if have is None else scalar(have + gradient)


def filled_like(value: Value, number: float) -> Value:
    """`number` in every entry, of the shape of `value`."""
    return maths.numpy().full(value.shape, number) if maths.is_array(value) else number


def at_node(error: BpcalcError, number: int) -> BpcalcError:
    """The error, with the node where it happened: a layer knows no place."""
    if error.node is None:
        error.node = number
    return error
