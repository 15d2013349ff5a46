"""A layer that a problem defines itself: its rules are graphs of expressions, run by the engine."""

from typing import Any, NoReturn

from backprop_cli import engine
from backprop_cli.errors import BpcalcError, GradientError, ShapeError
from backprop_cli.graph import Graph, infer_shapes, part
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.reduction import way_to
from backprop_cli.problem.own_layers.stacked_rule import axes_through, compute_versions


class Handmade(Layer):
    """A layer from a problem's `layers:`. With a backward rule it is the user's claim; without one it is a group.

    rule: a graph of the inputs; `out_number` is its result. backward_rule: a graph of the inputs, out and dout; `gradients`: input
    name → the number of its gradient there; None for a group, which the engine differentiates through its forward rule.
    """

    yours = True

    def __init__(
        self,
        name: str,
        inputs: tuple[str, ...],
        rule: Graph,
        out_number: int,
        backward_rule: Graph | None,
        gradients: dict[str, int],
        formula: str,
        rules: dict[str, str],
        let: dict[str, str],
    ) -> None:
        self.name = name  # type: ignore[misc]
        self.inputs = inputs  # type: ignore[misc]
        self.variadic = False  # type: ignore[misc]  # compute's *xs are exactly these
        self.formula = formula
        self.rules = rules
        self.let = let  # type: ignore[misc]
        self.meant = backward_rule is None and any(rule.layer(number).meant for number in rule.nodes)  # by a stop inside a group
        self.rule = rule
        self.out_number = out_number
        self.backward_rule = backward_rule
        self.gradients = gradients
        self.size = sum(map(size_of, [*rule.layers, *(backward_rule.layers if backward_rule is not None else ())]))
        self.analytic = all(layer.analytic for layer in rule.layers)
        self.parts: dict[tuple[bool, ...], tuple[Graph, dict[str, int]]] = {}  # by the inputs that are wanted
        self.fitting: set[tuple[Graph, tuple[Shape, ...]]] = set()  # parts, and shapes of inputs, out and dout that fit into them
        self.known_axes: dict[tuple[Shape, ...], dict[int, tuple[int | None, ...]]] = {}
        self.labelled = [number for number in rule.nodes if takes_labels(rule.layer(number))]

    def with_rules(self, rule: Graph, backward_rule: Graph | None) -> "Handmade":
        """A copy of the layer with other rules of the same structure; gradcheck puts shaken layers into them."""
        return Handmade(
            self.name, self.inputs, rule, self.out_number, backward_rule, self.gradients, self.formula, self.rules, self.let
        )

    @property
    def is_group(self) -> bool:
        return self.backward_rule is None

    def compute(self, *xs: Value) -> Value:
        return self.steps(self.rule, *xs)[self.out_number]

    def steps(self, graph: Graph, *inputs: Value) -> list[Value]:
        """Every value of `graph`, one of the rules, by number. inputs: the values of its variables."""
        try:
            return engine.run_layers(graph, [*inputs, *graph.values[len(inputs) :]])
        except BpcalcError as error:
            self.inside(graph, error)

    def inside(self, graph: Graph, error: BpcalcError) -> NoReturn:
        """Raise a fault of an inner node as one of this layer's, which says where."""
        if error.node is not None:
            error.message = f"in {self.name}, at `{graph.expression(error.node)}`: {error.message}"
            error.node = None
        raise error

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        if self.backward_rule is None:
            return self.through(dout, xs, wanted)
        rule, numbers = self.part_wanted(self.backward_rule, wanted)
        shapes = tuple(map(maths.shape_of, (*xs, out, dout)))
        if (rule, shapes) not in self.fitting:  # layers take it for granted that somebody looked
            self.inferred(rule, shapes)
            self.fitting.add((rule, shapes))
        values = self.steps(rule, *xs, out, dout)
        return tuple(
            self.fitted(name, values, numbers.get(name), x) if want else None
            for name, x, want in zip(self.inputs, xs, wanted, strict=True)
        )

    def part_wanted(self, backward_rule: Graph, wanted: tuple[bool, ...]) -> tuple[Graph, dict[str, int]]:
        """`part_for`, worked out once."""
        if wanted not in self.parts:
            self.parts[wanted] = self.part_for(backward_rule, wanted)
        return self.parts[wanted]

    def part_for(self, backward_rule: Graph, wanted: tuple[bool, ...]) -> tuple[Graph, dict[str, int]]:
        """The part of the backward rule that the wanted gradients need, and their numbers there: the rest may be faulty."""
        names = [name for name, want in zip(self.inputs, wanted, strict=True) if want and name in self.gradients]
        rule, numbers = part(backward_rule, [self.gradients[name] for name in names])
        return rule, dict(zip(names, numbers, strict=True))

    def let_values(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> dict[str, Value]:
        if self.backward_rule is None:
            return {}
        rule, _ = self.part_wanted(self.backward_rule, wanted)
        values = self.steps(rule, *xs, out, dout)
        return {name: values[number] for name, number in rule.numbers.items() if name in self.let}

    def own_functions(self) -> dict[str, Layer]:
        layers = self.backward_rule.layers if self.backward_rule is not None else ()
        return {layer.name: layer for layer in layers if layer.yours}

    def through(self, dout: Value, xs: tuple[Value, ...], wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        """Differentiate through the forward rule."""
        graph = self.rule
        values = self.steps(graph, *xs)
        flags = graph.reached_from([number for number, want in enumerate(wanted) if want])
        gradients: list[Value | None] = [None] * len(values)
        gradients[self.out_number] = dout
        try:
            engine.backward_arrays(graph, values, self.out_number, gradients, flags)
        except BpcalcError as error:
            self.inside(graph, error)
        return tuple(
            None if not want else self.zeros(number, x) if gradients[number] is None else gradients[number]
            for number, (x, want) in enumerate(zip(xs, wanted, strict=True))
        )

    def zeros(self, number: int, x: Value) -> Value | None:
        """The gradient of an input that the forward rule does not use; None where it is used without a gradient."""
        return None if self.rule.reaching(self.out_number)[number] else engine.filled_like(x, 0.0)

    def fitted(self, name: str, values: list[Value], number: int | None, x: Value) -> Value:
        """The gradient that the backward rule gives for an input. It must have the input's shape; a single number fills it."""
        if number is None:
            raise GradientError(f"{self.name} has no gradient for {name}", hint=f"add `{name}: …` under its backward:")
        gradient, shape = values[number], maths.shape_of(x)
        have = maths.shape_of(gradient)
        if have == shape:
            return gradient
        if have == ():
            return engine.filled_like(x, gradient)
        raise GradientError(
            f"{self.name}: backward for {name} has the shape {shape_text(have)}, {name} itself {shape_text(shape)}",
            hint=way_to(have, shape),
        )

    def shape(self, *shapes: Shape) -> Any:
        """None where a stranger's layer inside does not tell its shape."""
        return self.shapes(shapes)[self.out_number]

    def shapes(self, shapes: tuple[Shape, ...]) -> list[Shape | None]:
        """The shape of every value of the forward rule."""
        return self.inferred(self.rule, shapes)

    def inferred(self, graph: Graph, shapes: tuple[Shape, ...]) -> list[Shape | None]:
        """The shape of every value of one of the rules. Raises ShapeError where they do not fit."""

        def misfit(number: int, error: ShapeError) -> NoReturn:
            error.node = number
            self.inside(graph, error)

        unused: list[Shape | None] = [()] * (graph.nodes.start - len(shapes))
        return infer_shapes(graph, [*shapes, *unused], misfit)

    def labels(self, *shapes: Shape) -> frozenset[int]:
        """The inputs that an inner layer takes as labels."""
        known: list[Any] = self.shapes(shapes)
        return frozenset(
            sources[argument]
            for layer, sources in zip(self.rule.layers, self.rule.inputs, strict=True)
            for argument in layer.labels(*[known[source] for source in sources])
            if sources[argument] < len(shapes)
        )

    def check(self, *xs: Value) -> None:
        """The inner layers' own checks of their labels."""
        if not self.labelled:
            return
        shapes: list[Any] = self.shapes(tuple(map(maths.shape_of, xs)))
        for number in self.labelled:
            try:
                sources = self.rule.sources(number)
                self.rule.layer(number).check(
                    *[xs[source] if source < len(xs) else maths.stand_in(shapes[source]) for source in sources]
                )
            except BpcalcError as error:
                error.node = number
                self.inside(self.rule, error)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        if shapes not in self.known_axes:
            self.known_axes[shapes] = axes_through(self.rule, self.out_number, self.shapes(shapes))
        return self.known_axes[shapes][argument]

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return compute_versions(self.rule, self.out_number, stacks, xs)

    def compares_equals(self, out: Value, *xs: Value) -> bool:
        """Whether the backward rule compares what is equal here, as `x == out` does."""
        rule, dout = self.backward_rule, engine.filled_like(out, 1.0)
        if rule is None or not any(layer.exact for layer in rule.layers):
            return False
        try:
            self.inferred(rule, tuple(map(maths.shape_of, (*xs, out, dout))))
            return at_kink(rule, self.steps(rule, *xs, out, dout))
        except BpcalcError:
            return False

    def kink(self, *xs: Value) -> Value:
        """Whether any inner layer stands at a kink."""
        return at_kink(self.rule, self.steps(self.rule, *xs))


def layers_within(graph: Graph, claims: bool) -> set[Layer]:
    """The layers of the nodes and of the definitions that they call. claims: also those that backward rules alone call."""
    graphs, seen = [graph], set[Layer]()
    while graphs:
        for layer in set(graphs.pop().layers) - seen:
            seen.add(layer)
            if isinstance(layer, Handmade):
                graphs += [layer.rule, layer.backward_rule] if claims and layer.backward_rule is not None else [layer.rule]
    return seen


def at_kink(rule: Graph, values: list[Value]) -> bool:
    return any(
        (maths.is_array(mask) and mask.any()) or mask is True
        for layer, sources in zip(rule.layers, rule.inputs, strict=True)
        for mask in [layer.kink(*[values[source] for source in sources])]
    )


def size_of(layer: Layer) -> int:
    """How many operations run where a layer runs once, those inside of definitions counted."""
    return max(1, layer.size) if isinstance(layer, Handmade) else 1


def takes_labels(layer: Layer) -> bool:
    return bool(layer.labelled) if isinstance(layer, Handmade) else type(layer).labels is not Layer.labels
