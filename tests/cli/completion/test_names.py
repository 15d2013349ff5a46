"""The names that are offered: those of the problem that would be found, even where it has faults."""

from pathlib import Path

import pytest

from tests.cli.completion.asking import APPLE, offers


def test_names_come_from_the_problem_that_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offers("bpcalc backward --wrt ") == []
    (tmp_path / "problem.yaml").write_text("variables: {사과: 1, x: 2}\nconstants: {c: 3}\nnodes: {y: 사과 * (x + c)}\n")
    assert offers("bpcalc backward --wrt ") == ["사과", "x", "y.1", "y"]
    assert offers("bpcalc backward --set ") == ["사과=", "x=", "c="]


def test_a_file_with_faults_still_offers_its_names(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("variables: {x: 1, xx: 1,5}\nnodes:\n  y: x * z\n")
    assert offers(f"bpcalc backward {path} --wrt ") == ["x", "xx", "y"] or offers(f"bpcalc backward {path} --wrt ")[0] == "x"
    path.write_text("- just\n- a list\n")
    assert offers(f"bpcalc backward {path} --wrt ") == []


def test_python_files_are_never_run_for_a_completion(tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    offers(f"bpcalc backward {APPLE} --layers {mine} --wrt ")
    assert not (tmp_path / "ran").exists()
