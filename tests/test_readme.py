"""The pages say what is so: their commands print what they show, their files hold, their tables, links and picture are right."""

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

import backprop_cli
from backprop_cli.problem.library import shipped
from tests.readme import (
    PAGES,
    PICTURES,
    README,
    ROOT,
    TABLES,
    Block,
    between,
    blocks,
    desk,
    drawn,
    name_of,
    played,
    shell,
)  # fmt: skip

CHANGELOG = ROOT / "CHANGELOG.md"
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
BLOCKS = [(page, block) for page, text in TEXTS.items() for block in blocks(text)]
DATA = [(page, block) for page, block in BLOCKS if block.language in ("yaml", "json", "csv")]
WRONG = {"homework.yaml": "fail", "rounded.yaml": "fail", "unfinished.yaml": "error"}  # those that show what `check` says of such
LAYERS = {"pooled.yaml": " --layers pool_ops.py"}  # of those that cannot be read without
TABLED = [(page, mark) for page, text in TEXTS.items() for mark in TABLES if f"<!-- {mark} -->" in text]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<file>[^)#:]*)(?:#(?P<anchor>[^)]+))?\)")
LINKED = {page: page.read_text(encoding="utf-8") for page in [*PAGES, CHANGELOG]}
LINKS = [(page, found["file"], found["anchor"]) for page, text in LINKED.items() for found in LINK.finditer(text)]
LONGEST_README = 350  # lines: what is longer belongs in the guide
STALE = "the page is out of date: run `python -m tests.readme`, and look at what it changed"


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """For each page a folder as its reader has it."""
    made = {page: tmp_path_factory.mktemp("desk") for page in PAGES}
    for page, folder in made.items():
        desk(TEXTS[page], folder)
    return made


def of(language: str) -> list[tuple[Path, Block]]:
    return [(page, block) for page, block in BLOCKS if block.language == language]


def label(part: Any) -> str | None:
    return (
        name_of(part) if isinstance(part, Path) else part.file or part.body.partition("\n")[0] if isinstance(part, Block) else None
    )


@pytest.mark.parametrize(("page", "block"), of("console"), ids=label)
def test_commands_print_what_is_shown(page: Path, block: Block, desks: dict[Path, Path]) -> None:
    assert block.body == played(block.body, desks[page]), STALE


@pytest.mark.parametrize(("page", "block"), [(page, block) for page, block in DATA if block.language != "csv"], ids=label)
def test_files_hold(page: Path, block: Block, desks: dict[Path, Path]) -> None:
    shipped = ROOT / str(block.file)
    if shipped.exists():
        assert shipped.read_text(encoding="utf-8") == block.body
    verdict = shell(f"bpcalc check {block.file}{LAYERS.get(str(block.file), '')} -f value 2>/dev/null", desks[page]).strip()
    assert verdict == WRONG.get(str(block.file), "pass")


@pytest.mark.parametrize(("page", "block"), DATA, ids=label)
def test_every_problem_shown_is_a_file_and_so_tested(page: Path, block: Block) -> None:
    assert block.file, "name the file behind ```yaml"


@pytest.mark.parametrize(("page", "block"), of("pycon"), ids=label)
def test_python_by_hand(page: Path, block: Block) -> None:
    example = doctest.DocTestParser().get_doctest(block.body, {}, name_of(page), None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(("page", "mark"), TABLED)
def test_tables_are_up_to_date(page: Path, mark: str) -> None:
    assert between(TEXTS[page], mark) == TABLES[mark](), STALE


def test_every_table_stands_on_one_page() -> None:
    assert sorted(mark for _, mark in TABLED) == sorted(TABLES)


def test_the_readme_stays_short() -> None:
    assert TEXTS[README].count("\n") <= LONGEST_README, "move what not every user needs to problems/README.md"


@pytest.mark.parametrize(("page", "text"), TEXTS.items(), ids=label)
def test_no_path_of_one_machine_is_shown(page: Path, text: str) -> None:
    assert str(ROOT) not in text
    assert str(Path.home()) not in text


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a page: small letters, hyphens for blanks, no punctuation."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


FENCED = re.compile(r"^```.*?^```$", re.M | re.S)


@pytest.mark.parametrize(("page", "file", "anchor"), LINKS, ids=str)
def test_links_lead_somewhere(page: Path, file: str, anchor: str | None) -> None:
    target = (page.parent / file).resolve() if file else page
    assert target.exists(), f"{name_of(page)} links to {file}, which is not there"
    if anchor:
        assert anchor in anchors(target.read_text(encoding="utf-8")), (
            f"{name_of(page)} links to #{anchor}: no heading has that name"
        )


def test_the_readme_leads_to_every_page() -> None:
    led = {(README.parent / file).resolve() for page, file, _ in LINKS if page == README}
    assert {*PAGES, CHANGELOG, ROOT / "LICENSE"} - {README} <= led


def test_changelog_has_a_place_for_what_is_not_released() -> None:
    headings = re.findall(r"^## (.*)$", CHANGELOG.read_text(encoding="utf-8"), flags=re.M)
    assert headings[:2] == ["Unreleased", backprop_cli.__version__], "begin CHANGELOG.md with a heading `## Unreleased`"


@pytest.mark.parametrize("name", sorted(shipped()))
def test_pictures_are_what_draw_writes(name: str) -> None:
    assert (PICTURES / f"{name}.svg").read_text(encoding="utf-8") == drawn(shipped()[name]), STALE


def test_there_is_no_picture_of_a_problem_that_is_gone() -> None:
    assert {path.stem for path in PICTURES.iterdir()} == set(shipped())


def test_its_set_up_is_what_ci_runs() -> None:
    commands = [line for page, block in of("sh") if page == README for line in block.body.splitlines()]
    assert commands[0].startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert commands[1:] == [".venv/bin/python -m pytest"]
    assert "/^```sh$/" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
