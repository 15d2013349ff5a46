"""What the options of layers may be: each check answers the option in one form, or says how to write it."""

from collections.abc import Sequence
from math import isfinite
from typing import Any, TypeGuard

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers.base import Shape, shape_text


def a_number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise LayerError(f"{name} must be a number, not {value!r}", hint=f"write it as {name}=0.01")
    return float(value)


def yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise LayerError(f"{name} must be True or False, not {value!r}", hint=f"write it as {name}=True")
    return value


def is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def one_axis(name: str, value: Any) -> int:
    if not is_whole(value):
        raise LayerError(f"{name} must be a whole number, not {value!r}", hint=f"write it as {name}=-1 for the last axis")
    return int(value)


def whole_numbers(name: str, value: Any, example: str) -> tuple[int, ...]:
    if not isinstance(value, (tuple, list)) or not all(map(is_whole, value)):
        raise LayerError(f"{name} must be whole numbers, not {value!r}", hint=f"write it as {name}={example}")
    return tuple(value)


def axes_or_none(name: str, value: Any) -> int | tuple[int, ...] | None:
    """One axis, several, or None for all."""
    if value is None or is_whole(value):
        return value
    if not isinstance(value, (tuple, list)) or not all(map(is_whole, value)):
        raise LayerError(f"{name} must be a whole number or several, not {value!r}", hint=f"write it as {name}=0 or {name}=(0, 1)")
    return tuple(value)


def positive_axis(axis: int, shape: Shape, name: str) -> int:
    """The axis counted from the front; raises ShapeError where an array of this shape, called `name`, has none such."""
    if not -len(shape) <= axis < len(shape):
        raise ShapeError(f"{name} {shape_text(shape)} has no axis {axis}", hint=the_axes(len(shape)))
    return axis % len(shape)


def positive_axes(axes: Sequence[int], shape: Shape, name: str) -> tuple[int, ...]:
    """The axes counted from the front; raises ShapeError for one that does not exist or comes twice."""
    found = tuple(positive_axis(axis, shape, name) for axis in axes)
    for i, axis in enumerate(found):
        if axis in found[:i]:
            raise ShapeError(f"{name} {shape_text(shape)}: axis {axis} is named twice in {shape_text(tuple(axes))}")
    return found


def the_axes(ndim: int) -> str:
    if not ndim:
        return "it is a single number"
    return "its only axis is 0" if ndim == 1 else f"its axes are 0 to {ndim - 1}, or -1 for the last"


def is_slice(item: Any) -> bool:
    return isinstance(item, slice) and all(part is None or is_whole(part) for part in (item.start, item.stop, item.step))


def in_range(size: int) -> str:
    return f"it can be 0 to {size - 1}, or -1 for the last" if size else "the axis is empty"
