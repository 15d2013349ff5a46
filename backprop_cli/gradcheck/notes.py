"""What is worth saying beside the verdicts: gradients of nothing but zeros, values that are not finite, widened tolerances."""

from collections.abc import Sequence

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.gradcheck.code_precision import HALF
from backprop_cli.gradcheck.comparison import LOW, SlopeComparison
from backprop_cli.gradcheck.result import Result
from backprop_cli.layers import maths


def notes_on(done: Pass, numbers: Sequence[int], result: Result, comparison: SlopeComparison) -> list[str]:
    graph, names = done.graph, done.graph.names
    notes = []
    reaching = graph.reaching(done.output)
    for number in numbers:
        gradient = done.gradients[number]
        if not reaching[number]:
            notes.append(f"{names[number]} does not reach {names[done.output]}: its gradient is 0")
        elif gradient is None:
            notes.append(
                f"{names[number]} has no gradient: it reaches {names[done.output]} only through comparisons, conditions or labels"
            )
        elif not (gradient.any() if maths.is_array(gradient) else gradient):
            notes.append(f"the gradient of {names[number]} is 0" + " in every entry" * maths.is_array(gradient))
        if comparison.single[number] and comparison.settings.tolerance is None:
            kind = "float16" if comparison.epsilon(number) == HALF else "float32"
            tolerance = LOW[comparison.epsilon(number)]
            notes.append(
                f"the way from {names[number]} goes through a layer that computes in {kind}: its tolerance is {tolerance:g}"
            )
    for number, (index, jump) in comparison.jumps.items():
        entry = names[number] + (f"[{','.join(map(str, index))}]" if index is not None else "")
        notes.append(f"at this {entry} {names[done.output]} jumps by {jump:.6g}: its slope there is a convention")
    if any(check.verdict == "nonfinite" for check in result.checks):
        notes.append(nonfinite_origin(done))
    return notes


def nonfinite_origin(done: Pass) -> str:
    """Where nan or inf came in: in the values, else in the gradients, which arise from the output backwards."""
    graph = done.graph
    number = engine.first_nonfinite(done.values)
    if number is not None:
        return f"{graph.names[number]} is the first value that is not finite"
    for number in range(done.output, -1, -1):
        gradient = done.gradients[number]
        if gradient is not None and engine.first_nonfinite([gradient]) is not None:
            return f"the gradient of {graph.names[number]} is the first that is not finite"
    return "the numerical gradient is not finite"
