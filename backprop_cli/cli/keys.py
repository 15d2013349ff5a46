"""Keys, the problems of a teacher: files, folders and names of the command line, read and looked at as a whole."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.cli.check_targets import targets
from backprop_cli.cli.console import console
from backprop_cli.cli.load import say_warnings
from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import BpcalcError, Faults, Found, UsageError

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem, Settings
    from backprop_cli.teach.draws import Draws


class Key(NamedTuple):
    """One problem of a teacher's. name: that of its file, without the ending; draws: with the seed that was asked for."""

    name: str
    path: str
    problem: "Problem"
    draws: "Draws"


def read_keys(words: Sequence[str], settings: "Settings", seed: int) -> list[Key]:
    """The keys that some words mean, in their order. Raises Faults with all that is wrong with any of them."""
    keys: list[Key] = []
    faults: list[BpcalcError] = []
    for target in targets(words):
        try:
            if target.fault is not None:
                raise target.fault
            keys.append(read_key(target.path, settings, seed))
        except Faults as error:
            faults += error.faults
        except BpcalcError as error:
            faults.append(error)
    if faults:
        raise faults[0] if len(faults) == 1 else Faults(faults[: Found.SHOWN], len(faults))
    refuse_one_name(keys)
    return keys


def read_key(path: str, settings: "Settings", seed: int) -> Key:
    """One key. Raises BpcalcError where it is no problem, asks for nothing, or where an answer in it is wrong."""
    from backprop_cli.teach.draws import Draws
    from backprop_cli.teach.key import key_faults, refuse_key

    if console().file is not None:
        console().spare([path])
    problem = read_file(path, settings)
    say_warnings(problem.warnings)
    refuse_key(problem)
    name = "problem" if path == "-" else os.path.splitext(os.path.basename(path))[0]
    draws = Draws(problem, name, seed)
    faults = key_faults(problem, draws.own)
    if faults:
        raise Faults(faults, len(faults))
    return Key(draws.name, path, problem, draws)


def refuse_one_name(keys: Sequence[Key]) -> None:
    """Raise UsageError where two keys have one name: their sheets would be one file."""
    first: dict[str, str] = {}
    for key in keys:
        other = first.setdefault(key.name.casefold(), key.path)
        if other != key.path:
            raise UsageError(f"'{other}' and '{key.path}' have one name", hint="a problem is known by the name of its file")
