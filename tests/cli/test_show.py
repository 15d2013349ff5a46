"""A report in the form that was asked for."""

import json
import re

import pytest

from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.render import FORMS
from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")
KOREAN = str(PROBLEMS / "apple_ko.yaml")
EXCHANGED = [name for name, form in FORMS.items() if form.exchanged]
PASTED = [name for name, form in FORMS.items() if form.pasted]


def test_the_option_is_over_the_environment() -> None:
    assert bpcalc("forward", APPLE, "-f", "value", env={"BPCALC_FORMAT": "json"}).out == "220.00000000000003\n"
    assert json.loads(bpcalc("forward", APPLE, "--json", env={"BPCALC_FORMAT": "value"}).out)["command"] == "forward"


def test_a_form_that_the_command_lacks_is_refused_where_it_was_asked_for() -> None:
    """In the environment it is a wish, for the commands that have it."""
    ran = bpcalc("check", APPLE, "-f", "yaml")
    assert (ran.code, ran.out) == (2, "")
    assert bpcalc("check", APPLE, env={"BPCALC_FORMAT": "yaml"}) == bpcalc("check", APPLE)


CLASS = [str(PROBLEMS / "class" / "answers"), "--key", str(PROBLEMS / "class" / "key")]
PARAMS = {name: {param.name: param for param in built(name).params} for name in COMMANDS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", [name for name, params in PARAMS.items() if "format" in params])
def test_every_command_answers_in_every_form_or_says_that_it_lacks_it(command: str, form: str) -> None:
    ran = bpcalc(command, *(CLASS if command == "mark" else [APPLE][: "set" in PARAMS[command]]), "-f", form)
    if ran.code == 0:
        assert ran.out.endswith("\n")
    else:
        assert (ran.code, ran.out) == (2, "")
        own = command in ("draw", "explain")
        assert ("--format is one of text, " if own else f"{command} has no {form} form") in ran.err


@pytest.mark.parametrize("form", EXCHANGED)
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp932", "ascii"])
def test_what_programs_read_keeps_to_ascii_where_the_console_is_not_utf8(form: str, encoding: str) -> None:
    ran = bpcalc("backward", KOREAN, "-f", form, encoding=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert ran.raw.isascii() == (encoding != "utf-8")


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp932", "ascii"])
def test_json_has_every_letter_whatever_the_encoding(form: str, encoding: str) -> None:
    ran = bpcalc("backward", KOREAN, "-f", form, encoding=encoding)
    answer = json.loads(ran.out.splitlines()[0]) if form == "jsonl" else json.loads(ran.out)
    assert answer["node" if form == "jsonl" else "output"] == "지불금액"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp932"])
def test_a_table_keeps_to_ascii_where_the_encoding_lacks_its_signs(encoding: str) -> None:
    ran = bpcalc("backward", APPLE, encoding=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert "dprice/d." in ran.out
    assert not set("∂×─→") & set(ran.out)


@pytest.mark.parametrize("form", PASTED)
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "cp932", "latin-1", "ascii"])
def test_whoever_reads_names_again_learns_that_they_are_escaped(form: str, encoding: str) -> None:
    """What is written so on a console of another script is refused when it is pasted back."""
    ran = bpcalc("backward", KOREAN, "-f", form, encoding=encoding)
    lacks = encoding not in ("utf-8", "cp949")
    assert ("\\uc0ac" in ran.out) == lacks
    note = f"note: {encoding} lacks letters of this answer, written here as \\uXXXX: -o FILE writes them, in UTF-8\n"
    assert ran.err == (note.encode(encoding, "backslashreplace").decode(encoding) if lacks else "")
    assert bpcalc("backward", KOREAN, "-f", form, "-q", encoding=encoding).err == ""


@pytest.mark.parametrize("form", ["value", *EXCHANGED])
def test_where_no_letter_is_lost_nothing_is_said(form: str) -> None:
    assert bpcalc("backward", KOREAN, "-f", form, encoding="ascii").err == ""
    assert bpcalc("backward", APPLE, "-f", "csv", encoding="ascii").err == ""


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


# How each form writes a number by itself, and with --digits 3; None where it keeps every digit.
DIGITS = {
    "table": ("220", "220"),
    "markdown": ("220", "220"),
    "value": ("220.00000000000003", "220"),
    "csv": ("price,mul,apple_price * tax,[],220.00000000000003", "price,mul,apple_price * tax,[],220"),
    "tsv": ("price\tmul\tapple_price * tax\t[]\t220.00000000000003", "price\tmul\tapple_price * tax\t[]\t220"),
    "json": ("220.00000000000003", None),
    "jsonl": ("220.00000000000003", None),
    "yaml": ("price: 220.00000000000003", None),
}


@pytest.mark.parametrize("form", FORMS)
def test_digits_are_for_tables_and_where_they_are_given_for_values_too(form: str) -> None:
    assert form in DIGITS, "add to DIGITS how it writes a number, and how with --digits 3"
    exact, rounded = DIGITS[form]
    assert exact in bpcalc("forward", APPLE, "-f", form).out
    asked = bpcalc("forward", APPLE, "-f", form, "--digits", "3").out
    told = re.findall(r"\w+", PARAMS["forward"]["digits"].help.partition("given of")[2])
    assert (form in told) == (rounded not in (exact, None)), "mend the help of --digits in backprop_cli/cli/options.py"
    assert (rounded or exact) in asked
    assert rounded is None or "220.0" not in asked
    assert "220.0000000000" in bpcalc("forward", APPLE, "-f", form, "--digits", "17").out


def test_arrays_are_rounded_entry_by_entry() -> None:
    problem = b"variables: {x: [[0.123456789, 1e300], [-2, 1234.5678]]}\nnodes: {y: x * 1e10}\n"
    assert (
        bpcalc("forward", "-", "-f", "value", "--digits", "3", stdin=problem).out
        == '[[1234567890,"inf"],[-20000000000,12345678000000]]\n'
    )


def test_large_arrays_are_shown_whole_on_request() -> None:
    problem = b"variables: {x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13.5]}\nnodes: {y: x * 3}\n"
    assert "40.5" in bpcalc("forward", "-", "--full", stdin=problem).out
    assert bpcalc("forward", "-", stdin=problem).out != bpcalc("forward", "-", "--full", stdin=problem).out
