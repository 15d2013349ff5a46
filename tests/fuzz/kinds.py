"""The kinds of cases, each drawn from a random number generator alone: the same seed and number make the same case again."""

import json
import re
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


ANSWERS = (
    b"3", b"_", b"?", b"", b"1/3", b"1/0", b"9**9**9", b"1e999", b"nan", b"3,5", b"[1, 2]", b"[[1, 2], [3", b"[1e999, _]", b"{value: 3, unit: m}",
    b"'3'", b'"3', b"{file: key.yaml}", b"{zeros: [1000, 1000]}", b"&a [*a]", b"(" * 300, b"[" * 300, b"-" * 190 + b"1", b"1+" * 90 + b"1",
    "３．５".encode(), "사과".encode(), "사과".encode("cp949"), b"\xff\xfe3\x00", b"\x1b[31m", "\u202e3".encode(), b"\x00",
)  # fmt: skip
FORMS_OF_MARKS = ("table", "json", "jsonl", "csv", "markdown", "value", "yaml")
OWN_FORMS = {"draw": [*PICTURES], "explain": [*EXPLANATIONS]}


def runs_problems(command: str) -> bool:
    return any(param.name == "set" for param in built(command).params)


RUNS = [command for command in COMMANDS if runs_problems(command)]


@cache
def shipped(right: bool) -> list[bytes]:
    """The problems that come with the tool; the wrong ones are kept for its tests."""
    return [path.read_bytes() for path in sorted(PROBLEMS.glob("*.yaml") if right else PROBLEMS.glob("wrong/*/*.yaml"))]


@cache
def keys() -> list[bytes]:
    """Problems that ask for something, some with a range of numbers."""
    quiz = b"quiz: {numbers: {x: {from: 1, to: 9}}, reject: x > 7}\n"
    own = b"variables: {x: 2, y: [1, 2]}\nnodes: {z: x * y, s: sum(z)}\nexpect: {forward: {s: 6}, gradients: {x: 3, y: [2, 2]}}\n"
    return [text for text in shipped(True) if b"expect:" in text] + [own, own + quiz]


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


def handins_case(random: Random) -> Case:
    """A hand-in and a form's CSV with bytes changed, marked by the key that they belong to."""
    key = random.choice(keys())
    sheet = re.sub(rb"(?m)^( +\w+: ).*$", lambda found: found[1] + random.choice(ANSWERS), key) if random.random() < 0.5 else key
    form = b"student,key x,key " + "∂x".encode() + b",note\nkim,1,2,\n" + b"lee,%s,\n" % random.choice(ANSWERS)
    roster = b"id,name\nkim,Kim\nlee,Lee\n"
    changed = [mutations.of_bytes(random, text) if random.random() < 0.6 else text for text in (sheet, form, roster)]
    files = dict(zip(("kim_key.yaml", "form.csv", "roster.csv"), changed, strict=True))
    words = ["mark", "kim_key.yaml", "form.csv", "--key", "key.yaml", "-f", random.choice(FORMS_OF_MARKS)]
    words += random.choice(([], ["--students", "roster.csv"], ["--seed", "2"], ["--written"]))
    return Case(words, {"key.yaml": key, **files})


def quizzes_case(random: Random) -> Case:
    """A key with bytes changed, and what quiz makes of it: a sheet, a form, or a dialogue in which all kinds of things are answered."""
    key = random.choice(keys())
    key = mutations.of_bytes(random, key) if random.random() < 0.4 else key
    words = ["quiz", PROBLEM, "--seed", "2"]
    words += random.choice(([], ["--form"], ["--ask"], ["--ask", "--written"], ["--ask", "--lang", "ko"]))
    return Case(words, {PROBLEM: key}, b"\n".join(random.choices(ANSWERS, k=12)))


KINDS: dict[str, Callable[[Random], Case]] = {
    "bytes": bytes_case,
    "structure": structure_case,
    "expressions": expressions_case,
    "arguments": arguments_case,
    "handins": handins_case,
    "quizzes": quizzes_case,
}


def drawn(kind: str, seed: int, number: int) -> Case:
    """Case `number` of a kind and seed."""
    return KINDS[kind](Random(f"{kind} {seed} {number}"))
