"""The files that the arguments of `bpcalc mark` mean, each with the parts of its path that may say whose it is."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from backprop_cli.errors import LimitError, UsageError
from backprop_cli.phrases import to_say
from backprop_cli.source import on_disk
from backprop_cli.source.files import system_reason
from backprop_cli.teach.handins import HandinFile, Remark

MOST_FILES = 100_000
ENDINGS = (".yaml", ".yml", ".json")
READ = (*ENDINGS, *(f"{ending}.txt" for ending in ENDINGS))
FORM = ".csv"
PICTURE = ".svg"
NOT_OURS = frozenset({"__MACOSX"})  # what a Mac puts beside the files of an archive


class FoundFiles(NamedTuple):
    """handins and forms in the order of the arguments; others: what is neither, each with the reason."""

    handins: list[HandinFile]
    forms: list[HandinFile]
    others: list[Remark]


def files_of(words: Sequence[str], spared: Iterable[str] = ()) -> FoundFiles:
    """The files of these arguments, each once. spared: files that are no hand-ins though they lie among them, as the key does.

    Raises UsageError for a word that means no file, LimitError for more than 100,000 files.
    """
    passed = {os.path.realpath(path) for path in spared}
    found = FoundFiles([], [], [])
    folders: dict[str, str] = {}  # as they are called → what they are called in full: asked once a folder, not once a file
    seen: dict[str, HandinFile] = {}
    for order, word in enumerate(words):
        for file in of_word(on_disk(word), order, found.others):
            folder = os.path.dirname(file.path)
            real = folders.get(folder) or folders.setdefault(folder, os.path.realpath(folder))
            seen[f"{real}{os.sep}{file.inside[-1]}"] = file
            if len(seen) > MOST_FILES:
                raise LimitError(f"these are more than {MOST_FILES:,} files", hint="mark them in parts")
    for real, file in seen.items():
        if real not in passed:
            put(file, found)
    return without_pictures(found)


def without_pictures(found: FoundFiles) -> FoundFiles:
    """The same without the pictures that `bpcalc quiz --draw` put beside the sheets: a class would have as many as files."""
    sheets = {os.path.splitext(file.path)[0] for file in found.handins}
    pictured = [os.path.splitext(remark.file) for remark in found.others]
    kept = [
        remark for remark, (stem, ending) in zip(found.others, pictured, strict=True) if ending != PICTURE or stem not in sheets
    ]
    return found._replace(others=kept)


def put(file: HandinFile, found: FoundFiles) -> None:
    """A file to where it belongs, by how its name ends."""
    name = file.inside[-1].lower()
    if name.endswith(READ):
        found.handins.append(file)
    elif name.endswith(FORM):
        found.forms.append(file)
    else:
        phrase = to_say("read are files that end in {endings}")
        found.others.append(Remark(file.path, phrase, {"endings": " ".join((*ENDINGS, FORM))}))


def of_word(word: str, order: int, others: list[Remark]) -> Iterator[HandinFile]:
    """The files of one argument: a folder with all in it, a file, or a pattern that the shell left alone."""
    if os.path.isdir(word):
        yield from handed_in_below(word, order, others)
        return
    if os.path.lexists(word):
        yield single(word, order)
        return
    if not any(sign in word for sign in "*?["):
        raise UsageError(f"there is no file or folder '{word}'", hint="name the folder of the hand-ins, or a form's CSV")
    from glob import glob

    matching = sorted(glob(word, recursive=True))
    if not matching:
        raise UsageError(f"no file matches '{word}'")
    for path in matching:
        yield from handed_in_below(path, order, others) if os.path.isdir(path) else [single(path, order)]


def handed_in_below(folder: str, order: int, others: list[Remark]) -> Iterator[HandinFile]:
    """All files in a folder and its folders, by name; hidden ones and linked folders are passed over."""
    own = os.path.basename(os.path.normpath(folder))
    before = outer_folders(folder)[:-1]
    inside, outside = ((*before, own), ()) if not os.path.isabs(folder) else ((own,), before)
    unread: list[OSError] = []
    for path, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_OURS)
        below = () if path == folder else tuple(os.path.relpath(path, folder).split(os.sep))
        for name in sorted(names):
            if not name.startswith("."):
                yield HandinFile(os.path.join(path, name), (*inside, *below, name), outside, order)
    others += [unread_folder(error) for error in unread]


def unread_folder(error: OSError) -> Remark:
    phrase = to_say("this folder cannot be read: {reason}")
    return Remark(str(error.filename), phrase, {"reason": system_reason(error)})


def single(path: str, order: int) -> HandinFile:
    """A file that an argument names; of an absolute path the folders are asked from the inside out."""
    before, name = outer_folders(os.path.dirname(path)), os.path.basename(path)
    return HandinFile(path, (name,), before, order) if os.path.isabs(path) else HandinFile(path, (*before, name), (), order)


def outer_folders(path: str) -> tuple[str, ...]:
    """The names of the folders of a path, the outermost first."""
    parts = os.path.normpath(path).split(os.sep) if path else []
    return tuple(part for part in parts if part not in ("", os.curdir, os.pardir) and not part.endswith(":"))
