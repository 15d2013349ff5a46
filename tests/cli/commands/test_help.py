"""`bpcalc help`."""

import pytest

from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.running import bpcalc


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_prints_the_same_pages(name: str) -> None:
    words = [name][: bool(name)]
    assert bpcalc("help", *words) == bpcalc(*words, "-h")


def test_a_command_that_there_is_not() -> None:
    ran = bpcalc("help", "frward")
    assert (ran.code, ran.out) == (2, "")
    assert "no command is called 'frward'" in ran.err
