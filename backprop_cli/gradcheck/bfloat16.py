"""bfloat16, which NumPy lacks: float32 with 8 significant bits. An array of it rounds what each function of NumPy gives.

Imported only where a kernel computes in it.
"""

from typing import Any

import numpy as np

DROPPED = 16  # bits of a float32


def to_bfloat16(x: Any) -> "Bfloat16":
    """An array of numbers rounded to the nearest bfloat16, ties to even."""
    single = np.array(x, np.float32).view(np.ndarray)
    bits = single.reshape(-1).view(np.uint32)  # of one axis at least: older NumPys widen the bits of a single number
    half, one, dropped = (np.uint32(number) for number in ((1 << (DROPPED - 1)) - 1, 1, DROPPED))
    rounded = ((bits + half + ((bits >> dropped) & one)) & np.uint32(0xFFFF << DROPPED)).view(np.float32)
    return np.where(np.isnan(single), single, rounded.reshape(single.shape)).view(Bfloat16)


class Bfloat16(np.ndarray[Any, Any]):
    """An array of float32 that holds only numbers that a bfloat16 can hold."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any) -> Any:
        """Compute in float32, then round: as units for bfloat16 do, which add up a sum in float32 as well."""
        if out is not None:
            options["out"] = tuple(map(plain, out))
        result = getattr(ufunc, method)(*map(plain, inputs), **options)
        if not isinstance(result, np.ndarray | np.floating) or result.dtype.kind != "f":
            return result
        rounded = to_bfloat16(result)
        if out is None:
            return rounded
        plain(out[0])[...] = rounded
        return out[0]


def plain(x: Any) -> Any:
    return x.view(np.ndarray) if isinstance(x, Bfloat16) else x
