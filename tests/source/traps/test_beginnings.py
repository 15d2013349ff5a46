"""What begins as nothing does in YAML: the repaired line reads, and means what was meant."""

import pytest

from backprop_cli.source.traps.beginnings import mended
from tests.problems import faults, values
from tests.source.trees import yaml_of

XY = "variables: {x: 3, y: -4}\nnodes:\n"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|y| * 2", 8.0),
        ("|x| + |y|", 7.0),
        ("`x` * y", -12.0),
        ("[x + 1] * y", -16.0),
        ("{x} * y", -12.0),
        ("'x' * y", -12.0),
        ("- x", -3.0),
    ],
)
def test_the_repaired_line_computes_what_was_meant(written: str, value: float) -> None:
    (fault,) = faults(f"{XY}  n: {written}\n")
    line = (fault.hint or "").split("\n")[1]
    assert values(f"{XY}  {line}\n")["n"] == value


@pytest.mark.parametrize("sign", "@*&!|>%`,[{\"'")
def test_in_a_text_for_people_every_beginning_is_quoted(sign: str) -> None:
    line = f"title: {sign}a, b {sign} c"
    said, quoted = mended(line, 7).split("\n")
    assert said == "quote it:"
    assert not faults(f"{quoted}\n{XY}  n: x * y\n")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("y: @a\n", "nothing stands before @: an expression reads like (a + b) * c"),
        ("y: >0\n", "nothing stands before >: an expression reads like (a + b) * c"),
        ("y: [a, b] * c\n", "an array in an expression has a name: give it one under constants:"),
        ("y: !(a > 0)\n", "the opposite of a comparison is written 1 - (x > 0)"),
        ("y: a : b\n", "no colon stands in an expression: a quotient is a / b"),
    ],
)
def test_what_is_no_expression_in_quotes_either_is_not_quoted(text: str, hint: str) -> None:
    (fault,) = yaml_of(text).faults
    assert fault.hint == hint
