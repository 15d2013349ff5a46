"""The kinds of reports: found by their classes, wherever they are defined."""

from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.report import kinds


def test_every_command_that_has_forms_has_a_report() -> None:
    commands = {kind.command for kind in kinds() if kind.__module__.startswith("backprop_cli.")}
    assert commands == set(COMMANDS) - {"schema", "help", "quiz", "draw"}, (
        "three print one form alone, draw pictures; others answer by a Report"
    )
