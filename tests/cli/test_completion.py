"""Completion with Tab."""

from pathlib import Path

import pytest

from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.running import PROBLEMS, Ran, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")


def tab(line: str, shell: str = "bash", **env: str) -> Ran:
    """What the shell learns when Tab is pressed at the end of this line."""
    bash = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    others = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return bpcalc(env={"_BPCALC_COMPLETE": f"complete_{shell}", **bash, **others, **env})


def offers(line: str) -> list[str]:
    ran = tab(line)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("bpcalc ba", ["backward"]),
        ("bpcalc ", list(COMMANDS)),
        ("bpcalc --v", ["--version"]),
        ("bpcalc backward --w", ["--wrt"]),
        ("bpcalc gradcheck --se", ["--seed", "--set"]),
        (f"bpcalc backward {APPLE} --wrt ", ["apple", "apple_num", "tax", "apple_price", "price"]),
        (f"bpcalc backward {APPLE} --wrt apple_n", ["apple_num"]),
        (f"bpcalc backward {APPLE} --output ", ["apple_price", "price"]),
        (f"bpcalc forward {APPLE} --node p", ["price"]),
        (f"bpcalc forward {APPLE} --set t", ["tax="]),
        ("bpcalc backward apple --wrt ta", ["tax"]),
        ("bpcalc backward nothere.yaml --wrt ", []),
        ("bpcalc backward - --wrt ", []),
        ("bpcalc forward -f js", ["json", "jsonl"]),
        ("bpcalc gradcheck --method c", ["complex", "central"]),
        ("bpcalc layers softm", ["softmax", "softmax_with_loss"]),
        ("bpcalc problems apple_o", ["apple_orange"]),
    ],
)
def test_what_is_offered(line: str, found: list[str]) -> None:
    assert offers(line) == found


def test_names_come_from_the_problem_that_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offers("bpcalc backward --wrt ") == []
    (tmp_path / "problem.yaml").write_text("variables: {사과: 1, x: 2}\nconstants: {c: 3}\nnodes: {y: 사과 * (x + c)}\n")
    assert offers("bpcalc backward --wrt ") == ["사과", "x", "y.1", "y"]
    assert offers("bpcalc backward --set ") == ["사과=", "x=", "c="]


def test_a_file_with_faults_still_offers_its_names(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("variables: {x: 1, xx: 1,5}\nnodes:\n  y: x * z\n")
    assert offers(f"bpcalc backward {path} --wrt ") == ["x", "xx", "y"] or offers(f"bpcalc backward {path} --wrt ")[0] == "x"
    path.write_text("- just\n- a list\n")
    assert offers(f"bpcalc backward {path} --wrt ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_every_shell_gets_its_answer(shell: str) -> None:
    ran = tab("bpcalc bac", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "backward" in ran.out


@pytest.mark.parametrize("question", ["", "complete", "complete_csh", "sing_bash", "bash_complete", "complete_bash_", "\udcff"])
def test_a_question_that_nobody_understands_is_left_alone(question: str) -> None:
    assert bpcalc("layers", "sigmid", env={"_BPCALC_COMPLETE": question}) == (0, "", "", b"")


def test_a_shell_that_forgets_what_it_asks_gets_silence() -> None:
    assert bpcalc(env={"_BPCALC_COMPLETE": "complete_bash"}) == (0, "", "", b"")
    assert bpcalc(env={"_BPCALC_COMPLETE": "complete_bash", "COMP_WORDS": "bpcalc 'x", "COMP_CWORD": "many"}) == (0, "", "", b"")


def test_python_files_are_never_run_for_a_completion(tmp_path: Path) -> None:
    mine = tmp_path / "mine.py"
    mine.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    offers(f"bpcalc backward {APPLE} --layers {mine} --wrt ")
    assert not (tmp_path / "ran").exists()


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
