"""A folder of sheets, one folder a student: written beside its place first, and put there when all of it is whole."""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress

from backprop_cli.cli.read_file import read_file
from backprop_cli.errors import BpcalcError, UsageError

MOST_NAMED = 3


class SheetFolder:
    """The folder of -o. Within the `with` block `put` takes its files; where that ends well they are in their places, and otherwise
    nothing has changed."""

    def __init__(self, word: str, force: bool) -> None:
        """Raises UsageError for what can be no folder."""
        if not word or "\0" in word or word.startswith(("-", "=")):
            raise UsageError(f"-o needs the name of a folder, not '{word}'", hint="write it as -o week2")
        self.word = word
        self.path = os.path.realpath(word)
        self.force = force
        self.files: list[str] = []
        if os.path.lexists(self.path) and not os.path.isdir(self.path):
            raise UsageError(f"-o: '{word}' is no folder: a folder for each student is made in it")
        if not os.path.isdir(os.path.dirname(self.path)):
            raise UsageError(f"-o: there is no folder '{os.path.dirname(word) or os.path.dirname(self.path)}'")
        self.temporary = os.path.join(os.path.dirname(self.path), f".bpcalc-{os.urandom(6).hex()}.tmp")

    def refuse_in_the_way(self, sheets: Iterable[str], pictures: Iterable[str]) -> None:
        """Raise UsageError for files that are there already; with --force only for sheets on which something was answered.

        sheets, pictures: relative paths of all that is to be written.
        """
        if not os.path.isdir(self.path):
            return
        there = [path for path in sheets if os.path.lexists(os.path.join(self.path, path))]
        if self.force:
            refuse_answered(self.word, there)
            return
        there += [path for path in pictures if os.path.lexists(os.path.join(self.path, path))]
        if there:
            hint = "another folder, or --force, which replaces sheets on which nothing was answered"
            raise UsageError(f"there is already {folder_named(self.word, there)}", hint=hint)

    def refuse_among_keys(self, words: Iterable[str]) -> None:
        """Raise UsageError where the sheets would lie in a folder whose files are keys: from then on they would be keys, too."""
        for word in words:
            if os.path.isdir(word) and is_within(self.path, os.path.realpath(word)):
                raise UsageError(
                    f"-o: '{self.word}' lies in '{word}', whose files are all keys: the sheets would be keys, too",
                    hint="name a folder outside, or the keys one by one",
                )

    def put(self, path: str, text: str) -> None:
        """Write a file into the folder beside, in UTF-8."""
        whole = os.path.join(self.temporary, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "x", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            file.write(text)
        self.files.append(path)

    def __enter__(self) -> "SheetFolder":
        self.attempt(os.mkdir, self.temporary)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        try:
            if kind is None:
                self.attempt(self.finish)
            elif isinstance(error, OSError):
                raise self.in_words(error) from None
        finally:
            shutil.rmtree(self.temporary, ignore_errors=True)

    def finish(self) -> None:
        """Put all files in their places. A folder that is new comes at once; into one that exists the files go one by one."""
        if not os.path.lexists(self.path):
            os.rename(self.temporary, self.path)
            return
        made: list[str] = []
        try:
            for path in self.files:
                target = os.path.join(self.path, path)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                new = not os.path.lexists(target)
                os.replace(os.path.join(self.temporary, path), target)
                made += [target] if new else []
        except BaseException:
            for target in made:
                with suppress(OSError):
                    os.unlink(target)
            raise

    def attempt(self, action: Callable[..., None], *arguments: str) -> None:
        try:
            action(*arguments)
        except OSError as error:
            raise self.in_words(error) from None

    def in_words(self, error: OSError) -> BpcalcError:
        return BpcalcError(f"cannot write '{self.word}': {error.strerror or error}")


def is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder, or lies in it."""
    return os.path.normcase(path + os.sep).startswith(os.path.normcase(os.path.join(folder, "")))


def refuse_answered(folder: str, paths: Iterable[str]) -> None:
    """Raise UsageError for sheets on which something was answered."""
    answered = [path for path in paths if is_answered(os.path.join(folder, path))]
    if answered:
        raise UsageError(f"something was answered on {folder_named(folder, answered)}: --force never writes over answers")


def folder_named(folder: str, paths: list[str]) -> str:
    """The first of some files, and how many more there are."""
    shown = ", ".join(f"'{os.path.join(folder, path)}'" for path in paths[:MOST_NAMED])
    return shown + (f" and {len(paths) - MOST_NAMED:,} more" if len(paths) > MOST_NAMED else "")


def is_answered(path: str) -> bool:
    """Whether anything on a sheet is no blank; what cannot be read as a sheet may hold answers."""
    from backprop_cli.problem.problem import Settings
    from backprop_cli.problem.values.answers import GivenReader

    try:
        problem = read_file(path, Settings(), to_check=True)
    except BpcalcError:
        return True
    reader = GivenReader(problem)
    given = [reader.read(one) for one in problem.expectations]
    blank = [one.fault is None and one.doubt is None and 0 < len(one.numbers) == len(one.blanks) for one in given]
    return not blank or not all(blank)
