"""Help pages."""

import re
from collections.abc import Iterable

import pytest

from backprop_cli import __version__
from backprop_cli.cli.app import built
from backprop_cli.cli.commands.gradcheck import METHODS
from backprop_cli.cli.help_pages import COMMAND_GROUPS, COMMANDS, GROUPS, WIDTH
from backprop_cli.cli.parse_option import COLORS
from backprop_cli.render import FORMS
from tests.cli.running import bpcalc


def test_the_version_is_one_line() -> None:
    for word in ("-V", "--version"):
        assert bpcalc(word) == (0, f"bpcalc {__version__}\n", "", f"bpcalc {__version__}\n".encode())


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_the_front_page_shows_examples_first_then_every_command(words: list[str]) -> None:
    ran = bpcalc(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index("bpcalc backward apple") < ran.out.index("Usage:") < ran.out.index("\n\nSee:\n")
    assert re.findall(r"^  (\w+) +\w", ran.out.split("See:")[1].split("Options:")[0], re.MULTILINE) == list(COMMANDS)


def test_the_front_page_has_room_for_the_longest_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMAND_GROUPS["See"], "differentiate", "what it answers")
    assert "  differentiate  what it answers\n" in bpcalc("-h").out
    assert "  help           this page" in bpcalc("-h").out


@pytest.mark.parametrize(
    ("command", "option", "words"),
    [("forward", "--format", FORMS), ("gradcheck", "--method", METHODS), ("help", "--color", COLORS)],
)
def test_an_option_of_one_word_lists_all_of_them(command: str, option: str, words: Iterable[str]) -> None:
    (param,) = [param for param in built(command).params if option in param.opts]
    assert re.findall(r"\w+", param.help.partition(";")[0].replace(" or ", " ")) == list(words)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_a_command_s_page_shows_examples_first_then_every_option(name: str, flag: str) -> None:
    ran = bpcalc(name, flag)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index(f"  bpcalc {name}") < ran.out.index("Usage:") < ran.out.index("What is shown:")
    for param in built(name).params:
        if param.param_type_name == "option":
            assert all(re.search(rf"(^|[ ,]){re.escape(spelling)}[ ,\n]", ran.out) for spelling in param.opts)
            assert param.is_flag or f"{max(param.opts, key=len)} {param.metavar}" in ran.out
        assert param.help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_under_a_heading_and_says_its_default(name: str) -> None:
    page = bpcalc(name, "-h").out
    headed = dict(re.findall(r"^(\w[\w ]+):\n((?:  .*\n)+)", page, re.MULTILINE))
    assert [heading for heading in headed if heading != "Arguments"] == [group for group in GROUPS if group in headed]
    for param in built(name).params:
        if param.param_type_name == "option":
            spelling = max(param.opts, key=len)
            assert param.rich_help_panel in GROUPS, f"say under which of {GROUPS} {spelling} stands: option(…, under=…)"
            entry = re.search(rf"^  (?:-\w, )?{spelling}\b.*\n(?:   +.*\n)*", headed[param.rich_help_panel], re.MULTILINE)
            assert entry is not None
            assert param.is_eager or re.search(r"\(default:\s\S.*\)\n", entry[0], re.DOTALL), f"say the default of {spelling}"


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_pages_are_as_wide_as_the_terminal_and_break_no_word(name: str, columns: int) -> None:
    words = [*[name][: bool(name)], "--help"]
    page = bpcalc(*words, terminal=True, env={"COLUMNS": str(columns)}).out
    assert max(map(len, page.splitlines())) <= min(columns, WIDTH)
    assert page.replace("\\\n", " ").split() == bpcalc(*words).out.split()
    assert "'[1, 0]'" in page or name != "backward"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_pages_fit_the_width_and_are_plain(name: str) -> None:
    page = bpcalc(*[name][: bool(name)], "--help").out
    assert max(map(len, page.splitlines())) <= WIDTH
    assert not set(page) & set("╭│─\x1b")
    assert page.endswith("\n")
    assert "\n\n\n" not in page


@pytest.mark.parametrize("encoding", ["ascii", "cp932", "cp1252"])
def test_pages_can_be_read_on_any_console(encoding: str) -> None:
    ran = bpcalc("backward", "-h", encoding=encoding)
    assert ran.code == 0
    assert "upstream x local" in ran.out
    assert "\\x" not in ran.out


def test_examples_name_commands_and_options_that_there_are() -> None:
    for name in COMMANDS:
        spellings = {spelling for param in built(name).params for spelling in param.opts}
        for line in bpcalc(name, "-h").out.split("Usage:")[0].splitlines():
            for example in re.findall(rf"bpcalc {name} (.*)", line):
                assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", example)) <= spellings
