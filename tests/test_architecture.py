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

# Modules without a test file of their own. The list may only shrink.
NOT_MIRRORED = {
    "backprop_cli/__init__.py": "it holds the version alone, which tests/cli/test_init.py asks for",
    "backprop_cli/__main__.py": "it can only be run as a program of its own, as tests/cli/test_process.py does",
    "backprop_cli/engine/__init__.py": "it passes on names of its modules, and the tests of these call them by it",
    "backprop_cli/gradcheck/__init__.py": "it passes on names of its modules, and tests/gradcheck/checking.py calls them by it",
}
# Test files of a room that are about no single module of it.
OF_NO_MODULE = {
    "tests/render/picture/test_page.py": "page.js in a browser, under the keys and the mouse of a reader",
    "tests/render/picture/test_page_number.py": "page_number.js, which is no module of Python",
    "tests/cli/test_any_words.py": "whatever is typed, the program answers or says a sentence",
    "tests/cli/test_decomposed_names.py": "a name is the same however its letters are made up, in options, files and problems",
    "tests/cli/test_lost_digits.py": "a gradient without digits is warned of by the commands that compute it",
    "tests/cli/test_process.py": "the program is started as a process of its own",
    "tests/cli/test_startup.py": "what each command imports when it starts",
    "tests/phrases/test_surfaces.py": "every answer for people in Korean and Japanese: no English is left, columns stand",
    "tests/cli/test_terminals.py": "every command in terminals of every width and encoding",
    "tests/cli/test_widths.py": "no answer is wider than the terminal",
    "tests/gradcheck/test_cases.py": "small problems that a check gets wrong easily, each with its verdict",
    "tests/gradcheck/test_notes_faults.py": "the faults that notes carry, from file to verdict",
    "tests/gradcheck/test_pasted_rules.py": "what is printed of a rule can be typed under layers:, and is right to the check",
    "tests/gradcheck/test_shelf.py": "every layer of the shelf under the whole check",
    "tests/gradcheck/test_traps.py": "points at which other checkers are wrong, under the whole check",
    "tests/layers/test_fifty_digits.py": "every layer beside its formula in fifty digits",
    "tests/layers/test_peers.py": "every layer has a peer in another library, or a reason why not",
    "tests/layers/test_shapes.py": "what every layer says of shapes beside what it computes",
    "tests/layers/test_shelf.py": "what holds of every layer of the shelf",
    "tests/layers/test_torch.py": "every layer beside its peer in PyTorch",
    "tests/problem/test_meant.py": "`meant` from the file to the verdict, through reader, schema and gradient check",
    "tests/problem/test_wrong.py": "every wrong file that comes with the tool says what its first line says",
}


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


def circle_among(imported: dict[str, set[str]]) -> list[str]:
    """Modules each of which imports the next, the last the first; [] where there is no circle."""
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = set(map(module_of, MODULES))
    circle = circle_among({module_of(path): imports(path, known) for path in MODULES})
    assert not circle, "these import each other: " + " → ".join(circle)


def test_a_circle_would_be_seen() -> None:
    assert set(circle_among({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_every_room_is_named_where_the_contracts_list_rooms() -> None:
    """The order of rooms is exhaustive by itself; a list of those that may not import a library forgets new ones in silence."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {module_of(path) for path in MODULES if len(path.relative_to(ROOT).parts) - (path.name == "__init__.py") == 2}
    for library, own in (("rich", {"render", "cli"}), ("typer", {"cli"})):
        (contract,) = [contract for contract in contracts if contract.get("forbidden_modules") == [library]]
        missing = rooms - {f"backprop_cli.{room}" for room in {*own, "__main__"}} - set(contract["source_modules"])
        assert not missing, f"add {missing} to the source_modules of '{contract['name']}' in pyproject.toml"


def mirror_of(module: str) -> str:
    """Where the tests of a module stand: `backprop_cli/engine/edges.py` → `tests/engine/test_edges.py`."""
    room, _, name = module.removeprefix("backprop_cli/").rpartition("/")
    return "/".join(filter(None, ("tests", room, f"test_{name.removesuffix('.py').strip('_')}.py")))


def holds_tests(path: Path) -> bool:
    return path.exists() and any(
        node.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )


def has_code(path: Path) -> bool:
    """Whether a module says more than its docstring."""
    return len(ast.parse(path.read_text(encoding="utf-8")).body) > 1


WITH_CODE = sorted(name_of(path) for path in MODULES if has_code(path))


@pytest.mark.parametrize("module", WITH_CODE)
def test_a_module_has_its_test_file_or_a_reason_why_not(module: str) -> None:
    mirror = mirror_of(module)
    there, listed = holds_tests(ROOT / mirror), module in NOT_MIRRORED
    assert there or listed, f"write {mirror}, or say in NOT_MIRRORED of {name_of(Path(__file__))} why not"
    assert not (there and listed), f"{mirror} is there: take {module} out of NOT_MIRRORED"


def test_what_is_said_to_have_no_test_file_is_a_module_with_code() -> None:
    gone = NOT_MIRRORED.keys() - WITH_CODE
    assert not gone, f"take out of NOT_MIRRORED what is no module with code: {gone}"


def test_a_test_file_of_a_room_is_about_a_module_or_says_what_it_is_about() -> None:
    rooms = {(ROOT / mirror_of(module)).parent for module in WITH_CODE} - {ROOT / "tests"}
    mirrors = set(map(mirror_of, WITH_CODE))
    others = {name_of(path) for room in rooms for path in room.glob("test_*.py")} - mirrors
    unsaid, settled = others - OF_NO_MODULE.keys(), OF_NO_MODULE.keys() - others
    assert not unsaid, f"name these after their modules, or say in OF_NO_MODULE what they are about: {unsaid}"
    assert not settled, f"take out of OF_NO_MODULE what is gone or has its module: {settled}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_with_a_sentence_and_is_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with the sentence that a visitor needs"
    assert text.count("\n") <= LONGEST_FILE or path.parent.name == "phrases", "only a table of phrases may be as long as it is"


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


def test_every_test_file_opens_with_a_sentence() -> None:
    tests = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("test_*.py")}
    assert [name for name, tree in tests.items() if not ast.get_docstring(tree)] == []


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
