"""Repeatable random numbers, of Python's own kind for single numbers, so that those need no NumPy."""

from collections.abc import Sequence
from random import Random

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value


class RandomNumbers:
    """Draws that follow from a seed. None is near 0, and no two are equal: an upstream of equal numbers would hide faults."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def like(self, value: Value) -> Value:
        """Numbers of either sign with sizes from 1/2 to 2, in the shape of a value."""
        if not maths.is_array(value):
            return self.number()
        np = maths.numpy()
        generator = np.random.default_rng(self.random.getrandbits(64))
        return generator.uniform(0.5, 2.0, value.shape) * generator.choice((-1.0, 1.0), value.shape)

    def number(self) -> float:
        return self.random.uniform(0.5, 2.0) * self.sign()

    def sign(self) -> float:
        return self.random.choice((-1.0, 1.0))

    def some(self, count: int, most: int | None) -> Sequence[int]:
        """`most` of the positions 0 … count − 1, in order; all of them for None."""
        return range(count) if most is None or most >= count else sorted(self.random.sample(range(count), most))
