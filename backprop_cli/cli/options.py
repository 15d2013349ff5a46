"""The options that commands share, each written once, and their values as the rest of the program takes them."""

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

from typer import Argument, Context, Exit, Option

from backprop_cli.cli.console import console
from backprop_cli.cli.help_pages import ASKED, LIMITS, SHOWN, print_page
from backprop_cli.cli.language import speak
from backprop_cli.cli.parse_option import COLORS, color_choice, form_asked, form_wished, size, whole_of_option
from backprop_cli.errors import UsageError
from backprop_cli.phrases import LANGUAGES
from backprop_cli.render import FORMS

MAX_MEMORY, MAX_SIZE = 2 * 2**30, 64 * 2**20  # bytes


def completing(*sections: str, after: str = "") -> Callable[[Context, str], list[str]]:
    """Completion by the names that these sections of the problem on the line have. after: what follows a name."""

    def names_there(ctx: Context, incomplete: str) -> list[str]:
        from backprop_cli.cli.completion.names import problem_names

        return [name + after for name in problem_names(ctx, *sections)]

    return names_there


names, variables, nodes = completing("variables", "nodes"), completing("variables"), completing("nodes")
settable = completing("variables", "constants", after="=")  # of --set: what can be replaced


def forms() -> list[str]:
    return list(FORMS)


def one_of_words(words: Iterable[str]) -> str:
    """How a help page says what is possible: a, b or c."""
    *before, last = words
    return f"{', '.join(before)} or {last}"


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
Variables = Annotated[
    list[str] | None,
    option(
        "--wrt", under=ASKED, metavar="NAME", help="with respect to this variable, whole; repeatable", default="every variable",
        autocompletion=variables,
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
        "-f", "--format", under=SHOWN, metavar="FORM", help=one_of_words(FORMS),
        default="$BPCALC_FORMAT, then table", autocompletion=forms,
    ),
]  # fmt: skip
Json = Annotated[bool, option("--json", under=SHOWN, help="short for -f json")]
OutFile = Annotated[
    str | None,
    option(
        "-o", under=SHOWN, metavar="FILE", default="stdout",
        help="write the answer to this file, in UTF-8, in the form that its ending names; -f is over the ending; - is stdout",
    ),
]  # fmt: skip
Force = Annotated[
    bool,
    option("--force", under=SHOWN, help="let -o write over a file that exists; never over one that the answer is made from"),
]
Digits = Annotated[
    str | None,
    option(
        "--digits", under=SHOWN, metavar="N", default="6",
        help="significant digits, 1 to 17: of tables, and where given of value, csv and tsv",
    ),
]  # fmt: skip
Full = Annotated[bool, option("--full", under=SHOWN, help="show arrays of more than 12 entries, and long tables, whole")]
Lang = Annotated[
    str | None,
    option(
        "--lang", under=SHOWN, metavar="LANG", help=f"{one_of_words(LANGUAGES)}: the language of what is not for programs",
        default="$BPCALC_LANG, then the system's", autocompletion=lambda: list(LANGUAGES),
    ),
]  # fmt: skip
Color = Annotated[
    str | None,
    option(
        "--color", under=SHOWN, metavar="WHEN",
        help=f"{one_of_words(COLORS)}; over $NO_COLOR, $FORCE_COLOR and the terminal", default="auto",
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
    str | None,
    option("--max-memory", under=LIMITS, metavar="SIZE", help="for all arrays together: bytes, 500M, 2GiB", default="2GiB"),
]
MaxSize = Annotated[
    str | None, option("--max-size", under=LIMITS, metavar="SIZE", help="of the problem file: bytes, 500M, 2GiB", default="64MiB")
]


class Options(NamedTuple):
    """What the shared options ask for, checked."""

    form: str
    wished: bool  # the form is only $BPCALC_FORMAT's: a command that has no such form shows a table
    digits: int
    full: bool
    rounding: bool = False  # --digits was given: value, csv and tsv round as well
    sets: tuple[str, ...] = ()
    expand: bool = False
    layers: tuple[str, ...] = ()
    strict: bool = False
    max_memory: int = MAX_MEMORY
    max_size: int = MAX_SIZE
    forms: Mapping[str, Any] = {}  # those that the command has, by name
    lang: str | None = None  # as it was asked for
    force: bool = False
    code_in: tuple[str, str] = ("float64", "cpu")  # in which precision, and where, the code of --layers runs


SAYING: dict[str, tuple[Any, Any]] = {
    "color": (Color, None), "ascii": (Ascii, False), "quiet": (Quiet, False), "help": (Help, False),
}  # fmt: skip
WRITING: dict[str, tuple[Any, Any]] = {"file": (OutFile, None), "force": (Force, False), **SAYING}
SHOWING: dict[str, tuple[Any, Any]] = {
    "format": (Format, None), "json": (Json, False), "digits": (Digits, None), "full": (Full, False), "lang": (Lang, None),
    **WRITING,
}  # fmt: skip
RUNNING: dict[str, tuple[Any, Any]] = {
    "set": (Set, None), "expand": (Expand, False), "layers": (Layers, None), "strict": (Strict, False),
    "max_memory": (MaxMemory, None), "max_size": (MaxSize, None), **SHOWING,
}  # fmt: skip


def saying(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that answers nothing the options about streams; it gets no `options`."""
    return sharing(command, SAYING)


def writing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command with one form of answer the options about streams and files; it gets no `options`."""
    return sharing(command, WRITING)


def showing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that only shows something the options about showing; it gets them as `options`."""
    return sharing(command, SHOWING)


def running(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that runs a problem all shared options; it gets them as `options`."""
    return sharing(command, RUNNING)


def report_forms() -> Mapping[str, Any]:
    from backprop_cli.render import FORMS

    return FORMS


def sharing(
    command: Callable[..., int], shared: dict[str, tuple[Any, Any]], forms: Callable[[], Mapping[str, Any]] = report_forms
) -> Callable[..., int]:
    """The command with a signature that Typer can read: its own parameters, then the shared ones instead of `options`."""

    def called(**given: Any) -> int:
        values = {name: given.pop(name) for name in shared if name in given}
        read_look(values, folder=given.get("feedback"))
        if "format" not in shared:
            return command(**given)
        options = checked_options(values, forms())
        speak(options.lang, options.forms.get(options.form))
        return command(options=options, **given)

    own = [parameter for name, parameter in signature(command).parameters.items() if name != "options"]
    added = [Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind) for name, (kind, default) in shared.items()]
    called.__signature__ = signature(command).replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    called.__doc__, called.__name__ = command.__doc__ or stripped_docstring(command), command.__name__
    return called


def stripped_docstring(command: Callable[..., int]) -> str:
    """What the page says of a command, under `python -OO`."""
    from backprop_cli.report.docstrings import docstring

    return docstring(command)


def read_look(given: dict[str, Any], folder: str | None = None) -> None:
    """Tell the console how to look, and where to write. folder: that a command writes files into. Raises UsageError."""
    look = console()
    look.color = None if given["color"] is None else color_choice(given["color"])
    look.ascii, look.quiet = given["ascii"], given["quiet"]
    file = given.get("file")
    if file is None and folder is None and given.get("force"):
        raise UsageError("--force goes with -o FILE")
    if file not in (None, "-"):
        look.write_to(file, given["force"])


def checked_options(given: dict[str, Any], forms: Mapping[str, Any]) -> Options:
    """Check what was given. forms: of the command. Raises UsageError."""
    digits = 6 if given["digits"] is None else whole_of_option(given["digits"], "--digits", 1)
    if digits > 17:
        raise UsageError(f"--digits must be at most 17, not {digits}", hint="a float has no more")
    form = form_asked(given["format"], given.get("json", False), given["file"], forms)
    wished = form or form_wished(forms)
    shown = Options(wished, form is None, digits, given["full"], given["digits"] is not None, forms=forms)
    shown = shown._replace(lang=given["lang"], force=given["force"])
    if "set" not in given:
        return shown
    return shown._replace(
        sets=tuple(given["set"] or ()),
        expand=given["expand"],
        layers=tuple(given["layers"] or ()),
        strict=given["strict"],
        max_memory=MAX_MEMORY if given["max_memory"] is None else size(given["max_memory"], "--max-memory"),
        max_size=MAX_SIZE if given["max_size"] is None else size(given["max_size"], "--max-size"),
    )
