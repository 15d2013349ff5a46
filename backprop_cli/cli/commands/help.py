"""`bpcalc help`: the pages that -h prints."""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.options import saying

EXAMPLES = """\
  bpcalc help
  bpcalc help backward
"""


def command_names() -> list[str]:
    from backprop_cli.cli.help_pages import COMMANDS

    return list(COMMANDS)


Name = Annotated[str | None, Argument(metavar="[COMMAND]", help="whose page to print", autocompletion=command_names)]


@saying
def command(name: Name = None) -> int:
    """Prints the front page, or the page of a command, as `bpcalc COMMAND --help` does."""
    from backprop_cli.cli.app import built
    from backprop_cli.cli.help_pages import COMMANDS, command_page, front_page, print_page
    from backprop_cli.cli.usage_errors import no_command

    if name is None:
        return print_page(front_page())
    if name not in COMMANDS:
        raise no_command(name, COMMANDS)
    return print_page(command_page(built(name)))
