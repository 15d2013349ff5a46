"""Why a gradient may be wrong, read off the pattern that the fault leaves in its numbers."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck.hints import of_code, pattern, same_for_twice, wrong_entries_counted
from backprop_cli.gradcheck.result import Check
from backprop_cli.python_layers.load import load_layers

from .checking import Same, check_graph, check_with, chk, graph_of


def test_a_planted_error_of_1e_5_is_found(tmp_path: Path) -> None:
    code = "import numpy as np\nclass My:\n    def forward(self, x):\n        self.x = x\n        return np.sin(x)\n    def backward(self, dout):\n        return dout * np.cos(self.x) * (1 + 1e-5)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    assert {row.verdict for row in result.checks} == {"fail"}
    assert "1.00001 times" in result.culprits[0].note
    assert check_with(tmp_path, code.replace(" * (1 + 1e-5)", ""), "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}").verdict == "pass"


@pytest.mark.parametrize("factor", [-1.0, 0.0])
def test_a_wrong_sign_and_a_zero_have_words(factor: float) -> None:
    result = check_graph(graph_of([np.array([2.0, -1.0])], [], [(Same(factor), (0,))]))
    assert {-1.0: "its sign is wrong", 0.0: "it is 0 in every entry"}[factor] in result.culprits[0].note


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(0.0, 3.0)], ""),
        ([(0.0, 3.0), (0.0, -2.0)], "it is 0 in every entry"),
        ([(0.0, 3.0), (0.0, 0.0)], ""),
        ([(3.0, 0.0)], "it should be 0 in every entry: does the result use x?"),
        ([(3.0, 1e-14)], "it should be 0 in every entry: does the result use x?"),
        ([(3.0, 0.0), (3.0, 1.0)], ""),
        ([(-3.0, 3.0)], "its sign is wrong"),
        ([(1.0, 4.0)], "it is 1/4 of what it should be, and 4 is a size of x (4,)"),
        ([(3.0, 2.0)], ""),
        ([(3.0, 2.0), (-6.0, -4.0)], "it is 1.5 times what it should be in every entry"),
        ([(3.0, 2.0), (3.0, 4.0)], ""),
    ],
)
def test_what_all_wrong_entries_have_in_common(pairs: list[tuple[float, float]], said: str) -> None:
    checks = [
        Check("x", (k,), analytic, numeric, 1.0, 0.0, "complex", "fail", None, None) for k, (analytic, numeric) in enumerate(pairs)
    ]
    assert pattern(checks, [], "x", [(4, "x (4,)")]) == said


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [(["fail"], ""), (["fail", "pass"], "1 of 2 entries are wrong"), (["fail", "pass", "fail"], "2 of 3 entries are wrong")],
)
def test_how_many_entries_are_wrong_is_told_where_there_are_several(verdicts: list[str], said: str) -> None:
    assert wrong_entries_counted([chk(3.0, 2.0, verdict) for verdict in verdicts]) == said


@pytest.mark.parametrize(
    ("pairs", "shape", "said"),
    [
        ([(1.0, 2.0)], (2,), "it is 1/2 of what it should be, and 2 is a size of x (2,)"),
        ([(1.0, 3.0)], (2, 3), "it is 1/3 of what it should be, and 3 is a size of x (2, 3)"),
        ([(1.000001, 1.0)], (1,), ""),
        ([(1.0, 4.0)], (2,), ""),
        ([(4.0, 1.0)], (4,), ""),
        ([(-2.0, 1.0)], (4,), ""),
        ([(1.0, 0.5), (2.0, 1.0)], (1, 2), "it is 2 times what it should be in every entry"),
        ([(1e-6, 1.0), (2e-6, 1.0)], (2,), ""),
        ([(1e6, 1.0), (1e6 + 1.0, 1.0)], (2,), "it is 1000000 times what it should be in every entry"),
    ],
)
def test_a_common_factor_is_told_by_where_it_may_come_from(
    pairs: list[tuple[float, float]], shape: tuple[int, ...], said: str
) -> None:
    assert pattern([chk(*pair) for pair in pairs], [], "x", [(size, f"x {shape}") for size in shape]) == said


@pytest.mark.parametrize(
    ("once", "twice", "same"),
    [
        (3.0, 3.0, True),
        (1.0, 1.0, True),
        (3.0, 6.0, False),
        (0.0, 0.0, False),
        ([3.0, 0.0], [3.0, 0.0], True),
        ([1.0, 1.0], [1.0, 1.0], True),
        ([3.0, 2.0], [3.0, 4.0], False),
        ([3.0, 2.0], [6.0, 4.0], False),
        ([0.0, 0.0], [0.0, 0.0], False),
    ],
)
def test_a_gradient_that_is_the_same_for_twice_the_upstream_is_one_that_is_not_0(once: Any, twice: Any, same: bool) -> None:
    first, second = (np.array(value) if isinstance(value, list) else value for value in (once, twice))
    assert same_for_twice(first, second) is same


def test_of_several_labels_the_first_is_named(tmp_path: Path) -> None:
    code = "class Chosen:\n    def forward(self, x, t, u):\n        return x\n    def backward(self, dout):\n        return dout\n"
    (tmp_path / "pick.py").write_text(code, encoding="utf-8")
    (made,) = load_layers(str(tmp_path / "pick.py"))

    class Labelled(made):  # type: ignore[misc, valid-type]
        def labels(self, *shapes: tuple[int, ...]) -> frozenset[int]:
            return frozenset({1, 2})

    assert of_code(Labelled(), [(2, 3), (2,), (2,)]).startswith("t holds class indices")
