"""`bpcalc problems`: the problems that come with the tool."""

from pathlib import Path

import pytest

from tests.cli.running import PROBLEMS, bpcalc


def test_every_problem_is_listed() -> None:
    ran = bpcalc("problems")
    assert (ran.code, ran.err) == (0, "")
    for path in PROBLEMS.glob("*.yaml"):
        assert path.stem in ran.out


def test_a_problem_is_printed_byte_for_byte() -> None:
    for encoding in ("utf-8", "cp949", "ascii"):
        assert bpcalc("problems", "apple", encoding=encoding).raw == (PROBLEMS / "apple.yaml").read_bytes()


def test_the_python_files_of_the_shipped_problems_are_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = bpcalc("gradcheck", "notes_faults_sigmoid", "--layers", "notes_faults.py", "-f", "value")
    assert (told.code, told.out) == (1, "fail\n")
    assert "class Relu" in bpcalc("problems", "notes_faults.py").out
