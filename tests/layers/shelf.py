"""The shelf, enumerated: every layer with every sample that it brings, ready to compute."""

from typing import Any, NamedTuple

import numpy as np

from backprop_cli.layers import SHELF, Layer


class Case(NamedTuple):
    """A layer with inputs of a sample: floats where the sample has a number, float64 arrays where it has a list."""

    layer: Layer
    xs: tuple[Any, ...]

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        return tuple(np.shape(x) for x in self.xs)

    @property
    def out(self) -> Any:
        return as_number(self.layer.compute(*self.xs))

    def dout(self, seed: int = 7) -> Any:
        """A random upstream gradient, nowhere 1."""
        return as_number(np.random.default_rng(seed).uniform(1.5, 2.5, np.shape(self.out)))

    def gradients(self, dout: Any = None, wanted: tuple[bool, ...] | None = None) -> tuple[Any, ...]:
        upstream = self.dout() if dout is None else dout
        return self.layer.vjp(upstream, self.out, *self.xs, wanted=wanted or (True,) * len(self.xs))

    @property
    def names(self) -> tuple[str, ...]:
        return self.layer.input_names(len(self.xs))


def as_number(x: Any) -> Any:
    """A 0-d result as a float, as the engine keeps it."""
    return x if np.ndim(x) else np.asarray(x).item()


def as_input(nested: Any) -> Any:
    return np.array(nested, dtype=np.float64) if isinstance(nested, list) else float(nested)


def case_of(kind: type[Layer], sample: tuple[Any, ...]) -> Case:
    options = sample[0] if isinstance(sample[0], dict) else {}
    return Case(kind(**options), tuple(as_input(x) for x in sample[len(sample) - len(sample[bool(options) :]) :]))


def cases() -> dict[str, Case]:
    return {f"{name}-{i}": case_of(kind, sample) for name, kind in SHELF.items() for i, sample in enumerate(kind.samples)}


CASES = cases()
ENTRYWISE = {key: case for key, case in CASES.items() if case.layer.elementwise}
