"""`bpcalc check`: are the files well formed, do the expected answers hold?"""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.options import Options, Tolerance, running

EXAMPLES = """\
  bpcalc check homework.yaml
  bpcalc check problems 'answers/*.yaml'
  bpcalc check homework.yaml -f value       pass, fail or error
"""
Files = Annotated[
    list[str] | None,
    Argument(metavar="[FILE]...", help="problem files, folders (their *.yaml), names of problems that come with bpcalc, or -"),
]


@running
def command(files: Files = None, tolerance: Tolerance = None, *, options: Options) -> int:
    """Reads every file and reports all faults of all of them, then compares the answers under `expect:` with what comes out.
    Exit code 0: all hold; 1: an answer differs; 2: a file is not well formed."""
    from backprop_cli.cli.files import targets
    from backprop_cli.cli.load import settings_of
    from backprop_cli.cli.marking import exit_code, mark
    from backprop_cli.cli.readings import tolerance as tolerance_of
    from backprop_cli.cli.show import ready, show
    from backprop_cli.report.check import check_report

    limit = tolerance_of(tolerance)
    meant = targets(files or [])
    ready(options, [*(target.path for target in meant), *options.layers])
    settings = settings_of(options)
    marked = [mark(target, settings, limit) for target in meant]
    show(check_report([one.file for one in marked]), options)
    return exit_code(marked, options.strict)
