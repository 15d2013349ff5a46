"""Row 13: the whole process of marking a class, with everybody's numbers the key's, and with numbers drawn for each."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from backprop_cli.problem.problem import Problem
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.sheet import Sheet
from tests.benchmarks.measure import Row, interleaved
from tests.benchmarks.process import Stopwatch, bpcalc
from tests.benchmarks.sizes import Sizes
from tests.problems import problem_of_bytes

STUDENTS, PROBLEMS, SPOILT = 200, 30, 40
SEED, MOST = 2, 3.0  # seconds
KEY = """\
title: "Problem {number}: apples and oranges, with a sales tax"
variables: {{apple: {apple}, apple_num: 2, orange: 150, orange_num: 3, tax: 1.1}}
nodes:
  apple_price: apple * apple_num
  orange_price: orange * orange_num
  all_price: apple_price + orange_price
  price: all_price * tax
quiz:
  numbers: {{apple: {{from: 50, to: 200, step: 10}}, apple_num: {{from: 2, to: 9}}, orange: {{from: 50, to: 200, step: 10}}}}
  ask: {{forward: [price], gradients: [apple, apple_num, orange, tax]}}
"""
WAYS = {  # what may be wrong with an answer → what it is written as, where {} is right
    "fail": "-{}", "blank": "_", "unclear": "12,5",
}  # fmt: skip


def keys() -> dict[str, Problem]:
    return {f"p{number}": problem_of_bytes(KEY.format(number=number, apple=100 + number)) for number in range(1, PROBLEMS + 1)}


def make(folder: Path, seed: int | None, students: int, spoilt: int, problems: dict[str, Problem]) -> Counter[str]:
    """Write key, roster and hand-ins, of which `spoilt` answers are wrong in each way; how often each verdict is due."""
    (folder / "key").mkdir(parents=True)
    chance, names = random.Random(5), [f"2024{number:04}" for number in range(students)]
    (folder / "roster.csv").write_text("id,name\n" + "".join(f"{name},Student {name}\n" for name in names), encoding="utf-8")
    pairs = [(name, problem) for name in names for problem in problems]
    chosen = iter(chance.sample(pairs, spoilt * len(WAYS)))
    bad = {next(chosen): way for way in WAYS for _ in range(spoilt)}
    for number, (name, problem) in enumerate(problems.items(), 1):
        (folder / "key" / f"{name}.yaml").write_text(KEY.format(number=number, apple=100 + number), encoding="utf-8")
        draws, sheet = Draws(problem, name, seed or 0), Sheet(problem)
        for student in names:
            done = draws.own if seed is None else draws.draw(student).done
            values = iter([(done.gradients if one.kind == "gradient" else done.values)[one.number] for one in problem.asked()])
            lines = [
                line[: -len("_")] + repr(next(values)) if line.endswith(": _") else line
                for line in sheet.text(done.values).split("\n")
            ]
            if (way := bad.get((student, name))) is not None:
                start, _, right = lines[-2].rpartition(": ")
                lines[-2] = f"{start}: {WAYS[way].format(right)}"
            file = folder / "answers" / student / f"{name}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines), encoding="utf-8")
    count = len(pairs) * 5
    return Counter({"pass": count - len(bad), **dict.fromkeys(WAYS, spoilt)})


def words(folder: Path, seed: int | None) -> list[str]:
    own = [] if seed is None else ["--seed", str(seed)]
    return ["mark", str(folder / "answers"), "--key", str(folder / "key"), "--students", str(folder / "roster.csv"), *own, "-q"]


def rows(sizes: Sizes) -> Iterator[Row]:
    problems = keys()
    with TemporaryDirectory() as name, Stopwatch() as stopwatch:
        folders = {None: Path(name) / "own", SEED: Path(name) / "drawn"}
        for seed, folder in folders.items():
            make(folder, seed, STUDENTS, SPOILT, problems)
        runs = {str(seed): stopwatch.run(*bpcalc(*words(folder, seed))) for seed, folder in folders.items()}
        taken = interleaved(runs, sizes.rounds)
    for seed, what in ((None, "the key's numbers"), (SEED, "numbers of their own")):
        seconds = taken[str(seed)]
        said = f"mark: {STUDENTS} students × {PROBLEMS} problems, {what}"
        yield Row(13, said, median(seconds), "s", min(seconds), max(seconds), MOST)
