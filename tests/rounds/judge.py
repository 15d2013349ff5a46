"""Runs a round, and says how it came out: as it must, or what is wrong with the answer."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from backprop_cli.layers import SHELF
from tests.cli.running import Ran
from tests.fuzz.case import Case
from tests.fuzz.judge import run
from tests.rounds.faults import Fault
from tests.rounds.kinds import Round

GOOD = ("right", "found")
OUTCOMES = ("crash", "refused", "false fail", "nonfinite", "inconclusive", "missed", "undecided", "unnamed", "innocent")
RIGHT = {"pass": "right", "kink": "right", "fail": "false fail"}


class Judged(NamedTuple):
    """outcome: "right", "found", or one of OUTCOMES; what: what the command said of it."""

    outcome: str
    what: str


def judged(one: Round, folder: Path) -> Judged:
    """Run a round in a folder of its own."""
    ran = run(Case([*one.case.words, "-f", "json"], one.case.files), folder)
    if ran.code not in (0, 1):
        return Judged("refused" if ran.code == 2 else "crash", last_words(ran))
    try:
        answer = json.loads(ran.out)
    except ValueError:
        return Judged("crash", "no JSON")
    outcome = of_right(answer, stops(one.case)) if one.fault is None else of_fault(answer, one.fault)
    return Judged(outcome, f"{answer['verdict']}; {culprits(answer)}; {'; '.join(reasons(answer))}")


def of_right(answer: Mapping[str, Any], stopped: bool) -> str:
    """stopped: whether a layer of the case is meant to have another gradient than its slope."""
    if any(answer["culprits"]):
        return "false fail"
    verdict: str = answer["verdict"]
    return "right" if verdict == "meant" and stopped else RIGHT.get(verdict, verdict)


def stops(case: Case) -> bool:
    text = b"".join(case.files.values())
    return any(name.encode() in text for kind in SHELF.values() if kind.meant for name in (kind.name, kind.__name__))


def of_fault(answer: Mapping[str, Any], fault: Fault) -> str:
    """The faulty layer must be named, with every input whose gradient it spoils, and nothing else."""
    if answer["verdict"] != "fail":
        return "missed" if answer["verdict"] in RIGHT else "undecided"
    named = culprits(answer)
    ours = named.get(fault.layer, set())
    if set(named) - {fault.layer} or ours - fault.suspect - {""}:
        return "innocent"
    return "found" if ours and ours >= fault.guilty else "unnamed"


def culprits(answer: Mapping[str, Any]) -> dict[str, set[str]]:
    """Layer → the inputs that it is accused of."""
    named: dict[str, set[str]] = {}
    for culprit in answer["culprits"]:
        named.setdefault(culprit["layer"], set()).add(culprit["input"])
    return named


def reasons(answer: Mapping[str, Any]) -> list[str]:
    """The entries that are not right, the first three of them, and what is said of the culprits."""
    bad = [check for check in answer["checks"] if check["verdict"] not in ("pass", "kink")]
    shown = [f"{one['name']}{one['index'] or ''} {one['verdict']}: {one['analytic']} for {one['numeric']}" for one in bad[:3]]
    return [*shown, *[str(culprit["note"]) for culprit in answer["culprits"][:3]]]


def last_words(ran: Ran) -> str:
    return " | ".join(line.strip() for line in ran.err.splitlines()[-3:])
