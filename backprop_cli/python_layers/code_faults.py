"""What is wrong with the code of a Python layer, apart from its numbers: what it writes into, leaves out, forgets or makes up."""

from collections.abc import Sequence
from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.layer import Finding, PythonLayer


def findings(layer: PythonLayer, dout: Value, xs: Sequence[Value], wanted: Sequence[bool]) -> list[Finding]:
    """Run a layer once forward and backward, and once more forward, watching what happens to what it is given."""
    found = layer.findings_of_code()
    try:
        layer.attempt(xs, lambda formed: found.extend(findings_of_run(layer, formed, dout, xs, wanted)))
    except Stumble as error:
        found.append(said(layer, error, xs))
    return found


def findings_of_run(
    layer: PythonLayer, given: list[Any], dout: Value, xs: Sequence[Value], wanted: Sequence[bool]
) -> list[Finding]:
    names = layer.input_names(len(xs))
    before = [layer.snapshot(x) for x in given]
    played = layer.start(given)
    out = layer.value(played.out)
    found = overwritten(layer, "forward", names, given, before)
    if not same_bits(layer.value(layer.start(layer.formed(xs, layer.form) or given).out), out):
        found.append(
            Finding(
                "",
                say(
                    "{where} answers differently the second time: it draws random numbers, or keeps state",
                    where=layer.where("forward"),
                ),
            )
        )
    upstream = layer.upstream(dout, played.out)
    kept, douts = ([layer.snapshot(x) for x in xs] for xs in (given, upstream))
    returned, attributes = played.backward(list(upstream))
    found += overwritten(layer, "backward", ["dout"] * len(douts), upstream, douts)
    found += overwritten(layer, "backward", names, given, kept)
    try:
        layer.gradients(returned, attributes, xs, wanted)
    except Stumble as error:
        found.append(said(layer, error, xs))
    return found


def overwritten(
    layer: PythonLayer, method: str, names: Sequence[str], now: Sequence[Any], before: Sequence[Value]
) -> list[Finding]:
    """A finding for each argument that the code has changed: one that is not equal to its snapshot from `before`."""
    return [
        Finding(
            name if name != "dout" else "",
            say("{where} writes into {name}: work on a copy, {name}.copy()", where=layer.where(method), name=name),
        )
        for name, x, old in zip(names, now, before, strict=True)
        if hasattr(x, "shape") and not same_bits(layer.snapshot(x), old)
    ]


def same_bits(x: Any, y: Any) -> bool:
    return bool(maths.numpy().array_equal(x, y, equal_nan=True)) if hasattr(x, "shape") or hasattr(y, "shape") else x == y or x != x


def said(layer: PythonLayer, error: Stumble, xs: Sequence[Value]) -> Finding:
    """An error as a finding, with what is unusual about the inputs, as that may be the reason."""
    words = [error.message, error.hint or ""]
    if isinstance(error.reason, ValueError) or "has the shape" in error.message:
        words += conspicuous(layer, xs)
    return Finding("", "; ".join(filter(None, words)))


def conspicuous(layer: PythonLayer, xs: Sequence[Value]) -> list[str]:
    """Words for inputs that are class indices or have one axis: code for batches of one-hot rows often fails on them."""
    shapes = [maths.shape_of(x) for x in xs]
    names, labels = layer.input_names(len(xs)), layer.labels(*shapes)
    if labels:
        return [say("{name} holds class indices, not one-hot rows", name=names[k]) for k in sorted(labels)]
    if len(shapes) > 1 and len(shapes[0]) == 1:
        first = f"{names[0]} {shape_text(shapes[0])}"
        return [say("{input} is one example: is the code meant for a batch?", input=first)]
    return []
