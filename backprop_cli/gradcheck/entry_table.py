"""The rows of one variable while they are being filled in."""

from collections.abc import Sequence

from backprop_cli.gradcheck.first_look import Row
from backprop_cli.gradcheck.perturbation import Perturbation
from backprop_cli.layers.maths import Value


class EntryTable:
    """The rows of one variable, one a position. wrong: those that "fail" at first sight, worst first."""

    def __init__(self, number: int, positions: Sequence[int], indices: Sequence[tuple[int, ...] | None]) -> None:
        self.number = number
        self.positions = positions
        self.indices = indices
        self.rows: list[Row] = [None] * len(positions)
        self.wrong: list[int] = []
        self.move: Perturbation | None = None

    @property
    def direction(self) -> Value | None:
        """Along which the variable moves as a whole; None where its entries move."""
        return None if self.move is None else self.move.direction

    def verdict(self, k: int) -> str:
        row = self.rows[k]
        return row.verdict if row is not None else ""
