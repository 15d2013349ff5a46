"""The shelf of layers, in the order in which it is shown: family by family, and in each as its classes are defined."""

from importlib import import_module

from backprop_cli.layers.base import BY_CLASS_NAME, SHELF, Elementwise, Layer

FAMILIES = (
    "arithmetic", "elementary", "trigonometry", "steps", "choice", "activation", "gates", "reduction", "squares", "product",
    "linear", "subscript", "layout", "joining", "lookup", "softmax", "loss", "regression", "unfolding", "convolution", "pooling",
    "normalization",
)  # fmt: skip


def place(item: tuple[str, type[Layer]]) -> int:
    """Where a layer's family stands: one that another family imports is defined too early."""
    return FAMILIES.index(item[1].__module__.rpartition(".")[2])


for family in FAMILIES:
    import_module(f"{__name__}.{family}")
for table in (SHELF, BY_CLASS_NAME):
    in_order = sorted(table.items(), key=place)
    table.clear()
    table.update(in_order)

__all__ = ["BY_CLASS_NAME", "FAMILIES", "SHELF", "Elementwise", "Layer"]
