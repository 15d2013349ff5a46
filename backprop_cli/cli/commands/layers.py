"""`bpcalc layers`: the shelf."""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.options import Options, showing

EXAMPLES = """\
  bpcalc layers
  bpcalc layers softmax_with_loss
"""


def layer_names() -> list[str]:
    from backprop_cli.layers import SHELF

    return list(SHELF)


Name = Annotated[
    str | None, Argument(metavar="[NAME]", help="a layer, by its short name or its class's", autocompletion=layer_names)
]


@showing
def command(name: Name = None, *, options: Options) -> int:
    """Lists the layers that a graph can be made of: name, inputs, options, the forward and the backward formula, and what holds
    where the slope is a choice."""
    from backprop_cli.cli.show import show
    from backprop_cli.report.listings import layers_report

    return show(layers_report(None if name is None else known(name)), options)


def known(name: str) -> str:
    """The short name of a layer. Raises UsageError for one that there is not."""
    from backprop_cli.errors import UsageError
    from backprop_cli.layers import BY_CLASS_NAME, SHELF
    from backprop_cli.problem.foreign.names import answer_in_words, known_elsewhere
    from backprop_cli.problem.foreign.words import RULE_WORDS
    from backprop_cli.suggest import did_you_mean

    if name in SHELF:
        return name
    if name in BY_CLASS_NAME:
        return BY_CLASS_NAME[name].name
    elsewhere = RULE_WORDS.get(name) or (answer_in_words(name) if known_elsewhere(name) else None)
    hint = elsewhere or did_you_mean(name, [*SHELF, *BY_CLASS_NAME]) or "bpcalc layers lists them"
    raise UsageError(f"no layer is called '{name}'", hint=hint)
