"""Layers made of a Python file's classes, and of its pairs of functions."""

from collections.abc import Callable
from typing import Any, ClassVar

from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.layers.base import Layer
from backprop_cli.phrases import say
from backprop_cli.python_layers.code import Parameters, names_read, parameters_of, place_of, placed_arguments
from backprop_cli.python_layers.file import Stumble, call_stranger
from backprop_cli.python_layers.layer import Finding, Played, PythonLayer

NO_PARAMETERS = Parameters((), {}, False)


class ClassLayer(PythonLayer):
    """A class with forward(self, x) and backward(self, dout). What its __init__ needs is input too, its gradient an attribute,
    or an entry of the list `grads` beside the list `params`."""

    code: ClassVar[type[Any]]
    of_init: ClassVar[Parameters]

    def start(self, xs: list[Any]) -> Played:
        count, chosen = len(xs) - (len(self.inputs) - len(self.own)), self.chosen_anew()
        made_with, options = placed_arguments(self.of_init, xs[count:], chosen)
        instance = call_stranger(self.file, f"{self.title}.__init__", self.code, *made_with, **options)
        given, options = placed_arguments(self.parameters, xs[:count], chosen, self.stray)
        out = self.call(instance, "forward", *given, **options)
        return Played(out, lambda douts: self.sent_back(instance, douts, xs[count:]))

    def sent_back(self, instance: Any, douts: list[Any], made_with: list[Any]) -> tuple[Any, list[Any]]:
        """What backward returns, and the gradients that it leaves for what the object was made with."""
        returned = self.call(instance, "backward", *douts_for(self.code.backward, douts))
        names = self.inputs[len(self.own) :]
        return returned, call_stranger(self.file, f"{self.title}.backward", left_gradients, instance, names, made_with)

    def call(self, instance: Any, method: str, *given: Any, **options: Any) -> Any:
        """Call a method; a name that it misses may be an attribute of its own."""
        try:
            return call_stranger(self.file, f"{self.title}.{method}", lambda: getattr(instance, method)(*given, **options))
        except Stumble as error:
            missing = getattr(error.reason, "name", None)
            if isinstance(error.reason, NameError) and isinstance(missing, str) and hasattr(instance, missing):
                error.hint = f"did you mean self.{missing}?"
            raise

    def function(self, what: str) -> Callable[..., Any]:
        function: Callable[..., Any] = getattr(self.code, what)
        return function

    def where(self, what: str) -> str:
        return f"{self.title}.{what} ({place_of(getattr(self.code, what), self.file)})"

    def findings_of_code(self) -> list[Finding]:
        found = super().findings_of_code()
        scope = getattr(self.code.forward, "__globals__", {})
        shadowed = set(self.inputs) & set(scope)
        for method in ("forward", "backward"):
            names = sorted(names_read(getattr(self.code, method), "GLOBAL") & shadowed)
            where = self.where(method)
            phrase = say("{where} reads {name} of the file, not its input: did you mean self.{name}?")
            found += [Finding(name, phrase.format(where=where, name=name)) for name in names]
        return found


class PairLayer(PythonLayer):
    """A pair NAME_forward(…) → (out, cache), NAME_backward(dout, cache) → the gradients in the order of forward's parameters.

    Of several outputs, too: forward → (h, c, cache), backward(dh, dc, cache).
    """

    functions: ClassVar[dict[str, Callable[..., Any]]]

    def start(self, xs: list[Any]) -> Played:
        given, options = placed_arguments(self.parameters, xs, self.chosen_anew(), self.stray)
        result = call_stranger(self.file, f"{self.title}_forward", self.functions["forward"], *given, **options)
        if not (isinstance(result, tuple) and len(result) >= 2):
            raise Stumble(f"{self.where('forward')} must return two things, out and cache")
        *outputs, cache = result
        return Played(outputs[0] if len(outputs) == 1 else tuple(outputs), lambda douts: (self.sent_back(douts, cache), []))

    def sent_back(self, douts: list[Any], cache: Any) -> Any:
        backward = self.functions["backward"]
        return call_stranger(self.file, f"{self.title}_backward", backward, *douts_for(backward, douts), cache)

    def function(self, what: str) -> Callable[..., Any]:
        return self.functions[what]

    def where(self, what: str) -> str:
        return f"{self.title}_{what} ({place_of(self.functions[what], self.file)})"


def layer_of_class(code: type[Any], path: str) -> type[Layer]:
    """The layer that a class is, by the names of the layer of the shelf that it replaces, if any."""
    replaced = on_the_shelf(code.__name__)
    forward = parameters_of(code.forward, method=True)
    init = (
        parameters_of(code.__init__, method=True)
        if "__init__" in dir(code) and code.__init__ is not object.__init__
        else NO_PARAMETERS
    )
    layer = made(ClassLayer, code.__name__, replaced, forward, init.needed, names_read(code.forward, "FAST"), path)
    layer.of_init = init
    layer.code = code
    layer.options = {**init.options, **forward.options}
    layer.meant = getattr(code, "meant", False) is True
    layer.__doc__ = code.__doc__
    found: type[Layer] = layer
    return found


def layer_of_pair(name: str, forward: Callable[..., Any], backward: Callable[..., Any], path: str) -> type[Layer]:
    """The layer that a pair of functions is."""
    parameters = parameters_of(forward, method=False)
    layer = made(PairLayer, name, on_the_shelf(name), parameters, (), names_read(forward, "FAST"), path)
    layer.functions = {"forward": forward, "backward": backward}
    layer.__doc__ = forward.__doc__
    found: type[Layer] = layer
    return found


def on_the_shelf(name: str) -> type[Layer] | None:
    return BY_CLASS_NAME.get(name) or SHELF.get(name)


def made(
    kind: type[Any], title: str, replaced: type[Layer] | None, forward: Parameters, init: tuple[str, ...], used: set[str], path: str
) -> Any:
    """A layer class. Its name is set after the class is made: a class that is defined with one would join the shelf.

    A parameter of forward that nobody uses is no input, where the layer of the shelf that is replaced has fewer.
    """
    unused = tuple(name for name in forward.needed if name not in used)
    fewer = replaced is not None and len(replaced.inputs) < len(forward.needed) + len(init)
    layer: Any = type(replaced.__name__ if replaced is not None else title, (kind,), {})
    layer.name = replaced.name if replaced is not None else title
    layer.symbol = layer.name
    layer.title, layer.file, layer.replaces = title, path, replaced
    layer.stray = unused if fewer else ()
    layer.own = tuple(name for name in forward.needed if name not in layer.stray)
    layer.inputs = (*layer.own, *init)
    layer.parameters, layer.options = forward, forward.options
    layer.variadic = forward.variadic
    return layer


def douts_for(backward: Callable[..., Any], douts: list[Any]) -> list[Any]:
    """The upstream gradients as backward takes them: each by itself; those of several outputs in one tuple, where backward has
    one parameter for them beside `self` or the cache."""
    parameters = parameters_of(backward, method=False)
    places = len(parameters.needed) + len(parameters.options)
    return douts if len(douts) == 1 or parameters.variadic or places > len(douts) else [tuple(douts)]


def left_gradients(instance: Any, names: tuple[str, ...], made_with: list[Any]) -> list[Any]:
    """The gradients of the inputs of __init__: dW or dw for W, else the entry of `grads` where `params` holds W."""
    params, grads = (getattr(instance, attribute, None) for attribute in ("params", "grads"))
    lists = isinstance(params, list | tuple) and isinstance(grads, list | tuple) and len(params) == len(grads)
    found = []
    for k, (name, x) in enumerate(zip(names, made_with, strict=True)):
        attributes = (getattr(instance, spelt, None) for spelt in (f"d{name}", f"d{name.lower()}"))
        kept = next((gradient for gradient in attributes if gradient is not None), None)
        found.append(from_lists(params, grads, x, k, len(names)) if kept is None and lists else kept)
    return found


def from_lists(params: Any, grads: Any, x: Any, k: int, count: int) -> Any:
    """The gradient beside a parameter; one that was copied is found by its place, where all inputs are parameters."""
    for param, grad in zip(params, grads, strict=True):
        if param is x and hasattr(x, "shape"):
            return grad
    return grads[k] if len(grads) == count else None
