"""Trees and faults in a form that tests can compare."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from backprop_cli.source import Document, Listing, Mapping, Source, Tree, yaml_document

Row = tuple[str, int, int, str]


def refused(rows: Sequence[Row]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A test for each row of text, line, column and message, with each of the two parsers."""
    of_rows = pytest.mark.parametrize(("text", "line", "column", "message"), rows, ids=[repr(row[0][:40]) for row in rows])
    by_both = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
    return lambda test: by_both(of_rows(test))


def yaml_of(text: str, pure: bool = False) -> Document:
    return yaml_document.read_yaml(Source("f.yaml", text), pure)


def plain(tree: Tree) -> Any:
    """A tree as dicts and lists; what is broken as an ellipsis."""
    if isinstance(tree, Mapping):
        return ... if tree.broken else dict(zip(tree.keys, map(plain, tree.values), strict=True))
    if isinstance(tree, Listing):
        return ... if tree.broken else [plain(item) for item in tree.items]
    return tree


def said(document: Document) -> list[tuple[int, int, str]]:
    """Line, column and message of every fault."""
    return [(fault.place.line, fault.place.column, fault.message) for fault in document.faults if fault.place]


def whole(document: Document) -> tuple[Any, ...]:
    """All that a document says, for comparing two."""
    faults = [(repr(f.place), f.place and f.place.length, f.message, f.hint, f.severity) for f in document.faults]
    return flat(document.root), document.place, document.ended, faults


def flat(tree: Tree) -> Any:
    """A tree with its places."""
    if isinstance(tree, Mapping):
        return ["mapping", tree.keys, tree.key_places, [flat(value) for value in tree.values], tree.places, tree.broken]
    if isinstance(tree, Listing):
        return ["listing", [flat(item) for item in tree.items], tree.places, tree.broken]
    return tree


def errors(document: Document) -> list[str]:
    return [fault.message for fault in document.faults if fault.severity == "error"]


def document_lengths(document: Document) -> bool:
    """Whether the columns of every container are as long as each other."""
    stack = [document.root]
    while stack:
        tree = stack.pop()
        if isinstance(tree, Mapping):
            if not len(tree.keys) == len(tree.key_places) == len(tree.values) == len(tree.places):
                return False
            stack += tree.values
        elif isinstance(tree, Listing):
            if len(tree.items) != len(tree.places):
                return False
            stack += tree.items
    return True
