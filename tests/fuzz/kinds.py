"""The kinds of cases, each drawn from a random number generator alone: the same seed and number make the same case again."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.render import EXPLANATIONS, FORMS, PICTURES
from tests.fuzz import expressions, mutations
from tests.fuzz.case import PROBLEM, Case

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"
VALUES = (
    "", "0", "-1", "1", "1e400", "nan", "json", "value", "yaml", "tax", "x", "W[0,1]", "W[9]", "W[", "tax=2", "tax=[1,", "W=[[1]]", "x=1e999", "=",
    "500M", "1K", "-5G", "auto", "complex", "central", "taylor", "사과", "\x1b[31m", "\u202e", "a" * 500, "--", "-", "notes_faults.py", "9" * 30,
)  # fmt: skip


FITTING = {
    "--wrt": ("x", "tax", "apple", "W[0,1]", "W1[0,0]"), "--node": ("price", "y", "h"), "--output": ("price", "y", "L"), "--set": ("tax=2", "x=3", "x=[1, 2]"),
    "--upstream": ("2", "-0.5", "[1, 2]"), "--format": (*FORMS, *PICTURES, *EXPLANATIONS), "--digits": ("3", "17"), "--method": ("auto", "central", "taylor"),
    "--sample": ("2",), "--seed": ("1",), "--tolerance": ("1e-3", "0"), "--color": ("always", "never"), "--max-memory": ("500M",), "--max-size": ("1M",),
    "--around": ("price", "x", "h"), "--hops": ("0", "1"), "--step": ("0", "2"), "-o": ("answer.svg", "answer.json", "answer.csv", "answer", "-"),
}  # fmt: skip


OWN_FORMS = {"draw": [*PICTURES], "explain": [*EXPLANATIONS]}


def runs_problems(command: str) -> bool:
    return any(param.name == "set" for param in built(command).params)


RUNS = [command for command in COMMANDS if runs_problems(command)]


@cache
def shipped(right: bool) -> list[bytes]:
    """The problems that come with the tool; the wrong ones are kept for its tests."""
    return [path.read_bytes() for path in sorted(PROBLEMS.glob("*.yaml") if right else PROBLEMS.glob("wrong/*/*.yaml"))]


@cache
def trees() -> list[mutations.Tree]:
    import yaml

    return [
        mutations.tree_of(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)) for path in sorted(PROBLEMS.glob("*.yaml"))
    ]


@cache
def options(command: str) -> list[Any]:
    """The options of a command; not those that would install something."""
    return [
        param for param in built(command).params if param.param_type_name == "option" and "completion" not in " ".join(param.opts)
    ]


def run_of(random: Random, file: str) -> list[str]:
    """A sensible command on a file."""
    command = random.choice(RUNS)
    words = [command, file, "-f", random.choice(OWN_FORMS.get(command, [*FORMS, "json", "json", "table"]))]
    words += ["--sample", "2"] if command == "gradcheck" and random.random() < 0.7 else []
    words += ["--layers", "notes_faults.py"] if random.random() < 0.03 else []
    words += ["--expand"] if command in ("forward", "backward") and random.random() < 0.1 else []
    words += ["--full"] if command != "check" and random.random() < 0.1 else []
    return words


def bytes_case(random: Random) -> Case:
    """A shipped problem, right or wrong, with some bytes changed."""
    return Case(run_of(random, PROBLEM), {PROBLEM: mutations.of_bytes(random, random.choice(shipped(random.random() < 0.7)))})


def structure_case(random: Random) -> Case:
    """A right problem with its structure changed, as block YAML, flow YAML or JSON."""
    tree = mutations.of_structure(random, random.choice(trees()))
    form = random.randrange(3)
    text = mutations.as_yaml(tree).lstrip("\n ") if form == 0 else mutations.as_flow(tree)
    file = "p.json" if form == 2 else PROBLEM
    return Case(run_of(random, file), {file: text.encode("utf-8", "surrogatepass")})


def expressions_case(random: Random) -> Case:
    """A problem whose nodes are random expressions."""
    lines = [expressions.expression(random) for _ in range(random.choice((1, 1, 1, 2)))]
    quoted = [json.dumps(line, ensure_ascii=False) if random.random() < 0.8 else line for line in lines]
    nodes = "".join(f"  n{i}: {line}\n" for i, line in enumerate(quoted))
    text = f"variables: {expressions.VALUES}\nconstants: {{t: [0, 1]}}\nnodes:\n{nodes}"
    return Case(run_of(random, PROBLEM), {PROBLEM: text.encode("utf-8", "surrogatepass")})


def arguments_case(random: Random) -> Case:
    """Any words after a command, most of them its own options with values of other kinds."""
    command = random.choice([*COMMANDS, *RUNS])
    words = [command] if random.random() < 0.95 else []
    words += [PROBLEM] if random.random() < 0.8 else []
    for _ in range(random.randrange(6)):
        option = random.choice(options(command))
        fitting = [value for word in option.opts for value in FITTING.get(word, ())]
        if random.random() < 0.7:
            words += [option.opts[0], random.choice(fitting)] if fitting else option.opts[:1]
            continue
        word, value = random.choice(option.opts), random.choice(VALUES)
        words += random.choice(([word], [word, value], [f"{word}={value}"], [value]))
    return Case(words, {PROBLEM: random.choice(shipped(True)), "other.yaml": random.choice(shipped(False))})


KINDS: dict[str, Callable[[Random], Case]] = {
    "bytes": bytes_case,
    "structure": structure_case,
    "expressions": expressions_case,
    "arguments": arguments_case,
}


def drawn(kind: str, seed: int, number: int) -> Case:
    """Case `number` of a kind and seed."""
    return KINDS[kind](Random(f"{kind} {seed} {number}"))
