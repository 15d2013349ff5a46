"""What torch and jax compute with, as arrays of NumPy. Neither is imported here: a file that uses one has imported it."""

import sys
from types import ModuleType
from typing import Any

from backprop_cli.layers import maths


def loaded(name: str) -> ModuleType | None:
    """A package, where something has imported the whole of it."""
    module = sys.modules.get(name)
    return module if hasattr(module, "__version__") else None


def in_numpy(thing: Any) -> Any:
    """A tensor or anything else as an array of NumPy; of kinds of numbers that NumPy does not know, wider ones."""
    torch = loaded("torch")
    if torch is not None and isinstance(thing, torch.Tensor):
        wide = torch.complex128 if thing.is_complex() else torch.float64
        return thing.detach().cpu().to(wide).resolve_conj().resolve_neg().numpy()
    array = maths.numpy().asarray(thing)
    return array.astype(maths.numpy().float32) if array.dtype.name == "bfloat16" else array


def kind_of_number(part: int | None, out: Any) -> str:
    """The kind of number that an output is made of: "float32"; "" for what has none."""
    one = out[part] if isinstance(out, tuple) and part is not None else out
    return str(getattr(one, "dtype", "")).removeprefix("torch.")
