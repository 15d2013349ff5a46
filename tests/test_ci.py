"""`.ci/run`: its flags, that every step runs whatever failed before, and what it says of tests that could not run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUN = ROOT / ".ci" / "run"
TOOLS = ["ruff", "mypy", "lint-imports", "python", "pip"]
QUICK = ["ruff check --output-format concise .", "ruff format --check .", "mypy", "lint-imports", "python -m pytest"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="bash, and programs without an ending")
with_timeout = pytest.mark.skipif(shutil.which("timeout") is None, reason="the whole of .ci/run is for Linux")


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment of programs that do nothing but write down how they were called."""
    folder = tmp_path / ".venv" / "bin"
    folder.mkdir(parents=True)
    for tool in TOOLS:
        install(folder / tool, status=0)
    return tmp_path


def install(program: Path, status: int) -> None:
    calls = program.parent.parent.parent / "calls"
    program.write_text(f'#!/bin/sh\necho "{program.name} $*" | sed "s/ $//" >>"{calls}"\nexit {status}\n', encoding="utf-8")
    program.chmod(0o755)


def calls(environment: Path) -> list[str]:
    return (environment / "calls").read_text(encoding="utf-8").splitlines()


def bash(*arguments: str | Path, environment: Path | None = None) -> subprocess.CompletedProcess[str]:
    active = {"VIRTUAL_ENV": str(environment / ".venv")} if environment else {}
    command = ["bash", *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **active}, capture_output=True, encoding="utf-8", check=False)


def test_quick_runs_the_checks_in_place(environment: Path) -> None:
    done = bash(RUN, "--quick", environment=environment)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "everything holds", "")
    assert calls(environment) == QUICK


@pytest.mark.parametrize("tool", ["ruff", "mypy", "lint-imports", "python"])
def test_every_step_runs_and_one_failure_fails_the_whole(tool: str, environment: Path) -> None:
    install(environment / ".venv" / "bin" / tool, status=5)
    done = bash(RUN, "--quick", environment=environment)
    assert done.returncode == 1
    assert calls(environment) == QUICK
    assert done.stdout.count("FAILED (5)") == done.stdout.count("\nfailed: ") == sum(call.startswith(tool) for call in QUICK)


def test_help_names_each_flag() -> None:
    done = bash(RUN, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: .ci/run [--quick]\n")
    assert "--quick " in done.stdout
    assert "--help " in done.stdout


@pytest.mark.parametrize("arguments", [["--fast"], ["quick"], ["--quick", "tests"]])
def test_anything_else_is_refused_in_a_line(arguments: list[str]) -> None:
    done = bash(RUN, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f".ci/run: unknown option '{' '.join(arguments)}': there are --quick and --help\n"


def oracle(environment: Path, setting: str = "") -> subprocess.CompletedProcess[str]:
    """The steps with the oracle, in a copy that is made of the environment alone."""
    return bash("-c", f"source '{RUN}'; copy='{environment}'; {setting} tests_with_the_oracle; result")


@with_timeout
def test_the_oracle_is_installed_and_its_tests_run(environment: Path) -> None:
    done = oracle(environment)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "everything holds")
    assert calls(environment) == ["pip install -q .[oracle]", "python -m pytest -m oracle"]


@with_timeout
def test_a_failing_oracle_test_fails_the_whole(environment: Path) -> None:
    install(environment / ".venv" / "bin" / "python", status=1)
    done = oracle(environment)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "failed: tests with the oracle")


@with_timeout
def test_without_its_packages_it_is_said_that_they_did_not_run(environment: Path) -> None:
    install(environment / ".venv" / "bin" / "pip", status=1)
    done = oracle(environment)
    assert done.returncode == 0
    left_out = "the oracle tests did not run: their packages could not be installed"
    assert done.stdout.splitlines()[-2:] == [left_out, "everything else holds"]
    assert calls(environment) == ["pip install -q .[oracle]"]


@with_timeout
def test_a_slow_index_is_not_waited_for(environment: Path) -> None:
    pip = environment / ".venv" / "bin" / "pip"
    pip.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    done = oracle(environment, "oracle_seconds=0.1;")
    left_out = "the oracle tests did not run: their packages were not installed within 0.1 seconds"
    assert (done.returncode, done.stdout.splitlines()[-2]) == (0, left_out)
