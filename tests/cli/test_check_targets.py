"""Which files `check` means."""

import os
from pathlib import Path

import pytest

from backprop_cli.cli.check_targets import targets
from backprop_cli.errors import UsageError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.yaml", "a.yaml", "c.json", ".hidden.yaml", "odd[1].yaml", "notes.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / ".hidden").mkdir()
    for name in ("er/d.yaml", "a.yml", "c.json", ".hidden/e.yaml"):
        (tmp_path / "deep" / name).write_text("")


def paths(*words: str) -> list[str]:
    return [target.path.replace("\\", "/") for target in targets(words) if target.fault is None]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["b.yaml", "a.yaml"], ["b.yaml", "a.yaml"]),
        (["a.yaml", "b.yaml", "a.yaml"], ["a.yaml", "b.yaml"]),
        (["c.json"], ["c.json"]),
        (["."], ["./a.yaml", "./b.yaml", "./deep/a.yml", "./deep/er/d.yaml", "./odd[1].yaml"]),
        (["deep"], ["deep/a.yml", "deep/er/d.yaml"]),
        (["deep", "deep/a.yml"], ["deep/a.yml", "deep/er/d.yaml"]),
        (["?.yaml"], ["a.yaml", "b.yaml"]),
        (["[ab].*"], ["a.yaml", "b.yaml"]),
        (["**/*.yaml"], ["a.yaml", "b.yaml", "deep/er/d.yaml", "odd[1].yaml"]),
        (["odd[1].yaml"], ["odd[1].yaml"]),
        (["-", "-"], ["-"]),
    ],
)
def test_words_that_mean_files(words: list[str], found: list[str]) -> None:
    assert paths(*words) == found


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("empty", "the folder 'empty' has no *.yaml or *.yml file"),
        ("x*.yaml", "no file matches 'x*.yaml'"),
        ("nothere.yaml", "there is no file 'nothere.yaml'"),
    ],
)
def test_a_word_that_means_none_is_kept_with_its_fault(word: str, message: str) -> None:
    good, bad = targets(["a.yaml", word])
    assert (good.path, good.fault, bad.path) == ("a.yaml", None, word)
    assert bad.fault is not None
    assert bad.fault.message.startswith(message)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_linked_folder_is_passed_over_unless_it_is_named() -> None:
    os.symlink("deep", "link")
    os.symlink("../..", "deep/er/round")
    assert paths(".")[2:4] == ["./deep/a.yml", "./deep/er/d.yaml"]
    assert paths("link") == ["link/a.yml", "link/er/d.yaml"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_a_fault_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").chmod(0)
    found = targets(["deep"])
    (tmp_path / "deep" / "er").chmod(0o700)
    assert [(target.path, target.fault is None) for target in found] == [("deep/a.yml", True), ("deep/er", False)]


def test_without_a_word_the_problem_of_the_folder_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BPCALC_PROBLEM", raising=False)
    with pytest.raises(UsageError, match="no problem is named"):
        targets([])
    monkeypatch.setenv("BPCALC_PROBLEM", "b.yaml")
    assert paths() == ["b.yaml"]
