"""Targets of a classification: class indices (labels), one-hot rows, or probabilities."""

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value


def are_labels(x: Shape, t: Shape) -> bool:
    """Whether targets of the shape t are class indices for scores of the shape x: one number an example."""
    return bool(x) and t == x[:-1]


def target_shape(x: Shape, t: Shape, names: tuple[str, ...]) -> Shape:
    """The shape of a loss, (); raises ShapeError for targets that are neither labels nor of the shape of the scores."""
    if t != x and not are_labels(x, t):
        labels = f", or {shape_text(x[:-1])} for class indices" if x else ""
        raise ShapeError(f"{shapes_by_name(names, (x, t))}: {names[1]} must have the shape {shape_text(x)}{labels}")
    if x and not x[-1]:
        raise ShapeError(f"{names[0]} {shape_text(x)} has no classes along its last axis")
    return ()


def check_labels(t: Value, classes: int, kind: str = "label", meaning: str = "class indices") -> None:
    """Raise ShapeError for the first label that is not a whole number from 0 to classes − 1.

    kind: what one of them is called in the message; meaning: what they are.
    """
    np = maths.numpy()
    labels = np.asarray(t)
    right = (labels >= 0) & (labels < classes) & (labels == np.floor(labels))
    if not right.all():
        index = tuple(int(i) for i in np.argwhere(~right)[0])
        where = f" at index [{', '.join(map(str, index))}]" if index else ""
        raise wrong_label(float(labels[index]), where, classes, kind, meaning)


def wrong_label(label: float, where: str, classes: int, kind: str, meaning: str) -> ShapeError:
    if not label.is_integer():
        return ShapeError(f"{kind} {label!r}{where} is not a whole number", hint=f"{kind}s are {meaning}, 0 to {classes - 1}")
    return ShapeError(f"{kind} {int(label)}{where} is outside 0..{classes - 1}", hint=f"{meaning} count from 0")


def positions(x: Value, t: Value) -> Value:
    """The flat positions in x of the entries that the labels name, in the shape of t: x (2, 3), t [0, 2] → [0, 5]."""
    np = maths.numpy()
    labels = np.asarray(t.real).astype(np.intp)
    return labels + np.arange(0, x.size, x.shape[-1]).reshape(labels.shape)


def picked(x: Value, t: Value) -> Value:
    """The entry of x that each label names, in the shape of t."""
    return x.take(positions(x, t))


def added(x: Value, t: Value, change: Value) -> Value:
    """x, changed in place, with `change` (one for all, or one an example) added to the entries that the labels name."""
    at = positions(x, t)
    x.put(at, x.take(at) + change)
    return x
