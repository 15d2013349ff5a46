"""Commands whose answers have forms of their own: draw's are pictures, explain's begin with a text."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

from backprop_cli.cli.help_pages import SHOWN
from backprop_cli.cli.options import RUNNING, option, sharing

if TYPE_CHECKING:
    from backprop_cli.render import Form

Decorator = Callable[[Callable[..., int]], Callable[..., int]]


def sharing_forms(name: str, forms: "Mapping[str, Form]") -> Decorator:
    """Give the command of this name all shared options, with these forms for -f; --json where json is one."""

    def form_names() -> list[str]:
        return list(forms)

    wanted = Annotated[
        str | None,
        option(
            "-f", "--format", under=SHOWN, metavar="FORM", help=", ".join(forms),
            default=f"$BPCALC_FORMAT where {name} has it, then {next(iter(forms))}", autocompletion=form_names,
        ),
    ]  # fmt: skip
    shared = {key: option for key, option in RUNNING.items() if key != "json" or key in forms} | {"format": (wanted, None)}
    return lambda command: sharing(command, shared, lambda: forms)
