"""Layers made of a Python file's classes, and of its pairs of functions."""

from collections.abc import Callable
from typing import Any, ClassVar

from backprop_cli.layers import BY_CLASS_NAME, SHELF
from backprop_cli.layers.base import Layer
from backprop_cli.phrases import say
from backprop_cli.python_layers.code import Parameters, names_read, parameters_of, place_of
from backprop_cli.python_layers.file import Stumble, call_stranger
from backprop_cli.python_layers.layer import Finding, Played, PythonLayer

NO_PARAMETERS = Parameters((), {}, False)


class ClassLayer(PythonLayer):
    """A class with forward(self, x) and backward(self, dout). What its __init__ needs is input too, its gradient an attribute."""

    code: ClassVar[type[Any]]

    def start(self, xs: list[Any]) -> Played:
        names = self.inputs[len(self.own) :]
        count = len(xs) - len(names)
        instance = call_stranger(self.file, f"{self.title}.__init__", self.code, *xs[count:], **self.chosen)
        out = self.call(instance, "forward", *with_stray(self.code.forward, self.stray, xs[:count]))
        return Played(out, lambda dout: (self.call(instance, "backward", dout), [attribute(instance, name) for name in names]))

    def call(self, instance: Any, method: str, *arguments: Any) -> Any:
        """Call a method; a name that it misses may be an attribute of its own."""
        try:
            return call_stranger(self.file, f"{self.title}.{method}", lambda: getattr(instance, method)(*arguments))
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
    """A pair NAME_forward(…) → (out, cache), NAME_backward(dout, cache) → the gradients in the order of forward's parameters."""

    functions: ClassVar[dict[str, Callable[..., Any]]]

    def start(self, xs: list[Any]) -> Played:
        forward = self.functions["forward"]
        result = call_stranger(self.file, f"{self.title}_forward", forward, *with_stray(forward, self.stray, xs), **self.chosen)
        if not (isinstance(result, tuple) and len(result) == 2):
            raise Stumble(f"{self.where('forward')} must return two things, out and cache")
        out, cache = result
        backward = self.functions["backward"]
        return Played(out, lambda dout: (call_stranger(self.file, f"{self.title}_backward", backward, dout, cache), []))

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
    layer.code = code
    layer.options = init.options
    layer.meant = getattr(code, "meant", False) is True
    layer.__doc__ = code.__doc__
    found: type[Layer] = layer
    return found


def layer_of_pair(name: str, forward: Callable[..., Any], backward: Callable[..., Any], path: str) -> type[Layer]:
    """The layer that a pair of functions is."""
    parameters = parameters_of(forward, method=False)
    layer = made(PairLayer, name, on_the_shelf(name), parameters, (), names_read(forward, "FAST"), path)
    layer.functions = {"forward": forward, "backward": backward}
    layer.options = parameters.options
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
    layer.variadic = forward.variadic
    return layer


def with_stray(forward: Callable[..., Any], stray: tuple[str, ...], xs: list[Any]) -> list[Any]:
    """The inputs with None in the places of parameters that nobody uses."""
    if not stray:
        return xs
    needed = parameters_of(forward, method=False).needed
    rest = iter(xs)
    return [None if name in stray else next(rest, None) for name in needed if name != "self"]


def attribute(instance: Any, name: str) -> Any:
    """The gradient of an input of __init__: dW or dw for W."""
    for spelt in (f"d{name}", f"d{name.lower()}"):
        if getattr(instance, spelt, None) is not None:
            return getattr(instance, spelt)
    return None
