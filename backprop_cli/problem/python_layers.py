"""Layers from --layers FILE.py: what a file holds that can be one."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from backprop_cli.errors import LayerError
from backprop_cli.layers.base import Layer
from backprop_cli.problem.python_classes import layer_of_class, layer_of_pair
from backprop_cli.problem.python_file import guarded, run_file

BACKWARD = "_backward"
FORWARD = "_forward"
Pair = tuple[str, Callable[..., Any], Callable[..., Any]]


def load_layers(path: str) -> list[type[Layer]]:
    """Run a file; a layer for each class with forward and backward, and for each pair NAME_forward, NAME_backward.

    Raises SourceError for a file that cannot be read, LayerError for one that cannot be run or holds no layer.
    """
    module = run_file(path)
    classes, pairs = guarded(path, "", found_in, module)
    if not classes and not pairs:
        hint = "a layer is a class with forward(self, x) and backward(self, dout), or a pair NAME_forward, NAME_backward"
        raise LayerError(f"{path} has no layers", hint=hint)
    layers = [guarded(path, "", layer_of_class, cls, path) for cls in classes]
    return layers + [guarded(path, "", layer_of_pair, *pair, path) for pair in pairs]


def found_in(module: ModuleType) -> tuple[list[type], list[Pair]]:
    """The classes and the pairs of functions that a module holds; asking what a thing is may run the stranger's code."""
    here = [thing for thing in vars(module).values() if getattr(thing, "__module__", None) == module.__name__]
    classes = [thing for thing in here if isinstance(thing, type) and has_passes(thing)]
    functions = {name: thing for name, thing in vars(module).items() if callable(thing) and not isinstance(thing, type)}
    names = [name.removesuffix(FORWARD) for name in functions if name.endswith(FORWARD) and len(name) > len(FORWARD)]
    pairs = [(name, functions[name + FORWARD], functions[name + BACKWARD]) for name in names if name + BACKWARD in functions]
    return list(dict.fromkeys(classes)), pairs


def has_passes(cls: type) -> bool:
    return callable(getattr(cls, "forward", None)) and callable(getattr(cls, "backward", None))
