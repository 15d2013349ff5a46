"""`bpcalc draw`: the graph as a picture."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from backprop_cli.cli.help_pages import ASKED, SHOWN
from backprop_cli.cli.options import RUNNING, File, Options, Output, Upstream, Wrt, names, option, sharing
from backprop_cli.render import PICTURES

if TYPE_CHECKING:
    from backprop_cli.engine import Pass
    from backprop_cli.picture.scene import SceneChoice
    from backprop_cli.problem.problem import Problem

EXAMPLES = """\
  bpcalc draw apple
  bpcalc draw homework.yaml --wrt x         what lies between x and the output
  bpcalc draw homework.yaml --forward-only
  bpcalc draw homework.yaml --blank         ____ for what the file expects
  bpcalc draw net.yaml --around h --hops 1
"""


def picture_forms() -> Mapping[str, Any]:
    return PICTURES


def form_names() -> list[str]:
    return list(PICTURES)


Format = Annotated[
    str | None,
    option(
        "-f", "--format", under=SHOWN, metavar="FORM", help=", ".join(PICTURES),
        default="$BPCALC_FORMAT where draw has it, then text", autocompletion=form_names,
    ),
]  # fmt: skip
ForwardOnly = Annotated[bool, option("--forward-only", under=SHOWN, help="leave out all that comes back")]
Symbols = Annotated[bool, option("--symbols", under=SHOWN, help="rules in names, ∂L/∂z · y, in the place of gradients")]
Blank = Annotated[
    bool, option("--blank", under=SHOWN, help="____ for what `quiz: ask` or `expect:` names, else for all that is worked out")
]
Step = Annotated[
    str | None,
    option(
        "--step", under=SHOWN, metavar="K", default="all",
        help="only the gradients that the first K nodes of the backward pass send back",
    ),
]  # fmt: skip
Around = Annotated[
    str | None,
    option(
        "--around", under=ASKED, metavar="NODE", default="the whole graph", autocompletion=names,
        help="only what is at most --hops lines away from this name",
    ),
]  # fmt: skip
Hops = Annotated[str | None, option("--hops", under=ASKED, metavar="N", help="how far --around reaches", default="2")]

DRAWING = {name: shared for name, shared in RUNNING.items() if name != "json"} | {"format": (Format, None)}


def drawing(command: Callable[..., int]) -> Callable[..., int]:
    """Give the command all shared options, with the forms of pictures."""
    return sharing(command, DRAWING, picture_forms)


@drawing
def command(
    problem: File = None, wrt: Wrt = None, output: Output = None, upstream: Upstream = None, around: Around = None,
    hops: Hops = None, forward_only: ForwardOnly = False, symbols: Symbols = False, blank: Blank = False, step: Step = None,
    *, options: Options,
) -> int:  # fmt: skip
    """Draws the graph: at each line the forward value above and the gradient, which comes back, below. A value that several nodes
    read parts at a dot, where what comes back is added. Where the picture would be too wide it is a tree."""
    from backprop_cli.cli.arguments import output_asked
    from backprop_cli.cli.console import console
    from backprop_cli.cli.load import load_problem
    from backprop_cli.cli.pass_warnings import warn_of_nonfinite
    from backprop_cli.cli.show import show
    from backprop_cli.picture.scene import scene_of
    from backprop_cli.problem.solve import values_of
    from backprop_cli.render.picture.labels import Drawing

    if forward_only:
        refuse_backward(symbols, step, upstream)
    loaded = load_problem(problem, options)
    number = output_asked(loaded, output)
    choice = choice_asked(loaded, wrt, around, hops, step)._replace(blank=blank)
    check_way(loaded, number, choice)
    values = values_of(loaded)
    done = None if forward_only else passed(loaded, number, upstream, choice, values, options)
    code = warn_of_nonfinite(options, loaded, values, () if done is None else done.gradients)
    notes = left_out(loaded, number)
    show(Drawing(scene_of(loaded, values, number, done, choice), symbols, notes), options)
    for note in notes:
        console().note(note)
    return code


def refuse_backward(symbols: bool, step: str | None, upstream: str | None) -> None:
    """--forward-only leaves nothing for the options about gradients to do."""
    from backprop_cli.errors import UsageError

    given = [
        name for name, value in (("--symbols", symbols), ("--step", step), ("--upstream", upstream)) if value not in (None, False)
    ]
    if given:
        raise UsageError(f"--forward-only leaves out the gradients, which {given[0]} is about")


def choice_asked(
    problem: "Problem", wrt: list[str] | None, around: str | None, hops: str | None, step: str | None
) -> "SceneChoice":  # fmt: skip
    """What of the graph is to be shown. Raises UsageError."""
    from backprop_cli.cli.arguments import gradients_asked
    from backprop_cli.cli.parse_option import whole_of_option
    from backprop_cli.errors import UsageError
    from backprop_cli.picture.scene import SceneChoice

    asked = gradients_asked(problem, wrt) if wrt else []
    entry = next((one for one in asked if one.index is not None), None)
    if entry is not None:
        raise UsageError("a picture shows arrays whole", hint=f"--wrt {problem.graph.names[entry.number]}")
    if hops is not None and around is None:
        raise UsageError("--hops goes with --around NODE")
    return SceneChoice(
        [one.number for one in asked] if wrt else None,
        None if around is None else problem.find(around.strip()),
        2 if hops is None else whole_of_option(hops, "--hops", 0),
        None if step is None else whole_of_option(step, "--step", 0),
    )


def check_way(problem: "Problem", output: int, choice: "SceneChoice") -> None:
    """Raise UsageError where the output does not depend on what is asked for: there would be nothing to draw."""
    from backprop_cli.errors import UsageError

    names, reaching = problem.graph.names, problem.graph.reaching(output)
    asked = [*(choice.wrt or ()), *([] if choice.around is None else [choice.around])]
    stray = next((number for number in asked if not reaching[number]), None)
    if stray is not None:
        raise UsageError(f"no way leads from '{names[stray]}' to '{names[output]}': there is nothing to draw")
    if choice.wrt is not None and all(number == output for number in choice.wrt):
        raise UsageError(f"'{names[output]}' is the output itself: nothing lies between")


def passed(
    problem: "Problem", output: int, upstream: str | None, choice: "SceneChoice", values: Any, options: Options
) -> "Pass":  # fmt: skip
    """The backward pass, for what is to be shown of it."""
    from backprop_cli.cli.arguments import upstream_asked
    from backprop_cli.problem.solve import solve

    return solve(problem, output, upstream_asked(problem, upstream, output, options.max_memory), choice.wrt, values)


def left_out(problem: "Problem", output: int) -> list[str]:
    """A note that names the nodes on which the output does not depend."""
    graph, reaching = problem.graph, problem.graph.reaching(output)
    names = [graph.names[number] for number in (*graph.variables, *graph.nodes) if not reaching[number]]
    shown = ", ".join(names[:SHOWN_NAMES]) + ", …" * (len(names) > SHOWN_NAMES)
    return [f"not drawn, as {graph.names[output]} does not depend on it: {shown}"] if names else []


SHOWN_NAMES = 12
