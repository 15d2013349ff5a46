"""Bytes and paths: what is text, in which encoding, and what is refused before anybody reads it."""

import codecs
import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import BpcalcError, LimitError, SourceError
from backprop_cli.source import files, from_bytes, load

TEXT = "title: 문제 2\nvariables:\n  사과: 100\n"
SIZE = 2**20


def refused(data: bytes, name: str = "p.yaml") -> SourceError:
    with pytest.raises(SourceError) as caught:
        from_bytes(data, name, False, SIZE)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        codecs.BOM_UTF16_LE + TEXT.replace("\n", "\r\n").encode("utf-16-le"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "crlf", "cr", "powershell"],
)
def test_text_is_decoded(data: bytes) -> None:
    assert from_bytes(data, "p.yaml", False, SIZE).text == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "cp949"),
        ("a: 1 # 한글 설명입니다\n", "cp949"),
        ("title: りんごの値段\n", "cp932"),
        ("変数: 価格\n", "cp932"),
        ("title: Äpfel für 3 €, naïve\n", "cp1252"),
        ("# " + "x" * 70_000 + "\na: 가나다\n", "cp949"),
    ],
)
def test_another_encoding_is_named(text: str, encoding: str) -> None:
    fault = refused(text.encode(encoding))
    assert f"it looks like {encoding}" in fault.message
    assert f"iconv -f {encoding} -t utf-8" in (fault.hint or "")
    first = next(index for index, character in enumerate(text) if not character.isascii())
    assert fault.place is not None
    assert fault.place.line == text.count("\n", 0, first) + 1
    line = text.split("\n")[fault.place.line - 1]
    assert fault.place.excerpt in line
    assert fault.place.excerpt[fault.place.column - 1 - fault.place.cut] == text[first]


BYTES = st.sampled_from(
    [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"a: 1\n", b"\r\n", "가".encode("cp949"), "가".encode()]
)


@given(st.lists(BYTES | st.binary(max_size=4), max_size=6).map(b"".join))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = from_bytes(data, "p.yaml", False, SIZE).text
    except SourceError:
        return
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    assert text == data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x00\x01\x02abc", "this is no text file"),
        (b"\x93NUMPY\x01\x00v\x00{'descr'", "it looks like a NumPy array"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00!!!!!!!!!!!!", "it looks like a zip or npz archive"),
        (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-32"), "this looks like UTF-32"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "this is broken UTF-16"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "this is no text file"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, message: str) -> None:
    assert message in refused(data).message


def test_too_much_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(LimitError, match=r"^'p.yaml' is larger than 1 MiB$") as caught:
        from_bytes(b"\xff" * (SIZE + 1), "p.yaml", False, SIZE)
    assert "--max-size" in (caught.value.hint or "")
    with pytest.raises(LimitError, match="larger than 10 bytes"):
        from_bytes(b" " * 11, "p.yaml", False, 10)
    assert from_bytes(b" " * 10, "p.yaml", False, 10).text == " " * 10


def test_a_file_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(TEXT.encode())
    (tmp_path / "P.JSON").write_bytes(b"{}")
    source = load(str(tmp_path / "p.yaml"), SIZE)
    assert (source.text, source.json, source.file) == (TEXT, False, str(tmp_path / "p.yaml"))
    assert load(str(tmp_path / "P.JSON"), SIZE).json


def fault_of(path: str, size: int = SIZE) -> BpcalcError:
    with pytest.raises((SourceError, LimitError)) as caught:
        load(path, size)
    return caught.value


def test_a_missing_file_has_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apple.yaml").touch()
    (tmp_path / "apple.txt").touch()
    monkeypatch.chdir(tmp_path)
    fault = fault_of("aple.yaml")
    assert (fault.message, fault.hint) == ("there is no file 'aple.yaml'", "did you mean 'apple.yaml'?")
    assert fault_of(str(tmp_path / "apple.yml")).hint == f"did you mean '{tmp_path / 'apple.yaml'}'?"
    assert fault_of("nowhere/apple.yaml").hint is None
    assert fault_of("").message == "there is no file ''"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert fault_of(str(tmp_path)).hint is None
    for name in ("a.yaml", "problem.yaml"):
        (tmp_path / name).touch()
    fault = fault_of(str(tmp_path))
    assert "is a folder" in fault.message
    assert fault.hint == f"did you mean '{tmp_path / 'problem.yaml'}'?"


@pytest.mark.parametrize("path", ["a\x00b", "x" * 5000, "\ud800.yaml", "p.yaml/q.yaml"])
def test_names_that_no_file_has(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert fault_of(path).message.startswith(("cannot read", "there is no file"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").touch(mode=0)
    assert "permission denied" in fault_of(str(tmp_path / "p.yaml")).message


def once_looked_at(path: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else changes what lies at `path`, after we looked at it and before it is opened."""
    look = os.stat

    def stat(file: Any, **options: Any) -> os.stat_result:
        found = look(file, **options)
        if str(file) == str(path):
            change(path)
        return found

    monkeypatch.setattr(os, "stat", stat)


def test_a_file_that_vanishes_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("variables: {x: 1}\nnodes: {y: x * x}\n")
    once_looked_at(path, Path.unlink, monkeypatch)
    assert fault_of(str(path)).message == f"there is no file '{path}'"


def test_a_file_that_becomes_a_folder_between_two_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    path.touch()
    once_looked_at(path, lambda file: (file.unlink(), file.mkdir()), monkeypatch)
    assert fault_of(str(path)).message.startswith(f"cannot read '{path}': ")


def test_a_file_that_grows_beyond_the_limit_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    path.touch()
    once_looked_at(path, lambda file: file.write_bytes(b"#" * (SIZE + 1)), monkeypatch)
    assert isinstance(fault_of(str(path)), LimitError)


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), OSError(errno.ESTALE, "Stale file handle")])
def test_a_disk_that_fails_while_it_is_read(error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    path.touch()
    monkeypatch.setattr(files, "read_up_to", Mock(side_effect=error))
    assert fault_of(str(path)).message == f"cannot read '{path}': {error.strerror.lower()}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_would_wait_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is a pipe or device" in fault_of(str(tmp_path / "pipe.yaml")).message
    if Path("/dev/zero").exists():
        assert "is a pipe or device" in fault_of("/dev/zero").message


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "p.yaml").open("wb") as file:
        file.truncate(2**40)  # sparse: reading it would take hours
    assert isinstance(fault_of(str(tmp_path / "p.yaml")), LimitError)


CODE = "import sys; from backprop_cli.source import load; print(load(sys.argv[1], 2**20).text, end='')"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
def test_what_the_shell_hands_over_is_read() -> None:
    done = subprocess.run([sys.executable, "-c", CODE, "/dev/stdin"], input=b"a: 1\n", capture_output=True, check=True)
    assert done.stdout.replace(b"\r", b"") == b"a: 1\n"
    read, write = os.pipe()
    os.write(write, b"b: 2\n")
    os.close(write)
    try:
        assert load(f"/dev/fd/{read}", SIZE).text == "b: 2\n"
    finally:
        os.close(read)


@pytest.mark.skipif(not Path("/dev/zero").exists() or not Path("/dev/fd").exists(), reason="no such devices here")
def test_an_endless_stream_ends_at_the_limit() -> None:
    with open("/dev/zero", "rb") as zero:
        assert isinstance(fault_of(f"/dev/fd/{zero.fileno()}", 1000), LimitError)
