"""Functions with a rule of jax.custom_vjp or jax.custom_jvp as layers: jax.vjp runs the rule."""

from collections.abc import Callable
from inspect import unwrap
from typing import Any, ClassVar

from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.python_layers.classes import made, on_the_shelf
from backprop_cli.python_layers.code import by_position, parameters_of
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.kernel import Kernel
from backprop_cli.python_layers.layer import Played
from backprop_cli.python_layers.native import in_numpy, loaded

RULES = ("bwd", "jvp")
ALIKE = {"float64": 1e-9, "float32": 1e-4}  # of the largest entry: how well the rule's own forward pass repeats the function
NEARLY = 0.05  # the same in less precision


def jax() -> Any:
    """The package, as the file has imported it."""
    return loaded("jax")


class JaxFunction(Kernel):
    """Runs the function for its value, and jax.vjp of it for the gradients by what is no constant."""

    code: ClassVar[Any]

    def tensor(self, x: Any, moving: bool) -> Any:
        numpy, is_complex = jax().numpy, maths.is_complex(x)
        whole = maths.is_array(x) and x.dtype.kind in "iu"
        found = numpy.asarray(x, None if whole else numpy.complex128 if is_complex else getattr(numpy, self.precision))
        return found if self.device == "cpu" else jax().device_put(found, jax().devices(self.device)[0])

    def start(self, xs: list[Any]) -> Played:
        given = by_position(self.parameters, xs, self.chosen_anew())
        out = self.run("forward", lambda: self.code(*given))
        return Played(out, lambda douts: (self.run("backward", lambda: self.sent_back(xs, given, out, douts)), []))

    def sent_back(self, xs: list[Any], given: list[Any], out: Any, douts: list[Any]) -> tuple[Any, ...]:
        """A gradient for each input; None for a constant."""
        moving = self.moving(xs, given)

        def of_moving(*moved: Any) -> Any:
            full = list(given)
            for place, x in zip(moving.values(), moved, strict=True):
                full[place] = x
            return self.code(*full)

        again, pull = jax().vjp(of_moving, *(xs[k] for k in moving))
        self.compare(out, again)
        outputs = again if isinstance(again, tuple) else (again,)
        fitting = tuple(cotangent(one, dout) for one, dout in zip(outputs, douts, strict=True))
        found = dict(zip(moving, pull(fitting if isinstance(again, tuple) else fitting[0]), strict=True))
        return tuple(found.get(k) for k in range(len(xs)))

    def moving(self, xs: list[Any], given: list[Any]) -> dict[int, int]:
        """The inputs to differentiate by: their positions, and where they stand among all that the function is given."""
        never = getattr(self.code, "nondiff_argnums", ())
        places = [
            k for k in range(len(given)) if not (k < len(self.parameters.needed) and self.parameters.needed[k] in self.chosen)
        ]
        return {
            k: places[k]
            for k, x in enumerate(xs)
            if hasattr(x, "dtype") and places[k] not in never and x.dtype.kind not in "iu" and not (self.fixed and k in self.fixed)
        }

    def compare(self, out: Any, again: Any) -> None:
        """Raise Stumble where the rule, which runs a forward pass of its own, answers otherwise than the function."""
        pairs = zip(out, again, strict=True) if isinstance(out, tuple) else [(out, again)]
        for one, other in pairs:
            a, b = in_numpy(one), in_numpy(other)
            off, size = (float(abs(x).max(initial=0.0)) for x in (a - b, a))
            if off > ALIKE.get(self.precision, NEARLY) * size:
                raise Stumble(f"{self.where('backward')}: the forward pass of the rule answers otherwise than the function itself")

    def function(self, what: str) -> Callable[..., Any]:
        """The function, or its rule; the function where there is no rule, or jax made it."""
        plain: Callable[..., Any] = unwrap(self.code)
        rule = next((found for name in RULES if (found := getattr(self.code, name, None)) is not None), None)
        if what == "forward" or rule is None:
            return plain
        unwrapped: Callable[..., Any] = unwrap(rule)
        return unwrapped if not str(getattr(unwrapped, "__module__", "")).startswith("jax.") else plain


def cotangent(out: Any, dout: Any) -> Any:
    """An upstream gradient as jax.vjp takes it for an output: of its kind, and of no kind at all for whole numbers."""
    if out.dtype.kind in "iub":
        return maths.numpy().zeros(out.shape, jax().dtypes.float0)
    return dout.astype(out.dtype)


def layer_of_custom(name: str, code: Any, path: str, precision: str) -> type[Layer]:
    """The layer that a function with a rule of its own is. In double precision jax computes only where that is switched on."""
    if precision == "float64":
        jax().config.update("jax_enable_x64", True)
    parameters = parameters_of(code, method=False)
    layer = made(JaxFunction, name, on_the_shelf(name), parameters, (), set(parameters.needed), path)
    layer.code = code
    layer.__doc__ = unwrap(code).__doc__
    found: type[Layer] = layer
    return found


def is_custom(thing: Any) -> bool:
    """Whether a thing is a function for which a user gave jax a rule."""
    package = loaded("jax")
    kinds = tuple(kind for name in ("custom_vjp", "custom_jvp") if isinstance(kind := getattr(package, name, None), type))
    return isinstance(thing, kinds) and not str(getattr(thing, "__module__", "")).startswith("jax.")
