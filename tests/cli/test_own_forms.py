"""Commands with forms of their own: -f knows these and no others, and --json is there where json is."""

import pytest

from backprop_cli.cli.app import built
from backprop_cli.render import EXPLANATIONS, FORMS, PICTURES
from tests.cli.running import bpcalc


@pytest.mark.parametrize(("command", "forms"), [("draw", PICTURES), ("explain", EXPLANATIONS)])
def test_the_forms_of_a_command_are_those_that_it_names(command: str, forms: dict[str, object]) -> None:
    ran = bpcalc(command, "apple", "-f", "yaml")
    assert (ran.code, ran.out) == (2, "")
    assert f"--format is one of {', '.join(forms)}, not 'yaml'" in ran.err
    options = {spelling for param in built(command).params for spelling in param.opts}
    assert ("--json" in options) == ("json" in forms)


def test_every_form_of_explain_answers() -> None:
    for form in EXPLANATIONS:
        ran = bpcalc("explain", "fan_out", "-q", "-f", form)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("\n")
    assert bpcalc("explain", "fan_out", "-q", "--json").out == bpcalc("explain", "fan_out", "-q", "-f", "json").out


def test_a_wish_of_the_environment_for_a_form_that_the_command_lacks_is_passed_over() -> None:
    assert bpcalc("explain", "fan_out", "-q", env={"BPCALC_FORMAT": "yaml"}).code == 0
    assert bpcalc("forward", "fan_out", "-q", env={"BPCALC_FORMAT": "latex"}).code == 0
    assert bpcalc("explain", "fan_out", "-q", env={"BPCALC_FORMAT": "latex"}).out.startswith("% needs amsmath\n")
    assert "yaml" in FORMS
