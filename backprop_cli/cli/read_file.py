"""A file, or standard input, as a problem."""

import os
import sys
from typing import TYPE_CHECKING

from backprop_cli.cli.console import console
from backprop_cli.errors import SourceError

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem, Settings


def read_file(path: str, settings: "Settings", to_check: bool = False) -> "Problem":
    """The problem in the file at `path`, "-" being standard input. to_check: faults under `expect:` are left among the warnings."""
    from backprop_cli import source
    from backprop_cli.problem.reader import read_problem

    look = console()
    if path != "-":
        text = source.load(path, settings.max_size, look.folder)
    elif sys.stdin is None:
        raise SourceError("cannot read the problem: standard input is closed")
    else:
        text = source.from_bytes(source.read_up_to(sys.stdin.buffer, settings.max_size + 1), "<stdin>", False, settings.max_size)
    folder = os.path.join(look.folder, "" if path == "-" else os.path.dirname(path))
    problem = read_problem(text, folder, settings, to_check)
    if look.file is not None:
        look.file.spare(problem.budget.files)
    return problem
