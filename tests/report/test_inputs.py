"""The table of inputs: values with their units and descriptions."""

from tests.reporting import forward_of, notes, tables

NOTED = """\
variables:
  price: {value: 100, unit: won, description: "one apple | [bold]fresh[/bold]"}
  number: 2
constants:
  labels: [0, 1]
nodes: {paid: price * number}
"""


def test_variables_and_constants_with_units_and_descriptions() -> None:
    variables, constants, _ = tables(forward_of(NOTED))
    assert variables == [
        ["variable", "value", "unit", "description"],
        ["price", "100", "won", "one apple | [bold]fresh[/bold]"],
        ["number", "2", "", ""],
    ]
    assert constants == [["constant", "value"], ["labels (2)", "[0 1]"]]


def test_many_variables_are_cut() -> None:
    text = "variables:\n" + "".join(f"  v{i}: {i}\n" for i in range(100)) + "nodes: {y: v0 + v1}\n"
    [variables, _] = tables(forward_of(text))
    assert len(variables) == 1 + 20 + 1 + 20
    assert notes(forward_of(text)) == ["60 variables are left out: --full shows them"]
    assert len(tables(forward_of(text), full=True)[0]) == 101
