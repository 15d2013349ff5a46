"""A folder of sheets: all of it, or nothing; and never over an answer."""

import os

import pytest

from backprop_cli.cli.console import Console
from backprop_cli.cli.sheet_folder import SheetFolder, is_answered
from backprop_cli.errors import BpcalcError

BLANK = "variables: {x: 2}\nnodes: {y: x * 3}\nexpect: {forward: {y: _}, gradients: {x: _}}\n"
ANSWERED = BLANK.replace("y: _", "y: 6")


@pytest.fixture(autouse=True)
def _a_console(monkeypatch):
    monkeypatch.setattr("backprop_cli.cli.console.CURRENT", [Console()])


def tree(path):
    return sorted(str(file.relative_to(path)).replace(os.sep, "/") for file in path.rglob("*") if file.is_file())


def write(folder, **files):
    with folder:
        for path, text in files.items():
            folder.put(path.replace("__", os.sep) + ".yaml", text)


def test_a_new_folder_comes_whole(tmp_path):
    write(SheetFolder(str(tmp_path / "week2"), False), kim__p1=BLANK, 홍길동__p1=BLANK)
    assert tree(tmp_path) == ["week2/kim/p1.yaml", "week2/홍길동/p1.yaml"]
    assert (tmp_path / "week2/kim/p1.yaml").read_bytes() == BLANK.encode()


def put_and_fail(folder, error):
    with folder:
        folder.put("kim.yaml", BLANK)
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
@pytest.mark.parametrize("exists", [False, True])
def test_what_ends_badly_leaves_nothing(tmp_path, error, exists):
    if exists:
        (tmp_path / "week2").mkdir()
    folder = SheetFolder(str(tmp_path / "week2"), False)
    with pytest.raises((error, BpcalcError)):
        put_and_fail(folder, error)
    assert tree(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["week2"] * exists


def test_into_a_folder_that_exists_the_files_go_one_by_one(tmp_path, monkeypatch):
    (tmp_path / "week2/kim").mkdir(parents=True)
    (tmp_path / "week2/kim/notes.txt").write_text("mine")
    write(SheetFolder(str(tmp_path / "week2"), False), kim__p1=BLANK, lee__p1=BLANK)
    assert tree(tmp_path / "week2") == ["kim/notes.txt", "kim/p1.yaml", "lee/p1.yaml"]
    real = os.replace

    def full(source, target):
        if target.endswith("p3.yaml"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BpcalcError, match="No space left on device"):
        write(SheetFolder(str(tmp_path / "week2"), False), kim__p2=BLANK, kim__p3=BLANK)
    assert tree(tmp_path / "week2") == ["kim/notes.txt", "kim/p1.yaml", "lee/p1.yaml"]


def test_files_in_the_way(tmp_path):
    write(SheetFolder(str(tmp_path / "week2"), False), kim__p1=BLANK, lee__p1=ANSWERED)
    sheets, pictures = ["kim/p1.yaml", "lee/p1.yaml", "new/p1.yaml"], ["kim/p1.svg"]
    with pytest.raises(BpcalcError, match="there is already") as found:
        SheetFolder(str(tmp_path / "week2"), False).refuse_in_the_way(sheets, pictures)
    assert found.value.message.count("p1.yaml") == 2
    with pytest.raises(BpcalcError, match="something was answered on") as found:
        SheetFolder(str(tmp_path / "week2"), True).refuse_in_the_way(sheets, pictures)
    assert "lee" in found.value.message
    assert "kim" not in found.value.message
    SheetFolder(str(tmp_path / "week2"), True).refuse_in_the_way(["kim/p1.yaml"], pictures)
    (tmp_path / "week2/kim/p1.svg").write_text("<svg/>")
    with pytest.raises(BpcalcError, match="there is already"):
        SheetFolder(str(tmp_path / "week2"), False).refuse_in_the_way([], pictures)


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        (BLANK, False),
        (ANSWERED, True),
        (BLANK.replace("y: _", "y: ____"), False),
        (BLANK.replace("y: _", "y: 12,5"), True),
        (BLANK.replace("y: _", "y: two"), True),
        ("variables: {x: [1, 2]}\nnodes: {y: x * 2}\nexpect: {forward: {y: [_, 2]}}", True),
        ("variables: {x: [1, 2]}\nnodes: {y: x * 2}\nexpect: {forward: {y: [_, _]}}", False),
        ("no problem", True),
        ("variables: {x: 1}\nnodes: {y: x * 2}\n", True),
        ("", True),
    ],
)
def test_what_counts_as_answered(tmp_path, text, answered):
    path = tmp_path / "p1.yaml"
    path.write_text(text, encoding="utf-8")
    assert is_answered(str(path)) is answered


def test_what_can_be_no_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    for word, message in {
        "": "needs the name of a folder",
        "-x": "needs the name of a folder",
        str(tmp_path / "file"): "is no folder",
        str(tmp_path / "none" / "week2"): "there is no folder",
    }.items():
        with pytest.raises(BpcalcError, match=message):
            SheetFolder(word, False)
