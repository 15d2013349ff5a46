"""Expected answers beside what comes out."""

import json
from pathlib import Path

import pytest

from tests.cli.running import bpcalc


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("expected", "tolerance", "code"),
    [
        ("9.0000089", None, 0), ("9.0000091", None, 1), ("8.9999911", None, 0), ("9.08", "0.01", 0), ("9.1", "0.01", 1),
        ("9", "0", 0),
    ],
)  # fmt: skip
def test_the_tolerance_is_relative_to_what_is_expected(here: Path, expected: str, tolerance: str | None, code: int) -> None:
    (here / "p.yaml").write_text(f"variables: {{x: 3}}\nnodes: {{y: x * x}}\nexpect: {{forward: {{y: {expected}}}}}\n")
    assert bpcalc("check", "p.yaml", *(["--tolerance", tolerance] if tolerance else [])).code == code


@pytest.mark.parametrize(("actual", "code"), [("1e-16", 0), ("2e-15", 1)])
def test_an_expected_zero_leaves_room_for_rounding(here: Path, actual: str, code: int) -> None:
    (here / "p.yaml").write_text(f"variables: {{x: {actual}}}\nnodes: {{y: x * 1}}\nexpect: {{forward: {{y: 0}}}}\n")
    assert bpcalc("check", "p.yaml").code == code


def test_the_largest_entry_sets_the_scale_of_an_array(here: Path) -> None:
    text = "variables: {x: [1000, 0.0005]}\nnodes: {y: x * 1}\nexpect: {forward: {y: [1000, 0]}}\n"
    (here / "p.yaml").write_text(text)
    assert bpcalc("check", "p.yaml").code == 0
    (here / "p.yaml").write_text(text.replace("0.0005", "0.002"))
    assert bpcalc("check", "p.yaml").code == 1


def test_a_tolerance_of_the_file(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 3}\nnodes: {y: x * x}\nexpect: {forward: {y: 9.5}, tolerance: 0.1}\n")
    assert bpcalc("check", "p.yaml").code == 0
    assert bpcalc("check", "p.yaml", "--tolerance", "0.01").code == 1


def test_an_expected_gradient_that_there_is_not_differs(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 3, z: 1}\nnodes: {y: (x > 1) * z}\nexpect: {gradients: {x: 0}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["files"][0]["expectations"][0]["actual"] is None


def test_nan_is_never_right(here: Path) -> None:
    (here / "p.yaml").write_text("variables: {x: 0}\nnodes: {y: x / x}\nexpect: {forward: {y: 0}}\n")
    ran = bpcalc("check", "p.yaml", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["files"][0]["expectations"][0]["actual"] == "nan"
