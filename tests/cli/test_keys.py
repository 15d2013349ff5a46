"""Keys on the command line: read as a whole, or refused as a whole."""

import pytest

from backprop_cli.cli.console import Console
from backprop_cli.cli.keys import read_keys
from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.problem.problem import Settings

GOOD = "variables: {x: 2}\nnodes: {y: x * 3}\nexpect: {forward: {y: 6}}\n"


@pytest.fixture(autouse=True)
def _a_console(monkeypatch):
    monkeypatch.setattr("backprop_cli.cli.console.CURRENT", [Console()])


def folder(tmp_path, **texts):
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_a_folder_of_keys_in_the_order_of_names(tmp_path):
    found = read_keys([folder(tmp_path, p2=GOOD, p1=GOOD), "apple"], Settings(), 5)
    assert [key.name for key in found] == ["p1", "p2", "apple"]
    assert {key.draws.seed for key in found} == {5}


def test_all_that_is_wrong_with_any_key_is_said_at_once(tmp_path):
    word = folder(
        tmp_path,
        p1=GOOD.replace("y: 6", "y: 7"),
        p2="variables: {x: 1}\nnodes: {y: x * z}\n",
        p3=GOOD,
        p4="variables: {x: 1}\nnodes: {y: x * 1}",
    )
    with pytest.raises(Faults) as found:
        read_keys([word], Settings(), 1)
    assert [(fault.message, fault.place.file[-7:]) for fault in found.value.faults] == [
        ("an answer of the key is wrong: y is 6, not 7", "p1.yaml"),
        ("no variable or node is called 'z'", "p2.yaml"),
        ("nothing is asked for", "p4.yaml"),
    ]


def test_two_keys_of_one_name(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    words = [folder(tmp_path / "a", p1=GOOD), folder(tmp_path / "b", P1=GOOD)]
    with pytest.raises(BpcalcError, match="have one name"):
        read_keys(words, Settings(), 1)


def test_a_word_that_means_no_file():
    with pytest.raises(BpcalcError, match="there is no file 'appel'"):
        read_keys(["appel"], Settings(), 1)
