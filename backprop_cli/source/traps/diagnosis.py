"""Why a text is no YAML, in our words: which of YAML's traps the line has, or the line before, and how it reads repaired."""

from collections.abc import Callable

from backprop_cli.source.findings import Findings
from backprop_cli.source.traps.brackets import bracket_trap, flow_colon
from backprop_cli.source.traps.lines import directive, indentation, missing_space, nameless, no_colon
from backprop_cli.source.traps.syntax_error import Case, Verdict, make_case
from backprop_cli.source.traps.values import (
    closed_early,
    colon_inside,
    escape,
    late_quote,
    marker,
    odd_beginning,
    unclosed_quote,
)
from backprop_cli.source.yaml_events import Trouble, islands


def explain(text: str, trouble: Trouble, findings: Findings, pure: bool) -> None:
    """Say what a parser's error is, unless a fault was said of its line that explains it."""
    case = make_case(text, trouble, [span for span in islands(text, pure)[0] if text[span[0]] in "\"'"])
    near = [case.line.start] + ([case.context.start] if case.context else [])
    if any(findings.said_near(offset) for offset in near):
        return
    verdict = next(verdict for trap in TRAPS if (verdict := trap(case)))
    findings.say(verdict.offset, verdict.message, verdict.hint, verdict.length)


def after_all(case: Case) -> Verdict:
    at = max(case.line.start + case.line.indent, min(case.trouble.offset, case.line.start + len(case.line.text)))
    hint = "look at the quotes, brackets and indentation of this line and the one before"
    return Verdict(at, 1, "YAML cannot read on from here", hint)


TRAPS: tuple[Callable[[Case], Verdict | None], ...] = (
    directive,
    nameless,
    odd_beginning,
    closed_early,
    escape,
    unclosed_quote,
    late_quote,
    marker,
    flow_colon,
    bracket_trap,
    colon_inside,
    missing_space,
    no_colon,
    indentation,
    after_all,
)
