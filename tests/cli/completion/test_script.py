"""How a shell learns to ask: its script, printed or put where the shell finds it."""

from pathlib import Path

import pytest

from tests.cli.running import bpcalc


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_for_a_shell(shell: str) -> None:
    ran = bpcalc("--show-completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_BPCALC_COMPLETE" in ran.out


@pytest.mark.parametrize("words", [["csh"], ["bash", "zsh"]])
def test_a_shell_that_is_not_known(words: list[str]) -> None:
    ran = bpcalc("--show-completion", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: --show-completion ")


def test_the_script_is_put_where_bash_finds_it(tmp_path: Path) -> None:
    ran = bpcalc("--install-completion", "bash", env={"HOME": str(tmp_path)})
    assert ran.code == 0
    assert "completion for bash is installed in" in ran.out
    assert "_BPCALC_COMPLETE" in (tmp_path / ".bash_completions" / "bpcalc.sh").read_text()


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    ran = bpcalc("--install-completion", "bash", env={"HOME": str(tmp_path / "home")})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
