"""The program itself: which words are answered at once, and what never ends a run with a traceback."""

import os
import sys

import pytest

from backprop_cli import __version__, cli
from tests.cli.running import bpcalc


@pytest.mark.parametrize("word", ["-V", "--version"])
def test_the_version_is_answered_at_once(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backprop_cli.cli.app", None)  # Typer is not asked
    assert bpcalc(word)[:3] == (0, f"bpcalc {__version__}\n", "")


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_the_front_page_is_answered_at_once(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backprop_cli.cli.app", None)
    ran = bpcalc(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "gradcheck" in ran.out


def test_a_shell_that_asks_is_answered_whatever_the_words_are() -> None:
    ran = bpcalc("--version", env={"_BPCALC_COMPLETE": "complete_bash", "COMP_WORDS": "bpcalc bac", "COMP_CWORD": "1"})
    assert (ran.code, ran.out.split()) == (0, ["backward"])


def test_a_run_returns_its_exit_code() -> None:
    assert bpcalc("nonsense").code == 2
    assert bpcalc("backward", "apple").code == 0


def test_an_interruption_before_the_command_began_is_exit_130(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []

    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr("backprop_cli.memory.off", lambda: None)
    cli.main()
    assert codes == [130]
