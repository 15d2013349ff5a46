"""A file, or standard input, as a problem."""

import os
import sys
from typing import TYPE_CHECKING

from backprop_cli.cli.console import console
from backprop_cli.errors import SourceError

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem, Settings
    from backprop_cli.source import Source


def read_file(path: str, settings: "Settings", to_check: bool = False) -> "Problem":
    """The problem in the file at `path`, "-" being standard input. to_check: faults under `expect:` are left among the warnings."""
    from backprop_cli.problem.reader import read_problem

    folder = console().folder
    source = source_of(path, settings.max_size, folder)
    problem = read_problem(source, os.path.join(folder, "" if path == "-" else os.path.dirname(path)), settings, to_check)
    console().spare(problem.budget.files)
    return problem


def source_of(path: str, max_size: int, folder: str) -> "Source":
    from backprop_cli import source

    if path != "-":
        return source.load(path, max_size, folder)
    if sys.stdin is None:
        raise SourceError("cannot read the problem: standard input is closed")
    return source.from_bytes(source.read_up_to(sys.stdin.buffer, max_size + 1), "<stdin>", False, max_size)
