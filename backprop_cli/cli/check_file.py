"""Mark one file: its faults, and its answers, each beside what comes out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.cli.check_targets import Target
from backprop_cli.cli.console import console
from backprop_cli.cli.exit_codes import ANSWERED, NO_ANSWER, SAYS_NO
from backprop_cli.cli.fault_text import fault_in_full
from backprop_cli.cli.load import say_warnings
from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.report.check import FileCheck
from backprop_cli.teach.marking import Answer, Measure, mark_answer

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem, Settings


def mark(target: Target, settings: "Settings", tolerance: float | None, written: bool, strict: bool) -> FileCheck:
    """Check one file; its faults and warnings are said on stderr as well."""
    file = "<stdin>" if target.path == "-" else target.path
    try:
        if target.fault is not None:
            raise target.fault
        return mark_problem(target.path, file, settings, tolerance, written, strict)
    except BpcalcError as error:
        console().say(fault_in_full(error, console()))
        return FileCheck(file, "error", error.faults if isinstance(error, Faults) else [error], [])


def mark_problem(path: str, file: str, settings: "Settings", tolerance: float | None, written: bool, strict: bool) -> FileCheck:
    """Judge every answer that can be judged. What is wrong with one is its own fault, with the file only what is no answer."""
    from backprop_cli.problem.solve import values_of
    from backprop_cli.problem.values.answers import GivenReader
    from backprop_cli.report.nonfinite import gradient_warning, value_warning

    problem = read_file(path, settings, to_check=True)
    values = values_of(problem)
    found = list(problem.warnings)
    gradients = expected_gradients(problem, values, found)
    unfinite = value_warning(problem, values) or gradient_warning(problem, values, gradients)
    found += [unfinite] if unfinite else []
    say_warnings(found)
    measure = Measure(problem.tolerance if tolerance is None else tolerance, written)
    given = GivenReader(problem)
    answers = [
        mark_answer(one, given.read(one), (gradients if one.kind == "gradient" else values)[one.number], measure)
        for one in problem.expectations
        if one.kind == "forward" or gradients
    ]
    return FileCheck(file, file_verdict(found, answers, strict and unfinite is not None), found, answers)


def file_verdict(found: Sequence[BpcalcError], answers: Sequence[Answer], refused: bool) -> str:
    """The worst of error > fail > blank > pass. An answer that is unclear is not right; refused: by --strict."""
    verdicts = {answer.verdict for answer in answers}
    if any(fault.severity == "error" for fault in found):
        return "error"
    if refused or verdicts & {"fail", "unclear"}:
        return "fail"
    return "blank" if "blank" in verdicts else "pass"


def expected_gradients(problem: "Problem", values: "Sequence[Value]", found: list[BpcalcError]) -> "Sequence[Value | None]":
    """The gradients that answers ask for; none where that cannot be, and why is added to what was found."""
    from backprop_cli.problem.solve import solve

    asked = [one.number for one in problem.expectations if one.kind == "gradient"]
    if not asked:
        return ()
    try:
        return solve(problem, wrt=asked, values=values).gradients
    except BpcalcError as error:
        found.append(error)
        return ()


def exit_code(files: Sequence[FileCheck]) -> int:
    """2 where a file could not be read or run, else 1 where an answer is not right, else 0."""
    verdicts = {file.verdict for file in files}
    if "error" in verdicts:
        return NO_ANSWER
    return ANSWERED if verdicts <= {"pass"} else SAYS_NO
