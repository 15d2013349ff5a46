"""What every value is read with: the source, the memory that arrays may take, the faults; and the single numbers and texts."""

import re
from typing import Any

from backprop_cli.errors import BpcalcError, LimitError, ValueFault
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.notation import NUMBER, quoted
from backprop_cli.problem.values.numbers import as_written, number, whole_number
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Listing, Mapping, Tree

EXAMPLES = {"file": "x.npy", "key": "W1", "unit": "won", "description": "one apple"}


class ValueContext:
    """What the readers of values share: where values come from, and where their faults go."""

    def __init__(self, source: Source, folder: str | None, budget: Budget, faults: list[BpcalcError]) -> None:
        """folder: where array files may lie; None: the current folder. budget: shared by all the values of a problem."""
        self.source = source
        self.folder = folder
        self.budget = budget
        self.faults = faults

    def report(self, fault: BpcalcError, place: int, tree: Tree = "") -> None:
        """Say a fault or a warning of the value that stands at `place`."""
        length = len(tree) + 2 * self.in_quotes(place) if isinstance(tree, str) else 1
        fault.place = self.source.place(place, max(length, 1))
        self.faults.append(fault)

    def attempt(self, tree: Tree, place: int, make: Any, *arguments: Any) -> Any:
        """make(*arguments); None where it raises, after the fault was said."""
        try:
            return make(*arguments)
        except (ValueFault, LimitError) as fault:
            self.report(fault, place, tree)
        except MemoryError:
            self.report(LimitError("there is not enough memory for this array", hint="--max-memory sets a limit"), place, tree)
        return None

    def in_quotes(self, place: int) -> bool:
        return self.source.json or self.source.quoted(place)

    def scalar(self, tree: Tree, place: int) -> float:
        """A number. Raises ValueFault."""
        if isinstance(tree, str):
            if self.in_quotes(place):
                from backprop_cli.problem.values.matrix_repairs import misplaced_text

                raise misplaced_text(tree)
            return number(tree) if NUMBER.fullmatch(tree) else self.misread(tree, place)
        if isinstance(tree, float):
            return tree
        if isinstance(tree, Listing | Mapping):
            raise ValueFault(f"a number belongs here, not {as_written(tree)}", hint="write it as in 1.1")
        return number(as_written(tree))

    def misread(self, tree: str, place: int) -> float:
        """Raise ValueFault for a text that is no plain number, with the number or array that it may mean."""
        from backprop_cli.problem.values.matrix_repairs import around, matrix_meant
        from backprop_cli.problem.values.number_repairs import number_meant

        array = matrix_meant(around(self.source.text, place)) if re.search(r"[;(\s]", tree) and number_meant(tree) is None else None
        if array is not None:
            raise ValueFault(f"{quoted(tree)} is not a number: it is several numbers", hint=f"write an array as {array}")
        return number(tree)

    def text(self, key: str, tree: Tree) -> str:
        """A text, quoted or not, without the blanks around it. Raises ValueFault."""
        if not isinstance(tree, str):
            raise ValueFault(f"'{key}' is a text, not {as_written(tree)}", hint=f"write it as in {key}: {EXAMPLES[key]}")
        return tree.strip()  # a block after | or > ends in a line end

    def whole(self, key: str, tree: Tree, place: int, least: int) -> int:
        """A whole number. Raises ValueFault."""
        if isinstance(tree, str) and self.in_quotes(place):
            self.scalar(tree, place)  # raises
        return whole_number(tree, f"'{key}'", least)
