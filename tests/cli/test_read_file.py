"""A file, or standard input, as a problem."""

import io
import sys
from pathlib import Path

import pytest

from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import LimitError, SourceError
from backprop_cli.problem.problem import Settings

TEXT = "variables: {x: {file: x.csv}}\nnodes: {y: x * 2}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A problem in a folder below the current one, with its array beside it."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "p.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "below" / "x.csv").write_text("1\n2\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stdin_of(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="ascii")


def test_arrays_lie_beside_their_problem(folder: Path) -> None:
    assert read_file("below/p.yaml", Settings()).graph.values[0].ravel().tolist() == [1.0, 2.0]


def test_arrays_of_standard_input_lie_in_the_current_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "below")
    monkeypatch.setattr(sys, "stdin", stdin_of(TEXT))
    assert read_file("-", Settings()).graph.values[0].ravel().tolist() == [1.0, 2.0]


def test_standard_input_is_read_as_utf8_whatever_its_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of("variables: {사과: 1}\nnodes: {값: 사과 * 2}\n"))
    problem = read_file("-", Settings())
    assert problem.source.file == "<stdin>"
    assert problem.graph.names == ["사과", "2", "값"]


def test_standard_input_may_be_closed_or_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="standard input is closed"):
        read_file("-", Settings(max_size=1000))
    monkeypatch.setattr(sys, "stdin", stdin_of("x" * 1001))
    with pytest.raises(LimitError):
        read_file("-", Settings(max_size=1000))


def test_faults_under_expect_are_warnings_where_the_answers_are_to_be_checked(folder: Path) -> None:
    (folder / "q.yaml").write_text("variables: {x: 1}\nnodes: {y: x * 2}\nexpect: {forward: {nope: 1}}\n")
    assert [fault.message for fault in read_file("q.yaml", Settings(), to_check=True).warnings] == [
        "no variable or node is called 'nope'"
    ]
