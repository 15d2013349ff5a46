"""`bpcalc forward`: every node's value."""

from backprop_cli.cli.options import File, Node, Options, running

EXAMPLES = """\
  bpcalc forward problem.yaml
  bpcalc forward apple --node apple_price
  bpcalc forward homework.yaml --set tax=1.2 --set 'x=[1, 2]'
  cat homework.yaml | bpcalc forward - --json
"""


@running
def command(problem: File = None, node: Node = None, *, options: Options) -> int:
    """Runs the graph from left to right and shows each node in the order in which it runs: its expression, the numbers put in,
    its value."""
    from backprop_cli.cli.arguments import nodes_asked
    from backprop_cli.cli.load import load_problem
    from backprop_cli.cli.pass_warnings import warn_of_nonfinite
    from backprop_cli.cli.show import show
    from backprop_cli.problem.solve import values_of
    from backprop_cli.report.forward import ForwardReport

    loaded = load_problem(problem, options)
    asked = nodes_asked(loaded, node) if node else None
    values = values_of(loaded)
    code = warn_of_nonfinite(options, loaded, values)
    show(ForwardReport(loaded, values, loaded.only_output(), asked), options)
    return code
