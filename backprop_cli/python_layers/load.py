"""Layers from --layers FILE.py: what a file holds that can be one."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from backprop_cli.errors import LayerError
from backprop_cli.layers.base import Layer
from backprop_cli.python_layers.classes import layer_of_class, layer_of_pair
from backprop_cli.python_layers.file import call_stranger, run_file

BACKWARD = "_backward"
FORWARD = "_forward"
Class = tuple[type, str]  # and the file that it was written in
Pair = tuple[str, Callable[..., Any], Callable[..., Any], str]


def load_layers(path: str, folder: str = "") -> list[type[Layer]]:
    """Run a file; a layer for each class with forward and backward, and for each pair NAME_forward, NAME_backward.

    folder: where a relative path begins; "" for the current folder. Raises SourceError for a file that cannot be read,
    LayerError for one that cannot be run or holds no layer.
    """
    module = run_file(path, folder)
    classes, pairs = call_stranger(path, "", found_in, module, path)
    if not classes and not pairs:
        hint = "a layer is a class with forward(self, x) and backward(self, dout), or a pair NAME_forward, NAME_backward"
        raise LayerError(f"{path} has no layers", hint=hint)
    layers = [call_stranger(path, "", layer_of_class, *cls) for cls in classes]
    return layers + [call_stranger(path, "", layer_of_pair, *pair) for pair in pairs]


def found_in(module: ModuleType, path: str) -> tuple[list[Class], list[Pair]]:
    """The classes and the pairs of functions that a module holds, its own and those that it imports; asking what a thing is may
    run the stranger's code."""
    passing = [thing for thing in vars(module).values() if isinstance(thing, type) and has_passes(thing)]
    classes = dict.fromkeys(cls for cls in passing if is_own(cls, module) or is_meant(cls, passing))
    functions = {name: thing for name, thing in vars(module).items() if callable(thing) and not isinstance(thing, type)}
    names = [name.removesuffix(FORWARD) for name in functions if name.endswith(FORWARD) and len(name) > len(FORWARD)]
    pairs = [(name, functions[name + FORWARD], functions[name + BACKWARD]) for name in names if name + BACKWARD in functions]
    return (
        [(cls, path if is_own(cls, module) else file_of(cls.forward, path)) for cls in classes],  # type: ignore[attr-defined]
        [(*pair, path if is_own(pair[1], module) else file_of(pair[1], path)) for pair in pairs],
    )


def is_own(thing: Any, module: ModuleType) -> bool:
    return getattr(thing, "__module__", None) == module.__name__


def file_of(function: Any, otherwise: str) -> str:
    """The file that a function was written in: its lines are told by it."""
    return getattr(getattr(function, "__code__", None), "co_filename", otherwise)


def is_meant(cls: type, classes: list[type]) -> bool:
    """Whether an imported class is a layer of the user's: no layer of ours, and not only what others here are derived from."""
    return not issubclass(cls, Layer) and not any(other is not cls and issubclass(other, cls) for other in classes)


def has_passes(cls: type) -> bool:
    return callable(getattr(cls, "forward", None)) and callable(getattr(cls, "backward", None))
