"""Help pages: examples first, plain text, as wide as the terminal. The front page needs no Typer; a command's page lists what its
signature declares, under the heading that each option names."""

import re
from collections.abc import Iterable
from textwrap import TextWrapper
from typing import Any

from backprop_cli import __version__
from backprop_cli.cli.console import console

COMMAND_GROUPS = {
    "See": {
        "forward": "every node's value, in the order in which they run",
        "backward": "every gradient, with upstream × local = propagated for each edge",
        "draw": "the graph as a picture, values above the lines, gradients below",
        "explain": "why a gradient is what it is: the ways it came, and the chain rule along them",
    },
    "Check": {
        "gradcheck": "is each gradient right? held against one worked out numerically",
        "check": "is a problem file well formed, do its expected answers hold",
    },
    "Teach": {
        "quiz": "sheets with blanks, and with other numbers for each student",
        "mark": "the answers of a class: a row a student, and why an answer is wrong",
    },
    "Files": {
        "problems": "the problems that come with bpcalc; with a name: that file",
        "layers": "the layers that a graph can be made of, with both formulas",
        "schema": "the JSON Schema of problem files, for editors",
        "help": "this page; with the name of a command: its page",
    },
}
COMMANDS = {name: text for group in COMMAND_GROUPS.values() for name, text in group.items()}
ASKED, SHOWN, LIMITS = GROUPS = ("What is asked", "What is shown", "Limits")
EXAMPLES = """\
  bpcalc backward apple                     a problem that comes with it
  bpcalc problems apple -o problem.yaml     ... as a start for one of your own
  bpcalc backward                           problem.yaml of this folder
  bpcalc forward homework.yaml --set tax=1.2
  bpcalc backward homework.yaml --wrt tax -f value
  bpcalc draw homework.yaml                 the graph as a picture
  bpcalc gradcheck homework.yaml            are the gradients right?
  bpcalc check answers/*.yaml               do the expected answers hold?
"""
ALONE = {
    "--help": "this page",
    "--version": "the version",
    "--install-completion": "complete commands, options and names with Tab, in bash, zsh, fish or powershell",
    "--show-completion": "print the script that does so",
}
FRONT_OPTIONS = ("-h, --help", "-V, --version", "--install-completion [SHELL]", "--show-completion [SHELL]")
WIDTH = 100  # cells: a page is as wide as the terminal, but no wider than can be read
COLUMN, NARROW = 30, 70  # where meanings begin; a page of fewer cells has them below
HANG = " " * 6
WHOLE = re.compile(r"(?<!\w)'[^']*'|\(default: \S+")
WORD = re.compile(r"-[-\w]+ (?!-)(?:'[^']*'|\S)+|(?:'[^']*'|\S)+")  # of an example: an option with its value, else a word


def page_width() -> int:
    return min(console().width() or WIDTH, WIDTH)


def front_page() -> str:
    """What `bpcalc` and `bpcalc --help` print."""
    options = two_columns(zip(FRONT_OPTIONS, ALONE.values(), strict=True))
    parts = [f"bpcalc {__version__}: the calculator for computational graphs", "Usage: bpcalc COMMAND [PROBLEM] [options]"]
    title, usage = (wrapped_paragraphs(part, HANG) for part in parts)
    column = max(len(name) for group in COMMAND_GROUPS.values() for name in group) + 4
    commands = "\n\n".join(f"{group}:\n{two_columns(rows.items(), column)}" for group, rows in COMMAND_GROUPS.items())
    more = wrapped_paragraphs("bpcalc COMMAND --help shows a command's examples and options.")
    return "\n\n".join([title, examples(EXAMPLES), usage, commands, f"Options:\n{options}", more]) + "\n"


def command_page(command: Any) -> str:
    """A command's page: its examples, its usage, its docstring, its options under their headings."""
    arguments = [option_row(param) for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    usage = " ".join(["bpcalc", command.name, *(name for name, _ in arguments), "[options]"])
    parts = [
        wrapped_paragraphs(f"bpcalc {command.name}: {COMMANDS[command.name]}"),
        examples(command.epilog),
        wrapped_paragraphs(f"Usage: {usage}", HANG),
    ]
    parts += [wrapped_paragraphs(command.help or "")]
    parts += [f"Arguments:\n{two_columns(arguments)}"] if arguments else []
    for group in GROUPS:
        rows = [option_row(param) for param in options if param.rich_help_panel == group]
        parts += [f"{group}:\n{two_columns(rows)}"] if rows else []
    return "\n\n".join(part for part in parts if part) + "\n"


def print_page(page: str) -> int:
    """Write a page to stdout; without the signs that its encoding lacks."""
    look = console()
    return look.write([page.replace("×", "x") if look.plain() else page])


def option_row(param: Any) -> tuple[str, str]:
    """How a parameter is written, and what it means, with what holds where it is not given."""
    if param.param_type_name == "argument":
        return param.metavar, param.help
    spelling = ", ".join(sorted(param.opts, key=len))
    return (spelling if param.is_flag else f"{spelling} {param.metavar}"), param.help + default(param)


def default(param: Any) -> str:
    if isinstance(param.show_default, str):
        return f" (default: {param.show_default})"
    return "" if param.is_eager else " (default: off)"


def two_columns(rows: Iterable[tuple[str, str]], column: int = COLUMN) -> str:
    """Two columns; a first cell that is too long, and each where a page is narrow, has a line of its own."""
    lines: list[str] = []
    stacked = column == COLUMN and page_width() < NARROW
    for name, text in rows:
        indent = HANG if stacked else " " * column
        first, *more = wrapped_line(text, page_width() - len(indent)) or [""]
        if stacked or len(name) + 4 > column:
            lines += [f"  {name}", (indent + first).rstrip()]
        else:
            lines.append(f"  {name:<{column - 2}}{first}".rstrip())
        lines += [indent + line for line in more]
    return "\n".join(lines)


def wrapped_paragraphs(text: str, hang: str = "") -> str:
    """Paragraphs, each wrapped anew."""
    return "\n\n".join("\n".join(wrapped_line(" ".join(part.split()), page_width(), hang)) for part in text.split("\n\n"))


def wrapped_line(text: str, width: int, hang: str = "") -> list[str]:
    """Lines of whole words: one that is too long for a line stands out of it. What is quoted is a word, so is (default: off."""
    held = WHOLE.sub(lambda found: found[0].replace(" ", "\0"), text)
    wrapper = TextWrapper(max(width, 1), subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in wrapper.wrap(held)]


def examples(text: str) -> str:
    """Commands, each with what is said of it; on a narrow page that stands below, and a command goes on behind a backslash."""
    return "\n".join(line for example in text.rstrip().split("\n") for line in example_lines(example, page_width()))


def example_lines(example: str, width: int) -> list[str]:
    if len(example) <= width:
        return [example]
    command, said = re.fullmatch(r"  (.*?)(?: {2,}(.*))?", example).groups("")  # type: ignore[union-attr]
    lines = [""]
    for word in WORD.findall(command):
        if len(lines[-1]) > len(HANG) and len(f"{lines[-1]} {word} \\") > width:
            lines[-1:] = [f"{lines[-1]} \\", HANG[:-1]]
        lines[-1] += f" {word}" if lines[-1] else f"  {word}"
    return lines + [HANG + line for line in wrapped_line(said, width - len(HANG))]
