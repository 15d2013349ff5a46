"""An answer under `expect:` as it is given: its numbers, its blanks, and what cannot be read, which stops no other answer."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.errors import BpcalcError, LimitError, ValueFault
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape
from backprop_cli.phrases import say
from backprop_cli.problem.values.notation import quoted
from backprop_cli.problem.values.numbers import as_written
from backprop_cli.problem.values.reader import NOTES, ValueReader
from backprop_cli.problem.values.worked_numbers import worked_number
from backprop_cli.source.blanks import is_blank
from backprop_cli.source.tree import Listing, Mapping, Tree, left_over

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation, Problem

JSON_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")


class Given(NamedTuple):
    """What is written under a name.

    text: as it is written. numbers: its entries row by row, nan for those that are blank or faulty. blanks: positions of entries.
    faulty: position → why the entry is no number. fault: why nothing of it can be read. doubt: why nobody can tell what it is.
    entry: the text of the entry at a position; None where entries are not written one by one, as those of {file: x.npy}.
    """

    text: str
    shape: Shape = ()
    numbers: Sequence[float] = ()
    blanks: Sequence[int] = ()
    faulty: dict[int, str] = {}
    fault: str | None = None
    doubt: str | None = None
    entry: Callable[[int], str] | None = None
    bracketed: bool = False  # [0,5]: here nobody can see a decimal comma


class GivenReader:
    """Reads the answers of a problem, one by one. None of their faults is the file's."""

    def __init__(self, problem: "Problem") -> None:
        self.problem = problem

    def read(self, one: "Expectation") -> Given:
        """What is given for one expectation."""
        if one.rest:
            text = ",".join([self.written(one.tree, one.place), *one.rest])
            return Given(text, doubt=why_unclear(text))
        return self.value(one.tree, one.place, one.name)

    def value(self, tree: Tree, place: int, name: str) -> Given:
        text = self.written(tree, place)
        if isinstance(tree, Listing):
            return self.listing(tree, place, text)
        if not isinstance(tree, Mapping):
            numbers, blanks, faulty = self.entries([tree])
            return Given(text, (), numbers, blanks, faulty, entry=lambda _: text)
        cut = [key for key, value in zip(tree.keys, tree.values, strict=True) if left_over(key, value)]
        if "value" in tree.keys and {*tree.keys} <= {"value", *NOTES, *cut}:
            index = tree.keys.index("value")
            inner = self.value(tree.values[index], tree.places[index], name)
            return Given(text, doubt=why_unclear(",".join([inner.text, *cut]))) if cut else inner._replace(text=text)
        return self.mapping(tree, place, name, text)

    def reader(self) -> ValueReader:
        """A reader of values with a list of faults of its own: they are the answer's, not the file's."""
        problem = self.problem
        return ValueReader(problem.source, problem.folder, problem.budget, [])

    def mapping(self, tree: Mapping, place: int, name: str, text: str) -> Given:
        """What is given by {file: x.npy}, {zeros: [3]} and the other forms that are mappings."""
        reader = self.reader()
        quantity = reader.read(tree, place, name)
        if quantity is None:
            return Given(text, fault=faults_in_words(reader.faults))
        value = quantity.value
        return Given(text, maths.shape_of(value), value.reshape(-1) if maths.is_array(value) else [value])

    def listing(self, tree: Listing, place: int, text: str) -> Given:
        from backprop_cli.problem.values.arrays import Rows, all_at_once

        reader = self.reader()
        rows = Rows(reader)
        rows.descend(tree, place)
        if rows.broken or reader.faults:
            return Given(text, fault=faults_in_words(reader.faults))
        try:
            self.problem.budget.take(len(rows.items), "this list")
        except LimitError as error:
            return Given(text, fault=error.message)
        quick = all_at_once(reader, rows)
        numbers, blanks, faulty = self.entries(rows.items) if quick is None else (quick, [], {})

        def entry(position: int) -> str:
            return self.written(rows.items[position], rows.places[position])

        bracketed = self.problem.source.text[place] == "["
        return Given(text, rows.shape, numbers, blanks, faulty, entry=entry, bracketed=bracketed)

    def entries(self, items: Sequence[Tree]) -> tuple[list[float], list[int], dict[int, str]]:
        """The numbers of some entries, and the positions of those that are blank or no number."""
        numbers: list[float] = []
        blanks: list[int] = []
        faulty: dict[int, str] = {}
        for position, item in enumerate(items):
            try:
                numbers.append(self.number(item, blanks, position))
            except ValueFault as fault:
                faulty[position] = fault.message
                numbers.append(maths.NAN)
        return numbers, blanks, faulty

    def number(self, item: Tree, blanks: list[int], position: int) -> float:
        """The number of an entry; nan for a blank, whose position is noted. Raises ValueFault."""
        if isinstance(item, Mapping):
            raise ValueFault(f"a number belongs here, not {as_written(item)}")
        if type(item) is float:
            return item
        text = item.strip() if isinstance(item, str) else as_written(item)
        if not is_blank(text):
            return worked_number(text)
        blanks.append(position)
        return maths.NAN

    def written(self, tree: Tree, place: int) -> str:
        """A tree as it is written, on one line, and without its quotes."""
        if isinstance(tree, str):
            return " ".join(tree.split()) if "\n" in tree else tree.strip()
        if isinstance(tree, Listing):
            return f"[{', '.join([self.written(item, at) for item, at in zip(tree.items, tree.places, strict=True)])}]"
        if isinstance(tree, Mapping):
            pairs = zip(tree.keys, tree.values, tree.places, strict=True)
            return f"{{{', '.join([f'{key}: {self.written(value, at)}' for key, value, at in pairs])}}}"
        found = JSON_NUMBER.match(self.problem.source.text, place) if type(tree) is float else None
        return found[0] if found else as_written(tree)


def why_unclear(text: str) -> str:
    """What is to be asked of a text that a comma took apart."""
    decimal = re.fullmatch("([-+]?[0-9]+),([0-9]+)", text)
    if decimal:
        return say("{text}: is that {number}?", text=quoted(text), number=f"{decimal[1]}.{decimal[2]}")
    return say("{text}: in {brackets} a comma ends the value", text=quoted(text), brackets="{ }")


def faults_in_words(faults: Sequence[BpcalcError]) -> str:
    return faults[0].message if faults else say("it cannot be read")
