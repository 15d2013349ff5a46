"""Wrong words on the command line."""

import pytest

from tests.cli.running import bpcalc


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["frward"], "no command is called 'frward'", "did you mean 'forward'?"),
        (["BACKWARD"], "no command is called 'BACKWARD'", "did you mean 'backward'?"),
        (["xyz"], "no command is called 'xyz'", "the commands: forward, backward, gradcheck, check, problems, layers, schema"),
        (["apple.yaml"], "'apple.yaml' is no command", "name one before the file: bpcalc backward apple.yaml"),
        (["--json", "forward"], "no option of bpcalc is called '--json'", "options come after the command: bpcalc COMMAND"),
        (["backward", "--wtr", "x"], "no option of backward is called '--wtr'", "did you mean '--wrt'?"),
        (["backward", "-wrt", "x"], "no option of backward is called '-wrt'", "did you mean '--wrt'?"),
        (["backward", "-z"], "no option of backward is called '-z'", "bpcalc backward --help lists them"),
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
