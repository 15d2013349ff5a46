"""What is worth saying beside the verdicts: gradients of nothing but zeros, values that are not finite, widened tolerances."""

from collections.abc import Sequence

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.gradcheck.code_precision import HALF
from backprop_cli.gradcheck.comparison import LOW, SlopeComparison
from backprop_cli.gradcheck.result import Result
from backprop_cli.layers import maths
from backprop_cli.layers.base import index_text
from backprop_cli.phrases import say


def notes_on(done: Pass, numbers: Sequence[int], result: Result, comparison: SlopeComparison) -> list[str]:
    graph, names = done.graph, done.graph.names
    notes = []
    reaching = graph.reaching(done.output)
    for number in numbers:
        gradient = done.gradients[number]
        if not reaching[number]:
            notes.append(say("{name} does not reach {output}: its gradient is 0", name=names[number], output=names[done.output]))
        elif gradient is None:
            phrase = say("{name} has no gradient: it reaches {output} only through comparisons, conditions or labels")
            notes.append(phrase.format(name=names[number], output=names[done.output]))
        elif not (gradient.any() if maths.is_array(gradient) else gradient):
            array = maths.is_array(gradient)
            phrase = say("the gradient of {name} is 0 in every entry" if array else "the gradient of {name} is 0")
            notes.append(phrase.format(name=names[number]))
        if comparison.single[number] and comparison.settings.tolerance is None:
            kind = "float16" if comparison.epsilon(number) == HALF else "float32"
            tolerance = LOW[comparison.epsilon(number)]
            phrase = say("the way from {name} goes through a layer that computes in {kind}: its tolerance is {tolerance}")
            notes.append(phrase.format(name=names[number], kind=kind, tolerance=f"{tolerance:g}"))
    for number, (index, jump) in comparison.jumps.items():
        entry = names[number] + index_text(index)
        phrase = say("at this {entry} {output} jumps by {jump}: its slope there is a convention")
        notes.append(phrase.format(entry=entry, output=names[done.output], jump=f"{jump:.6g}"))
    if any(check.verdict == "nonfinite" for check in result.checks):
        notes.append(nonfinite_origin(done))
    return notes


def nonfinite_origin(done: Pass) -> str:
    """Where nan or inf came in: in the values, else in the gradients, which arise from the output backwards."""
    graph = done.graph
    number = engine.first_nonfinite(done.values)
    if number is not None:
        return say("{name} is the first value that is not finite", name=graph.names[number])
    for number in range(done.output, -1, -1):
        gradient = done.gradients[number]
        if gradient is not None and engine.first_nonfinite([gradient]) is not None:
            return say("the gradient of {name} is the first that is not finite", name=graph.names[number])
    return say("the numerical gradient is not finite")
