"""The moving parts of the pages: outputs of commands, tables, pictures. `python -m tests.readme` writes them anew.

A page is a Markdown file whose examples are run. Each has a desk, a folder with the files that the page shows.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from backprop_cli import source
from backprop_cli.cli.app import built
from backprop_cli.cli.exit_codes import EXIT_CODES
from backprop_cli.cli.help_pages import ALONE, COMMANDS, FRONT_OPTIONS, option_row
from backprop_cli.cli.options import RUNNING
from backprop_cli.layers import SHELF
from backprop_cli.layers.rule_words import TYPED_WORDS
from backprop_cli.picture.scene import scene_of
from backprop_cli.problem.library import shipped
from backprop_cli.problem.reader import read_problem
from backprop_cli.problem.solve import solve
from backprop_cli.render.picture import svg
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.listings import problems_report
from backprop_cli.report.rows import Style
from tests.problems import MAX_SIZE

ROOT = Path(__file__).parent.parent
README, GUIDE, CONTRIBUTING = ROOT / "README.md", ROOT / "problems" / "README.md", ROOT / ".github" / "CONTRIBUTING.md"
PAGES = [page for page in (README, GUIDE, CONTRIBUTING) if page.exists()]
PICTURES = ROOT / ".github" / "pictures"  # of the shipped problems
FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
RUNNERS = [name for name in COMMANDS if RUNNING.keys() - {"json"} <= {param.name for param in built(name).params}]
BETWEEN = "\x1e"  # what stands between the outputs of two commands of a block


class Block(NamedTuple):
    """A fenced block: its language, the file that its text is saved as (if it names one), and the text."""

    language: str
    file: str | None
    body: str


def blocks(text: str) -> list[Block]:
    return [Block(found["language"], found["file"], found["body"]) for found in FENCE.finditer(text)]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def desk(text: str, folder: Path) -> None:
    """A folder as a page's reader has it: the problems, every file that the page shows, and bpcalc on the path."""
    shutil.copytree(ROOT / "problems", folder / "problems")
    for block in blocks(text):
        if block.file and not (folder / block.file).exists():
            (folder / block.file).write_text(block.body, encoding="utf-8")
    (folder / ".bin").mkdir()
    program = folder / ".bin" / "bpcalc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m backprop_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def shell(script: str, folder: Path) -> str:
    """What a script shows: both streams, as a terminal mixes them."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("BPCALC_", "PYTHON", "COLUMNS")) and "COLOR" not in key
    }
    path = os.pathsep.join([str(folder / ".bin"), kept["PATH"]])
    environment = {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "BPCALC_LANG": "en"}
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def played(body: str, folder: Path) -> str:
    """A console block with what its commands print now. Two commands follow each other with an empty line between."""
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    outputs = shell(f"\nprintf '{BETWEEN}'\n".join(commands), folder).split(BETWEEN)
    parts = [f"$ {command}\n{output}" for command, output in zip(commands, outputs, strict=True)]
    return "\n".join(timeless(part) for part in parts)


def timeless(output: str) -> str:
    """How long it took is the one thing that differs from run to run."""
    return re.sub(r"(?<=forward passes, )[\d.e-]+(?= s$)", "0.001", output, flags=re.M)


def between(text: str, mark: str) -> str:
    return text.partition(f"<!-- {mark} -->\n")[2].partition("<!-- end -->")[0]


def commands_table() -> str:
    lines = ["| command | what it answers |", "|---|---|"]
    return "\n".join(lines + [f"| `bpcalc {name}` | {what} |" for name, what in COMMANDS.items()]) + "\n"


def exit_codes_table() -> str:
    lines = ["| exit code | when |", "|---|---|"]
    return "\n".join(lines + [f"| {code} | {when} |" for code, when in EXIT_CODES.items()]) + "\n"


def problems_table() -> str:
    """What comes with bpcalc: the name of each problem, which leads to its file, and its title."""
    lines = ["| problem | what it shows |", "|---|---|"]
    lines += [f"| [`{name}`]({name}.yaml) | {title} |" for name, title in problems_report().records()]
    return "\n".join(lines) + "\n"


def layers_table() -> str:
    """The shelf: how an expression writes it, its class, and the sentence that its docstring begins with."""
    lines = ["| written | class | what to keep in mind |", "|---|---|---|"]
    for name, cls in SHELF.items():
        options = [f"{key}={value!r}" for key, value in cls.options.items()]
        inputs = ["x", "y", "…"] if cls.variadic else list(cls.inputs)
        call = cls.formula if cls.operator or "[" in cls.formula else f"{name}({', '.join(inputs + options)})"
        names = f"`{call}`" if call.startswith(name) else f"`{call}` or `{name}`"
        lines.append(f"| {names} | {cls.__name__} | {(cls.__doc__ or '').splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def rule_words_table() -> str:
    """The words of printed rules that are no layers: how they are written, and the sentence that their docstring begins with."""
    lines = ["| word of a rule | what it is |", "|---|---|"]
    for name, cls in TYPED_WORDS.items():
        options = [f"{key}={value!r}" for key, value in cls.options.items()]
        call = ", ".join([*cls.inputs, *(["…"] if cls.variadic else []), *options])
        lines.append(f"| `{name}({call})` | {(cls.__doc__ or '').splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def options_table() -> str:
    """Every option of every command, once, with the commands that have it; last those that stand without a command."""
    having: dict[tuple[str, str], list[str]] = {}
    for command in COMMANDS:
        for param in built(command).params:
            if param.param_type_name == "option":
                having.setdefault(option_row(param), []).append(command)
    alone = zip(FRONT_OPTIONS, ALONE.values(), strict=True)
    having |= {(option, meaning): ["bpcalc alone"] for option, meaning in alone if (option, meaning) not in having}
    lines = ["| option | of | meaning |", "|---|---|---|"]
    lines += [f"| `{option}` | {owners(commands)} | {meaning} |" for (option, meaning), commands in having.items()]
    return "\n".join(lines) + "\n"


def owners(commands: list[str]) -> str:
    if commands == list(COMMANDS):
        return "all"
    return "all that run a problem" if commands == RUNNERS else ", ".join(commands)


def drawn(file: Path) -> str:
    """The picture of a shipped problem, as `bpcalc draw -o` writes it."""
    problem = read_problem(source.load(str(file), MAX_SIZE), str(file.parent))
    done = solve(problem)
    scene = scene_of(problem, done.values, done.output, done)
    return "".join(svg.text(Labels(scene, Style())))


def problem_pictures() -> str:
    """Each shipped problem with its picture."""
    return "\n".join(f"**`{name}`**\n\n![{name}](../.github/pictures/{name}.svg)\n" for name in sorted(shipped()))


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands_table, "options": options_table, "layers": layers_table, "rule words": rule_words_table, "problems": problems_table,
    "exit codes": exit_codes_table, "pictures": problem_pictures,
}  # fmt: skip


def refreshed(text: str, folder: Path) -> str:
    """A page with every output and table as it is now."""

    def fill(found: re.Match[str]) -> str:
        return f"```console\n{played(found['body'], folder)}```" if found["language"] == "console" else found[0]

    text = FENCE.sub(fill, text)
    for mark, table in TABLES.items():
        text = text.replace(f"<!-- {mark} -->\n{between(text, mark)}", f"<!-- {mark} -->\n{table()}")
    return text


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, file in shipped().items():
        (PICTURES / f"{name}.svg").write_text(drawn(file), encoding="utf-8")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as name:
            desk(text, Path(name))
            page.write_text(refreshed(text, Path(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
