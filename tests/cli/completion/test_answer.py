"""What a shell is told that asks through the environment: offers, or silence."""

import pytest

from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.completion.asking import APPLE, offers, tab
from tests.cli.running import bpcalc


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
