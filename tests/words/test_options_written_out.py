"""Rules with their options written out."""

import re
from typing import Any

import pytest

from backprop_cli.layers import SHELF
from backprop_cli.report.listings import backward_rules
from backprop_cli.words.options_written_out import options_written_out


@pytest.mark.parametrize(
    ("rule", "options", "text"),
    [
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": 0, "keepdims": False}, "expand(dout, x, axis=0)"),
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": None, "keepdims": True}, "expand(dout, x, keepdims=True)"),
        ("expand(dout, x, axis=axis, keepdims=keepdims)", {"axis": (0, -1), "keepdims": False}, "expand(dout, x, axis=(0, -1))"),
        (
            "softmax(x, axis=axis) * sum(dout, axis=axis, keepdims=True)",
            {"axis": -1},
            "softmax(x) * sum(dout, axis=-1, keepdims=True)",
        ),
        ("where(x > 0, 1, slope)", {"slope": -0.5}, "where(x > 0, 1, -0.5)"),
        ("dout / (size(x) - ddof)", {"ddof": 0}, "dout / size(x)"),
        ("dout / (size(x) - ddof)", {"ddof": 1}, "dout / (size(x) - 1)"),
        ("scatter(dout, x, index=index)", {"index": (slice(None, 2), -1)}, "scatter(dout, x, index=(slice(None, 2, None), -1))"),
        ("x * (y)", {}, "x * (y)"),
        ("sum(dout, axis=-1, keepdims=True)", {"axis": 0}, "sum(dout, axis=-1, keepdims=True)"),
        ("", {"axis": 0}, ""),
    ],
)
def test_options_are_written_out(rule: str, options: dict[str, Any], text: str) -> None:
    assert options_written_out(rule, options) == text


@pytest.mark.parametrize("kind", SHELF.values(), ids=lambda kind: kind.name)
def test_the_list_of_layers_prints_no_bare_option(kind: Any) -> None:
    if kind.name not in ("reshape", "subscript", "clip"):
        for rule in backward_rules(kind).values():
            assert not [name for name in kind.options if re.search(rf"\b{name}\b(?!=)", rule)]
