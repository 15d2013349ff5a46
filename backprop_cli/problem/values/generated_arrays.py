"""Arrays that a problem describes instead of listing: filled, counted, one-hot, and random ones that are the same at every run."""

import math
from typing import Any

from backprop_cli.errors import ValueFault
from backprop_cli.layers.base import Shape, shape_text
from backprop_cli.layers.maths import Value, numpy
from backprop_cli.problem.values.budget import Budget


def generated_array(form: str, shape: Shape, options: dict[str, Any], name: str, budget: Budget) -> Value:
    """The array. Raises ValueFault for options that do not fit, LimitError where it would be too large."""
    maker = MAKERS[form]
    check = CHECKS.get(form)
    if check is not None:
        check(options)
    shape = shape * 2 if form == "eye" else shape
    budget.take(math.prod(shape), f"an array of shape {shape_text(shape)}")
    return maker(shape, options, name)


def seed_of(name: str) -> int:
    """The seed of an array that names none: the CRC-32 of the variable's name (NFKC, UTF-8), so that two arrays differ."""
    from unicodedata import normalize
    from zlib import crc32

    return crc32(normalize("NFKC", name).encode("utf-8", "surrogatepass"))


def generator(options: dict[str, Any], name: str) -> Any:
    return numpy().random.default_rng(options.get("seed", seed_of(name)))


def zeros_of(shape: Shape, options: dict[str, Any], name: str) -> Value:
    return numpy().zeros(shape)


def ones(shape: Shape, options: dict[str, Any], name: str) -> Value:
    return numpy().ones(shape)


def normal(shape: Shape, options: dict[str, Any], name: str) -> Value:
    """Gaussian with mean 0 and standard deviation `scale`, default 1."""
    return generator(options, name).normal(0, options.get("scale", 1.0), shape)


def uniform(shape: Shape, options: dict[str, Any], name: str) -> Value:
    """Evenly from `low` (default 0) to `high` (default 1)."""
    return generator(options, name).uniform(options.get("low", 0.0), options.get("high", 1.0), shape)


def integers(shape: Shape, options: dict[str, Any], name: str) -> Value:
    """Whole numbers from `low` (default 0) to `high` (default 9), both ends among them."""
    drawn = generator(options, name).integers(options.get("low", 0), options.get("high", 9), shape, endpoint=True)
    return drawn.astype(numpy().float64)


def arange(shape: Shape, options: dict[str, Any], name: str) -> Value:
    """0, 1, 2, … up to the size minus 1."""
    return numpy().arange(float(*shape))


def eye(shape: Shape, options: dict[str, Any], name: str) -> Value:
    """The identity matrix."""
    return numpy().eye(shape[0])


def onehot_rows(labels: Value, classes: int | None, budget: Budget) -> Value:
    """For each label a row of so many classes, 1 at the label and 0 elsewhere. Raises ValueFault, LimitError."""
    np = numpy()
    whole = np.asarray(labels)
    if classes is None:
        raise ValueFault("'onehot' needs the number of classes", hint="write {onehot: [0, 2], classes: 3}")
    wrong = whole[(whole < 0) | (whole >= classes) | (whole != np.floor(whole))]
    if wrong.size:
        raise ValueFault(f"label {wrong[0]:g} is no whole number from 0 to {classes - 1}", hint="class indices count from 0")
    budget.take(whole.size * classes, f"an array of shape {shape_text((*whole.shape, classes))}")
    return np.eye(classes)[whole.astype(int)]


def check_integers(options: dict[str, Any]) -> None:
    low, high = options.get("low", 0), options.get("high", 9)
    if low > high:
        raise ValueFault(f"'low' must not be above 'high', but {low} is above {high}", hint="both ends are drawn: low: 0, high: 9")


def check_normal(options: dict[str, Any]) -> None:
    scale = options.get("scale", 1.0)
    if not 0 <= scale <= WIDEST:
        raise ValueFault(f"'scale' must be from 0 to {WIDEST:g}, not {scale!r}", hint="it is the standard deviation")


def check_uniform(options: dict[str, Any]) -> None:
    low, high = options.get("low", 0.0), options.get("high", 1.0)
    if low > high:
        raise ValueFault(f"'low' must not be above 'high', but {low!r} is above {high!r}", hint="swap them")
    if math.isinf(high - low):
        raise ValueFault("'low' and 'high' are too far apart", hint="their difference must be finite")


WIDEST = 1e300  # some normal numbers are 8 standard deviations out: beyond this they could overflow
MAKERS = {
    "zeros": zeros_of, "ones": ones, "normal": normal, "uniform": uniform, "integers": integers, "arange": arange, "eye": eye,
}  # fmt: skip
CHECKS = {"normal": check_normal, "uniform": check_uniform, "integers": check_integers}
