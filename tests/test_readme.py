"""The README says what is so: its commands print what it shows, its files hold, its tables and its picture are up to date."""

import doctest
import html
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.readme import PICTURE, PICTURED, README, ROOT, Block, between, blocks, desk, layers_table, options_table, played, shell

TEXT = README.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT)
FILES = [block for block in BLOCKS if block.file and block.language in ("yaml", "json")]
WRONG = {"homework.yaml": "fail", "unfinished.yaml": "error"}  # the two that show what `check` says of such
STALE = "the README is out of date: run `python -m tests.readme`, and look at what it changed"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk")
    desk(TEXT, path)
    return path


def of(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


@pytest.mark.parametrize("block", of("console"), ids=lambda block: block.body.partition("\n")[0])
def test_commands_print_what_is_shown(block: Block, folder: Path) -> None:
    assert block.body == played(block.body, folder), STALE


@pytest.mark.parametrize("block", FILES, ids=lambda block: block.file)
def test_files_hold(block: Block, folder: Path) -> None:
    shipped = ROOT / str(block.file)
    if shipped.exists():
        assert shipped.read_text(encoding="utf-8") == block.body
    assert shell(f"bpcalc check {block.file} -f value 2>/dev/null", folder).strip() == WRONG.get(str(block.file), "pass")


def test_every_problem_shown_is_a_file_and_so_tested() -> None:
    assert all(block.file for block in BLOCKS if block.language in ("yaml", "json", "csv"))


def test_python_by_hand() -> None:
    (block,) = of("pycon")
    example = doctest.DocTestParser().get_doctest(block.body, {}, "README", None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_layer_that_it_adds(tmp_path: Path) -> None:
    """In a process of its own, so that the shelf of this one stays as it is."""
    (block,) = [block for block in of("python") if block.file is None]
    problem = tmp_path / "p.yaml"
    problem.write_text(
        "variables: {x: -2}\nnodes: {y: softsign(x)}\nexpect: {forward: {y: -0.6666666667}, gradients: {x: 0.1111111111}}\n"
    )
    program = f"from backprop_cli.layers.activation import *\nfrom backprop_cli.layers.activation import maths, Value\n{block.body}"
    for command in ("check", "gradcheck"):
        run = f"{program}\nimport sys\nfrom backprop_cli.cli import run\nsys.exit(run([{command!r}, {str(problem)!r}, '-f', 'value']))"
        done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "pass\n", "")


def test_table_of_layers() -> None:
    assert between(TEXT, "layers") == layers_table(), STALE


def test_table_of_options() -> None:
    assert between(TEXT, "options") == options_table(), STALE


JSON_RUNS = [
    "forward two_layer_net", "backward three_layer_net", "gradcheck wrong_sigmoid.yaml", "gradcheck apple --method taylor",
    "check homework.yaml unfinished.yaml",
]  # fmt: skip
NAMED = {"variables", "constants", "gradients"}  # their keys are the problem's names


def keys_of(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(keys_of(inner) for key, inner in value.items() if key not in NAMED))


def test_json_keys(folder: Path) -> None:
    printed = set().union(*(keys_of(json.loads(shell(f"bpcalc {run} --json 2>/dev/null", folder))) for run in JSON_RUNS))
    told = set(re.findall(r"`(\w+)`", between(TEXT, "json"))) - {"error", "kink"}
    assert printed - {"error", "kink"} == told


def test_keys_of_a_problem_are_those_of_the_schema(folder: Path) -> None:
    schema = json.loads(shell("bpcalc schema", folder))
    table = TEXT.partition("## The problem file")[2].partition("**Names**")[0]
    told = {key for line in table.splitlines() if line.startswith("| `") for key in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert told == set(schema["properties"]) - {"$schema"}


def test_picture(folder: Path) -> None:
    """Its words, line by line, are what the command prints; how Rich draws them may change from release to release."""
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", PICTURE.read_text(encoding="utf-8"))
    words = " ".join(html.unescape(line).replace("\xa0", " ") for line in drawn)
    assert PICTURED in words, STALE
    for line in shell(PICTURED, folder).splitlines():
        for word in line.split():
            assert word in words, STALE


def test_its_set_up_is_what_ci_runs() -> None:
    commands = [line for block in of("sh") for line in block.body.splitlines()]
    assert commands[0].startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert commands[1:] == [".venv/bin/python -m pytest"]
    assert "/^```sh$/" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
