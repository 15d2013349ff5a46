"""A kernel, that is, a function of torch or jax with a backward rule of its own, as a layer.

Their own machinery runs the rule, never a call by hand; torch_function.py and jax_function.py say how. Inputs go in as tensors of
the precision and on the device that were asked for; constants that are single numbers go in as Python numbers.
"""

from collections.abc import Callable
from typing import Any

from backprop_cli.layers import maths
from backprop_cli.python_layers.code import first_line, place_of
from backprop_cli.python_layers.file import Stumble, call_stranger, exception_in_words
from backprop_cli.python_layers.layer import PythonLayer
from backprop_cli.python_layers.native import in_numpy


class Kernel(PythonLayer):
    """What kernels of torch and of jax share. tensor: makes one of an array or a number, of its precision, on its device."""

    retried = (TypeError, AttributeError, IndexError, RuntimeError, NotImplementedError)

    def tensor(self, x: Any, moving: bool) -> Any:
        """moving: whether a gradient by it may be asked for."""
        raise NotImplementedError

    def passed(self, x: Any, k: int | None = None) -> Any:
        whole = isinstance(x, int) or (maths.is_array(x) and x.dtype.kind in "iu")
        fixed = whole or (k is not None and self.fixed is not None and k in self.fixed)
        return x if fixed and not hasattr(x, "shape") else self.tensor(x, k is not None and not fixed)

    def snapshot(self, x: Any) -> Any:
        return in_numpy(x).copy() if hasattr(x, "shape") else x

    def where(self, what: str) -> str:
        return f"{self.title}.{what} ({place_of(self.function(what), self.file)})"

    def run(self, what: str, function: Callable[[], Any]) -> Any:
        """Call what runs the kernel; what it raises is told with its line, or with that at which the function begins."""
        try:
            return call_stranger(self.file, f"{self.title}.{what}", function)
        except Stumble as error:
            if isinstance(error.reason, Stumble):
                raise error.reason from None
            if error.line:
                raise
            message = f"{self.where(what)} raised {exception_in_words(error.reason)}"
            raise Stumble(message, first_line(self.function(what)), error.reason) from None
