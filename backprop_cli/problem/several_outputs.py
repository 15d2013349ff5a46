"""Layers with several outputs: `attention(q, k, v)[1]`, a call and a number in brackets, becomes one node.

Only running the code tells whether it has several: it has not where the layer says so once its shape was asked for.
"""

from collections.abc import Sequence

from backprop_cli.errors import BpcalcError
from backprop_cli.layers.base import Layer, Shape
from backprop_cli.layers.subscript import Subscript
from backprop_cli.problem.draft import INNER, LITERAL, Draft

Shapes = Sequence[Shape | None]


def take_outputs(draft: Draft, order: Sequence[int], inputs: Shapes) -> Sequence[int]:
    """Make one node of each output that a call takes; the running order without those calls. inputs: their shapes."""
    if not any(output_taken(draft, position) for position in order):
        return order
    shapes: dict[int, Shape | None] = {}
    taken: set[int] = set()
    for position in order:
        found = output_taken(draft, position)
        layer = None if found is None else draft.layers[found[0]].output(found[1])
        if found is not None and layer is not None:
            taken.add(found[0])
            draft.layers[position], draft.sources[position] = layer, draft.sources[found[0]]
        shapes[position] = shape_there(draft, position, shapes, inputs)
    return [position for position in order if position not in taken]


def output_taken(draft: Draft, position: int) -> tuple[int, int] | None:
    """The position of the call of a Python file's layer of which the node at a position takes an output, and its number."""
    layer, sources = draft.layers[position], draft.sources[position]
    if not (isinstance(layer, Subscript) and len(layer.index) == 1 and isinstance(layer.index[0], int) and sources[0] >= INNER):
        return None
    call = sources[0] - INNER
    several = draft.layers[call].takes_any_option and draft.layers[call].part is None
    return (call, layer.index[0]) if several else None


def shape_there(draft: Draft, position: int, shapes: dict[int, Shape | None], inputs: Shapes) -> Shape | None:
    """The shape of a node; None where it cannot be known, or is wrong, which is told later."""
    known = [shape_of_source(draft, source, shapes, inputs) for source in draft.sources[position]]
    layer: Layer = draft.layers[position]
    try:
        return None if None in known else layer.shape(*[shape for shape in known if shape is not None])
    except BpcalcError:
        return None


def shape_of_source(draft: Draft, source: int, shapes: dict[int, Shape | None], inputs: Shapes) -> Shape | None:
    if source >= INNER:
        return shapes.get(source - INNER)
    if source >= LITERAL:
        return ()
    first = len(draft.inputs)
    return inputs[source] if source < first else shapes.get(draft.roots[source - first])
