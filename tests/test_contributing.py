"""CONTRIBUTING names files that exist, rooms in the order of the import contracts, and a layer that works."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.readme import ROOT, blocks

TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:backprop_cli|tests|problems|\.ci|\.github)/[^`\s]*|\w+\.(?:md|toml))(?= |`)", TEXT)))


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_it_names_exists(path: str) -> None:
    """A placeholder stands for files to come: the folder before it exists."""
    before, placeholder, _ = path.partition("<")
    existing = ROOT / before.rpartition("/")[0] if placeholder else ROOT / path
    assert existing.exists(), f"{path} is gone: mend .github/CONTRIBUTING.md"


def test_the_rooms_are_those_of_the_contracts_in_their_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    order = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    told = [Path(path).stem for path in re.findall(r"^\| `backprop_cli/([^/`]+)/?` \|", TEXT, re.M)]
    floors = [floor.split(" | ") for floor in reversed(order) if floor != "__main__"]
    rows = [[room for room in floor if not room.startswith("(")] for floor in floors]  # those in parentheses are not built yet
    assert sorted(told) == sorted(room for row in rows for room in row)
    assert told == sorted(told, key=lambda room: next(i for i, row in enumerate(rows) if room in row))


def test_the_layer_that_it_adds(tmp_path: Path) -> None:
    """In a process of its own, so that the shelf of this one stays as it is."""
    (block,) = [block for block in blocks(TEXT) if block.language == "python"]
    problem = tmp_path / "p.yaml"
    problem.write_text(
        "variables: {x: -2}\nnodes: {y: log_sigmoid(x)}\nexpect: {forward: {y: -2.1269280110}, gradients: {x: 0.8807970780}}\n"
    )
    program = f"from backprop_cli.layers.activation import *\nfrom backprop_cli.layers.activation import maths, Value\n{block.body}"
    for command in ("check", "gradcheck"):
        run = f"{program}\nimport sys\nfrom backprop_cli.cli import run\nsys.exit(run([{command!r}, {str(problem)!r}, '-f', 'value']))"
        done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "pass\n", "")


def test_the_failure_of_a_half_finished_layer_names_a_heading_that_is_there() -> None:
    message = (ROOT / "tests" / "layers" / "test_shelf.py").read_text(encoding="utf-8")
    (heading,) = re.findall(r"see '(.*?)' in \.github/CONTRIBUTING\.md", message)
    assert re.search(rf"^### \d+\. {heading}$", TEXT, re.M)
