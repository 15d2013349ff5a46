"""How a shell learns to ask: --show-completion and --install-completion."""

import os

from backprop_cli.cli.console import console
from backprop_cli.cli.usage_errors import one_of
from backprop_cli.errors import UsageError

ASKED = "_BPCALC_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def set_up(word: str, rest: list[str]) -> int:
    """--show-completion and --install-completion: the script for a shell, printed or put where the shell finds it."""
    if len(rest) > 1:
        raise UsageError(f"{word} takes one shell, not {len(rest)} words")
    shell = one_of(rest[0], SHELLS, word) if rest else shell_in_use()
    if word == "--show-completion":
        from typer.completion import get_completion_script  # type: ignore[attr-defined]

        return console().write([get_completion_script(prog_name="bpcalc", complete_var=ASKED, shell=shell) + "\n"])
    from typer.completion import install  # type: ignore[attr-defined]

    _, path = install(shell, "bpcalc", ASKED)
    return console().write([f"completion for {shell} is installed in {path}; it works in the next terminal\n"])


def shell_in_use() -> str:
    """The shell that the command was typed into. Raises UsageError where that cannot be seen."""
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        name: str = detect_shell()[0]
    except (ShellDetectionFailure, OSError):
        name = os.path.basename(os.environ.get("SHELL", ""))
    if name not in SHELLS:
        raise UsageError("cannot tell which shell this is", hint=f"name it: --install-completion {SHELLS[0]}")
    return name
