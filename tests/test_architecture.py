"""The house keeps its shape: rooms import one way, files and functions stay small, every module says what it is."""

import ast
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "backprop_cli").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 30


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_rooms_import_one_way_and_keep_their_libraries() -> None:
    pytest.importorskip("importlinter")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path, known: set[str]) -> set[str]:
    """The modules of the house that one imports anywhere: at its top, inside a function, or for types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in inner}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & known) - {module_of(path)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = set(map(module_of, MODULES))
    try:
        TopologicalSorter({module_of(path): imports(path, known) for path in MODULES}).prepare()
    except CycleError as error:
        raise AssertionError("these import each other: " + " → ".join(error.args[1])) from None


def test_every_room_is_named_where_the_contracts_list_rooms() -> None:
    """The order of rooms is exhaustive by itself; a list of those that may not import a library forgets new ones in silence."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {module_of(path) for path in MODULES if len(path.relative_to(ROOT).parts) - (path.name == "__init__.py") == 2}
    for library, own in (("rich", {"render", "cli"}), ("typer", {"cli"})):
        (contract,) = [contract for contract in contracts if contract.get("forbidden_modules") == [library]]
        missing = rooms - {f"backprop_cli.{room}" for room in {*own, "__main__"}} - set(contract["source_modules"])
        assert not missing, f"add {missing} to the source_modules of '{contract['name']}' in pyproject.toml"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_with_a_sentence_and_is_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with the sentence that a visitor needs"
    assert text.count("\n") <= LONGEST_FILE


INTERFACES = {  # names that several modules share because they are called alike
    "command": "each module of cli/commands/ has one: what the command does",
    "text": "each module of a form in render/ has one: a report in that form",
}


def test_a_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                homes.setdefault(node.name, []).append(name_of(path))
    doubled = {name: found for name, found in homes.items() if len(found) > 1 and name not in INTERFACES}
    assert not doubled, f"functions or classes of one name in several modules: {doubled}; rename one, or use the other"
    assert all(len(homes.get(name, [])) > 1 for name in INTERFACES)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_small(path: Path) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lengths = {node.name: body_lines(node) for node in ast.walk(tree) if isinstance(node, functions)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body: neither the signature, where a command's options are declared, nor the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
