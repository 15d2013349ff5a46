"""A report in the form that was asked for."""

import json

import pytest

from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")
KOREAN = str(PROBLEMS / "apple_ko.yaml")


def test_the_option_is_over_the_environment() -> None:
    assert bpcalc("forward", APPLE, "-f", "value", env={"BPCALC_FORMAT": "json"}).out == "220.00000000000003\n"
    assert json.loads(bpcalc("forward", APPLE, "--json", env={"BPCALC_FORMAT": "value"}).out)["command"] == "forward"


def test_a_form_that_the_command_lacks_is_refused_where_it_was_asked_for() -> None:
    """In the environment it is a wish, for the commands that have it."""
    ran = bpcalc("check", APPLE, "-f", "yaml")
    assert (ran.code, ran.out) == (2, "")
    assert bpcalc("check", APPLE, env={"BPCALC_FORMAT": "yaml"}) == bpcalc("check", APPLE)


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp932", "ascii"])
def test_json_keeps_to_ascii_where_the_console_is_not_utf8(form: str, encoding: str) -> None:
    ran = bpcalc("backward", KOREAN, "-f", form, encoding=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert ran.raw.isascii() == (encoding != "utf-8")
    answer = json.loads(ran.out.splitlines()[0]) if form == "jsonl" else json.loads(ran.out)
    assert answer["node" if form == "jsonl" else "output"] == "지불금액"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp932"])
def test_a_table_keeps_to_ascii_where_the_encoding_lacks_its_signs(encoding: str) -> None:
    ran = bpcalc("backward", APPLE, encoding=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert "dprice/d." in ran.out
    assert not set("∂×─→") & set(ran.out)


def test_ascii_on_request() -> None:
    assert "∂" in bpcalc("backward", APPLE).out
    assert bpcalc("backward", KOREAN, "--ascii", "--json").raw.isascii()
    assert "dprice/d." in bpcalc("backward", APPLE, "--ascii").out


def test_a_pipe_gets_no_colors_and_a_terminal_does() -> None:
    assert "\x1b" not in bpcalc("backward", APPLE).out
    assert "\x1b[" in bpcalc("backward", APPLE, "--color", "always").out
    assert "\x1b[" in bpcalc("backward", APPLE, terminal=True, env={"TERM": "xterm", "COLUMNS": "200"}).out
    assert "\x1b" not in bpcalc("backward", APPLE, "--color", "never", terminal=True, env={"TERM": "xterm"}).out
    assert "\x1b" not in bpcalc("backward", APPLE, terminal=True, env={"TERM": "xterm", "NO_COLOR": "1"}).out


def test_digits_are_for_tables() -> None:
    assert "220.0000000000" in bpcalc("forward", APPLE, "--digits", "17").out
    assert bpcalc("forward", APPLE, "--digits", "2", "-f", "value").out == "220.00000000000003\n"


def test_large_arrays_are_shown_whole_on_request() -> None:
    problem = b"variables: {x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13.5]}\nnodes: {y: x * 3}\n"
    assert "40.5" in bpcalc("forward", "-", "--full", stdin=problem).out
    assert bpcalc("forward", "-", stdin=problem).out != bpcalc("forward", "-", "--full", stdin=problem).out
