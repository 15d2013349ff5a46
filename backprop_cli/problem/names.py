"""Names: which are allowed, and who had them first."""

from collections.abc import Sequence
from keyword import iskeyword, kwlist

from backprop_cli.errors import BpcalcError, NameFault
from backprop_cli.source.places import Source
from backprop_cli.source.tree import normalised

OTHER_LETTERS = {"lambda": "lam or λ", "class": "label or kind", "in": "x or input_", "is": "is_", "from": "start", "for": "n"}


class Names:
    """Normalised name → reference. `broken`: names that were refused, so that whoever reads them is not blamed."""

    def __init__(self, source: Source, faults: list[BpcalcError]) -> None:
        self.source = source
        self.faults = faults
        self.numbers: dict[str, int] = {}
        self.places: list[tuple[Sequence[str], Sequence[int]]] = []
        self.broken: set[str] = set()

    def add(self, names: Sequence[str], places: Sequence[int], first: int) -> None:
        """Give the names the references from `first` on. A fault for each that is not allowed, or taken already."""
        normal = normalised(names)
        self.places.append((normal, places))
        before = len(self.numbers)
        if all(map(str.isidentifier, normal)) and self.numbers.keys().isdisjoint(normal):
            self.numbers.update(zip(normal, range(first, first + len(normal)), strict=True))
            if len(self.numbers) == before + len(normal) and self.numbers.keys().isdisjoint(kwlist):
                return
            for name in normal:  # one is there twice, or a word of Python's: take all out, and look at each
                self.numbers.pop(name, None)
        for reference, (name, typed, place) in enumerate(zip(normal, names, places, strict=True), first):
            self.add_one(name, typed, place, reference)

    def add_one(self, name: str, typed: str, place: int, reference: int) -> None:
        error = why_refused(name)
        if error is None and name in self.numbers:
            line = self.line_of(name)
            error = NameFault(
                f"the name '{typed}' is taken{line}", hint="variables, constants and nodes share their names; choose another"
            )
        elif error is not None:
            self.broken.add(name)
        if error is None:
            self.numbers[name] = reference
        else:
            error.place = self.source.place(place, len(typed))
            self.faults.append(error)

    def line_of(self, name: str) -> str:
        for names, places in self.places:
            if name in names:
                return f": it stands in line {self.source.line(places[list(names).index(name)])} already"
        return " already"


def why_refused(name: str) -> NameFault | None:
    """Why a (normalised) name is not allowed, with another that is; None where it is."""
    if name.isidentifier() and not iskeyword(name):
        return None
    if iskeyword(name):
        return NameFault(f"'{name}' is a word of Python's, no name", hint=f"call it {OTHER_LETTERS.get(name, name + '_')}")
    if not name:
        return NameFault("a name is missing", hint="write a name before the colon")
    repaired = "".join(letter if ("_" + letter).isidentifier() else "_" for letter in name.strip())
    repaired = repaired if repaired.isidentifier() else "_" + repaired
    shown = name if len(name) <= 60 else name[:57] + "…"
    if len(repaired) > 60 or not repaired.strip("_"):
        return NameFault(f"'{shown}' is no name", hint="a name is made of letters, digits and _ and does not begin with a digit")
    return NameFault(f"'{shown}' is no name", hint=f"write it as {repaired}")
