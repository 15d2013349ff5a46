"""Which problem is meant: a path, a bare name, the one of the folder; and which come with the tool."""

from pathlib import Path

import pytest

from backprop_cli.errors import UsageError
from backprop_cli.problem import library
from backprop_cli.problem.library import choose, shipped

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Every test runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(problem, environ=None):
    with pytest.raises(UsageError) as caught:
        choose(problem, environ or {})
    return caught.value


def test_the_problems_that_come_with_it_are_those_of_the_folder_problems():
    files = {path.stem: path.name for path in (ROOT / "problems").glob("*.yaml")}
    assert {name: path.name for name, path in shipped().items()} == files
    assert list(shipped()) == sorted(shipped())
    assert "apple" in shipped()
    assert all(path.is_file() for path in shipped().values())


def test_the_package_s_own_folder_comes_first(tmp_path, monkeypatch):
    for place in (tmp_path / "problems", tmp_path / "backprop_cli" / "problems"):
        place.mkdir(parents=True)
        (place / f"{place.parent.name}.yaml").touch()
    monkeypatch.setattr(library, "__file__", str(tmp_path / "backprop_cli" / "problem" / "library.py"))
    assert list(shipped()) == ["backprop_cli"]


def test_no_problems_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "__file__", str(tmp_path / "backprop_cli" / "problem" / "library.py"))
    assert shipped() == {}


def test_a_path_is_taken_as_it_is(folder):
    (folder / "mine.yaml").touch()
    assert choose("mine.yaml", {}) == ("mine.yaml", None)
    assert choose(str(folder / "mine.yaml"), {"BPCALC_PROBLEM": "other"}) == (str(folder / "mine.yaml"), None)


def test_standard_input_is_asked_for():
    assert choose("-", {}) == ("-", None)


def test_a_bare_name():
    choice = choose("apple", {})
    assert Path(choice.path).samefile(ROOT / "problems" / "apple.yaml")
    assert choice.note == "reading 'apple', a problem that comes with bpcalc"


def test_a_file_comes_before_a_bare_name_and_a_folder_does_not(folder):
    (folder / "apple").mkdir()
    assert choose("apple", {}).note is not None
    (folder / "apple").rmdir()
    (folder / "apple").touch()
    assert choose("apple", {}) == ("apple", None)


def test_a_folder_is_left_to_whoever_reads_it(folder):
    assert choose(str(folder), {}) == (str(folder), None)


@pytest.mark.parametrize(
    ("problem", "hint"),
    [
        ("aple", "did you mean 'apple'?"),
        ("apple.yaml", "did you mean 'apple'?"),
        ("problems/apple.yaml", "did you mean 'apple'?"),
        ("mime.yaml", "did you mean 'mine.yaml'?"),
        ("sub/graf.json", "did you mean 'sub/graph.json'?"),
        ("\0", None),
        ("", None),
    ],
)
def test_what_is_neither(folder, problem, hint):
    (folder / "mine.yaml").touch()
    (folder / "sub").mkdir()
    (folder / "sub" / "graph.json").touch()
    found = refusal(problem)
    assert found.message == f"there is no file {problem!r}, and no problem of that name comes with bpcalc"
    assert found.hint == hint or (hint is None and found.hint.startswith("with bpcalc come: "))


# Nobody named one


@pytest.mark.parametrize("name", ["problem.yaml", "problem.yml"])
def test_the_problem_of_this_folder(folder, name):
    (folder / name).touch()
    assert choose(None, {}) == (name, f"reading {name} of this folder")


def test_yaml_before_yml_and_no_folders(folder):
    (folder / "problem.yml").touch()
    (folder / "problem.yaml").mkdir()
    assert choose(None, {}).path == "problem.yml"
    (folder / "problem.yaml").rmdir()
    (folder / "problem.yaml").touch()
    assert choose(None, {}).path == "problem.yaml"


def test_the_environment_comes_before_the_folder(folder):
    (folder / "problem.yaml").touch()
    (folder / "mine.yaml").touch()
    assert choose(None, {"BPCALC_PROBLEM": "mine.yaml"}) == ("mine.yaml", "reading mine.yaml, as $BPCALC_PROBLEM says")
    note = "reading 'apple', a problem that comes with bpcalc, as $BPCALC_PROBLEM says"
    assert choose(None, {"BPCALC_PROBLEM": "apple"}).note == note
    assert choose(None, {"BPCALC_PROBLEM": ""}).path == "problem.yaml"
    found = refusal(None, {"BPCALC_PROBLEM": "none.yaml"})
    assert found.message.startswith("there is no file 'none.yaml', as $BPCALC_PROBLEM says,")


def test_nothing_at_all(folder):
    found = refusal(None)
    assert found.message == "no problem is named, and this folder has no problem.yaml"
    assert found.hint == f"here is no *.yaml file; with bpcalc come: {', '.join(shipped())}"


def test_what_is_here_is_listed_up_to_ten(folder):
    for index in range(12):
        (folder / f"p{index:02}.yaml").touch()
    (folder / "data.json").touch()
    listed = ", ".join(f"p{index:02}.yaml" for index in range(10))
    assert refusal(None).hint.startswith(f"here: {listed} and 2 more; with bpcalc come: ")


def test_a_note_keeps_to_one_line(folder):
    (folder / "two\nlines.yaml").touch()
    assert choose(None, {"BPCALC_PROBLEM": "two\nlines.yaml"}).note == r"reading 'two\nlines.yaml', as $BPCALC_PROBLEM says"
    assert "\n" not in refusal(None).hint
