"""What can be read off a function without running it: its parameters, and the names that it uses."""

from collections.abc import Callable, Mapping, Sequence
from dis import get_instructions
from inspect import Parameter, signature
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

PLAIN = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)


class Parameters(NamedTuple):
    """needed: those without a default, but for `self`; options: name → default of the others; variadic: takes any number."""

    needed: tuple[str, ...]
    options: dict[str, Any]
    variadic: bool


def parameters_of(function: Callable[..., Any], method: bool) -> Parameters:
    """The parameters of a function or method; any number for one of which Python cannot tell."""
    try:
        parameters = list(signature(function).parameters.values())
    except (TypeError, ValueError):
        return Parameters((), {}, True)
    if method and parameters and parameters[0].kind in PLAIN:
        parameters = parameters[1:]
    needed = tuple(one.name for one in parameters if one.kind in PLAIN and one.default is Parameter.empty)
    options = {one.name: one.default for one in parameters if one.default is not Parameter.empty}
    return Parameters(needed, options, any(one.kind is Parameter.VAR_POSITIONAL for one in parameters))


def placed_arguments(
    parameters: Parameters, xs: Sequence[Any], chosen: Mapping[str, Any], stray: Sequence[str] = ()
) -> tuple[list[Any], dict[str, Any]]:
    """The inputs and the options that were set as a function takes them: by position, and by name.

    A parameter without a default may be set as an option, too; None goes to those that nobody uses (`stray`).
    """
    rest = iter(xs)
    placed = [chosen[name] if name in chosen else None if name in stray else next(rest) for name in parameters.needed]
    return [*placed, *rest], {name: value for name, value in chosen.items() if name in parameters.options}


def by_position(parameters: Parameters, xs: Sequence[Any], chosen: Mapping[str, Any]) -> list[Any]:
    """The same for a function that takes nothing by name: defaults stand before the last option that was set."""
    placed, named = placed_arguments(parameters, xs, chosen)
    options = list(parameters.options)
    last = max((options.index(name) + 1 for name in named), default=0)
    return [*placed, *(named.get(name, parameters.options[name]) for name in options[:last])]


def codes(code: CodeType) -> list[CodeType]:
    """The code of a function and of all that is defined inside it."""
    return [code, *(inner for constant in code.co_consts if isinstance(constant, CodeType) for inner in codes(constant))]


def names_read(function: Callable[..., Any], kind: str) -> set[str]:
    """The names that a function loads by instructions of a kind: "FAST" for its own variables, "GLOBAL" for those of its file."""
    code = getattr(function, "__code__", None)
    if code is None:
        return set()
    kinds = (kind, "DEREF", "CLOSURE", "CLASSDEREF") if kind == "FAST" else (kind,)
    return {
        name
        for one in codes(code)
        for step in get_instructions(one)
        if "LOAD" in step.opname and any(word in step.opname for word in kinds)
        for name in (step.argval if isinstance(step.argval, tuple) else (step.argval,))
        if isinstance(name, str)
    }


def first_line(function: Callable[..., Any]) -> int:
    """Where a function begins; 0 where Python does not know."""
    code = getattr(function, "__code__", None)
    return code.co_firstlineno if code is not None else 0


def place_of(function: Callable[..., Any], file: str) -> str:
    """Where a function is written: in the file, as it was named, or in another that the file took it from."""
    code = getattr(function, "__code__", None)
    other = code.co_filename if code is not None else file
    return f"{file if Path(other).name == Path(file).name else Path(other).name}:{first_line(function)}"


def called_in_file(function: Callable[..., Any]) -> list[Callable[..., Any]]:
    """A function and those of its file that it calls, however deep."""
    found = [function]
    for one in found:
        scope = getattr(one, "__globals__", {})
        called = [scope[name] for name in sorted(names_read(one, "GLOBAL")) if name in scope]
        found += [other for other in called if hasattr(other, "__code__") and other not in found]
    return found


def added_to_logarithm(function: Callable[..., Any]) -> float | None:
    """A number such as 1e-7 in a function that takes a logarithm, where it is added against log 0."""
    for one in called_in_file(function):
        small = [constant for constant in one.__code__.co_consts if isinstance(constant, float) and 0.0 < constant <= 1e-4]
        if small and "log" in one.__code__.co_names:
            return small[0]
    return None
