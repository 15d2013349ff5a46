"""The options that commands share."""

import pytest

from backprop_cli.cli import options
from backprop_cli.cli.app import built
from backprop_cli.cli.console import Console
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.cli.options import RUNNING, SAYING, SHOWING, WRITING, Options, checked_options, read_look
from backprop_cli.render import FORMS

DEFAULTS = {name: default for name, (_, default) in RUNNING.items()}


@pytest.fixture(autouse=True)
def _a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BPCALC_FORMAT", raising=False)
    monkeypatch.setattr("backprop_cli.cli.console.CURRENT", [Console()])


def test_without_any_option() -> None:
    expected = Options("table", True, 6, False, False, (), False, (), False, 2 * 2**30, 64 * 2**20, FORMS)
    assert checked_options(DEFAULTS, FORMS) == expected


def test_every_option_arrives() -> None:
    given = {
        **DEFAULTS, "json": True, "digits": "3", "full": True, "set": ["a=1", "b=2"], "expand": True, "layers": ["m.py"],
        "strict": True, "max_memory": "1G", "max_size": "5MB",
    }  # fmt: skip
    expected = Options("json", False, 3, True, True, ("a=1", "b=2"), True, ("m.py",), True, 2**30, 5_000_000, FORMS)
    assert checked_options(given, FORMS) == expected


def test_the_console_is_told_how_to_look() -> None:
    read_look({**DEFAULTS, "color": "never", "ascii": True, "quiet": True})
    look = options.console()
    assert (look.color, look.ascii, look.quiet) == ("never", True, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_options_of_its_kind(name: str) -> None:
    kinds = {
        "problems": SHOWING,
        "layers": SHOWING,
        "mark": SHOWING,
        "schema": WRITING,
        "help": SAYING,
        "quiz": SAYING,
        "draw": RUNNING.keys() - {"json"},
    }
    params = {param.name for param in built(name).params}
    missing = set(kinds.get(name, RUNNING)) - params
    assert not missing, f"make {name} a @running command, or say here of which other kind it is"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_two_options_of_a_command_are_spelt_alike(name: str) -> None:
    spellings = [spelling for param in built(name).params for spelling in param.opts]
    assert len(spellings) == len(set(spellings))
    assert not any(param.secondary_opts for param in built(name).params)
