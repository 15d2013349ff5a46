"""What gradients are called: ∂price/∂tax, or ∂L/∂tax where an upstream gradient other than 1 enters the output."""

from collections.abc import Iterator

from backprop_cli.engine.passes import Pass
from backprop_cli.layers import maths
from backprop_cli.report.blocks import Formula, formula
from backprop_cli.report.number_text import stacked
from backprop_cli.report.rows import Style


def derivative(done: Pass, style: Style) -> str:
    """All of a gradient's name but the name at its end: ∂price/∂."""
    sign = style.sign("∂")
    return f"{sign}{differentiated(done)}/{sign}"


def differentiated(done: Pass) -> str:
    """What stands above in a gradient's name: the output, or L where something else than 1 enters it."""
    return done.graph.names[done.output] if enters_as_one(done) else "L"


def enters_as_one(done: Pass) -> bool:
    """Whether the gradient that enters the output is the single number 1."""
    return not maths.is_array(done.upstream) and done.upstream == 1.0


def upstream_line(done: Pass, style: Style) -> Iterator[Formula]:
    """The line about the upstream gradient that enters, ∂L/∂price = 2, where there is one to speak of."""
    if not enters_as_one(done):
        start = f"{derivative(done, style)}{done.graph.names[done.output]} = "
        yield formula(start, stacked(done.upstream, style, shaped=True))
