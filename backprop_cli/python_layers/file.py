"""The Python file of --layers runs here, and whatever is called in it. The one room that may catch everything: the code is a
stranger's, and what goes wrong in it is a finding about that code, with its line."""

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, ModuleType, TracebackType
from typing import Any

from backprop_cli.errors import LayerError, SourceError


class Stumble(LayerError):
    """A stranger's code did something wrong. line: where, 0 where that is not known; reason: the exception, if it raised one."""

    def __init__(self, message: str, line: int = 0, reason: BaseException | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.reason = reason


class NoGradient(Stumble):
    """A backward pass gave nothing for an input."""


def run_file(path: str, folder: str = "") -> ModuleType:
    """The module that a file makes. folder: where a relative path begins; "" for the current folder.

    What it imports may lie beside it, but comes last: a `random.py` there is not the one that Python, NumPy and we import.
    """
    code = compiled(path, folder)
    file = Path(folder, path).resolve()
    module = ModuleType(file.stem if is_free(file.stem) else f"{file.stem} of --layers")
    module.__file__ = str(file)
    sys.modules[module.__name__] = module
    if str(file.parent) not in sys.path:
        sys.path.append(str(file.parent))
    limit = sys.getrecursionlimit()
    try:
        call_stranger(path, "", exec, code, vars(module))
    finally:
        sys.setrecursionlimit(max(limit, sys.getrecursionlimit()))  # what we run after it needs no less than before
    return module


def is_free(name: str) -> bool:
    """Whether no other module has this name, or may want to be imported by it."""
    return name not in sys.modules and (not name.isidentifier() or find_spec(name) is None)


def compiled(path: str, folder: str) -> CodeType:
    """The file's code. Raises SourceError where there is none, LayerError where it is no Python."""
    try:
        data = Path(folder, path).read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read the layers in {path}: {error.strerror or error}") from None
    try:
        return compile(data, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        where = f"{path}:{line}" if line else path
        raise LayerError(f"{where} is no Python that can be read: {getattr(error, 'msg', error)}") from None


def call_stranger(path: str, what: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call a stranger's function. Raises Stumble for whatever it raises, with the line of the file at which it did."""
    try:
        return function(*arguments, **options)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        line = line_in(path, error.__traceback__)
        where = f"{path}:{line}" if line else path
        said = exception_in_words(error)
        raise Stumble(f"{what} ({where}) raised {said}" if what else f"{where} raised {said}", line, error) from None


def exception_in_words(error: BaseException | None) -> str:
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
