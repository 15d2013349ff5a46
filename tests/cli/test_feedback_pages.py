"""Where the pages of a class go."""

from pathlib import Path

import pytest

from backprop_cli.cli.feedback_pages import page_paths
from backprop_cli.errors import UsageError


def test_a_page_a_student(tmp_path: Path) -> None:
    assert page_paths(str(tmp_path / "new"), ["kim", "홍길동"], force=False) == [
        str(tmp_path / "new" / "kim.md"),
        str(tmp_path / "new" / "홍길동.md"),
    ]


@pytest.mark.parametrize("names", [["a/b"], [".."], ["nul"], ["kim."], ["kim", "Kim"]])
def test_a_name_that_is_no_file_is_refused(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(UsageError):
        page_paths(str(tmp_path), names, force=True)


@pytest.mark.parametrize("folder", ["", "-x", "=x", "a\0b"])
def test_a_word_that_names_no_folder(folder: str) -> None:
    with pytest.raises(UsageError, match="--feedback needs the name of a folder"):
        page_paths(folder, ["kim"], force=True)


def test_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "kim.md").write_text("mine")
    with pytest.raises(UsageError, match=r"kim\.md' is there already"):
        page_paths(str(tmp_path), ["kim", "lee"], force=False)
    assert page_paths(str(tmp_path), ["kim"], force=True)
    (tmp_path / "lee.md").mkdir()
    with pytest.raises(UsageError, match=r"lee\.md' is a folder"):
        page_paths(str(tmp_path), ["lee"], force=True)
    with pytest.raises(UsageError, match="is no folder"):
        page_paths(str(tmp_path / "kim.md"), ["lee"], force=True)
