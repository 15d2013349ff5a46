"""Which file is whose: the problem and the student of each hand-in, by the names in its path, and which of several counts.

sorter = Sorter(problems=["p1", "p2"], students=["00123", "홍길동"])      # students None: without a roster
found = sorter.sort(files)                                               # of teach/handin_files.py
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backprop_cli.phrases import to_say
from backprop_cli.teach.whole_words import NameFinder, NameFound, caseless

COPY = re.compile(r" ?\(([0-9]{1,4})\)|[-_ ]([0-9]{1,3})")  # what stands at the end of a copy's name
SEPARATORS = " _-.,;()[]"
NAMED = 8  # problems, in a reason


class HandinFile(NamedTuple):
    """A file that may be a hand-in. path: where it is; inside: the parts of the path that may hold names, the last its own;
    outside: folders further out, which are asked where those say nothing; order: of the argument that it comes from."""

    path: str
    inside: tuple[str, ...]
    outside: tuple[str, ...] = ()
    order: int = 0


class Handin(NamedTuple):
    """A file with its problem and student. copy: the number of a copy, 0 for the plain name."""

    file: HandinFile
    problem: str
    student: str
    copy: int = 0
    zeros: str = ""  # how the path spells a student whose leading zeros differ


class Remark(NamedTuple):
    """A sentence about a file. What is filled in is text: people read `say(phrase, **blanks)`, machines `in_english`."""

    file: str
    phrase: str
    blanks: dict[str, str] = {}

    @property
    def in_english(self) -> str:
        return self.phrase.format(**self.blanks) if self.blanks else self.phrase


class Sorted(NamedTuple):
    """counted: by student and problem; passed_over: what does not count, each with the file that does; spelt: leading zeros."""

    counted: dict[tuple[str, str], Handin]
    passed_over: list[Remark]
    not_read: list[Remark]
    spelt: list[Remark]


class Sorter:
    """Finds the problem and the student of files. students: of the roster; None where there is none; also: what else they are
    called → the student."""

    def __init__(self, problems: Sequence[str], students: Sequence[str] | None, also: Mapping[str, str] | None = None) -> None:
        self.problems = list(problems)
        self.find_problem = NameFinder(problems)
        self.find_student = None if students is None else NameFinder(students, also)
        self.spellings: dict[str, str] = {}  # without a roster: how a student's name was written first

    def sort(self, files: Sequence[HandinFile]) -> Sorted:
        taken: dict[tuple[str, str], list[Handin]] = {}
        not_read: list[Remark] = []
        plain = {caseless(stem_of(name)) for name in {file.inside[-1] for file in files}}
        for file in files:
            found = self.place(file, plain)
            if isinstance(found, Remark):
                not_read.append(found)
            else:
                taken.setdefault((found.student, found.problem), []).append(found)
        counted = {pair: min(several, key=rank) for pair, several in taken.items()}
        phrase = to_say("{problem} of {student}: not taken, as {other} counts")
        passed_over = [
            Remark(one.file.path, phrase, {"problem": one.problem, "student": one.student, "other": counted[pair].file.path})
            for pair, several in taken.items() if len(several) > 1
            for one in several if one is not counted[pair]
        ]  # fmt: skip
        return Sorted(counted, passed_over, not_read, [zeros_said(one) for one in counted.values() if one.zeros])

    def place(self, file: HandinFile, plain: set[str]) -> Handin | Remark:
        """The hand-in that a file is, or why it is none. plain: the names of all files, without what follows the point."""
        stem = caseless(stem_of(file.inside[-1]))
        parts = [*map(caseless, file.inside[:-1]), stem]
        problems, at = self.problem_of(parts, file.outside)
        if len(problems) != 1:
            return self.unplaced(file, problems)
        in_name = problems[0] if at == 0 else None
        if self.find_student is None:
            return self.without_roster(file, in_name, problems[0].name, plain)
        students = self.students_of(parts, file.outside)
        if len({one.name for one in students}) != 1:
            return unplaced_student(file, students)
        own = [one for one in self.find_student.find(stem) if one.name == students[0].name]
        end = max([one.stop for one in (*own, *([in_name] if in_name else []))], default=0)
        return Handin(file, problems[0].name, students[0].name, copy_number(stem, end, plain), self.zeros_of(students[0], parts))

    def zeros_of(self, student: NameFound, parts: Sequence[str]) -> str:
        """How a path spells a student whom it nowhere spells with the zeros of the roster; nothing where it does."""
        if not student.zeros or self.find_student is None:
            return ""
        return next((part[one.start : one.stop] for part in parts for one in self.find_student.find(part)), student.name)

    def problem_of(self, parts: Sequence[str], outside: Sequence[str]) -> tuple[list[NameFound], int]:
        """The problems named in a file's name, else in its folders from the inside out; and how far out that is."""
        for out, part in enumerate([*reversed(parts), *map(caseless, reversed(outside))]):
            found = distinct(self.find_problem.find(part))
            if found:
                return found, out
        return ([NameFound(self.problems[0], 0, 0, False)], -1) if len(self.problems) == 1 else ([], -1)

    def students_of(self, parts: Sequence[str], outside: Sequence[str]) -> list[NameFound]:
        """The students named in a file's path; where there are none, in the folders around it, from the inside out.

        The number of a copy is none of them, `12 (1)`, unless there is no other.
        """
        assert self.find_student is not None
        within = [*parts[:-1], COPY_IN_PARENTHESES.sub("", parts[-1])]
        found = distinct([one for part in within for one in self.find_student.find(part)])
        for part in (*reversed(outside), parts[-1]):
            found = found or distinct(self.find_student.find(caseless(part)))
        return found

    def without_roster(self, file: HandinFile, found: NameFound | None, problem: str, plain: set[str]) -> Handin | Remark:
        """A hand-in whose student is what is left of the file's name, else its folder."""
        stem = stem_of(file.inside[-1])
        low = caseless(stem)
        stem = stem if len(low) == len(stem) else low  # places in the one are then places in the other
        copy = copy_number(low, found.stop if found else 0, plain)
        left = COPY_AT_END.sub("", stem) if copy else stem
        name = f"{left[: found.start]} {left[found.stop :]}".strip(SEPARATORS) if found else left
        for folder in reversed((*file.outside, *file.inside[:-1])):
            name = name or ("" if self.find_problem.find(caseless(folder)) else folder)
        if not name:
            return Remark(file.path, to_say("no student is named: neither by what is left of its name nor by its folder"))
        return Handin(file, problem, self.spellings.setdefault(caseless(name), name), copy)

    def unplaced(self, file: HandinFile, problems: Sequence[NameFound]) -> Remark:
        if problems:
            names = ", ".join(one.name for one in problems)
            return Remark(file.path, to_say("it names several problems: {names}"), {"names": names})
        names = ", ".join(self.problems[:NAMED]) + ", …" * (len(self.problems) > NAMED)
        return Remark(file.path, to_say("it names no problem as a whole word: {names}"), {"names": names})


def unplaced_student(file: HandinFile, students: Sequence[NameFound]) -> Remark:
    if students:
        names = ", ".join(dict.fromkeys(one.name for one in students))
        return Remark(file.path, to_say("it names several students: {names}"), {"names": names})
    return Remark(file.path, to_say("it names no student of the roster as a whole word"))


COPY_AT_END = re.compile(f"(?:{COPY.pattern})$")
COPY_IN_PARENTHESES = re.compile(r" ?\([0-9]{1,4}\)$")


def stem_of(name: str) -> str:
    """A file's name without its ending: p1 of p1.yaml, and of p1.yaml.txt."""
    stem = name
    for ending in (".txt", ".yaml", ".yml", ".json"):
        stem = stem[: -len(ending)] if stem.lower().endswith(ending) else stem
    return stem


def copy_number(stem: str, end: int, plain: set[str]) -> int:
    """The number of a copy: `p1 (2)`, `p1-2`; 0 for the plain name. end: where the names in it end.

    A number in parentheses always says so; another only right behind a name of the lists, or where there is the plain file.
    """
    found = COPY_AT_END.search(stem)
    if found is None or found.start() < end or (found.start() == 0):
        return 0
    sure = found[1] is not None or (end and found.start() == end and found[0][0] == "-")
    return int(found[1] or found[2]) if sure or (found[0][0] == "-" and stem[: found.start()] in plain) else 0


def rank(one: Handin) -> tuple[int, bool, int, int, str]:
    """Of several the least counts: of the latest argument, the plain name, else the highest copy, the least deep, by name."""
    return -one.file.order, one.copy > 0, -one.copy, len(one.file.inside), one.file.path


def distinct(found: Sequence[NameFound]) -> list[NameFound]:
    """Each name once, one that is spelt exactly before one that differs by zeros.

    Beside a name that is spelt exactly a number without its zeros is none: in `012_p1-1` the 1 is not 001.
    """
    if len(found) < 2:
        return [*found]
    exact = any(not one.zeros for one in found)
    best: dict[str, NameFound] = {}
    for one in found:
        short = one.zeros and one.stop - one.start < len(one.name)
        if not (exact and short) and (one.name not in best or best[one.name].zeros):
            best[one.name] = one
    return list(best.values())


def zeros_said(one: Handin) -> Remark:
    phrase = to_say("'{spelt}' was taken for {student}")
    return Remark(one.file.path, phrase, {"spelt": one.zeros, "student": one.student})
