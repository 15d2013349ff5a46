"""Layers from --layers FILE.py: the file runs, its classes become layers. The one room that may catch everything: the code is a
stranger's, and what goes wrong in it is a finding about that code, with its line."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

from backprop_cli.errors import LayerError, SourceError
from backprop_cli.layers.base import Layer

BACKWARD = "_backward"
FORWARD = "_forward"
Pair = tuple[str, Callable[..., Any], Callable[..., Any]]


class Stumble(LayerError):
    """A stranger's code did something wrong. line: where, 0 where that is not known; reason: the exception, if it raised one."""

    def __init__(self, message: str, line: int = 0, reason: BaseException | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.reason = reason


def load_layers(path: str) -> list[type[Layer]]:
    """Run a file; a layer for each class with forward and backward, and for each pair NAME_forward, NAME_backward.

    Raises SourceError for a file that cannot be read, LayerError for one that cannot be run or holds no layer.
    """
    from backprop_cli.problem.python_classes import layer_of_class, layer_of_pair  # these run code through this module

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


def run_file(path: str) -> ModuleType:
    """The module that a file makes. What it imports may lie beside it."""
    code = compiled(path)
    name = Path(path).stem
    module = ModuleType(name if name not in sys.modules else f"{name} of --layers")
    module.__file__ = path
    sys.modules[module.__name__] = module
    sys.path.insert(0, str(Path(path).resolve().parent))
    limit = sys.getrecursionlimit()
    try:
        guarded(path, "", exec, code, vars(module))
    finally:
        sys.setrecursionlimit(max(limit, sys.getrecursionlimit()))  # what we run after it needs no less than before
    return module


def compiled(path: str) -> CodeType:
    """The file's code. Raises SourceError where there is none, LayerError where it is no Python."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read the layers in {path}: {error.strerror or error}") from None
    try:
        return compile(data, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}:{line}" if line else path
        raise LayerError(f"{where} is no Python that can be read: {getattr(error, 'msg', error)}") from None


def guarded(path: str, what: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call a stranger's function. Raises Stumble for whatever it raises, with the line of the file at which it did."""
    try:
        return function(*arguments, **options)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        line = line_in(path, error.__traceback__)
        where = f"{path}:{line}" if line else path
        said = in_words(error)
        raise Stumble(f"{what} ({where}) raised {said}" if what else f"{where} raised {said}", line, error) from None


def in_words(error: BaseException) -> str:
    """An exception by its class and its text, where it has one that can be had."""
    try:
        text = str(error)
    except Exception:
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def line_in(path: str, traceback: TracebackType | None) -> int:
    """The innermost line of a file at which an exception passed; 0 where it never did."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
