"""`--against REFERENCE=KERNEL`: which layers of a problem are held against each other."""

from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.errors import LayerError, UsageError
from backprop_cli.graph import Graph
from backprop_cli.layers.base import Layer
from backprop_cli.problem.layer_names import LayerNames, Maker, signature
from backprop_cli.problem.own_layers.handmade import layers_within


class Against(NamedTuple):
    """A pair of layers, and the name that the reference was called by."""

    name: str
    reference: Maker
    kernel: Maker

    @property
    def title(self) -> str:
        """The kernel as it calls itself: a class Relu in the place of relu is Relu."""
        return str(getattr(self.kernel, "title", self.kernel.name))


def read_against(words: Sequence[str], names: LayerNames, graph: Graph) -> tuple[Against, ...]:
    """The pairs that words such as "rmsnorm=Rms32" and "relu" mean. Raises UsageError, also where no node calls either."""
    pairs = tuple(read_pair(names, *map(str.strip, word.partition("="))) for word in words)
    refuse_uncalled(pairs, graph)
    return pairs


def read_pair(names: LayerNames, name: str, sign: str, kernel_name: str) -> Against:
    """A pair. A name alone is that of a layer of the shelf, of which a class of --layers has taken the place."""
    try:
        reference, kernel = names.find(name), names.find(kernel_name if sign else name)
    except LayerError as error:
        raise UsageError(f"--against: {error.message}", hint=error.hint) from None
    if kernel is reference:
        replaced = getattr(reference, "replaces", None)
        if replaced is None:
            hint = f"write --against REFERENCE={name}, or take a class of that name from --layers FILE.py"
            raise UsageError(
                f"--against {name}: no class has taken the place of a layer '{name}' that comes with bpcalc", hint=hint
            )
        reference = replaced
    if len(kernel.inputs) != len(reference.inputs) or kernel.variadic != reference.variadic:
        message = f"--against: {signature(kernel)} does not take as many inputs as {signature(reference)}"
        raise UsageError(message, hint="both must take the same inputs, in the same order")
    return Against(name, reference, kernel)


def is_made_by(layer: Layer, maker: Maker) -> bool:
    """Whether a layer is the maker, or made by it; strangers' code may have a kind of its own for a call that sets options."""
    if not isinstance(maker, type):
        return layer is maker
    return isinstance(layer, maker) if layer.takes_any_option else type(layer) is maker


def refuse_uncalled(pairs: Sequence[Against], graph: Graph) -> None:
    """Raise UsageError for a pair of which no node calls either."""
    called = layers_within(graph, claims=False)
    for pair in pairs:
        if not any(is_made_by(layer, maker) for layer in called for maker in (pair.reference, pair.kernel)):
            message = f"--against: no node calls {pair.name} or {pair.title}"
            raise UsageError(message, hint="they are compared where one of them is called")


def fitting_layer(maker: Maker, like: Layer, fixed: frozenset[int], node: str) -> Layer:
    """The layer of a maker with the options of a layer that is called. Raises UsageError for an option that it does not have."""
    if is_made_by(like, maker):
        return like
    if isinstance(maker, Layer):
        return maker
    given = like.option_values()
    for key, value in given.items():
        if key not in maker.options and (key not in like.options or value != like.options[key]):
            message = f"--against: node {node} calls {like.name} with {key}={value!r}, and {maker.name} has no such option"
            raise UsageError(message)
    return maker(**{key: value for key, value in given.items() if key in maker.options}).knowing(fixed)
