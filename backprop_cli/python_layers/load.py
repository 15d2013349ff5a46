"""Layers from --layers FILE.py: what a file holds that can be one."""

from collections.abc import Callable
from inspect import unwrap
from types import ModuleType
from typing import Any

from backprop_cli.errors import LayerError, UsageError
from backprop_cli.layers.base import Layer
from backprop_cli.python_layers.classes import layer_of_class, layer_of_pair
from backprop_cli.python_layers.file import call_stranger, run_file
from backprop_cli.python_layers.jax_function import is_custom, layer_of_custom
from backprop_cli.python_layers.native import loaded
from backprop_cli.python_layers.torch_function import from_torch, is_function, layer_of_function

BACKWARD = "_backward"
FORWARD = "_forward"
Pair = tuple[str, Callable[..., Any], Callable[..., Any]]
WHAT_LAYERS_ARE = (
    "a layer is a class with forward(self, x) and backward(self, dout), a pair NAME_forward, NAME_backward,"
    " a torch.autograd.Function, or a jax.custom_vjp or custom_jvp"
)


def load_layers(path: str, folder: str = "", precision: str = "float64", device: str = "cpu") -> list[type[Layer]]:
    """Run a file; a layer for each class with forward and backward, each pair NAME_forward, NAME_backward, and each kernel.

    folder: where a relative path begins; "" for the current folder. precision, device: what the code computes in, and where.
    Raises SourceError for a file that cannot be read, LayerError for one that cannot be run or holds no layer, UsageError for a
    device that there is not.
    """
    module = run_file(path, folder)
    layers = call_stranger(path, "", layers_in, module, path, precision)
    if not layers:
        raise LayerError(f"{path} has no layers", hint=WHAT_LAYERS_ARE)
    if device != "cpu":
        need_device(device)
    for layer in layers:
        layer.precision, layer.device = precision, device
    found: list[type[Layer]] = layers
    return found


def layers_in(module: ModuleType, path: str, precision: str) -> list[type[Layer]]:
    """The layers that a module holds, its own and those that it imports; asking what a thing is may run the stranger's code."""
    named = {name: thing for name, thing in vars(module).items() if not name.startswith("__")}
    return [
        *(layer_of_class(cls, file_for(cls, cls.forward, module, path)) for cls in classes_in(module)),
        *(layer_of_function(cls, file_for(cls, cls.forward, module, path)) for cls in functions_in(module)),
        *(layer_of_pair(*pair, file_for(pair[1], pair[1], module, path)) for pair in pairs_in(named)),
        *(
            layer_of_custom(name, thing, file_for(thing, unwrap(thing), module, path), precision)
            for name, thing in named.items()
            if is_custom(thing)
        ),
    ]


def classes_in(module: ModuleType) -> list[Any]:
    passing = [thing for thing in vars(module).values() if isinstance(thing, type) and has_passes(thing)]
    plain = [cls for cls in passing if not from_torch(cls)]
    return list(dict.fromkeys(cls for cls in plain if is_own(cls, module) or is_meant(cls, plain)))


def functions_in(module: ModuleType) -> list[Any]:
    kernels = [thing for thing in vars(module).values() if is_function(thing)]
    return list(dict.fromkeys(cls for cls in kernels if is_own(cls, module) or is_meant(cls, kernels)))


def pairs_in(named: dict[str, Any]) -> list[Pair]:
    functions = {name: thing for name, thing in named.items() if callable(thing) and not isinstance(thing, type)}
    names = [name.removesuffix(FORWARD) for name in functions if name.endswith(FORWARD) and len(name) > len(FORWARD)]
    return [(name, functions[name + FORWARD], functions[name + BACKWARD]) for name in names if name + BACKWARD in functions]


def need_device(device: str) -> None:
    """Raise UsageError where neither torch nor jax has a device of this kind."""
    torch, jax = loaded("torch"), loaded("jax")
    if torch is None and jax is None:
        raise UsageError(f"--device {device} is for kernels of torch or jax, and the file imports neither")
    if torch is not None and torch.cuda.is_available():
        return
    try:
        if jax is not None and jax.devices(device):
            return
    except RuntimeError:
        pass
    raise UsageError(f"there is no device '{device}' here", hint="leave --device out: the CPU will do")


def file_for(thing: Any, function: Any, module: ModuleType, path: str) -> str:
    """The file by which a thing's lines are told: the one that was named, or the one that it was imported from."""
    return path if is_own(thing, module) else str(getattr(getattr(function, "__code__", None), "co_filename", path))


def is_own(thing: Any, module: ModuleType) -> bool:
    return getattr(thing, "__module__", None) == module.__name__


def is_meant(cls: type, classes: list[type]) -> bool:
    """Whether an imported class is a layer of the user's: no layer of ours, and not only what others here are derived from."""
    return not issubclass(cls, Layer) and not any(other is not cls and issubclass(other, cls) for other in classes)


def has_passes(cls: type) -> bool:
    return callable(getattr(cls, "forward", None)) and callable(getattr(cls, "backward", None))
