"""What `backward` says of gradients that have lost more than half of their digits, and where it stays silent."""

from pathlib import Path

import pytest

from tests.cli.running import PROBLEMS, bpcalc

LOST = "has lost its digits to rounding"
OWN = "layers:\n  own:\n    inputs: [x]\n    forward: log(1 + x) / x\n    backward: {x: dout * (1 / (1 + x) - out) / x}\n"


def said(folder: Path, x: str, expression: str, *words: str, layers: str = "") -> str:
    path = folder / "p.yaml"
    path.write_text(f"variables: {{x: {x}}}\n{layers}nodes:\n  y: {expression}\n", encoding="utf-8")
    ran = bpcalc("backward", str(path), *words)
    assert ran.code == 0, ran.err
    return ran.err


@pytest.mark.parametrize("words", [(), ("--strict",), ("-f", "json")])
@pytest.mark.parametrize("x", ["1e-9", "[1e-9, 1]"])
def test_a_gradient_without_digits_is_warned_of_with_its_place_and_the_way_out(
    x: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    err = said(tmp_path, x, "log(1 + x) / x", *words)
    assert "p.yaml:3:6: warning: the gradient of x has lost its digits to rounding at y.1 = 1 + x\n" in err
    assert "write log(1 + x) as log1p(x)" in err


@pytest.mark.parametrize(
    ("x", "expression"),
    [("1e-9", "log1p(x) / x"), ("0.1", "log(1 + x) / x"), ("1", "(x + 1e8) - 1e8"), ("[9, 0, 0.5]", "softmax(x)")],
)
def test_a_gradient_that_has_its_digits_is_not(x: str, expression: str, tmp_path: Path) -> None:
    assert LOST not in said(tmp_path, x, expression)


def test_digits_that_are_lost_inside_of_an_own_layer_are_noticed(tmp_path: Path) -> None:
    assert LOST in said(tmp_path, "1e-9", "own(x)", layers=OWN)
    assert LOST not in said(tmp_path, "0.5", "own(x)", layers=OWN)


@pytest.mark.parametrize("path", sorted(PROBLEMS.glob("*.yaml"))[:12], ids=lambda path: path.stem)
def test_the_problems_that_come_with_the_tool_lose_nothing(path: Path) -> None:
    assert LOST not in bpcalc("backward", str(path)).err
