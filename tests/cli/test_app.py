"""The commands as Typer sees them."""

import pytest

from backprop_cli.cli.app import all_commands, built, run_command
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.errors import UsageError


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
