"""The workflow is YAML, may only read, and runs what it should: `.ci/run`, every Python that the classifiers name, three systems, the oracle."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def workflow(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


JOBS = workflow(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]


def steps(job: dict[str, Any], key: str) -> list[str]:
    return [step[key] for step in job["steps"] if key in step]


def machines(job: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each system with each Python of a job's matrix."""
    matrix = job["strategy"]["matrix"]
    yield from ((system, python) for system in matrix["os"] for python in matrix["python"])
    yield from ((more["os"], more["python"]) for more in matrix["include"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_workflow_may_only_read_and_pins_its_actions(path: Path) -> None:
    read = workflow(path)
    assert read["permissions"] == {"contents": "read"}
    assert read["concurrency"]["cancel-in-progress"] is True
    for job in read["jobs"].values():
        assert job["timeout-minutes"] <= 40
        assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in steps(job, "uses"))


def test_it_runs_what_stands_in_the_checkout() -> None:
    assert steps(JOBS["everything"], "run") == [".ci/run"]


def test_the_tests_run_with_every_python_of_the_classifiers() -> None:
    prefix = "Programming Language :: Python :: 3."
    promised = [f"3.{text.removeprefix(prefix)}" for text in PROJECT["classifiers"] if text.startswith(prefix)]
    assert [python for system, python in machines(JOBS["tests"]) if system == "ubuntu-latest"] == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"
    for system in ("macos-latest", "windows-latest"):
        assert [python for one, python in machines(JOBS["tests"]) if one == system] == [promised[0], promised[-1]]
    assert steps(JOBS["tests"], "run")[-1] == "python -m pytest"


def test_the_oracle_s_tests_run_and_cannot_skip() -> None:
    install, present, run = steps(JOBS["oracle"], "run")
    assert install == 'python -m pip install -e ".[test,oracle]"'
    assert f'"import {", ".join(PROJECT["optional-dependencies"]["oracle"])}"' in present
    assert run == "python -m pytest -m oracle"
