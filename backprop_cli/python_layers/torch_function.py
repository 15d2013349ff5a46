"""Subclasses of torch.autograd.Function as layers, of both forms: with `ctx` in forward, and with setup_context."""

from collections.abc import Callable
from typing import Any, ClassVar

from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.python_layers.classes import made, on_the_shelf
from backprop_cli.python_layers.code import by_position, parameters_of
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.kernel import Kernel
from backprop_cli.python_layers.layer import Played
from backprop_cli.python_layers.native import loaded


def torch() -> Any:
    """The package, as the file has imported it."""
    return loaded("torch")


class TorchFunction(Kernel):
    """Runs `F.apply`, then torch.autograd.grad with the graph retained, so that backward can run twice."""

    code: ClassVar[type[Any]]

    def tensor(self, x: Any, moving: bool) -> Any:
        found = torch().as_tensor(x)
        kind = torch().complex128 if found.is_complex() else getattr(torch(), self.precision)
        whole = maths.is_array(x) and x.dtype.kind in "iu"
        return found.to(device=self.device, dtype=None if whole else kind).requires_grad_(moving)

    def start(self, xs: list[Any]) -> Played:
        given = by_position(self.parameters, xs, self.chosen_anew())
        out = self.run("forward", lambda: self.code.apply(*given))
        return Played(out, lambda douts: (self.run("backward", lambda: self.sent_back(xs, out, douts)), []))

    def sent_back(self, xs: list[Any], out: Any, douts: list[Any]) -> tuple[Any, ...]:
        """A gradient for each input; None for a constant, and for what backward gives none for."""
        outputs = out if isinstance(out, tuple) else (out,)
        if not any(map(is_tensor, outputs)):
            raise Stumble(f"{self.where('forward')} returns no tensor, and torch sends nothing back through it")
        asked = {k: x for k, x in enumerate(xs) if needs_gradient(x)}
        ends = [(one, dout.to(one.dtype)) for one, dout in zip(outputs, douts, strict=True) if needs_gradient(one)]
        if ends:
            heads, sent = zip(*ends, strict=True)
            gradients = torch().autograd.grad(heads, list(asked.values()), sent, retain_graph=True, allow_unused=True)
        else:  # it is marked as not differentiable
            gradients = [torch().zeros_like(x) for x in asked.values()]
        found = dict(zip(asked, gradients, strict=True))
        return tuple(found.get(k) for k in range(len(xs)))

    def function(self, what: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self.code, what)
        return found


def is_tensor(thing: Any) -> bool:
    return isinstance(thing, torch().Tensor)


def needs_gradient(thing: Any) -> bool:
    return is_tensor(thing) and thing.requires_grad


def layer_of_function(code: type[Any], path: str) -> type[Layer]:
    """The layer that a subclass of torch.autograd.Function is."""
    with_ctx = code.setup_context is torch().autograd.Function.setup_context
    parameters = parameters_of(code.forward, method=with_ctx)
    layer = made(TorchFunction, code.__name__, on_the_shelf(code.__name__), parameters, (), set(parameters.needed), path)
    layer.code = code
    layer.meant = getattr(code, "meant", False) is True
    layer.__doc__ = code.__doc__
    found: type[Layer] = layer
    return found


def from_torch(cls: type) -> bool:
    """Whether a class is a kernel of torch's kind, or the kind itself, which the file imports."""
    package = loaded("torch")
    return package is not None and issubclass(cls, package.autograd.Function)


def is_function(thing: Any) -> bool:
    """Whether a thing is such a class that a user wrote."""
    return isinstance(thing, type) and from_torch(thing) and not str(thing.__module__).startswith("torch.")
