"""A layer that was handed over in Python, not by a file: for `check_gradients`."""

from inspect import unwrap
from typing import Any

from backprop_cli.layers.base import Layer
from backprop_cli.python_layers.classes import layer_of_class, layer_of_pair
from backprop_cli.python_layers.jax_function import is_custom, layer_of_custom
from backprop_cli.python_layers.layer import PythonLayer
from backprop_cli.python_layers.load import FORWARD, has_passes
from backprop_cli.python_layers.torch_function import is_function, layer_of_function

WHAT_IS_A_LAYER = (
    "a layer is a class with forward and backward, a pair of functions (forward, backward), a torch.autograd.Function,"
    " a jax.custom_vjp or custom_jvp, or a layer of backprop_cli.layers"
)


def layer_given(thing: Any, precision: str) -> type[Layer] | Layer:
    """The layer that a thing is, or the class of such layers; code computes in the precision. Raises TypeError."""
    if isinstance(thing, Layer) or (isinstance(thing, type) and issubclass(thing, Layer)):
        if precision != "float64":
            raise TypeError(f"a layer of backprop_cli computes in float64, not in {precision}")
        found: type[Layer] | Layer = thing
        return found
    layer = layer_of_code(owner_of_apply(thing), precision)
    layer.precision = precision
    return layer


def layer_of_code(thing: Any, precision: str) -> type[PythonLayer]:
    if isinstance(thing, tuple) and len(thing) == 2 and all(map(callable, thing)):
        layer: Any = layer_of_pair(name_of_function(thing[0]).removesuffix(FORWARD), *thing, file_of(thing[0]))
    elif is_function(thing):
        layer = layer_of_function(thing, file_of(thing.forward))
    elif is_custom(thing):
        layer = layer_of_custom(name_of_function(thing), thing, file_of(unwrap(thing)), precision)
    elif isinstance(thing, type) and has_passes(thing):
        layer = layer_of_class(thing, file_of(thing.forward))  # type: ignore[attr-defined]
    else:
        raise TypeError(f"{thing!r} is no layer: {WHAT_IS_A_LAYER}")
    found: type[PythonLayer] = layer
    return found


def owner_of_apply(thing: Any) -> Any:
    """Swish for `Swish.apply`, by which torch's functions are called."""
    owner = getattr(thing, "__self__", None)
    return owner if getattr(thing, "__name__", "") == "apply" and isinstance(owner, type) else thing


def name_of_function(function: Any) -> str:
    return str(getattr(function, "__name__", type(function).__name__))


def file_of(function: Any) -> str:
    """The file in which a function is written, by which its lines are told."""
    return str(getattr(getattr(function, "__code__", None), "co_filename", "<python>"))
