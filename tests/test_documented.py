"""All that the program has is documented: each command, option, form, layer, key and code, as the program itself names it.

The message of a test that fails says where to write what is missing.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.app import built
from backprop_cli.cli.exit_codes import EXIT_CODES
from backprop_cli.cli.help_pages import COMMANDS, FRONT_OPTIONS, option_row
from backprop_cli.gradcheck.result import VERDICTS
from backprop_cli.layers import SHELF
from backprop_cli.problem.library import shipped
from backprop_cli.problem.schema import schema
from backprop_cli.problem.values.reader import FORMS as VALUE_FORMS
from backprop_cli.problem.values.reader import NOTES
from backprop_cli.render import ENDINGS, FORMS, LATEX, PICTURES
from tests.readme import GUIDE, README, ROOT, between, blocks, desk, shell

README_TEXT, GUIDE_TEXT = README.read_text(encoding="utf-8"), GUIDE.read_text(encoding="utf-8")
GENERATED = "run `python -m tests.readme`"
Keys = dict[str, set[str]]  # a key of an answer → the keys inside it


def rows(text: str, mark: str) -> list[list[str]]:
    """The cells of a table between markers, without its heading."""
    lines = between(text, mark).splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def coded(cells: Iterable[str]) -> set[str]:
    """What stands in `code`."""
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def first_cells(text: str, mark: str) -> set[str]:
    return coded(cells[0] for cells in rows(text, mark))


def by_hand(table: str, page: Path) -> str:
    return f"add a row to the table `<!-- {table} -->` in {page.relative_to(ROOT).as_posix()}"


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    assert f"bpcalc {command}" in first_cells(README_TEXT, "commands"), GENERATED


SHOWN = [
    line for text in (README_TEXT, GUIDE_TEXT) for block in blocks(text) if block.language == "console" for line in block.body.splitlines()
    if line.startswith("$ ")
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_shown_at_work(command: str) -> None:
    missing = f"show `$ bpcalc {command}` at work in a ```console block of README.md or problems/README.md, and {GENERATED}"
    assert any(re.search(rf"\bbpcalc {command}\b", line) for line in SHOWN), missing


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_shown_once(form: str) -> None:
    missing = f"show an answer with `-f {form}` in a ```console block of problems/README.md, under Output forms, and {GENERATED}"
    by_itself = form == "table" and any(not re.search(r" (-f|-o|--json)\b", line) for line in SHOWN)
    assert by_itself or any(re.search(rf" -f {form}\b", line) for line in SHOWN), missing


def options_of(command: str) -> list[str]:
    return [option_row(param)[0] for param in built(command).params if param.param_type_name == "option"]


@pytest.mark.parametrize("option", sorted({*FRONT_OPTIONS, *(option for command in COMMANDS for option in options_of(command))}))
def test_options(option: str) -> None:
    assert option in first_cells(GUIDE_TEXT, "options"), GENERATED


@pytest.mark.parametrize("name", SHELF)
def test_layers(name: str) -> None:
    assert SHELF[name].__name__ in {cells[1] for cells in rows(GUIDE_TEXT, "layers")}, GENERATED


@pytest.mark.parametrize("name", shipped())
def test_shipped_problems(name: str) -> None:
    assert name in first_cells(GUIDE_TEXT, "problems"), GENERATED


@pytest.mark.parametrize("code", EXIT_CODES)
def test_exit_codes(code: int) -> None:
    assert str(code) in {cells[0] for cells in rows(GUIDE_TEXT, "exit codes")}, GENERATED


def test_output_forms_and_the_endings_of_their_files() -> None:
    told = {form: coded([endings]) for (form,), endings in ((coded([cells[0]]), cells[1]) for cells in rows(GUIDE_TEXT, "forms"))}
    known = {form: {ending for ending, its in ENDINGS.items() if its == form} for form in (*FORMS, *PICTURES, LATEX.name)}
    known["text"] = known["table"]  # .txt is the first form of each command
    assert told == known, by_hand("forms", GUIDE)


def test_verdicts_of_gradcheck() -> None:
    assert first_cells(GUIDE_TEXT, "verdicts") == set(VERDICTS), by_hand("verdicts", GUIDE)


def test_keys_of_a_problem() -> None:
    keys = set(schema()["properties"]) - {"$schema"}
    assert first_cells(README_TEXT, "keys") == keys, by_hand("keys", README)


@pytest.mark.parametrize("form", VALUE_FORMS)
def test_forms_of_values(form: str) -> None:
    """Each with all that may stand beside it."""
    written = {frozenset(re.findall(r"(\w+):", code)) for code in first_cells(GUIDE_TEXT, "values") if code.startswith("{")}
    told = set().union(*(keys for keys in written if form in keys))
    assert {form, *VALUE_FORMS[form]} <= told, by_hand("values", GUIDE)
    assert set(NOTES) <= set().union(*written), by_hand("values", GUIDE)


def test_kinds_of_wrong_files() -> None:
    folders = {path.name for path in (GUIDE.parent / "wrong").iterdir() if path.is_dir()}
    told = {found for cells in rows(GUIDE_TEXT, "stages") for found in re.findall(r"\[(\w+)\]", cells[0])}
    assert told == folders, by_hand("stages", GUIDE)


def test_variables_of_the_environment() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "backprop_cli").rglob("*.py"))
    missing = set(re.findall(r"\bBPCALC_[A-Z]+", sources)) - set(re.findall(r"\bBPCALC_[A-Z]+", GUIDE_TEXT))
    assert not missing, "say in problems/README.md what it does"


# JSON: for each command that has --json runs that between them print every key that it can print.
JSON_RUNS = {
    "forward": ["two_layer_net"],
    "backward": ["three_layer_net"],
    "explain": ["fan_out", "two_layer_net --wrt 'W1[0,0]'"],
    "gradcheck": ["apple --method taylor", "notes_faults_relu --layers notes_faults.py --against relu"],
    "check": ["homework.yaml problems/wrong/name/*.yaml"],
    "mark": ["problems/class/answers --key problems/class/key --students problems/class/roster.csv"],
    "problems": [""],
    "layers": [""],
}
NAMED = {"variables", "constants", "gradients"}  # the keys inside are the problem's names


def test_json_runs_are_of_every_command_that_has_json() -> None:
    having = {command for command in COMMANDS if "--json" in options_of(command)}
    assert having == set(JSON_RUNS), "add to JSON_RUNS a run of the command that prints every key"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk")
    desk(README_TEXT, path)
    return path


@pytest.mark.parametrize("command", JSON_RUNS)
def test_json_keys(command: str, folder: Path) -> None:
    printed: Keys = {}
    for run in JSON_RUNS[command]:
        collect(json.loads(shell(f"bpcalc {command} {run} --json 2>/dev/null", folder)), printed)
    told = documented(command)
    assert printed == told, f"mend the rows of {command} in the table of JSON keys in problems/README.md"


def collect(answer: dict[str, Any], found: Keys) -> None:
    """The keys of an answer, each with those of the objects in it. An object inside a row counts as an answer of its own."""
    for key, value in answer.items():
        inside = [] if key in NAMED else value if isinstance(value, list) else [value]
        objects = [item for item in inside if isinstance(item, dict)]
        found.setdefault(key, set()).update(*objects)
        for item in objects:
            collect({name: value for name, value in item.items() if is_rows(value)}, found)


def is_rows(value: Any) -> bool:
    """A list of objects, which has a row of the table for itself."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def documented(command: str) -> Keys:
    told = [cells for cells in rows(GUIDE_TEXT, "json") if cells[1] == "all" or command in cells[1].split(", ")]
    return {key: coded([text]) - {"--wrt", "--method taylor", "--against"} for keys, _, text in told for key in coded([keys])}
