"""`bpcalc help`: the pages that -h prints."""

import pytest

from backprop_cli.cli.commands.help import command_names
from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.running import bpcalc


def test_alone_it_prints_the_front_page() -> None:
    assert bpcalc("help") == bpcalc("--help")
    assert bpcalc("help").code == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_with_a_command_it_prints_the_page_of_that_command(name: str) -> None:
    assert bpcalc("help", name) == bpcalc(name, "--help")


def test_what_is_no_command_is_refused_with_the_nearest() -> None:
    ran = bpcalc("help", "bakward")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'backward'?" in ran.err


def test_every_command_is_offered() -> None:
    assert command_names() == list(COMMANDS)
