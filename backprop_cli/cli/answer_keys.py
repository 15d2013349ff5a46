"""The key that `--key` names: problem files, each of which must load, ask for something, and hold what it expects."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.cli.check_file import mark as check
from backprop_cli.cli.check_targets import Target, targets
from backprop_cli.cli.console import console
from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import BpcalcError, UsageError
from backprop_cli.problem.problem import Settings
from backprop_cli.report.check import reason_of
from backprop_cli.teach.whole_words import folded

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem
    from backprop_cli.report.check import FileCheck


def read_key(words: Sequence[str]) -> "dict[str, Problem]":
    """The problems of a key by name, in the order in which they are named. Raises UsageError for a faulty one; all that is wrong
    with any of them is said on stderr first."""
    found = [target for word in words for target in targets_of_key(word)]
    names: dict[str, str] = {}
    for target in found:
        name = os.path.splitext(os.path.basename(target.path))[0]
        other = names.setdefault(folded(name), target.path)
        if other != target.path:
            raise UsageError(f"'{other}' and '{target.path}' have one name", hint="a file's name is what a problem is called by")
    faulty = [target.path for target in found if not is_sound(target)]
    if faulty:
        more = f" and {len(faulty) - 1} more" if len(faulty) > 1 else ""
        raise UsageError(f"the key is faulty: '{faulty[0]}'{more}", hint="nothing was marked")
    return {os.path.splitext(os.path.basename(target.path))[0]: read_file(target.path, Settings()) for target in found}


def targets_of_key(word: str) -> list[Target]:
    if word == "-":
        raise UsageError("--key names files or folders, not standard input")
    return targets([word])


def is_sound(target: Target) -> bool:
    """Whether a file can be marked by; what is wrong with it is said."""
    checked = check(target, Settings(), None, False, False)
    if checked.verdict == "error":
        return False
    if checked.verdict != "pass":
        say_wrong_answers(checked)
        return False
    if not read_file(target.path, Settings()).asked():
        console().say(f"{target.path}: error: nothing is asked: it has no expect: and no quiz: ask\n")
        return False
    return True


def say_wrong_answers(checked: "FileCheck") -> None:
    """The answers that a key's own `expect:` has wrong, each with its place."""
    problem = read_file(checked.file, Settings(), to_check=True)
    for one, answer in zip(problem.expectations, checked.expectations, strict=False):
        if answer.verdict != "pass":
            what = f"{'the gradient of ' * (answer.kind == 'gradient')}{answer.name}"
            said = reason_of(answer) or "it is blank"
            fault = BpcalcError(f"the key's own answer does not hold: {what}: {said}", problem.source.place(one.place))
            say_fault(fault)


def say_fault(fault: BpcalcError) -> None:
    from backprop_cli.cli.fault_text import fault_in_full

    console().say(fault_in_full(fault, console()))
