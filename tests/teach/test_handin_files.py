"""The files that arguments mean."""

import os
from pathlib import Path

import pytest

from backprop_cli.errors import LimitError, UsageError
from backprop_cli.teach import handin_files
from backprop_cli.teach.handin_files import files_of


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for path in ("a/kim/p1.yaml", "a/kim/P2.YML", "a/lee/p1.json.txt", "a/form.csv", "a/notes.pdf", "a/.hidden/p1.yaml", "a/.p1.yaml",
                 "a/__MACOSX/p1.yaml", "a/x.yaml/p1.yaml", "b/p1.yaml"):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    return tmp_path


def paths(found: list[handin_files.HandinFile]) -> list[str]:
    return [file.path.replace(os.sep, "/") for file in found]


def test_a_folder_means_all_in_it_but_what_is_hidden(here: Path) -> None:
    found = files_of(["a"])
    assert paths(found.handins) == ["a/kim/P2.YML", "a/kim/p1.yaml", "a/lee/p1.json.txt", "a/x.yaml/p1.yaml"]
    assert paths(found.forms) == ["a/form.csv"]
    assert [one.file.replace(os.sep, "/") for one in found.others] == ["a/notes.pdf"]
    assert found.handins[1].inside == ("a", "kim", "p1.yaml")


def test_the_picture_of_a_sheet_is_not_told_of_and_any_other_is(here: Path) -> None:
    for name in ("p1.svg", "photo.svg", "p1.png"):
        (here / "b" / name).write_text("")
    assert [os.path.basename(one.file) for one in files_of(["b"]).others] == ["p1.png", "photo.svg"]


def test_arguments_have_an_order_and_a_file_counts_once_with_the_last(here: Path) -> None:
    found = files_of(["a/kim", "b", "a/kim/p1.yaml", "b/*.yaml"])
    assert [(file.path.replace(os.sep, "/"), file.order) for file in found.handins] == [
        ("a/kim/P2.YML", 0),
        ("a/kim/p1.yaml", 2),
        ("b/p1.yaml", 3),
    ]


def test_an_absolute_path_says_whose_it_is_from_the_inside_out(here: Path) -> None:
    (file,) = files_of([str(here / "b")]).handins
    assert file.inside == ("b", "p1.yaml")
    assert file.outside[-1] == here.name
    (file,) = files_of([str(here / "b" / "p1.yaml")]).handins
    assert (file.inside, file.outside[-2:]) == (("p1.yaml",), (here.name, "b"))


def test_the_key_is_no_hand_in(here: Path) -> None:
    assert paths(files_of(["b", "a/lee"], ["b/p1.yaml"]).handins) == ["a/lee/p1.json.txt"]


@pytest.mark.parametrize("word", ["nothere", "no*.yaml"])
def test_a_word_that_means_nothing(here: Path, word: str) -> None:
    with pytest.raises(UsageError):
        files_of([word])


def test_too_many(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handin_files, "MOST_FILES", 3)
    with pytest.raises(LimitError, match="more than 3 files"):
        files_of(["a"])


@pytest.mark.skipif(os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_read_is_named(here: Path) -> None:
    (here / "a" / "kim").chmod(0)
    try:
        found = files_of(["a"])
        assert any(one.file.endswith("kim") and "permission denied" in one.in_english for one in found.others)
    finally:
        (here / "a" / "kim").chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="links take a right there")
def test_a_linked_folder_is_passed_over(here: Path) -> None:
    (here / "a" / "circle").symlink_to(here / "a")
    assert not [path for path in paths(files_of(["a"]).handins) if "circle" in path]
