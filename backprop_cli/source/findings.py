"""The faults of a text, gathered while it is read."""

from backprop_cli.errors import Found, SourceError
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Mapping, fold_twins


class ReadingEnded(Exception):
    """A fault was said that ends the reading."""


class Findings:
    """Collects faults with their places. Raises Enough where they are too many; of warnings the first thousand are kept."""

    __slots__ = ("source", "faults")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults = Found()

    def say(self, offset: int, message: str, hint: str | None = None, length: int = 1, severity: str = "error") -> None:
        if severity == "error" or not self.warned_enough():
            self.faults.append(SourceError(message, self.source.place(offset, length), hint, severity))

    def warned_enough(self) -> bool:
        return len(self.faults) - self.faults.errors >= Found.MOST

    def say_twins(self, mapping: Mapping) -> None:
        """Take the repeated keys out of a mapping, with a fault for each."""
        for key, place, first in fold_twins(mapping):
            line = self.source.line(first)
            self.say(place, f"'{short(key)}' is there twice: first in line {line}", "rename one, or take it out", len(key))

    def said_near(self, offset: int) -> bool:
        """Whether an error was said of the line of `offset` or the one before."""
        line = self.source.line(offset)
        return any(fault.place and line - 1 <= fault.place.line <= line for fault in self.faults if fault.severity == "error")

    def ordered(self) -> Found:
        return Found(sorted(self.faults, key=lambda fault: (fault.place.line, fault.place.column) if fault.place else (0, 0)))


def short(text: str, limit: int = 60) -> str:
    """A text for a message, cut to at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
