"""The commands as Typer sees them."""

from pathlib import Path
from pkgutil import iter_modules

import pytest

from backprop_cli.cli import commands
from backprop_cli.cli.app import all_commands, built, run_command
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.errors import UsageError


def test_each_module_of_commands_is_a_command() -> None:
    modules = {module.name for module in iter_modules(commands.__path__)}
    assert modules == set(COMMANDS), (
        "a command is a module in backprop_cli/cli/commands, and a line of COMMANDS in cli/help_pages.py"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_tests(name: str) -> None:
    assert (Path(__file__).parent / "commands" / f"test_{name}.py").exists(), f"add tests/cli/commands/test_{name}.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_built_from_the_module_of_its_name(name: str) -> None:
    command = built(name)
    assert command.name == name
    assert command.help
    assert command.epilog


def test_the_group_knows_the_commands_and_no_others() -> None:
    group = all_commands()
    assert group.list_commands(None) == list(COMMANDS)
    assert group.get_command(None, "frward") is None
    assert group.get_command(None, "forward").name == "forward"


def test_typer_s_exceptions_become_ours() -> None:
    with pytest.raises(UsageError, match="no option of forward is called '--nope'"):
        run_command(["forward", "--nope"])
    with pytest.raises(UsageError, match="no command is called 'nope'"):
        run_command(["nope"])
