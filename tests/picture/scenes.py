"""Scenes for tests: a problem, a text or the name of one that comes with bpcalc, in; the scene of it, and drawings as text, out."""

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
