"""Run a graph: `forward` left to right, `differentiate` right to left; a `Pass` is what comes of both."""

from backprop_cli.engine.node import filled_like
from backprop_cli.engine.passes import Pass, backward, backward_arrays, differentiate, first_nonfinite, forward, run_layers
from backprop_cli.layers.maths import quiet

__all__ = [
    "Pass",
    "backward",
    "backward_arrays",
    "differentiate",
    "filled_like",
    "first_nonfinite",
    "forward",
    "quiet",
    "run_layers",
]
