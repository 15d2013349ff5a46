"""Help pages: examples first, plain text. The front page needs no Typer; a command's page lists what its signature declares."""

from textwrap import wrap
from typing import Any

from backprop_cli import __version__
from backprop_cli.cli.console import console

COMMANDS = {
    "forward": "every node's value, in the order in which they run",
    "backward": "every gradient, with upstream × local = propagated for each edge",
    "gradcheck": "is each gradient right? held against one worked out numerically",
    "check": "is a problem file well formed, do its expected answers hold",
    "problems": "the problems that come with bpcalc; with a name: that file",
    "layers": "the layers that a graph can be made of, with both formulas",
    "schema": "the JSON Schema of problem files, for editors",
    "help": "this page; with the name of a command: its page",
}
FRONT = """\
bpcalc {version}: the calculator for computational graphs

  bpcalc backward apple                     a problem that comes with it
  bpcalc problems apple -o problem.yaml     ... as a start for one of your own
  bpcalc backward                           problem.yaml of this folder
  bpcalc forward homework.yaml --set tax=1.2
  bpcalc backward homework.yaml --wrt tax -f value
  bpcalc gradcheck homework.yaml            are the gradients right?
  bpcalc check answers/*.yaml               do the expected answers hold?

Usage: bpcalc COMMAND [PROBLEM] [options]

Commands:
{commands}

Options:
{options}

bpcalc COMMAND --help shows a command's examples and options.
"""
ALONE = {
    "--help": "this page",
    "--version": "the version",
    "--install-completion": "complete commands, options and names with Tab, in bash, zsh, fish or powershell",
    "--show-completion": "print the script that does so",
}
FRONT_OPTIONS = ("-h, --help", "-V, --version", "--install-completion [SHELL]", "--show-completion [SHELL]")
WIDTH, COLUMN = 100, 30


def front_page() -> str:
    """What `bpcalc` and `bpcalc --help` print."""
    options = table(zip(FRONT_OPTIONS, ALONE.values(), strict=True))
    return FRONT.format(version=__version__, commands=table(COMMANDS.items(), 13), options=options)


def command_page(command: Any) -> str:
    """A command's page: its examples, its usage, its docstring, its options."""
    arguments = [row(param) for param in command.params if param.param_type_name == "argument"]
    options = [row(param) for param in command.params if param.param_type_name == "option"]
    usage = " ".join(["bpcalc", command.name, *(name for name, _ in arguments), "[options]"])
    parts = [f"bpcalc {command.name}: {COMMANDS[command.name]}", command.epilog.rstrip(), f"Usage: {usage}", filled(command.help)]
    parts += [f"Arguments:\n{table(arguments)}"] if arguments else []
    parts += [f"Options:\n{table(options)}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def print_page(page: str) -> int:
    """Write a page to stdout; without the signs that its encoding lacks."""
    look = console()
    return look.write([page.replace("×", "x") if look.plain() else page])


def row(param: Any) -> tuple[str, str]:
    """How a parameter is written, and what it means."""
    if param.param_type_name == "argument":
        return param.metavar, param.help
    spelling = ", ".join(sorted(param.opts, key=len))
    return (spelling if param.is_flag else f"{spelling} {param.metavar}"), param.help


def table(rows: Any, column: int = COLUMN) -> str:
    """Two columns; a first cell that is too long has a line of its own."""
    lines = []
    for name, text in rows:
        first, *more = wrap(text, WIDTH - column) or [""]
        if len(name) + 4 > column:
            lines.append(f"  {name}")
            name = ""
        lines.append(f"  {name:<{column - 2}}{first}".rstrip())
        lines += [" " * column + line for line in more]
    return "\n".join(lines)


def filled(text: str) -> str:
    """Paragraphs, each wrapped anew."""
    return "\n\n".join("\n".join(wrap(" ".join(paragraph.split()), WIDTH)) for paragraph in text.split("\n\n"))
