"""`bpcalc gradcheck`: every gradient held against one that is worked out numerically."""

from typing import Annotated

from backprop_cli.cli.help_pages import ASKED
from backprop_cli.cli.options import File, Options, Output, Tolerance, Upstream, Variables, one_of_words, option, running

EXAMPLES = """\
  bpcalc gradcheck homework.yaml
  bpcalc gradcheck homework.yaml --layers my_layers.py
  bpcalc gradcheck net.yaml --layers kernel.py --against softmax=Fast
  bpcalc gradcheck net.yaml --wrt W1 --sample 20
  bpcalc gradcheck net.yaml --method taylor
"""
METHODS = ("auto", "complex", "central", "taylor")
PRECISIONS = ("float64", "float32", "bfloat16", "float16")
DEVICES = ("cpu", "cuda")


def methods() -> list[str]:
    return list(METHODS)


Method = Annotated[
    str,
    option("--method", under=ASKED, metavar="M", help=one_of_words(METHODS), default="auto", autocompletion=methods),
]
Sample = Annotated[
    str | None, option("--sample", under=ASKED, metavar="N", help="check N random entries of each variable", default="all")
]
Fast = Annotated[bool, option("--fast", under=ASKED, help="check one random direction of each variable")]
Seed = Annotated[
    str, option("--seed", under=ASKED, metavar="S", help="of the random upstream, entries and directions", default="0")
]
Dtype = Annotated[
    str,
    option(
        "--dtype", under=ASKED, metavar="D", help=f"of what --layers gets: {one_of_words(PRECISIONS)}", default="float64",
        autocompletion=lambda: list(PRECISIONS),
    ),
]  # fmt: skip
Device = Annotated[
    str,
    option(
        "--device", under=ASKED, metavar="D", help=f"where kernels of --layers run: {one_of_words(DEVICES)}", default="cpu",
        autocompletion=lambda: list(DEVICES),
    ),
]  # fmt: skip


Against = Annotated[
    list[str] | None,
    option(
        "--against", under=ASKED, metavar="NAME=CLASS", default="none",
        help="hold the class of --layers against the layer NAME, in the precision of the class; NAME alone is that of a layer "
        "which a class has replaced; repeatable",
    ),
]  # fmt: skip
Ratio = Annotated[
    str | None,
    option(
        "--ratio", under=ASKED, metavar="R", default="8",
        help="how many times as far off as NAME in the same precision the class of --against may be",
    ),
]  # fmt: skip


@running
def command(
    problem: File = None, wrt: Variables = None, output: Output = None, upstream: Upstream = None, method: Method = "auto",
    tolerance: Tolerance = None, sample: Sample = None, fast: Fast = False, seed: Seed = "0",
    against: Against = None, ratio: Ratio = None, dtype: Dtype = "float64", device: Device = "cpu", *, options: Options,
) -> int:  # fmt: skip
    """Works each gradient out a second time, from the forward pass alone, and says which are right, which are wrong, and which
    layer is to blame. Exit code 1 where one is wrong or nothing can be said of it."""
    from backprop_cli.cli.arguments import output_asked, upstream_asked, variables_asked
    from backprop_cli.cli.exit_codes import ANSWERED, SAYS_NO
    from backprop_cli.cli.load import load_problem
    from backprop_cli.cli.parse_option import ratio_asked, whole_of_option
    from backprop_cli.cli.parse_option import tolerance as tolerance_of
    from backprop_cli.cli.pass_warnings import warn_of_nonfinite
    from backprop_cli.cli.progress import Progress
    from backprop_cli.cli.show import show
    from backprop_cli.cli.usage_errors import one_of
    from backprop_cli.gradcheck import RIGHT, gradcheck
    from backprop_cli.problem.solve import placed
    from backprop_cli.report.gradcheck import gradcheck_report

    how = (
        one_of(method, METHODS, "--method"),
        tolerance_of(tolerance),
        None if sample is None else whole_of_option(sample, "--sample", 1),
    )
    start = whole_of_option(seed, "--seed", 0)
    most = ratio_asked(ratio, bool(against))
    options = options._replace(code_in=(one_of(dtype, PRECISIONS, "--dtype"), one_of(device, DEVICES, "--device")))
    loaded = load_problem(problem, options, tuple(against or ()))
    number, names = output_asked(loaded, output), variables_asked(loaded, wrt)
    dout = upstream_asked(loaded, upstream, number, options.max_memory)
    with placed(loaded), Progress("gradcheck") as progress:
        result = gradcheck(loaded, number, dout, names, *how, fast, start, progress, options.max_memory, most)
    if result.done is not None and any(check.verdict == "nonfinite" for check in result.checks):
        warn_of_nonfinite(options, loaded, result.done.values, result.done.gradients)
    show(gradcheck_report(loaded, result), options)
    return ANSWERED if result.verdict in RIGHT else SAYS_NO
