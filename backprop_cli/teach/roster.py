"""A roster: who is in a class, from a CSV file with a header. One column names the students, the others are carried along."""

import re
from collections import Counter
from typing import NamedTuple

from backprop_cli.errors import Place, StructureError
from backprop_cli.problem.values.notation import quoted
from backprop_cli.teach.csv_rows import read_csv_rows
from backprop_cli.teach.whole_words import caseless

RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)  # to Windows: devices
UNSAFE = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
LONGEST_NAME = 200  # bytes: file systems have room for 255, an ending included


class Student(NamedTuple):
    """One row. fields: the texts of the roster's other columns; line: where the row begins."""

    name: str
    fields: tuple[str, ...]
    line: int


class Roster(NamedTuple):
    """A class in the order of its file. column: the header above the names; columns: the other headers."""

    file: str
    column: str
    columns: tuple[str, ...]
    students: list[Student]

    def note(self) -> str:
        """What was read, in one line: 40 students, 20241000 to 20241040, by 학번."""
        names = [student.name for student in self.students]
        count = f"{len(names):,} student{'s' * (len(names) != 1)}"
        span = f"{names[0]} to {names[-1]}" if len(names) > 1 else names[0]
        return f"{count}, {span}, by {self.column}"

    def other_names(self) -> dict[str, str]:
        """What else a student is called: a text with letters that nobody else has, such as the full name beside a number → student.

        It stands in a column in which most of the class differ: where one is alone in a group or subject, that is no name.
        """
        students = [student.name for student in self.students]
        called: dict[str, list[str]] = {}
        for cells in zip(*(student.fields for student in self.students), strict=True):
            texts = [caseless(cell) for cell in cells]
            counts = Counter(texts)
            if 2 * sum(counts[text] == 1 for text in texts) > len(texts):
                for text, student in zip(texts, students, strict=True):
                    called.setdefault(text, []).append(student)
        taken = {caseless(name) for name in students}
        named = {text: set(several) for text, several in called.items() if text not in taken and any(map(str.isalpha, text))}
        return {text: several.pop() for text, several in named.items() if len(several) == 1}


def read_roster(path: str, column: str | None = None) -> Roster:
    """The roster in a CSV file. column: the header above the students' names; None: the first.

    Raises BpcalcError for what is no roster: no header, a row without a name, a name that stands there twice.
    """
    table = read_csv_rows(path)
    at = 0 if column is None else table.column(column)
    title = table.header[at]
    if not title or title.isdigit():
        message = f"the first line is a header, and {quoted(title)} names no column" if title else "the first column has no header"
        raise StructureError(message, Place(path, 1, 1), "put a line above the students: id,name")
    students: list[Student] = []
    first: dict[str, int] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        name = row[at]
        if not name:
            raise StructureError(f"a row without {title}", Place(path, line, 1), "every row names its student")
        known = first.setdefault(caseless(name), line)
        if known != line:
            raise StructureError(f"{quoted(name)} stands in line {known} already", Place(path, line, 1), "one row a student")
        students.append(Student(name, tuple(row[:at] + row[at + 1 :]), line))
    return Roster(path, title, tuple(table.header[:at] + table.header[at + 1 :]), students)


def refuse_unsafe_names(roster: Roster) -> None:
    """Raise StructureError for the first student whose name cannot be that of a file or folder on every system."""
    for student in roster.students:
        reason = why_unsafe(student.name)
        if reason is not None:
            place = Place(roster.file, student.line, 1)
            raise StructureError(
                f"{quoted(student.name)} is no safe file name: {reason}", place, "name the students by --id COLUMN"
            )


def why_unsafe(name: str) -> str | None:
    """Why a name cannot be that of a file on every system; None where it can."""
    found = UNSAFE.search(name)
    if found:
        return f"it holds {quoted(found[0])}"
    if name.startswith("."):
        return "it begins with a dot"
    if name.endswith((".", " ")):
        return f"it ends with a {'dot' if name.endswith('.') else 'blank'}"
    if RESERVED.fullmatch(name):
        return "to Windows it is a device"
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return "it is too long"
    return None
