"""Which files `check` means: paths, folders, wildcards that the shell left alone, names of problems that come with the tool."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from backprop_cli.cli.console import console
from backprop_cli.errors import BpcalcError, UsageError

ENDINGS = (".yaml", ".yml")


class Target(NamedTuple):
    """A file to check ("-" is standard input), or a word that means none, and why."""

    path: str
    fault: BpcalcError | None = None


def targets(words: Sequence[str]) -> list[Target]:
    """Each file once, in the order named. A word that means no file is a target as well: the others are checked all the same."""
    if not words:
        return [Target(chosen(None))]
    return list({target.path: target for word in words for target in targets_of_word(word)}.values())


def targets_of_word(word: str) -> Iterator[Target]:
    from backprop_cli.source import on_disk

    word = on_disk(word)
    try:
        yield from in_folder(word) if os.path.isdir(word) else map(Target, paths(word))
    except BpcalcError as fault:
        yield Target(word, fault)


def paths(word: str) -> list[str]:
    """The files that a word means. Raises UsageError where there is none."""
    if word != "-" and not os.path.exists(word) and any(sign in word for sign in "*?["):
        return matching(word)
    return [chosen(word)]


def in_folder(folder: str) -> list[Target]:
    """All *.yaml and *.yml files in a folder and its folders, by name; hidden ones and linked folders are passed over."""
    unread: list[OSError] = []
    found: list[Target] = []
    for inside, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        kept = [name for name in names if name.lower().endswith(ENDINGS) and not name.startswith(".")]
        found += [Target(os.path.join(inside, name)) for name in kept]
    found += [Target(str(error.filename), UsageError(f"cannot read the folder '{error.filename}'")) for error in unread]
    if not found:
        raise UsageError(f"the folder '{folder}' has no *.yaml or *.yml file")
    return sorted(found, key=lambda target: target.path.split(os.sep))


def matching(pattern: str) -> list[str]:
    from glob import glob

    found = sorted(path for path in glob(pattern, recursive=True) if not os.path.isdir(path))
    if not found:
        raise UsageError(f"no file matches '{pattern}'")
    return found


def chosen(word: str | None) -> str:
    from backprop_cli.problem.library import choose

    choice = choose(word, os.environ)
    if choice.note:
        console().note(choice.note)
    return choice.path
