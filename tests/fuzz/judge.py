"""Run a case, and hold what comes of it against what every run promises."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from tests.cli.running import Ran, bpcalc
from tests.fuzz.case import Case

OF_JSON = ("json", "jsonl")
PAGES = {"-h", "--help", "-V", "--version"}  # pages for people: no answers, and in no form
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(case: Case, folder: Path) -> Ran:
    """Run a case in a folder, which holds its files and nothing else."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in case.files.items():
        (folder / name).write_bytes(data)
    home = os.getcwd()
    os.chdir(folder)
    try:
        with mock.patch("time.sleep"):
            return bpcalc(*case.words, stdin=case.stdin, env={"BPCALC_DEBUG": "1"})
    finally:
        os.chdir(home)


def broken_promises(case: Case, ran: Ran, folder: Path) -> Iterator[str]:
    """What is wrong with the outcome; nothing where it is an answer or a fault that is well told."""
    if "always" in case.words:
        ran = ran._replace(out=COLOUR.sub("", ran.out), err=COLOUR.sub("", ran.err))
    if ran.code not in (0, 1, 2):
        yield f"exit code {ran.code}"
    if "Traceback" in ran.err:
        yield "a traceback"
    if ("error: " in ran.err) != (ran.code == 2):
        yield f"exit code {ran.code}, and {'an' if 'error: ' in ran.err else 'no'} error said"
    if ran.code == 2 and ran.out and "check" not in case.words:
        yield "an error, and an answer as well"
    if "\x1b" in ran.out + ran.err:
        yield "an escape character for the terminal"
    if not {path.name for path in folder.iterdir()} - files_asked(case.words) <= set(case.files):
        yield "a file was written"
    if not files_asked(case.words) - {"-"}:
        yield from broken_json(form_of(case.words), ran)


def files_asked(words: list[str]) -> set[str]:
    """What -o names, in either spelling."""
    return {words[k + 1] for k, word in enumerate(words[:-1]) if word == "-o"} | {word[2:] for word in words if word[:2] == "-o"}


def no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def form_of(words: list[str]) -> str:
    """The form that was asked for, where it is asked for once and plainly."""
    asked = [words[k + 1] for k, word in enumerate(words[:-1]) if word == "-f"]
    plain = len(asked) == 1 and not any(word.startswith(("--json", "--form", "--fo", "-f")) and word != "-f" for word in words)
    return asked[0] if plain and "--" not in words and PAGES.isdisjoint(words) else ""


def broken_json(form: str, ran: Ran) -> Iterator[str]:
    if form not in OF_JSON or ran.code not in (0, 1):
        return
    try:
        for text in [ran.out] if form == "json" else ran.out.splitlines():
            json.loads(text, parse_constant=no_constant)
    except ValueError as error:
        yield f"no JSON: {error}"
