"""`bpcalc problems`: the problems that come with it."""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.options import Options, showing

EXAMPLES = """\
  bpcalc problems
  bpcalc problems apple -o problem.yaml
  bpcalc backward apple
"""


def shipped_names() -> list[str]:
    from backprop_cli.problem.library import shipped

    return list(shipped())


Name = Annotated[str | None, Argument(metavar="[NAME]", help="print the file of this problem", autocompletion=shipped_names)]


@showing
def command(name: Name = None, *, options: Options) -> int:
    """Lists the problems that come with bpcalc. With a name prints that file as it is, in UTF-8, whatever the encoding of the
    terminal."""
    from backprop_cli.cli.console import console

    if name is not None:
        return console().write_utf8(shipped_file(name, options))
    from backprop_cli.cli.show import show
    from backprop_cli.report.listings import problems_report

    return show(problems_report(), options)


def shipped_file(name: str, options: Options) -> bytes:
    """The bytes of a shipped problem. Raises UsageError for a name that there is not, and for another form than its own."""
    from backprop_cli.errors import UsageError
    from backprop_cli.problem.library import shipped, shipped_code
    from backprop_cli.render import ENDINGS
    from backprop_cli.suggest import did_you_mean

    known = shipped() | shipped_code()
    if name not in known:
        hint = did_you_mean(name, known) or "bpcalc problems lists them"
        raise UsageError(f"no problem called '{name}' comes with bpcalc", hint=hint)
    own = known[name].suffix
    if not options.wished and options.form != ENDINGS[own]:
        raise UsageError(f"'{name}' is printed as it is, a {own} file", hint=f"-o {known[name].name}, without -f")
    return known[name].read_bytes()
