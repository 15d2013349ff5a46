"""Values that are not finite: which came first, and the layer that computes the same without leaving the numbers."""

from typing import TYPE_CHECKING

from backprop_cli.engine import first_nonfinite
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.base import index_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backprop_cli.graph import Graph
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem


def value_warning(problem: "Problem", values: "Sequence[Value]") -> BpcalcError | None:
    """A warning about the first value of the forward pass that is not finite; None where all are."""
    number = first_nonfinite(values)
    if number is None:
        return None
    graph, where = problem.graph, first_bad_entry(values[number])
    if not graph.is_node(number):
        return BpcalcError(f"'{graph.names[number]}' is not finite: {where}", severity="warning")
    message = f"the first value that is not finite is '{graph.names[number]}' = {graph.expression(number)}: {where}"
    hint = Neighbourhood(graph, values).way_out(number)
    return BpcalcError(message, problem.place(number), hint, severity="warning")


def gradient_warning(problem: "Problem", values: "Sequence[Value]", gradients: "Sequence[Value | None]") -> BpcalcError | None:
    """A warning about the first gradient, right to left, that is not finite where every value is; None where all are."""
    graph = problem.graph
    spoilt = (n for n in range(len(gradients) - 1, -1, -1) if gradients[n] is not None and not maths.is_finite(gradients[n]))
    number = next(spoilt, None)
    if number is None:
        return None
    message = f"the gradient of '{graph.names[number]}' is not finite: {first_bad_entry(gradients[number])}"
    here = Neighbourhood(graph, values)
    steep = [(reader, hint) for reader in here.readers(number) if (hint := here.steep(reader, number)) is not None]
    if not steep:
        return BpcalcError(message, severity="warning")
    return BpcalcError(message, problem.place(steep[0][0]), steep[0][1], severity="warning")


STEEP = {
    "sqrt": "the slope of sqrt is infinite at 0: add a small number inside, as in sqrt(x + 1e-12)",
    "div": "a quotient by a number near 0 is steeper than a float can say",
    "reciprocal": "a quotient by a number near 0 is steeper than a float can say",
}


def first_bad_entry(value: "Value") -> str:
    """The first entry that is not finite, and where it stands: "inf", "nan at [0,2]"."""
    if type(value) is float:
        return repr(value)
    np = maths.numpy()
    index = tuple(int(position) for position in np.argwhere(~np.isfinite(value))[0])
    return f"{float(value[index])!r} at {index_text(index)}"


def some(condition: "Value") -> bool:
    return condition if isinstance(condition, bool) else bool(condition.any())


class Neighbourhood:
    """A graph seen from one node: what it is made of, and what is made of it."""

    def __init__(self, graph: "Graph", values: "Sequence[Value]") -> None:
        self.graph = graph
        self.values = values

    def name(self, number: int) -> str:
        """The short name of a node's layer; "" for an input and for a layer that is not the shelf's own."""
        if not self.graph.is_node(number):
            return ""
        layer = self.graph.layer(number)
        return "" if layer.yours else layer.name

    def sources(self, number: int) -> tuple[int, ...]:
        return self.graph.sources(number) if self.graph.is_node(number) else ()

    def readers(self, number: int) -> list[int]:
        return [node for node, sources in zip(self.graph.nodes, self.graph.inputs, strict=True) if number in sources]

    def steep(self, number: int, source: int) -> str | None:
        """Why the slope of a node along one of its inputs may leave the numbers; None where it does not."""
        if self.name(number) != "pow":
            return STEEP.get(self.name(number))
        base, exponent = self.sources(number)
        at, power = self.values[base], self.values[exponent]
        if source == base and some((at == 0.0) & (power < 1.0)):
            return "the slope of a power below 1 is infinite at 0: add a small number to the base"
        if source == exponent and some(at < 0.0):
            aside = (
                f"put {self.graph.names[source]} under constants:"
                if source in self.graph.variables
                else "no variable may stand in it"
            )
            return f"along its exponent the slope of a power holds the logarithm of its base, which is negative here: {aside}"
        return "the slope of this power is beyond what a float holds, 1.8e308"

    def is_one(self, number: int) -> bool:
        value = self.values[number]
        return type(value) is float and value == 1.0

    def way_out(self, number: int) -> str | None:
        """What to use instead of the node whose value is not finite."""
        layer = self.graph.layer(number)
        if layer.yours:
            return "--expand opens a group of single operations and shows which of them it is" if layer.is_group else None
        rule = RULES.get(self.name(number))
        return rule(self, number) if rule else "the result is beyond what a float holds, 1.8e308"

    def after_exp(self, number: int) -> str:
        """What to use instead of an exp that overflows, by the nodes that read it."""
        readers = self.readers(number)
        made = {self.name(last) for reader in readers if self.name(reader) == "sum" for last in self.readers(reader)}
        if "div" in made or any(self.is_softmax(reader) for reader in readers):
            return "exp(x) / sum(exp(x)) is softmax(x), which is exact for every x"
        if "log" in made:
            return "subtract max(x) before exp and add it after log, or use log_softmax(x)"
        made = {self.name(last) for reader in readers if self.adds_one(reader) for last in self.readers(reader)}
        if "log" in made:
            return "log(1 + exp(x)) is softplus(x), which is exact for every x"
        if made & {"div", "reciprocal"} or any(self.is_sigmoid(reader) for reader in readers):
            return "1 / (1 + exp(-x)) is sigmoid(x), which is exact for every x"
        if any(self.name(last) == "div" for reader in readers if self.is_pair(reader) for last in self.readers(reader)):
            return "(exp(x) - exp(-x)) / (exp(x) + exp(-x)) is tanh(x), which is exact for every x"
        return "exp is beyond what a float holds from 709.79 on"

    def is_pair(self, number: int) -> bool:
        """Whether a node is a sum or difference of two exp, as in exp(x) - exp(-x)."""
        return self.name(number) in ("add", "sub") and {self.name(source) for source in self.sources(number)} == {"exp"}

    def adds_one(self, number: int) -> bool:
        return self.name(number) == "add" and any(map(self.is_one, self.sources(number)))

    def after_log(self, number: int) -> str:
        """What to use instead of a logarithm of 0 or less, by what its input is made of."""
        source = self.sources(number)[0]
        if some(self.values[source] < 0.0):
            return "a negative number has no real logarithm"
        if self.is_softmax(source):
            return "log(softmax(x)) is log_softmax(x), which is exact for every x"
        if self.is_sigmoid(source):
            return "log(sigmoid(x)) is -softplus(-x), which is exact for every x"
        if self.name(source) == "sub" and self.is_one(self.sources(source)[0]) and self.is_sigmoid(self.sources(source)[1]):
            return "log(1 - sigmoid(x)) is -softplus(x), which is exact for every x"
        return "log 0 is -inf"

    def is_softmax(self, number: int) -> bool:
        """Whether a node is a softmax: the layer, or exp(x) / sum(exp(x)) written out."""
        if self.name(number) == "div":
            above, below = self.sources(number)
            return self.name(above) == "exp" and self.name(below) == "sum"
        return self.name(number) == "softmax"

    def is_sigmoid(self, number: int) -> bool:
        """Whether a node is a sigmoid: the layer, or something divided by 1 + something, as in 1 / (1 + exp(-x))."""
        if self.name(number) in ("reciprocal", "div"):
            return self.adds_one(self.sources(number)[-1])
        return self.name(number) == "sigmoid"

    def after_cross_entropy(self, number: int) -> str:
        source = self.sources(number)[0]
        if self.is_softmax(source):
            return "softmax and cross_entropy together are softmax_with_loss(x, t), which is exact for every x"
        if self.is_sigmoid(source):
            return "sigmoid and its cross-entropy together are sigmoid_with_loss(x, t), which is exact for every x"
        return "a probability is 0 where the label demands it"

    def after_division(self, number: int) -> str | None:
        divisor = self.sources(number)[-1]
        if some(self.values[divisor] == 0.0):
            return f"a division by zero: '{self.graph.names[divisor]}' is 0"
        return "the quotient is beyond what a float holds, 1.8e308"

    def after_power(self, number: int) -> str:
        base, exponent = (self.values[source] for source in self.sources(number))
        if some((base == 0.0) & (exponent < 0.0)):
            return "a division by zero: 0 to a negative power"
        if some(base < 0.0):
            return "a negative number to a fractional power is no real number"
        return "the power is beyond what a float holds, 1.8e308"

    def after_root(self, number: int) -> str:
        return "a negative number has no real square root"


RULES: "dict[str, Callable[[Neighbourhood, int], str | None]]" = {
    "exp": Neighbourhood.after_exp,
    "log": Neighbourhood.after_log,
    "cross_entropy": Neighbourhood.after_cross_entropy,
    "div": Neighbourhood.after_division,
    "reciprocal": Neighbourhood.after_division,
    "pow": Neighbourhood.after_power,
    "sqrt": Neighbourhood.after_root,
}
