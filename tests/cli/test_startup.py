"""What a command imports: the start is most of what a short command costs, and whatever is not needed stays out. No clock."""

import os
import subprocess
import sys

import pytest

from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.render import FORMS
from tests.cli.running import PROBLEMS

APPLE = str(PROBLEMS / "apple.yaml")
LISTED = """
import sys
from backprop_cli.cli import run
code = run(sys.argv[1:])
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def modules(*words: str) -> set[str]:
    """The modules that are loaded when a command has answered."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BPCALC", "COV", "FORCE", "NO_COLOR"))}
    ran = subprocess.run([sys.executable, "-c", LISTED, *words], capture_output=True, encoding="utf-8", env=clean, check=False)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.splitlines())


@pytest.mark.parametrize("words", [["--version"], ["-V"], ["--help"], ["-h"], []])
def test_the_front_page_needs_neither_typer_nor_a_problem(words: list[str]) -> None:
    needless = {"typer", "yaml", "rich", "numpy", "json", "dataclasses", "backprop_cli.layers", "backprop_cli.problem.reader"}
    assert not modules(*words) & needless


def test_a_command_s_page_needs_typer_alone() -> None:
    loaded = modules("backward", "--help")
    assert "typer" in loaded
    assert not loaded & {
        "yaml",
        "rich",
        "numpy",
        "backprop_cli.layers",
        "backprop_cli.problem.reader",
        "backprop_cli.report",  # the forms are named on the page, not imported
        "backprop_cli.cli.commands.forward",
    }


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("table", "markdown")])
def test_a_script_s_answer_needs_neither_numpy_nor_rich(form: str) -> None:
    needless = {
        "numpy",
        "rich",
        "dataclasses",
        "backprop_cli.gradcheck",
        "backprop_cli.cli.commands.forward",
        "backprop_cli.cli.commands.check",
    }
    assert not modules("backward", APPLE, "-f", form) & {*needless, "backprop_cli.python_layers.file"}


def test_a_table_of_scalars_needs_no_numpy() -> None:
    for command in (name for name in COMMANDS if any(param.name == "set" for param in built(name).params)):
        assert not modules(command, APPLE) & {"numpy", "rich.markdown", "rich.traceback", "pygments", "markdown_it"}


def test_an_explanation_of_single_numbers_needs_neither_numpy_nor_what_opens_entries() -> None:
    assert not modules("explain", APPLE) & {
        "numpy",
        "backprop_cli.explain.entry",
        "backprop_cli.words.index_sums",
        "backprop_cli.gradcheck",
    }
    assert not modules("explain", APPLE, "-f", "latex") & {"numpy", "backprop_cli.explain.entry"}


def test_a_sheet_of_scalars_needs_neither_numpy_nor_rich() -> None:
    assert not modules("quiz", APPLE, "--seed", "2") & {
        "numpy",
        "rich",
        "dataclasses",
        "random",
        "csv",
        "backprop_cli.picture.scene",
    }


def test_a_problem_without_quiz_does_not_read_how_one_is_read() -> None:
    assert "backprop_cli.problem.quiz_key" not in modules("forward", str(PROBLEMS / "apple_circles.yaml"))


@pytest.mark.parametrize("form", ["value", "csv"])
def test_gradients_alone_need_no_rules(form: str) -> None:
    assert not modules("backward", APPLE, "-f", form) & {"backprop_cli.report.rule_names", "backprop_cli.words.put_in"}
