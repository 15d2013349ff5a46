"""`bpcalc backward`: every gradient, and the edges along which it came."""

from backprop_cli.cli.options import File, Options, Output, Upstream, Wrt, running

EXAMPLES = """\
  bpcalc backward problem.yaml
  bpcalc backward apple --wrt tax --wrt apple_price
  bpcalc backward net.yaml --wrt 'W[0,1]' --output score --upstream '[1, 0]'
  tax=$(bpcalc backward apple --wrt tax -f value)
  bpcalc backward homework.yaml -f yaml     the expect: block, ready to paste
  bpcalc backward homework.yaml -o gradients.csv
"""


@running
def command(problem: File = None, wrt: Wrt = None, output: Output = None, upstream: Upstream = None, *, options: Options) -> int:
    """Runs the graph forward, then from right to left, and shows for each edge the local gradient as a formula and as a number
    and upstream × local = propagated; then the gradient of each name, with its contributions where a name feeds several nodes."""
    from backprop_cli.cli.arguments import gradients_asked, output_asked, upstream_asked
    from backprop_cli.cli.load import load_problem
    from backprop_cli.cli.pass_warnings import warn_of_lost_digits, warn_of_none, warn_of_nonfinite
    from backprop_cli.cli.show import show
    from backprop_cli.problem.solve import solve
    from backprop_cli.report.backward import BackwardReport

    loaded = load_problem(problem, options)
    number = output_asked(loaded, output)
    asked = gradients_asked(loaded, wrt)
    dout = upstream_asked(loaded, upstream, number, options.max_memory)
    done = solve(loaded, number, dout, None if options.form == "json" else [one.number for one in asked])
    warn_of_none(loaded, done.gradients, asked)
    code = warn_of_nonfinite(options, loaded, done.values, done.gradients)
    warn_of_lost_digits(loaded, done, asked)
    show(BackwardReport(loaded, done, asked), options)
    return code
