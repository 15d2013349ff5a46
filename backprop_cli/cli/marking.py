"""Mark one file: its faults, and its expected answers beside what comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.cli.console import console
from backprop_cli.cli.ending import ANSWERED, NO_ANSWER, SAYS_NO
from backprop_cli.cli.faults import dressed
from backprop_cli.cli.files import Target
from backprop_cli.cli.load import read, warn
from backprop_cli.cli.passes import backward_pass, forward_pass
from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.layers import maths
from backprop_cli.report.check import Answer, FileCheck

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Expectation, Problem, Settings

SMALLEST = 1e-9  # an expected 0 is compared as if it were of this size


class Marked(NamedTuple):
    """A checked file; whether all its values are finite."""

    file: FileCheck
    finite: bool = True


def mark(target: Target, settings: "Settings", tolerance: float | None) -> Marked:
    """Check one file; its faults and warnings are said on stderr as well."""
    file = "<stdin>" if target.path == "-" else target.path
    try:
        if target.fault is not None:
            raise target.fault
        return run(target.path, file, settings, tolerance)
    except BpcalcError as error:
        console().say(dressed(error, console()))
        faults = error.faults if isinstance(error, Faults) else [error]
        return Marked(FileCheck(file, "error", faults, []))


def run(path: str, file: str, settings: "Settings", tolerance: float | None) -> Marked:
    from backprop_cli.report.advice import value_warning

    problem = read(path, settings)
    values = forward_pass(problem)
    limit = problem.tolerance if tolerance is None else tolerance
    answers = [answer(one, actual, limit) for one, actual in zip(problem.expectations, actuals(problem, values), strict=True)]
    unfinite = value_warning(problem, values)
    warnings = [*problem.warnings, *([unfinite] if unfinite else [])]
    warn(warnings)
    verdict = "pass" if all(one.verdict == "pass" for one in answers) else "fail"
    return Marked(FileCheck(file, verdict, warnings, answers), unfinite is None)


def actuals(problem: "Problem", values: "Sequence[Value]") -> "list[Value | None]":
    """What comes out for each expectation: a value, or a gradient (None where there is none)."""
    from backprop_cli.cli.asking import upstream_asked
    from backprop_cli.engine import filled_like
    from backprop_cli.report.backward import Asked

    asked = [Asked(one.name, one.number, None) for one in problem.expectations if one.kind == "gradient"]
    gradients: Sequence[Value | None] = ()
    if asked:
        output = problem.output()
        dout = upstream_asked(problem, None, output, 0)
        upstream = filled_like(values[output], 1.0) if dout is None else dout
        gradients = backward_pass(problem, values, output, upstream, asked)
    return [gradients[one.number] if one.kind == "gradient" else values[one.number] for one in problem.expectations]


def answer(expectation: "Expectation", actual: "Value | None", tolerance: float) -> Answer:
    """One expected answer beside the actual one."""
    error = difference(actual, expectation.expected)
    verdict = "pass" if error <= tolerance * max(largest(expectation.expected), SMALLEST) else "fail"
    return Answer(expectation.name, expectation.kind, expectation.expected, actual, error, verdict)


def difference(actual: "Value | None", expected: "Value") -> float:
    """The largest |actual − expected| of any entry; nan where there is nothing to compare: no gradient, another shape, nan."""
    if actual is None or maths.shape_of(actual) != maths.shape_of(expected):
        return maths.NAN
    return largest(actual - expected)


def largest(value: "Value") -> float:
    """The largest |entry|; nan where one is nan."""
    return float(abs(value).max()) if maths.is_array(value) else abs(value)


def exit_code(marked: Sequence[Marked], strict: bool) -> int:
    """2 where a file could not be read or run, else 1 where an answer differs, else 0."""
    if any(one.file.verdict == "error" for one in marked):
        return NO_ANSWER
    failed = any(one.file.verdict == "fail" or (strict and not one.finite) for one in marked)
    return SAYS_NO if failed else ANSWERED
