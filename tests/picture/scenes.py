"""Scenes for tests: a problem, a text or the name of one that comes with bpcalc, in; the scene of it, and drawings as text, out."""

from random import Random
from typing import Any

from backprop_cli.picture.scene import Choice, Scene, scene_of
from backprop_cli.problem.library import shipped
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve
from tests.problems import problem_of_bytes, problem_of_file


def read(problem: str | Problem) -> Problem:
    if isinstance(problem, Problem):
        return problem
    return problem_of_file(shipped()[problem]) if problem in shipped() else problem_of_bytes(problem)


def scene(problem: str | Problem, forward_only: bool = False, output: str | None = None, **choice: Any) -> Scene:
    """choice: of `Choice`, numbers by their names."""
    loaded = read(problem)
    number = loaded.output(output)
    if choice.get("wrt"):
        choice["wrt"] = [loaded.find(name) for name in choice["wrt"]]
    if choice.get("around"):
        choice["around"] = loaded.find(choice["around"])
    done = solve(loaded, number, wrt=choice.get("wrt"))
    return scene_of(loaded, done.values, number, None if forward_only else done, Choice(**choice))


OPERATIONS = ["{0} + {1}", "{0} * {1}", "{0} - {1}", "{0} / {1}", "exp({0})", "2 * {0}", "1 - {0}", "where({0} > 1, {1}, {2})"]


def random_problem(random: Random, most: int = 30) -> str:
    """The text of a problem of up to so many operations, near names more often read than far ones."""
    names = [f"v{i}" for i in range(random.randint(1, 5))]
    text = f"variables: {{{', '.join(f'{name}: {random.randint(1, 9) / 4}' for name in names)}}}\nnodes:\n"
    unread: list[str] = []
    for i in range(random.randint(1, most)):
        near = random.choice([3, 8, 99])
        sources = [random.choice(names[-near:]) for _ in range(3)]
        if unread and random.random() < 0.5:
            sources[0] = unread[-1]
        operation = random.choice(OPERATIONS)
        text += f'  n{i}: "{operation.format(*sources)}"\n'
        unread = [name for name in unread if name not in operation.format(*sources).replace("(", " ").split()]
        names.append(f"n{i}")
        unread.append(f"n{i}")
    return text + f"output: {names[-1]}\n"
