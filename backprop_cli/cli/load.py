"""Load: choose the file, read it, and have a Problem."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli import memory
from backprop_cli.cli.console import console
from backprop_cli.cli.options import Options
from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import BpcalcError, Faults, Found, UsageError

if TYPE_CHECKING:
    from backprop_cli.layers.base import Layer
    from backprop_cli.problem.problem import Problem, Settings


def load_problem(word: str | None, options: Options, against: tuple[str, ...] = ()) -> "Problem":
    """The problem that the command line means. against: the layers to hold against each other.

    Raises Faults or another BpcalcError; warnings and notes are said on the way.
    """
    from backprop_cli.cli.show import ready
    from backprop_cli.problem.library import choose

    chosen = choose(word, os.environ)
    if chosen.note:
        console().note(chosen.note)
    if console().file is not None:
        ready(options, [chosen.path, *options.layers])
    problem = read_file(chosen.path, settings_of(options)._replace(against=against))
    if problem.warnings:
        say_warnings(problem.warnings)
    return problem


def settings_of(options: Options) -> "Settings":
    from backprop_cli.problem.problem import Settings

    if not options.layers and options.code_in != ("float64", "cpu"):
        raise UsageError("--dtype and --device are for the code of --layers FILE.py")
    layers = python_layers(options) if options.layers else ()
    return Settings(options.sets, options.expand, options.max_memory, options.max_size, layers)


def python_layers(options: Options) -> "tuple[type[Layer], ...]":
    """The layers of Python files. What they print, now or while they compute, is no part of the answer: it goes to stderr."""
    from backprop_cli.python_layers.load import load_layers

    memory.on()  # strangers' code may well make circles
    sys.stdout = sys.stderr
    console().folder = os.getcwd()
    paths = [python_file(file) for file in options.layers]
    return tuple(layer for path in paths for layer in load_layers(path, console().folder, *options.code_in))


def python_file(word: str) -> str:
    """The path of a Python file; the bare name of one that comes with the problems will do, where no such file is here."""
    from backprop_cli.problem.library import shipped_code
    from backprop_cli.source import on_disk

    word = on_disk(word)
    if os.path.exists(word) or word not in (known := shipped_code()):
        return word
    console().note(f"taking layers from '{word}', a file that comes with bpcalc")
    return str(known[word])


def say_warnings(warnings: "Sequence[BpcalcError]") -> None:
    """Say warnings on stderr, of many the first."""
    if warnings:
        from backprop_cli.cli.fault_text import fault_in_full

        said = Faults(list(warnings[: Found.SHOWN]), len(warnings), len(warnings) >= Found.MOST)
        console().say(fault_in_full(said, console()))
