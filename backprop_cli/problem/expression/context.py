"""What an expression is read with: where its names lead, which layers there are, and where its faults go."""

from collections.abc import Mapping

from backprop_cli.errors import BpcalcError
from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import Draft
from backprop_cli.problem.layer_names import LayerNames
from backprop_cli.source import Source


class Context:
    """Shared by all the expressions of a section. Every fault goes to `faults`, but for one that only follows from another."""

    def __init__(
        self,
        source: Source,
        draft: Draft,
        layer_names: LayerNames,
        operators: Mapping[str, Layer],
        faults: list[BpcalcError],
        unknown: str = "no variable or node is called '{}'",
        expand: bool = False,
    ) -> None:
        """operators: the layer of each sign. unknown: what is said of a name that is not there, with {} in the name's place.

        expand: groups are opened where they are called.
        """
        self.expand = expand
        self.source = source
        self.draft = draft
        self.layer_names = layer_names
        self.operators = operators
        self.faults = faults
        self.unknown = unknown
        self.broken_names: set[str] = set()
        self.advises = True
        self.incomplete = False  # a part with names in it could not be read: no name is called unknown

    def fault(self, error: BpcalcError, place: int, length: int = 1) -> None:
        """Note a fault at an offset."""
        error.place = self.source.place(place, length)
        self.faults.append(error)

    def trial(self, text: str) -> "Context":
        """A context in which a repaired text is tried: every name but those of layers counts as known; no hint is looked for."""
        import re

        words = dict.fromkeys(re.findall(r"[^\W\d]\w*", text))
        names = [word for word in words if word in self.draft.numbers or word not in self.layer_names.makers]
        draft = Draft(names, {name: number for number, name in enumerate(names)}, [])
        trial = Context(Source("", text), draft, self.layer_names, self.operators, [])
        trial.advises = False
        return trial
