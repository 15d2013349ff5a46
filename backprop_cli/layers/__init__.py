"""The shelf of layers. Each module adds its classes by defining them: a new module is imported here, and listed in this order."""

from backprop_cli.layers.base import BY_CLASS_NAME, SHELF, Elementwise, Layer

# isort: off
# (the shelf is shown in the order in which modules first run: subscript before layout, which imports it)
from backprop_cli.layers import (
    arithmetic,
    elementary,
    choice,
    activation,
    reduction,
    linear,
    layout,
    subscript,
    softmax,
    loss,
    regression,
)

__all__ = [
    "BY_CLASS_NAME", "SHELF", "Elementwise", "Layer",
    "activation", "arithmetic", "choice", "elementary", "layout", "linear", "loss", "reduction", "regression", "softmax",
    "subscript",
]  # fmt: skip
