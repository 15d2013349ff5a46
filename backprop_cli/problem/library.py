"""Which problem is meant: a path, standard input, a problem that comes with the tool, or the one in this folder."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from backprop_cli.errors import UsageError
from backprop_cli.problem.values.notation import quoted
from backprop_cli.source import on_disk

VARIABLE = "BPCALC_PROBLEM"
USUAL = ("problem.yaml", "problem.yml")
ENDINGS = (".yaml", ".yml", ".json")
MOST_LOOKED_AT = 10_000
MOST_LISTED = 10


class Choice(NamedTuple):
    """The path of a problem ("-" for standard input), and one line to say where nobody typed that path."""

    path: str
    note: str | None = None


def shipped() -> dict[str, Path]:
    """The problems that come with the tool: bare name → file. In a wheel they lie inside the package, in a checkout beside it."""
    return {file.stem: file for file in files_beside(".yaml")}


def shipped_code() -> dict[str, Path]:
    """The Python files beside the shipped problems, by their whole names: layers with faults, for `--layers`."""
    return {file.name: file for file in files_beside(".py")}


def files_beside(ending: str) -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    folders = (package / "problems", package.parent / "problems")
    home = next((folder for folder in folders if any(folder.glob("*.yaml"))), None)
    return sorted(home.glob(f"*{ending}")) if home else []


def choose(problem: str | None, environ: Mapping[str, str]) -> Choice:
    """The problem that a command is to read. Raises UsageError, with what there is to choose from."""
    if problem is not None:
        return problem_named(problem, "")
    if environ.get(VARIABLE):
        choice = problem_named(environ[VARIABLE], f", as ${VARIABLE} says")
        return Choice(choice.path, choice.note or f"reading {path_on_one_line(choice.path)}, as ${VARIABLE} says")
    for path in USUAL:
        if os.path.exists(path) and not os.path.isdir(path):
            return Choice(path, f"reading {path} of this folder")
    here = yaml_files(".", (".yaml", ".yml"))
    raise UsageError("no problem is named, and this folder has no problem.yaml", hint=f"{files_listed('here', here)}; {shelf()}")


def problem_named(problem: str, why: str) -> Choice:
    """A path, "-" or a bare name. A folder does not hide a problem that comes with the tool: no command reads folders as such."""
    if problem == "-":
        return Choice("-")
    problem = on_disk(problem)
    if os.path.exists(problem) and not os.path.isdir(problem):
        return Choice(problem)
    names = shipped()
    if problem in names:
        return Choice(str(names[problem]), f"reading '{problem}', a problem that comes with bpcalc{why}")
    if os.path.isdir(problem):
        return Choice(problem)  # whoever reads it says that it is a folder
    message = f"there is no file {quoted(problem)}{why}, and no problem of that name comes with bpcalc"
    raise UsageError(message, hint=problem_hint(problem, names))


def problem_hint(problem: str, names: Collection[str]) -> str:
    from backprop_cli.suggest import did_you_mean

    folder, base = os.path.split(problem)
    files = [os.path.join(folder, file) for file in yaml_files(folder or ".", ENDINGS)]
    stem = os.path.splitext(base)[0]
    if stem in names:
        return f"did you mean '{stem}'?"
    return did_you_mean(problem, [*files, *names]) or did_you_mean(stem, names) or shelf()


def yaml_files(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The problem files of a folder, by name; of a huge folder those among the first that the system lists."""
    from itertools import islice

    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in islice(entries, MOST_LOOKED_AT) if entry.name.lower().endswith(endings))
    except (OSError, ValueError):
        return []


def files_listed(where: str, files: list[str]) -> str:
    if not files:
        return f"{where} is no *.yaml file"
    more = f" and {len(files) - MOST_LISTED} more" if len(files) > MOST_LISTED else ""
    return f"{where}: {', '.join(map(path_on_one_line, files[:MOST_LISTED]))}{more}"


def shelf() -> str:
    return f"with bpcalc come: {', '.join(shipped())}"


def path_on_one_line(path: str) -> str:
    """A path in a note: as it is, where it keeps to one line."""
    return path if path.isprintable() else quoted(path)
