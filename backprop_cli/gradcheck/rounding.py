"""Estimate the rounding error of L = Σ upstream · output: change every intermediate value by a random part of itself of about
2⁻³⁶, see how far L moves, and scale that to machine precision. No difference of two L can resolve less."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from backprop_cli import engine
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.versions import answer_of_code
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

EPSILON = 2.0**-52
SHAKES = (2.0**-36, EPSILON)  # so much that L shows it; and ε itself, where L does not follow more in proportion
DRAWS = 4


def rounding_of_loss(graph: Graph, values: Sequence[Value], output: int, upstream: Value, quanta: Mapping[int, Value]) -> float:
    """The rounding error of L, as an absolute number: the largest that a few passes with changed values show.

    quanta: node → what its code resolves, for code that resolves less than ε of its result.
    """
    draws, nodes = RandomNumbers(0), graph.nodes[: output - graph.nodes.start + 1]
    reaching = graph.reaching(output)
    found = [0.0]
    with nullcontext() if graph.scalar else engine.quiet():
        for size in SHAKES * DRAWS:
            moved = list(values)
            for number in nodes:
                if reaching[number]:
                    out = answer_of_code(graph.layer(number), [moved[source] for source in graph.sources(number)], values[number])
                    least = quanta.get(number)
                    part = abs(out) if least is None else maths.maximum(abs(out), least / EPSILON)
                    moved[number] = out + size * part * draws.like(out)
            change = (moved[output] - values[output]) * upstream
            found.append(EPSILON / size * abs(float(change.sum() if maths.is_array(change) else change)))
    return max(rounding for rounding in found if rounding == rounding)
