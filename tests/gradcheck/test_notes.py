"""What is noted beside the verdicts: zeros, values that are not finite, and widened tolerances."""

from pathlib import Path
from typing import Any

import pytest

from .checking import STEEP, check, check_with


def test_float32_widens_the_tolerance_and_says_so(tmp_path: Path) -> None:
    code = "import numpy as np\nclass My:\n    def forward(self, x):\n        self.x = x.astype(np.float32)\n        return np.sin(self.x)\n    def backward(self, dout):\n        return dout * np.cos(self.x)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    assert result.verdict == "pass", result.checks
    assert any("float32" in note for note in result.notes)


def test_what_reaches_it_only_through_comparisons_gets_a_note() -> None:
    result = check("variables: {x: 1, y: 2}\nnodes: {z: (x > 0) * y}")
    assert result.verdict == "pass"
    assert any("x has no gradient" in note for note in result.notes)


def test_of_a_plain_check_there_is_nothing_to_note() -> None:
    assert check("variables: {x: 1}\nnodes: {y: x * x}").notes == []


def test_a_gradient_of_zeros_gets_a_note() -> None:
    assert "the gradient of x is 0 in every entry" in check("variables: {x: [-1, -2]}\nnodes: {y: relu(x)}").notes


@pytest.mark.parametrize(
    ("text", "how", "notes"),
    [
        ("variables: {x: 1, y: 2}\nnodes: {z: x * 2}", {}, ["y does not reach z: its gradient is 0"]),
        (
            "variables: {x: 1, y: 2}\nnodes: {z: (x > 0) * y}",
            {},
            ["x has no gradient: it reaches z only through comparisons, conditions or labels"],
        ),
        ("variables: {x: -1}\nnodes: {y: relu(x)}", {}, ["the gradient of x is 0"]),
        ("variables: {x: [-1, -2]}\nnodes: {y: sum(relu(x))}", {}, ["the gradient of x is 0 in every entry"]),
        ("variables: {x: [-1, 2]}\nnodes: {y: sum(relu(x))}", {}, []),
        ("variables: {x: 1000}\nnodes: {e: exp(x), y: e * 2}", {}, ["e is the first value that is not finite"]),
        ("variables: {x: 0}\nnodes: {b: x * 2, r: sqrt(b), y: r * 3}", {}, ["the gradient of b is the first that is not finite"]),
        (STEEP, {"method": "complex"}, ["the gradient of x is 0", "the numerical gradient is not finite"]),
        (
            "variables: {x: 0}\nnodes: {a: relu(x), b: relu(-x), y: a - b}",
            {},
            [
                "the gradient of x is 0",
                "several kinks meet: each layer keeps to its convention, and together they lie beside both slopes",
            ],
        ),
        (
            "variables: {x: 0}\nnodes: {y: relu(x)}",
            {"method": "taylor"},
            ["the point is a kink, where remainders do not follow Taylor: --method auto judges kinks", "the gradient of x is 0"],
        ),
    ],
)
def test_all_that_is_noted(text: str, how: dict[str, Any], notes: list[str]) -> None:
    assert check(text, **how).notes == notes


@pytest.mark.parametrize("tolerance", [None, 0.5])
def test_a_way_through_float32_is_noted_where_no_tolerance_is_given(tolerance: float | None, tmp_path: Path) -> None:
    code = "import numpy as np\nclass Sine:\n    def forward(self, x):\n        self.x = x.astype(np.float32)\n        return np.sin(self.x)\n    def backward(self, dout):\n        return dout * np.cos(self.x)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2], z: 3}\nnodes: {y: sum(Sine(x)) * z}\n", tolerance=tolerance)
    note = "the way from x goes through a layer that computes in float32: its tolerance is 0.001"
    assert result.notes == [note] * (tolerance is None)
    assert result.verdict == "pass"
