"""The options that commands share, each written once, and their values as the rest of the program takes them."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

from typer import Argument, Context, Exit, Option

from backprop_cli.cli.console import console
from backprop_cli.cli.pages import ASKED, LIMITS, SHOWN, print_page
from backprop_cli.cli.readings import color_choice, form_choice, size, whole
from backprop_cli.errors import UsageError

GIB, MIB = 2**30, 2**20


def names(ctx: Context, incomplete: str) -> list[str]:
    """Completion: variables and nodes of the problem on the line."""
    from backprop_cli.cli.completion import problem_names

    return problem_names(ctx, "variables", "nodes")


def settable(ctx: Context, incomplete: str) -> list[str]:
    """Completion of --set: what can be replaced, with the = that follows."""
    from backprop_cli.cli.completion import problem_names

    return [f"{name}=" for name in problem_names(ctx, "variables", "constants")]


def nodes(ctx: Context, incomplete: str) -> list[str]:
    from backprop_cli.cli.completion import problem_names

    return problem_names(ctx, "nodes")


def forms() -> list[str]:
    from backprop_cli.render import FORMS

    return list(FORMS)


def show_page(ctx: Context, value: bool) -> None:
    """-h, --help: before anything else is looked at."""
    if value and not ctx.resilient_parsing:
        print_page(ctx.command.get_help(ctx))
        raise Exit(0)


File = Annotated[
    str | None,
    Argument(
        metavar="[PROBLEM]",
        help="a problem file, the name of one that comes with bpcalc, or - for standard input; without it $BPCALC_PROBLEM, "
        "then problem.yaml of this folder",
    ),
]


def option(*spellings: str, under: str, default: str | bool = True, **more: Any) -> Any:
    """An option, the heading that it stands under on help pages, and what holds where it is not given; a flag is off."""
    return Option(*spellings, rich_help_panel=under, show_default=default, **more)


Node = Annotated[
    list[str] | None,
    option(
        "--node", under=ASKED, metavar="NAME", help="show this node only; repeatable", default="every node",
        autocompletion=nodes,
    ),
]  # fmt: skip
Wrt = Annotated[
    list[str] | None,
    option(
        "--wrt", under=ASKED, metavar="NAME",
        help="with respect to this variable, node (price.1 too) or entry ('W[0,1]'); repeatable",
        default="every variable", autocompletion=names,
    ),
]  # fmt: skip
Output = Annotated[
    str | None,
    option(
        "--output", under=ASKED, metavar="NODE", help="the node to differentiate", default="the problem's",
        autocompletion=nodes,
    ),
]  # fmt: skip
Upstream = Annotated[
    str | None,
    option(
        "--upstream", under=ASKED, metavar="V",
        help="the gradient that enters the output: a number, or an array like '[1, 0]'", default="the problem's",
    ),
]  # fmt: skip
Tolerance = Annotated[
    str | None,
    option(
        "--tolerance", under=ASKED, metavar="T", help="how far, relatively, an answer may be off",
        default="the problem's; of gradcheck its method's",
    ),
]  # fmt: skip

Help = Annotated[bool, option("-h", "--help", under=SHOWN, is_eager=True, expose_value=False, callback=show_page, help="this page")]
Format = Annotated[
    str | None,
    option(
        "-f", "--format", under=SHOWN, metavar="FORM", help="table, json, jsonl, csv, tsv, markdown, yaml or value",
        default="$BPCALC_FORMAT, then table", autocompletion=forms,
    ),
]  # fmt: skip
Json = Annotated[bool, option("--json", under=SHOWN, help="short for -f json")]
Digits = Annotated[
    str,
    option(
        "--digits", under=SHOWN, metavar="N", help="significant digits in tables, 1 to 17; other formats carry all",
        default="6",
    ),
]  # fmt: skip
Full = Annotated[bool, option("--full", under=SHOWN, help="show arrays of more than 12 entries, and long tables, whole")]
Color = Annotated[
    str | None,
    option(
        "--color", under=SHOWN, metavar="WHEN",
        help="auto, always or never; over $NO_COLOR, $FORCE_COLOR and the terminal", default="auto",
    ),
]  # fmt: skip
Ascii = Annotated[bool, option("--ascii", under=SHOWN, help="no box drawing and no signs beyond ASCII")]
Quiet = Annotated[bool, option("-q", "--quiet", under=SHOWN, help="no notes; errors and warnings stay")]
Set = Annotated[
    list[str] | None,
    option(
        "--set", under=ASKED, metavar="NAME=VALUE", help="replace the value of a variable or constant; repeatable",
        default="as in the file", autocompletion=settable,
    ),
]  # fmt: skip
Expand = Annotated[
    bool, option("--expand", under=SHOWN, help="open groups: layers that the problem defines without a backward rule")
]
Layers = Annotated[
    list[str] | None,
    option(
        "--layers", under=ASKED, metavar="FILE.py",
        help="take layers from the Python classes of this file. This runs the file", default="none",
    ),
]  # fmt: skip
Strict = Annotated[bool, option("--strict", under=LIMITS, help="exit 1 for a value that is not finite")]
MaxMemory = Annotated[
    str,
    option("--max-memory", under=LIMITS, metavar="SIZE", help="for all arrays together: bytes, 500M, 2GiB", default="2GiB"),
]
MaxSize = Annotated[
    str, option("--max-size", under=LIMITS, metavar="SIZE", help="of the problem file: bytes, 500M, 2GiB", default="64MiB")
]


class Options(NamedTuple):
    """What the shared options ask for, checked."""

    form: str
    wished: bool  # the form is only $BPCALC_FORMAT's: a command that has no such form shows a table
    digits: int
    full: bool
    sets: tuple[str, ...] = ()
    expand: bool = False
    layers: tuple[str, ...] = ()
    strict: bool = False
    max_memory: int = 2 * GIB
    max_size: int = 64 * MIB


SAYING: dict[str, tuple[Any, Any]] = {
    "color": (Color, None), "ascii": (Ascii, False), "quiet": (Quiet, False), "help": (Help, False),
}  # fmt: skip
SHOWING: dict[str, tuple[Any, Any]] = {
    "format": (Format, None), "json": (Json, False), "digits": (Digits, "6"), "full": (Full, False), **SAYING,
}  # fmt: skip
RUNNING: dict[str, tuple[Any, Any]] = {
    "set": (Set, None), "expand": (Expand, False), "layers": (Layers, None), "strict": (Strict, False),
    "max_memory": (MaxMemory, "2GiB"), "max_size": (MaxSize, "64MiB"), **SHOWING,
}  # fmt: skip


def saying(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command with one form of answer the options about streams; it gets no `options`."""
    return sharing(command, SAYING)


def showing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that only shows something the options about showing; it gets them as `options`."""
    return sharing(command, SHOWING)


def running(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that runs a problem all shared options; it gets them as `options`."""
    return sharing(command, RUNNING)


def sharing(command: Callable[..., int], shared: dict[str, tuple[Any, Any]]) -> Callable[..., int]:
    """The command with a signature that Typer can read: its own parameters, then the shared ones instead of `options`."""

    def called(**given: Any) -> int:
        values = {name: given.pop(name) for name in shared if name in given}
        read_look(values)
        return command(**given) if shared is SAYING else command(options=read_options(values), **given)

    own = [parameter for name, parameter in signature(command).parameters.items() if name != "options"]
    added = [Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind) for name, (kind, default) in shared.items()]
    called.__signature__ = signature(command).replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    called.__doc__, called.__name__ = command.__doc__, command.__name__
    return called


def read_look(given: dict[str, Any]) -> None:
    """Tell the console how to look. Raises UsageError."""
    look = console()
    look.color, look.ascii, look.quiet = color_choice(given["color"]), given["ascii"], given["quiet"]


def read_options(given: dict[str, Any]) -> Options:
    """Check what was given. Raises UsageError."""
    digits = whole(given["digits"], "--digits", 1)
    if digits > 17:
        raise UsageError(f"--digits must be at most 17, not {digits}", hint="a float has no more")
    wished = given["format"] is None and not given["json"]
    shown = Options(form_choice(given["format"], given["json"]), wished, digits, given["full"])
    if "set" not in given:
        return shown
    return shown._replace(
        sets=tuple(given["set"] or ()),
        expand=given["expand"],
        layers=tuple(given["layers"] or ()),
        strict=given["strict"],
        max_memory=size(given["max_memory"], "--max-memory"),
        max_size=size(given["max_size"], "--max-size"),
    )
