"""For tests: `check_gradients(Swish, x=(3, 4))` is `bpcalc gradcheck` of one layer, an assertion that its backward pass is right.

Nothing but this module is imported before it is called.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from backprop_cli.gradcheck.result import Result
    from backprop_cli.layers.base import Layer, Shape
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem

Method = Literal["auto", "complex", "central", "taylor"]
Dtype = Literal["float64", "float32", "bfloat16", "float16"]


def check_gradients(
    layer: Any,
    /,
    *,
    seed: int = 0,
    tolerance: float | None = None,
    method: Method = "auto",
    dtype: Dtype = "float64",
    inputs: Mapping[str, Any] | None = None,
    **named: Any,
) -> "Result":
    """Check the backward pass of a layer against its forward pass.

    layer: a class with forward and backward, a pair of functions (forward, backward), a torch.autograd.Function or its `apply`, a
    jax.custom_vjp or custom_jvp, or a layer of backprop_cli.layers.
    named: the inputs by name, each an array, a number or a tuple, which is a shape for random numbers; and options of the layer.
    inputs: the same, for inputs that are called seed, tolerance, method, dtype or inputs.
    seed: of what is random. tolerance: relative; None is that of the method. dtype: of what the code gets.

    Arrays of whole numbers and, beside arrays, whole numbers and numbers without a gradient are constants.

    Returns the result: verdict, checks, culprits. Raises AssertionError, with what the command would print, where a gradient is
    wrong or cannot be judged, and TypeError for inputs that the layer does not have or for what is no layer.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    from backprop_cli.gradcheck import RIGHT, gradcheck

    for word, choices in ((method, Method), (dtype, Dtype)):
        refuse_unknown_word(word, choices)
    problem = problem_of_layer(layer, {**named, **(inputs or {})}, seed, dtype)
    names = list(problem.graph.variables)
    result = gradcheck(problem, problem.graph.nodes[0], None, names, method, tolerance, seed=seed)
    if result.verdict not in RIGHT:
        raise AssertionError(printed_answer(problem, result))
    return result


def refuse_unknown_word(word: str, choices: Any) -> None:
    if word not in choices.__args__:
        raise ValueError(f"'{word}' is none of {', '.join(choices.__args__)}")


def printed_answer(problem: "Problem", result: "Result") -> str:
    """What the command prints."""
    from backprop_cli.render import FORMS
    from backprop_cli.report.gradcheck import gradcheck_report
    from backprop_cli.report.rows import Style

    return "".join(FORMS["table"](gradcheck_report(problem, result), Style()))


class GivenInput(NamedTuple):
    """An input of the layer that was made of what a test gave. fixed: it is a constant; doubtful: it is one if the layer has no
    gradient for it."""

    value: "Value"
    fixed: bool
    doubtful: bool = False


def problem_of_layer(thing: Any, given: dict[str, Any], seed: int, dtype: str) -> "Problem":
    """A problem of a single node. Raises TypeError."""
    from backprop_cli.gradcheck.random_numbers import RandomNumbers
    from backprop_cli.layers.base import Layer
    from backprop_cli.layers.maths import quiet
    from backprop_cli.python_layers.given import layer_given

    found = layer_given(thing, dtype)
    names, options = names_and_options(found, given)
    layer = found if isinstance(found, Layer) else found.taking(options)(**options)
    draws = RandomNumbers(seed)
    values = {name: input_given(name, given[name], draws) for name in names}
    shape = shape_of_result(layer, values)
    drawn = [name for name in names if isinstance(given[name], tuple)]
    with quiet():
        values = within_domain(layer, values, drawn)
        if all(one.fixed or one.doubtful for one in values.values()):
            values = {name: one._replace(fixed=False) for name, one in values.items()}
        else:
            values = {name: one._replace(fixed=one.fixed or lacks_gradient(layer, values, name)) for name, one in values.items()}
    return problem_of_values(layer, values, shape)


def names_and_options(layer: "type[Layer] | Layer", given: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """The inputs in the order of the layer, and the options among what was given. Raises TypeError."""
    options = {key: value for key, value in given.items() if key in layer.options or isinstance(value, str | dict | bool | None)}
    rest = [key for key in given if key not in options]
    if layer.variadic:
        return rest, options
    needed = [name for name in layer.inputs if name not in options]
    unknown, missing = [key for key in rest if key not in needed], [name for name in needed if name not in rest]
    takes = f"{layer.name} takes {', '.join(layer.inputs)}" + f" and the options {', '.join(layer.options)}" * bool(layer.options)
    if unknown:
        raise TypeError(f"{layer.name} has no input '{unknown[0]}': {takes}")
    if missing:
        raise TypeError(f"{missing[0]} is missing: {takes}; give an array, a number, or a shape such as (3, 4)")
    return needed, options


def input_given(name: str, thing: Any, draws: Any) -> GivenInput:
    """An input: random for a shape, else what was given, in float64."""
    from backprop_cli.layers.base import scalar
    from backprop_cli.layers.maths import numpy
    from backprop_cli.python_layers.native import in_numpy

    if isinstance(thing, int | float):
        return GivenInput(float(thing), isinstance(thing, int), True)
    if isinstance(thing, tuple):
        if not all(isinstance(size, int) and size >= 0 for size in thing):
            raise TypeError(f"{name}: a tuple is a shape, such as (3, 4); write an array of {thing} as a list")
        return GivenInput(scalar(draws.like(numpy().empty(thing))) if thing else draws.number(), False)
    array = in_numpy(thing)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} is {type(thing).__name__}, which is no number, no shape and no array of real numbers")
    return GivenInput(scalar(array.astype(float)), array.dtype.kind != "f" and not isinstance(thing, list))


def within_domain(layer: "Layer", values: dict[str, GivenInput], drawn: list[str]) -> dict[str, GivenInput]:
    """The inputs, what was drawn at random positive where the layer has no finite result otherwise, as a logarithm has."""
    from backprop_cli.errors import BpcalcError
    from backprop_cli.layers.maths import is_finite

    try:
        finite = is_finite(layer.compute(*(one.value for one in values.values())))
    except BpcalcError:
        return values
    return (
        values if finite else {name: one._replace(value=abs(one.value)) if name in drawn else one for name, one in values.items()}
    )


def lacks_gradient(layer: "Layer", values: dict[str, GivenInput], name: str) -> bool:
    """Whether a number that was given beside arrays is a constant for the layer: its backward pass has nothing for it."""
    from backprop_cli.engine import filled_like
    from backprop_cli.errors import BpcalcError
    from backprop_cli.python_layers.file import NoGradient

    if not values[name].doubtful:
        return False
    xs = [one.value for one in values.values()]
    try:
        out = layer.compute(*xs)
        layer.vjp(filled_like(out, 1.0), out, *xs, wanted=tuple(other == name for other in values))
    except NoGradient:
        return True
    except BpcalcError:
        return False
    return False


def shape_of_result(layer: "Layer", values: dict[str, GivenInput]) -> "Shape | None":
    """The shape of the result; None where code does not tell. Raises TypeError for inputs that do not fit each other."""
    from backprop_cli.errors import BpcalcError
    from backprop_cli.layers.maths import shape_of

    try:
        shape: Shape | None = layer.shape(*(shape_of(one.value) for one in values.values()))
    except BpcalcError as error:
        if not layer.yours:
            raise TypeError(f"{layer.name}: {error.message}") from None
        shape = None
    return shape


def problem_of_values(layer: "Layer", values: dict[str, GivenInput], shape: "Shape | None") -> "Problem":
    """A problem of a single node, variables first."""
    from backprop_cli.graph import Graph, tell_constants
    from backprop_cli.layers.maths import shape_of
    from backprop_cli.problem.problem import Problem
    from backprop_cli.source.places import Source

    names = sorted(values, key=lambda name: values[name].fixed)
    node = "out" if "out" not in names else f"{layer.name}.out"
    fixed = sum(one.fixed for one in values.values())
    graph = Graph(
        [*names, node], {name: k for k, name in enumerate([*names, node])}, (len(names) - fixed, fixed, 0),
        [values[name].value for name in names], [layer], [tuple(map(names.index, values))],
        [f"{layer.name}({', '.join(values)})"], [0],
    )  # fmt: skip
    shapes = [shape_of(values[name].value) for name in names]
    graph.scalar = shape == () and not any(shapes)
    graph.shapes = [*shapes, shape or ()]
    tell_constants(graph)
    return Problem(Source("", ""), None, graph)
