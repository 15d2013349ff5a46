"""The extra `oracle` names what the tests compare with, and every such test carries the mark by which .ci/run finds it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES = sorted((ROOT / "tests").rglob("*.py"))
MARK = "pytest.mark.oracle"


def packages(*extras: str) -> set[str]:
    """What the extras install, by the names that Python imports."""
    requirements = [requirement for extra in extras for requirement in PROJECT["optional-dependencies"][extra]]
    names = (requirement.partition(">")[0].replace("-", "") for requirement in requirements)
    return {name for name in names if not name.startswith(PROJECT["name"])}


def optional_imports(tree: ast.AST) -> Iterator[str]:
    """The modules without which a test of this part of a file skips."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("importorskip"):
            yield ast.literal_eval(node.args[0])


def is_marked(statement: ast.stmt) -> bool:
    return MARK in map(ast.unparse, getattr(statement, "decorator_list", ()))


def test_the_extra_names_what_the_tests_import() -> None:
    imported = {name for path in FILES for name in optional_imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert imported - packages("test", "lint") == packages("oracle")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_needs_an_oracle_is_marked(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    if f"pytestmark = {MARK}" in map(ast.unparse, module.body):
        return
    for statement in module.body:
        needed = packages("oracle") & set(optional_imports(statement))
        assert not needed or is_marked(statement), f"line {statement.lineno} imports {needed}: write @{MARK} before the test"
