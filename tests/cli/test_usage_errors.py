"""Wrong words on the command line."""

import pytest

from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.render import FORMS
from tests.cli.running import bpcalc


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["frward"], "no command is called 'frward'", "did you mean 'forward'?"),
        (["BACKWARD"], "no command is called 'BACKWARD'", "did you mean 'backward'?"),
        (["help", "bakward"], "no command is called 'bakward'", "did you mean 'backward'?"),
        (["help", "apple"], "no command is called 'apple'", "the commands: forward, backward"),
        (["help", "forward", "backward"], "help takes one argument; 'backward' is one too many", None),
        (["xyz"], "no command is called 'xyz'", f"the commands: {', '.join(COMMANDS)}"),
        (["apple.yaml"], "'apple.yaml' is no command", "name one before the file: bpcalc backward apple.yaml"),
        (["--json", "forward"], "no option of bpcalc is called '--json'", "options come after the command: bpcalc COMMAND"),
        (["backward", "--wtr", "x"], "no option of backward is called '--wtr'", "did you mean '--wrt'?"),
        (["backward", "-wrt", "x"], "no option of backward is called '-wrt'", "did you mean '--wrt'?"),
        (["backward", "-z"], "no option of backward is called '-z'", "bpcalc backward --help lists them"),
        (["backward", "--lr"], "no option of backward is called '--lr'", "bpcalc backward --help lists them: --wrt, --output, --ups"),
        (["forward", "-f", "svg"], f"--format is one of {', '.join(FORMS)}, not 'svg'", None),
        (["forward", "-f", "yml"], "--format is one of table, json", "did you mean 'yaml'?"),
        (["backward", "--wrt"], "--wrt needs a value", "write --wrt NAME"),
        (["backward", "-f"], "-f needs a value", "write -f FORM"),
        (["forward", "--json=1"], "--json takes no value", None),
        (["backward", "a.yaml", "tax"], "backward takes one argument; 'tax' is one too many", "names go after --wrt: --wrt tax"),
        (["forward", "a.yaml", "b.yaml"], "forward takes one argument; 'b.yaml' is one too many", None),
        (["forward", "-f", "jsn"], "--format is one of table, json, jsonl, csv", "did you mean 'json'?"),
        (["forward", "--json", "-f", "csv"], "--json and --format csv ask for two formats", None),
        (["forward", "--color", "allways"], "--color is one of auto, always, never, not 'allways'", "did you mean 'always'?"),
        (["forward", "--digits", "0"], "--digits must be at least 1, not 0", None),
        (["forward", "--digits", "18"], "--digits must be at most 17, not 18", None),
        (["forward", "--digits", "six"], "--digits must be a whole number, not 'six'", None),
        (["forward", "--max-memory", "2 apples"], "--max-memory is a number of bytes, not '2 apples'", "write it as"),
        (["gradcheck", "--method", "centrl"], "--method is one of auto, complex, central, taylor", "did you mean 'central'?"),
        (["gradcheck", "--sample", "0"], "--sample must be at least 1, not 0", None),
        (["gradcheck", "--seed", "-1"], "--seed must be at least 0, not -1", None),
        (["gradcheck", "--tolerance", "-1"], "--tolerance must be at least 0, not -1", None),
        (["check", "--tolerance", "1%"], "--tolerance: ", None),
        (["layers", "sigmid"], "no layer is called 'sigmid'", "did you mean 'sigmoid'?"),
        (["problems", "appel"], "no problem called 'appel' comes with bpcalc", "did you mean 'apple'?"),
    ],
)  # fmt: skip
def test_is_answered_in_our_words(words: list[str], message: str, hint: str | None) -> None:
    ran = bpcalc(*words)
    assert ran.code == 2
    assert ran.out == ""
    first, *rest = ran.err.splitlines()
    assert first.startswith(f"error: {message}")
    assert hint is None or rest[0].strip().startswith(hint)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_name_too_many_belongs_after_wrt_where_there_is_that(name: str) -> None:
    ran = bpcalc(name, "apple", "tax")
    assert ("names go after --wrt: --wrt tax" in ran.err) == any("--wrt" in param.opts for param in built(name).params)


def test_far_fetched_guesses_are_not_made() -> None:
    """A hint is the last line; without one there is only the sentence."""
    for words in (["forward", "-f", "svg"], ["forward", "-f", "text"], ["gradcheck", "--method", "auto-diff"]):
        assert "did you mean" not in bpcalc(*words).err
    assert "did you mean" not in bpcalc("backward", "--lr", "0.1").err


ONCE = [
    (name, spelling, param.is_flag)
    for name in COMMANDS
    for param in built(name).params
    if param.param_type_name == "option" and not param.multiple and param.name != "help"
    for spelling in param.opts
]


@pytest.mark.parametrize(("command", "option", "is_flag"), ONCE)
def test_an_option_that_is_meant_once_is_refused_twice(command: str, option: str, is_flag: bool) -> None:
    """Also with the same value, and in its other spelling; nothing is run."""
    (param,) = [param for param in built(command).params if option in param.opts]
    for other in param.opts:
        words = [option, other] if is_flag else [option, "1", other, "1"]
        ran = bpcalc(command, *words)
        assert (ran.code, ran.out, ran.err) == (2, "", f"error: {max(param.opts, key=len)} is given twice\n  give it once\n")


def test_an_option_that_may_be_repeated_may_be_and_its_value_may_be_like_an_option() -> None:
    assert bpcalc("backward", "apple", "--wrt", "tax", "--wrt", "apple", "-f", "value").out == "200.0\n2.2\n"
    assert bpcalc("forward", "-f", "value", "--", "apple").out == "220.00000000000003\n"
    assert bpcalc("forward", "-h", "-h") == bpcalc("forward", "-q", "-q", "-h") == bpcalc("forward", "-h")


def test_a_bad_format_in_the_environment_is_said_to_stand_there() -> None:
    ran = bpcalc("forward", "apple", env={"BPCALC_FORMAT": "jsn"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: $BPCALC_FORMAT is one of table, json")


@pytest.mark.parametrize("word", ["--set", "-h\x1b[31m", "\udcff", "--wrt=\x00", "사과", ""])
def test_odd_words_are_escaped_and_refused(word: str) -> None:
    ran = bpcalc("layers", word)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
    assert "\x1b" not in ran.err
