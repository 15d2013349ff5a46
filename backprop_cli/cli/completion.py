"""Completion with Tab: what a shell is told, and how it learns to ask. Never prints anything else, never fails."""

import os
from typing import Any

from backprop_cli.cli.console import console
from backprop_cli.cli.usage_errors import one_of
from backprop_cli.errors import BpcalcError, UsageError

ASKED = "_BPCALC_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def answer_shell() -> int:
    """Answer the question that a shell asks through the environment. Whatever goes wrong, the user's prompt stays as it is."""
    from typer.completion import get_completion_inspect_parameters

    from backprop_cli.cli.app import all_commands

    if os.environ[ASKED].partition("_")[::2] not in [(question, shell) for question in ("complete", "source") for shell in SHELLS]:
        return 0
    try:
        get_completion_inspect_parameters()  # Typer registers the shells on the way
        all_commands().main(args=[], prog_name="bpcalc", complete_var=ASKED, standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception:
        return 0
    return 0


def problem_names(ctx: Any, *kinds: str) -> list[str]:
    """The names in the problem on the line, or in the one that is found without: variables, constants, nodes. [] without any."""
    try:
        return sorted_names(ctx.params.get("problem") or next(iter(ctx.args), None), kinds)
    except Exception:
        return []


def sorted_names(word: str | None, kinds: tuple[str, ...]) -> list[str]:
    """Names by kind, in the order of the file. A file with faults still gives those that stand under its keys."""
    from backprop_cli.problem.library import choose

    path = choose(word, os.environ).path
    if path == "-":
        return []
    try:
        return names_in_graph(path, kinds)
    except BpcalcError:
        return names_in_text(path, kinds)


def names_in_graph(path: str, kinds: tuple[str, ...]) -> list[str]:
    from backprop_cli.cli.load import read
    from backprop_cli.problem.problem import Settings

    graph = read(path, Settings()).graph
    return [graph.names[number] for kind in kinds for number in getattr(graph, kind)]


def names_in_text(path: str, kinds: tuple[str, ...]) -> list[str]:
    from backprop_cli.source import load, parse

    root: Any = parse(load(path, 1 << 20)).root
    sections = dict(zip(root.keys, root.values, strict=True))
    return [name for kind in kinds for name in getattr(sections.get(kind), "keys", ())]


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
