"""Array files beside a problem: which are opened, and what is said of those that are not."""

import os
import sys

import numpy as np
import pytest

from tests.problem.values.reading import fault, read, value


@pytest.fixture
def folder(tmp_path):
    """A problem's folder with an array in it, below one that is not to be read."""
    inner = tmp_path / "problem"
    (inner / "data").mkdir(parents=True)
    np.save(tmp_path / "secret.npy", np.ones(2))
    np.save(inner / "x.npy", np.arange(3.0))
    np.save(inner / "data" / "y.npy", np.arange(2.0))
    return inner


@pytest.mark.parametrize("path", ["x.npy", "./x.npy", "data/y.npy", "data/../x.npy", '"x.npy"'])
def test_files_below_the_folder(folder, path):
    assert value(f"{{file: {path}}}", folder=folder)[1] == 1


def test_without_a_folder_the_current_one(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert value("{file: x.npy}").tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../secret.npy", "'../secret.npy' leaves the problem's folder"),
        ("data/../../secret.npy", "'data/../../secret.npy' leaves the problem's folder"),
        ("../problem2/x.npy", "'../problem2/x.npy' leaves the problem's folder"),
        ("/etc/x.npy", "'/etc/x.npy' is not a relative path"),
        ("C:/x.npy", "'C:/x.npy' is not a relative path"),
        ("c:x.npy", "'c:x.npy' is not a relative path"),
        ("//server/share/x.npy", "'//server/share/x.npy' is not a relative path"),
        ("data\\y.npy", r"'data\\y.npy' has a backslash"),
        ("\\\\server\\share\\x.npy", r"'\\\\server\\share\\x.npy' has a backslash"),
        ("x.txt", "'x.txt' is no array file"),
        ("x.pkl", "'x.pkl' is no array file"),
        ("x", "'x' is no array file"),
        ('""', "'' is no array file"),
        (".npy", "'.npy' is no array file"),
        ("~/x.npy", "there is no file '~/x.npy' in the problem's folder"),
        ('"x\\0.npy"', r"'x\x00.npy' has a character that does not print"),
        ("x.npy, key: W", "'x.npy' holds one array, and so has no 'key'"),
        ("x.npy/y.npy", "cannot read 'x.npy/y.npy': not a directory"),
        ("a" * 300 + ".npy", f"cannot read '{'a' * 37}…': file name too long"),
    ],
)
def test_what_is_not_read(folder, path, message):
    if sys.platform == "win32" and message.startswith("cannot read"):
        pytest.skip("the system words it otherwise")
    assert fault(f"{{file: {path}}}", folder=folder).message == message


def test_a_misspelt_file_has_a_neighbour(folder):
    assert fault("{file: z.npy}", folder=folder).hint == "did you mean 'x.npy'?"
    assert fault("{file: nowhere/z.npy}", folder=folder).hint == "its folder is not there"


def test_links_that_lead_out(folder):
    (folder / "link.npy").symlink_to(folder.parent / "secret.npy")
    (folder / "up").symlink_to(folder.parent, target_is_directory=True)
    (folder / "inside.npy").symlink_to(folder / "x.npy")
    (folder / "round.npy").symlink_to(folder / "round.npy")
    assert fault("{file: link.npy}", folder=folder).message == "'link.npy' leaves the problem's folder"
    assert fault("{file: up/secret.npy}", folder=folder).message == "'up/secret.npy' leaves the problem's folder"
    assert value("{file: inside.npy}", folder=folder).size == 3
    assert fault("{file: round.npy}", folder=folder).message.startswith("cannot read 'round.npy'")


def test_the_folder_itself_may_be_a_link(folder):
    (folder.parent / "alias").symlink_to(folder, target_is_directory=True)
    assert value("{file: x.npy}", folder=folder.parent / "alias").size == 3


def test_folders_are_no_files(folder):
    (folder / "d.npy").mkdir()
    assert fault("{file: d.npy}", folder=folder).message == "'d.npy' is a folder, not an array file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_are_not_waited_for(folder):
    os.mkfifo(folder / "pipe.npy")
    assert fault("{file: pipe.npy}", folder=folder).message == "'pipe.npy' is a pipe or device, not an array file"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_devices_are_not_read(folder):
    (folder / "zero.npy").symlink_to("/dev/zero")
    assert fault("{file: zero.npy}", folder=folder).message == "'zero.npy' leaves the problem's folder"
    assert fault("{file: zero.csv}", folder="/dev").code == "value"
    _, faults = read("{file: x.npy}", folder="/dev/null")
    assert len(faults) == 1


@pytest.mark.parametrize("ending", ["npy", "npz", "csv"])
def test_an_empty_file(folder, ending):
    (folder / f"empty.{ending}").touch()
    key = ", key: W" if ending == "npz" else ""
    assert fault(f"{{file: empty.{ending}{key}}}", folder=folder).code == "value"


@pytest.mark.parametrize("name", ["x.npy", "x.npz", "x.csv"])
def test_a_file_that_vanishes_between_two_looks(folder, name, monkeypatch):
    np.savez(folder / "x.npz", W=np.ones(2))
    np.savetxt(folder / "x.csv", np.ones(2))
    target, stat = os.path.realpath(folder / name), os.stat

    def stat_and_remove(path, **options):
        found = stat(path, **options)
        if path == target:
            os.unlink(path)
        return found

    monkeypatch.setattr(os, "stat", stat_and_remove)
    assert fault(f"{{file: {name}}}", folder=folder).message == f"there is no file '{name}' in the problem's folder"


@pytest.mark.parametrize("name", ["x.npy", "x.npz"])
@pytest.mark.parametrize("left", [0, 1, 10, 100, 130])
def test_a_file_that_is_cut_short_while_it_is_read(folder, name, left, monkeypatch):
    """Its size was right when we asked for it."""
    np.savez(folder / "x.npz", W=np.ones(200))
    np.save(folder / "x.npy", np.ones(200))
    fstat, asked = os.fstat, []

    def fstat_and_cut(number):
        found = fstat(number)
        asked.append(number)
        if len(asked) == 2:  # first for the kind of file, then for its size
            os.truncate(folder / name, left)
        return found

    monkeypatch.setattr(os, "fstat", fstat_and_cut)
    key = ", key: W" if name == "x.npz" else ""
    assert fault(f"{{file: {name}{key}}}", folder=folder).code == "value"
    assert len(asked) >= 2


@pytest.mark.filterwarnings("error")
def test_what_is_remarked_on_is_read_all_the_same(folder):
    (folder / "d.csv").write_text("0,5\n0,25\n")
    np.save(folder / "i.npy", np.array([2**53 + 1, 1]))
    np.savez(folder / "one.npz", W=np.array([2**53 + 1, 1]))
    for text, shape in (("{file: d.csv}", (2, 2)), ("{value: {file: i.npy}, unit: m}", (2,)), ("{file: one.npz}", (2,))):
        quantity, (found,) = read(text, folder=folder)
        assert quantity.value.shape == shape
        assert found.severity == "warning"
        assert found.place.column == text.index("file: ") + 10
