"""Small problems on which a gradient check goes wrong easily: each stands for a kind, and begins with what must be said of it.

`# verdict:` of the whole; `# culprit:` the one layer that must be named; `# layers:` the Python file beside it; `# args:` more words;
`# says:` and `# unsaid:` what the table must and must not hold; `# seeds:` tried from 0 on; `# passes:` at most so many forward passes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Ran, bpcalc

FOLDER = Path(__file__).parent / "cases"
PROBLEMS = sorted(FOLDER.glob("*.yaml"))
KEYS = {"verdict", "culprit", "layers", "args", "says", "unsaid", "seeds", "passes", "why"}
HOLDS = {"pass", "kink"}


class Expected:
    """The remarks at the head of a problem, each key with all that is said of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("# "):
                break
            key, _, value = line[2:].partition(": ")
            self.said.setdefault(key, []).append(value)

    def one(self, key: str, default: str = "") -> str:
        return self.said.get(key, [default])[0]

    def run(self, *words: str) -> Ran:
        layers = ["--layers", str(FOLDER / self.one("layers"))] if "layers" in self.said else []
        return bpcalc("gradcheck", str(self.path), *layers, *self.one("args").split(), *words)


def answers(expected: Expected) -> Iterator[tuple[Ran, dict[str, Any]]]:
    seeds = range(int(expected.one("seeds", "0")))
    for words in [["--seed", str(seed)] for seed in seeds] or [[]]:
        ran = expected.run(*words, "-f", "json")
        assert ran.code in (0, 1), ran.err
        yield ran, json.loads(ran.out)


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_the_verdict(path: Path) -> None:
    expected = Expected(path)
    for ran, answer in answers(expected):
        assert answer["verdict"] == expected.one("verdict"), (answer["checks"][:3], answer["culprits"])
        assert ran.code == (0 if answer["verdict"] in HOLDS else 1)
        assert {culprit["layer"].lower() for culprit in answer["culprits"]} == {
            one.lower() for one in expected.said.get("culprit", [])
        }
        assert answer["summary"]["forward_passes"] <= int(expected.one("passes", "1000000"))


WORDED = [path for path in PROBLEMS if {"says", "unsaid"} & set(Expected(path).said)]


@pytest.mark.parametrize("path", WORDED, ids=lambda path: path.stem)
def test_the_words(path: Path) -> None:
    expected = Expected(path)
    ran = expected.run()
    text = ran.out + ran.err
    assert [word for word in expected.said.get("says", []) if word not in text] == []
    assert [word for word in expected.said.get("unsaid", []) if word in text] == []


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_each_begins_with_its_verdict(path: Path) -> None:
    said = Expected(path).said
    assert "verdict" in said
    assert set(said) <= KEYS
    assert (said["verdict"] == ["fail"]) <= ("culprit" in said)
    assert not ("layers" in said and not (FOLDER / said["layers"][0]).is_file())
