"""Values of a problem: numbers, nested lists, array files, filled and random arrays; any of them with a unit and a description."""

from typing import Any, NamedTuple

from backprop_cli.errors import BpcalcError, ValueFault
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.context import ValueContext
from backprop_cli.problem.values.notation import LARGEST, MOST_AXES, NUMBER, quoted
from backprop_cli.source.tree import Listing, Mapping, Tree

# What a mapping can say: its form, with the options of each and what they are. The reader and the schema read this table.
FORMS: dict[str, dict[str, str]] = {
    "value": {},
    "file": {"key": "text"},
    "zeros": {},
    "ones": {},
    "normal": {"scale": "number", "seed": "whole"},
    "uniform": {"low": "number", "high": "number", "seed": "whole"},
    "integers": {"low": "integer", "high": "integer", "seed": "whole"},
    "arange": {},
    "eye": {},
    "onehot": {"classes": "whole"},
}
ONE_SIZE = ("arange", "eye")
NOTES = ("unit", "description")
HOW_TO = (
    "write {value: 3}, {file: x.npy}, {zeros: [50]}, {ones: [3, 2]}, {normal: [3, 2]}, {uniform: [3, 2]}, {integers: [3]}, "
    "{arange: 5}, {eye: 3} or {onehot: [0, 2], classes: 3}"
)
FARTHEST = 2**53  # from 0: beyond it a float is no longer every whole number
HOW_SHAPES = "write [3] for three entries, [3, 2] for three rows of two"
Entries = dict[str, tuple[Tree, int]]  # key → value and its place


class Quantity(NamedTuple):
    """A value (a float, or a C-contiguous float64 array) and what the file says about it."""

    value: Value
    unit: str | None = None
    description: str | None = None


class ValueReader(ValueContext):
    """Reads values of one source. Every fault goes to `faults`, with its place."""

    def read(self, tree: Tree, place: int, name: str) -> Quantity | None:
        """The value of `name`; None where a fault was found (random arrays without a seed take theirs from the name)."""
        # The plain number of the many: what is quoted begins, in the text, with a quote.
        if type(tree) is str and self.source.text[place : place + 1] == tree[:1] and NUMBER.fullmatch(tree):
            quick = float(tree)
            if -LARGEST <= quick <= LARGEST:
                return Quantity(quick)
        if isinstance(tree, Mapping):
            return None if tree.broken else self.mapping(tree, place, name)
        value = self.listing(tree, place) if isinstance(tree, Listing) else self.attempt(tree, place, self.scalar, tree, place)
        return None if value is None else Quantity(value)

    def listing(self, tree: Listing, place: int) -> Value | None:
        from backprop_cli.problem.values.arrays import nested_list

        return self.attempt(tree, place, nested_list, self, tree, place)

    # Mappings

    def mapping(self, tree: Mapping, place: int, name: str) -> Quantity | None:
        entries: Entries = dict(zip(tree.keys, zip(tree.values, tree.places, strict=True), strict=True))
        form = self.form(tree, place)
        if form is None:
            return None
        before = len(self.faults)
        notes = {note: self.attempt(*entries[note], self.text, note, entries[note][0]) for note in NOTES if note in entries}
        options = {key: self.option(kind, key, *entries[key]) for key, kind in FORMS[form].items() if key in entries}
        inner = self.make(form, *entries[form], options, name)
        if inner is None or any(fault.severity == "error" for fault in self.faults[before:]):
            return None
        return Quantity(inner.value, notes.get("unit") or inner.unit, notes.get("description") or inner.description)

    def form(self, tree: Mapping, place: int) -> str | None:
        """Which form a mapping has; None where it has none or several, or where a key is unknown."""
        forms = [key for key in tree.keys if key in FORMS]
        known = {*NOTES, *(FORMS[forms[0]] if forms else FORMS)}
        unknown = [(key, at) for key, at in zip(tree.keys, tree.key_places, strict=True) if key not in known and key not in forms]
        if len(unknown) > 1 and tree.values.count("") == len(tree.values) and all(NUMBER.fullmatch(key) for key in tree.keys):
            hint = f"write an array as [{', '.join(tree.keys)}]"
            self.report(ValueFault("{ } holds names with their values, and these are numbers", hint=hint), place)
            return None
        for key, at in unknown:
            self.unknown_key(key, at, forms, {*known, *forms})
        if len(forms) > 1:
            self.report(ValueFault(f"'{forms[0]}' and '{forms[1]}' each make an array", hint="keep one of them"), place)
        elif not forms and not unknown:
            self.report(ValueFault("a mapping without a value", hint=HOW_TO), place)
        return forms[0] if len(forms) == 1 and not unknown else None

    def unknown_key(self, key: str, place: int, forms: list[str], known: set[str]) -> None:
        from backprop_cli.suggest import did_you_mean

        message = f"'{forms[0]}' has no option {quoted(key)}" if forms else f"{quoted(key)} makes no value"
        otherwise = f"known are {', '.join(sorted(known))}" if forms else HOW_TO
        self.report(ValueFault(message, hint=did_you_mean(key, sorted(known)) or otherwise), place, key)

    def option(self, kind: str, key: str, tree: Tree, place: int) -> Any:
        """An option's value, by its kind; None after a fault."""
        if kind == "text":
            return self.attempt(tree, place, self.text, key, tree)
        if kind == "whole":
            return self.attempt(tree, place, self.whole, key, tree, place, 0)
        if kind == "integer":
            return self.attempt(tree, place, self.whole, key, tree, place, -FARTHEST)
        return self.attempt(tree, place, self.scalar, tree, place)

    def make(self, form: str, tree: Tree, place: int, options: dict[str, Any], name: str) -> Quantity | None:
        """The value that a mapping's form describes; None after a fault."""
        if form == "value":
            return self.read(tree, place, name)
        if form == "onehot":
            return self.onehot(tree, place, options)
        shape = () if form == "file" else self.shape(form, tree, place)
        if shape is None or None in options.values():
            return None
        if form == "file":
            remarks: list[BpcalcError] = []
            value = self.attempt(tree, place, self.from_file, tree, options, remarks)
            for remark in remarks:
                self.report(remark, place, tree)
        else:
            value = self.attempt("", place, self.filled, form, shape, options, name)
        return None if value is None else Quantity(value)

    def onehot(self, tree: Tree, place: int, options: dict[str, Any]) -> Quantity | None:
        """A row for each label, with 1 at the label and 0 elsewhere; None after a fault."""
        labels = self.read(tree, place, "onehot")
        if labels is None or None in options.values():
            return None
        value = self.attempt("", place, self.onehot_rows, labels.value, options)
        return None if value is None else Quantity(value)

    def onehot_rows(self, labels: Value, options: dict[str, Any]) -> Value:
        from backprop_cli.problem.values.generated_arrays import onehot_rows

        return onehot_rows(labels, options.get("classes"), self.budget)

    def from_file(self, tree: Tree, options: dict[str, Any], remarks: list[BpcalcError]) -> Value:
        from backprop_cli.problem.values.array_files import read_array

        return read_array(self.text("file", tree), options.get("key"), self.folder, self.budget, remarks)

    def filled(self, form: str, shape: tuple[int, ...], options: dict[str, Any], name: str) -> Value:
        from backprop_cli.problem.values.generated_arrays import generated_array

        return generated_array(form, shape, options, name, self.budget)

    def shape(self, form: str, tree: Tree, place: int) -> tuple[int, ...] | None:
        """The sizes of an array: [3, 2], or 3 for [3]; None after a fault."""
        items, places = (tree.items, tree.places) if isinstance(tree, Listing) else ([tree], [place])
        if isinstance(tree, Listing) and tree.broken:
            return None
        sizes = [self.attempt(item, at, self.whole, form, item, at, 1) for item, at in zip(items, places, strict=True)]
        if form in ONE_SIZE and len(sizes) != 1:
            self.report(ValueFault(f"'{form}' takes one size", hint=f"write {{{form}: 3}}"), place)
            return None
        if not 0 < len(sizes) <= MOST_AXES:
            count = "at least one size" if not sizes else f"at most {MOST_AXES} sizes"
            self.report(ValueFault(f"'{form}' takes {count}", hint=HOW_SHAPES), place)
            return None
        return None if None in sizes else tuple(sizes)
