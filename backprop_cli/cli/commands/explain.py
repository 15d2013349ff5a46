"""`bpcalc explain`: why a gradient is what it is."""

from typing import TYPE_CHECKING

from backprop_cli.cli.options import File, Options, Output, Upstream, Wrt
from backprop_cli.cli.own_forms import sharing_forms
from backprop_cli.render import EXPLANATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backprop_cli.report.asked import Asked

MOST_NAMES = 10
EXAMPLES = """\
  bpcalc explain apple_orange --wrt apple
  bpcalc explain fan_out                    every variable, one after the other
  bpcalc explain two_layer_net --wrt 'W1[0,0]'
  bpcalc explain homework.yaml --wrt x -f latex
"""


@sharing_forms("explain", EXPLANATIONS)
def command(problem: File = None, wrt: Wrt = None, output: Output = None, upstream: Upstream = None, *, options: Options) -> int:
    """Shows the ways from a name to the output, the local gradients along them, what is multiplied and what is added; of an entry
    the sum that its rule comes to. At the end the name rises by a small step, and the output is worked out again."""
    from backprop_cli.cli.arguments import gradients_asked, output_asked, upstream_asked
    from backprop_cli.cli.load import load_problem
    from backprop_cli.cli.pass_warnings import warn_of_lost_digits, warn_of_none, warn_of_nonfinite
    from backprop_cli.cli.show import show
    from backprop_cli.problem.solve import solve
    from backprop_cli.report.explain import ExplainReport

    loaded = load_problem(problem, options)
    number = output_asked(loaded, output)
    asked = gradients_asked(loaded, wrt)
    refuse_many(asked)
    dout = upstream_asked(loaded, upstream, number, options.max_memory)
    done = solve(loaded, number, dout, [one.number for one in asked])
    warn_of_none(loaded, done.gradients, asked)
    code = warn_of_nonfinite(options, loaded, done.values, done.gradients)
    nodes = {lost.number: loaded.graph.names[lost.node] for lost in warn_of_lost_digits(loaded, done, asked)}
    show(ExplainReport(loaded, done, asked, nodes, asking_again(problem, output, upstream, options)), options)
    return code


def refuse_many(asked: "Sequence[Asked]") -> None:
    """Raise UsageError for more names than anybody reads at once."""
    from backprop_cli.errors import UsageError

    if len(asked) > MOST_NAMES:
        raise UsageError(f"{len(asked)} names are too many to explain at once", hint=f"say which: --wrt {asked[0].label}")


def asking_again(problem: str | None, output: str | None, upstream: str | None, options: Options) -> str:
    """The command that asks about another name of the same pass; the name is to follow."""
    from shlex import join

    given = [("--output", output), ("--upstream", upstream), *(("--set", one) for one in options.sets)]
    given += [("--layers", file) for file in options.layers]
    words = [word for option, value in given if value is not None for word in (option, value)]
    opened = ["--expand"] if options.expand else []
    return join(["bpcalc", "explain", *([] if problem is None else [problem]), *words, *opened, "--wrt"])
