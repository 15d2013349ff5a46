"""How large and how often."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """nodes: of a graph of scalars, for growth a tenth and ten times as many; rounds: of each measurement."""

    nodes: int = 100_000
    rounds: int = 5
