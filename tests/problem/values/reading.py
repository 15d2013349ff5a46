"""One value, read as the reader of problems reads it."""

from typing import Any

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.reader import Quantity, ValueReader
from backprop_cli.source import from_bytes, parse
from backprop_cli.source.tree import Mapping

LIMIT = 2**31


def read(
    text: str, name: str = "x", *, json: bool = False, folder: Any = None, limit: int = LIMIT
) -> tuple[Quantity | None, list[BpcalcError]]:
    """The value that `text` (YAML, or JSON) says, and the faults that were found."""
    whole = f'{{"{name}": {text}}}' if json else f"{name}: {text}\n"
    document = parse(from_bytes(whole.encode(), "p.json" if json else "p.yaml", json, 2**26))
    assert isinstance(document.root, Mapping)
    faults = list(document.faults)
    reader = ValueReader(document.source, None if folder is None else str(folder), Budget(limit), faults)
    return reader.read(document.root.values[0], document.root.places[0], name), faults


def value(text: str, name: str = "x", **how: Any) -> Any:
    quantity, faults = read(text, name, **how)
    assert quantity is not None, [fault.message for fault in faults]
    assert not faults
    return quantity.value


def fault(text: str, name: str = "x", **how: Any) -> BpcalcError:
    """The only fault of a text."""
    quantity, faults = read(text, name, **how)
    assert quantity is None
    assert len(faults) == 1, [found.message for found in faults]
    assert faults[0].place is not None
    return faults[0]
