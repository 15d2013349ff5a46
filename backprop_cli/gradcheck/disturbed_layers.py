"""Layers whose results are not quite what they were: off by a random part, or rounded to a precision; in definitions every step."""

from collections.abc import Callable
from copy import copy
from typing import Any

from backprop_cli.graph import Graph
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.problem.own_layers.handmade import Handmade

Disturbance = Callable[[Value], Value]


class Disturbed(Layer):
    """A layer like another, whose result goes through `disturb`, and with `claims` the gradients that it sends back as well."""

    def __init__(self, layer: Layer, disturb: Disturbance, claims: bool = False) -> None:
        self.layer = layer
        self.disturb = disturb
        self.claims = claims
        self.elementwise, self.yours = layer.elementwise, layer.yours  # type: ignore[misc]
        self.multiplies = layer.multiplies and not claims  # type: ignore[misc]  # else the engine multiplies by `partials` itself
        self.partials = getattr(layer, "partials", None)

    def compute(self, *xs: Value) -> Value:
        return self.disturb(self.layer.compute(*xs))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        gradients = self.layer.vjp(dout, out, *xs, wanted=wanted)
        return tuple(None if one is None else self.disturb(one) for one in gradients) if self.claims else gradients

    def shape(self, *shapes: Any) -> Any:
        return self.layer.shape(*shapes)

    def check(self, *xs: Value) -> None:
        self.layer.check(*xs)

    def labels(self, *shapes: Any) -> frozenset[int]:
        return self.layer.labels(*shapes)


def with_each_step(layer: Layer, change: Callable[[Layer], Layer]) -> Layer:
    """A layer with something else in its place; of the problem's own, in the place of each layer inside its rules."""
    if isinstance(layer, Handmade):
        claim = None if layer.backward_rule is None else rule_with_each_step(layer.backward_rule, change)
        return layer.with_rules(rule_with_each_step(layer.rule, change), claim)
    return change(layer)


def rule_with_each_step(rule: Graph, change: Callable[[Layer], Layer]) -> Graph:
    made = copy(rule)
    made.layers = [with_each_step(layer, change) for layer in rule.layers]
    return made
