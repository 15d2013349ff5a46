"""`bpcalc check`: are the files well formed, do the expected answers hold?"""

from typing import Annotated

from typer import Argument

from backprop_cli.cli.help_pages import ASKED
from backprop_cli.cli.options import Options, Tolerance, option, running

EXAMPLES = """\
  bpcalc check homework.yaml
  bpcalc check problems 'answers/*.yaml'
  bpcalc check answers --written            a folder for each student; 0.197 is right for 0.1966
  bpcalc check homework.yaml -f value       pass, fail, blank or error
"""
Files = Annotated[
    list[str] | None,
    Argument(
        metavar="[FILE]...",
        help="problem files, folders (all *.yaml and *.yml in them), names of problems that come with bpcalc, or -",
    ),
]
Written = Annotated[bool, option("--written", under=ASKED, help="a rounded answer is right if the digits that it has are")]


@running
def command(files: Files = None, tolerance: Tolerance = None, written: Written = False, *, options: Options) -> int:
    """Reads every file and reports all faults of all of them, then judges the answers under `expect:` one by one. An answer is a
    number or an array, also as a fraction or a sum such as 1/3; `_` and `?` are blanks.
    Exit code 0: all are right; 1: an answer is wrong, blank or unclear; 2: a file is not well formed."""
    from backprop_cli.cli.check_file import exit_code, mark
    from backprop_cli.cli.check_targets import targets
    from backprop_cli.cli.load import settings_of
    from backprop_cli.cli.parse_option import tolerance as tolerance_of
    from backprop_cli.cli.show import ready, show
    from backprop_cli.report.check import check_report

    limit = tolerance_of(tolerance)
    meant = targets(files or [])
    ready(options, [*(target.path for target in meant), *options.layers])
    settings = settings_of(options)
    marked = [mark(target, settings, limit, written, options.strict) for target in meant]
    show(check_report(marked), options)
    return exit_code(marked)
