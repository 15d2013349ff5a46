"""A file becomes a tree, by the reader of its language."""

from pathlib import Path

import pytest
import yaml

from backprop_cli.source import load, parse
from tests.source.trees import plain

PROBLEMS = sorted((Path(__file__).parents[2] / "problems").glob("*.yaml"))


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_a_good_file_has_the_structure_that_pyyaml_reads(path: Path) -> None:
    document = parse(load(str(path), 2**20))
    assert document.faults == []
    assert not document.ended
    assert plain(document.root) == yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
