"""A matrix as MATLAB, NumPy, a spreadsheet or paper has it, `[1 2; 3 4]`, → how it is written here."""

import re

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import quoted
from backprop_cli.problem.values.number_repairs import LONGEST, misread, number_meant
from backprop_cli.source.blanks import is_blank

NUMBERS = r"[-+0-9.,eE\t \u2212\uff0d]"
FROM_PYTHON = re.compile(r"(?:\w+\.)?(?:array|asarray|tensor|as_tensor|matrix|Tensor|constant)\((.*)\)", re.DOTALL)
FILLED = re.compile(r"(?:\w+\.)*(zeros|ones|randn|rand|standard_normal)\(\(?([\d, ]+?),?\)?\)")
FORMS = {"zeros": "zeros", "ones": "ones", "randn": "normal", "standard_normal": "normal", "rand": "uniform"}


def misplaced_text(text: str) -> ValueFault:
    """The fault for a text in quotes."""
    if is_blank(text):
        return misread(text)
    meant = number_meant(text)
    if meant is not None:
        return ValueFault(f"{quoted(text)} is a text, because it is quoted", hint=f"write it without the quotes: {meant}")
    if "\n" in text or ";" in text:
        array = matrix_meant(text)
        if array is not None:
            return ValueFault(f"{quoted(text)} is a text, not a number", hint=f"write an array as {array}")
    hint = "take the quotes away" if text.startswith(("[", "{")) else "values are numbers and arrays"
    return ValueFault(f"{quoted(text)} is a text, not a number", hint=hint)


def matrix_meant(written: str) -> str | None:
    """The array that a text means; None where it means none for certain."""
    written = written.strip()
    if len(written) > LONGEST:
        return None
    filled = FILLED.fullmatch(written)
    if filled:
        return f"{{{FORMS[filled[1]]}: [{', '.join(filled[2].replace(',', ' ').split())}]}}"
    inner = FROM_PYTHON.fullmatch(written)
    if inner:
        return matrix_meant(re.sub(r",\s*dtype=[\w.]+\s*$", "", inner[1]))
    if re.fullmatch(r"\(.*\)", written, re.DOTALL):
        written = f"[{written[1:-1]}]"
    return nested(written) or by_rows(written)


def nested(written: str) -> str | None:
    """Lists in lists, with commas or without: [[1, 2], [3, 4]], [[1 2] [3 4]]."""
    found = re.fullmatch(r"\[\s*(\[[^][]*\](?:[\s,]*\[[^][]*\])+)[\s,]*\]", written)
    rows = [row_of_cells(one) for one in re.findall(r"\[([^][]*)\]", found[1])] if found else []
    return rows_listed(rows)


def by_rows(written: str) -> str | None:
    """Rows that end in ; or with their line."""
    inner = re.fullmatch(r"\[([^][]*)\]", written)
    lines = re.split(r"[;\n]", inner[1] if inner else written)
    return rows_listed([row_of_cells(line) for line in lines if line.strip(" ,\t")])


def row_of_cells(written: str) -> list[str]:
    """The numbers of a row; [] where one of them is none."""
    between = r"\t+" if "\t" in written.strip() else r"[\s,]+"  # a spreadsheet's own; its commas are of numbers
    parts = [number_meant(part) for part in re.split(between, written.strip(" ,\t\n"))]
    return [] if None in parts else [part for part in parts if part is not None]


def rows_listed(rows: list[list[str]]) -> str | None:
    if not rows or not rows[0] or any(len(one) != len(rows[0]) for one in rows):
        return None
    texts = [f"[{', '.join(one)}]" for one in rows]
    if len(texts) > 1:
        return f"[{', '.join(texts)}]"
    return texts[0] if len(rows[0]) > 1 else None


def around(text: str, place: int) -> str:
    """What is written of a value from a place on: to the bracket that closes it, or all its lines of numbers."""
    if text[place : place + 1] == "[":
        depth = 0
        for found in re.finditer(r"[][]", text[place : place + LONGEST]):
            depth += 1 if found[0] == "[" else -1
            if not depth:
                return text[place : place + found.end()]
        return ""
    lines = re.compile(rf"[^\n#]*(?:\n{NUMBERS}+(?=\n|$))*").match(text, place)
    return lines[0] if lines else ""
