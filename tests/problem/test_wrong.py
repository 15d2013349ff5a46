"""Every file under problems/wrong/<stage>/ has one fault, of that stage, and the tool words it as the file says."""

import re
from pathlib import Path

import pytest

from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.problem.reader import read_problem
from backprop_cli.problem.solve import values_of
from backprop_cli.source import load

WRONG = Path(__file__).parents[2] / "problems" / "wrong"
FILES = sorted(path for path in WRONG.glob("*/*") if path.suffix in (".yaml", ".json"))
LIMIT = 2**26


def said_by(path: Path) -> list[BpcalcError]:
    """What the tool says of a file, errors and warnings."""
    try:
        problem = read_problem(load(str(path), LIMIT), str(path.parent))
        values_of(problem)
        return problem.warnings
    except Faults as faults:
        return faults.faults
    except BpcalcError as error:
        return [error]


def announced(path: Path) -> str:
    """What the file says that the tool says: `# says: …` in its first line, `"says: …"` in a JSON file."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    found = re.search(r"# says: (.*?)\r?\n", text) or re.search(r'"says: ((?:[^"\\]|\\.)*)"', text)
    assert found, "no `says:`"
    return found.group(1)


def test_there_are_wrong_files_of_every_stage() -> None:
    stages = {path.parent.name for path in FILES}
    assert {"source", "structure", "value", "name", "expression", "layer", "shape", "limit"} <= stages


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_wrong_file(path: Path) -> None:
    said = said_by(path)
    assert [fault.message for fault in said] == [announced(path)]
    fault = said[0]
    assert fault.code == path.parent.name
    assert fault.place is not None
    assert fault.place.line >= 1
    assert fault.place.column >= 1
    assert not fault.message.endswith(".")
