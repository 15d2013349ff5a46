"""Cells for a room that is too narrow for them: words break at blanks, formulas at operators, arrays between their columns.

No number and no name is ever broken; one that is wider than the room stands out of it.
"""

import re
from collections.abc import Sequence

from backprop_cli.phrases import say
from backprop_cli.render.cells import block, block_width, width
from backprop_cli.report.blocks import Array, Block, Cell, Equation, Formula, Piece
from backprop_cli.report.number_text import SUMMARY

SHORT = 8  # cells: what stands before an array that is broken, at most
HANG = "  "  # before what goes on with a formula
WORD = re.compile(r"\S+ *")
HOLDING = frozenset("+ - × * / ÷ @ ** % = == != < <= > >= · →".split())  # on to what follows
# Where a formula without blanks may break: behind a bracket or a comma, and before an operator (no sign, no exponent).
JOINT = re.compile(r"(?<=[(\[,])(?=[^\s)\]])|(?<=[\w)\]])(?<!\d[eE])(?=(?:\*\*|[<>=!]=|[-+*/@×÷<>])[\w(\[])")
WIDE = re.compile(r"(?:(?<=[\u1100-\U0003ffff])|(?=[\u2e80-\U0003ffff]))(?![\u3001\u3002\uff0c\uff09)\].,])")


def fitted(cell: Cell, room: int, dash: str = "–", prose: bool = False) -> Block:
    """The lines of a cell, none wider than `room` cells. dash: for ranges of columns; prose: the text is words, not a formula."""
    lines = block(cell)
    if block_width(lines) <= room:
        return lines
    match cell:
        case str():
            return wrapped(lines[0], room, "" if prose else HANG, prose)
        case Array():
            return in_parts(cell, room, dash)
        case Formula():
            return broken_at_operators(cell, room, dash)
        case Equation():
            return equation_below(cell, room, dash)
    return [line for part in cell for line in fitted(part, room, dash, prose)]


def equation_below(cell: Equation, room: int, dash: str) -> Block:
    """The right side of an equation below the left one."""
    left = fitted(cell.left, room, dash) if cell.left else []
    natural = block_width(block(cell.right)) + len("= ")
    indent = HANG if left and natural + len(HANG) <= room else ""
    right = fitted(cell.right, room - len(indent) - len("= "), dash)
    return left + [moved(("  " if index else "= ") + line, indent, room) for index, line in enumerate(right)]


def wrapped(text: str, room: int, hang: str = "", prose: bool = False) -> Block:
    """A line of words, or of a formula, as several; each after the first begins with `hang`."""
    if width(text) <= room:
        return [text]
    words = [part for chunk in chunks(text) for part in parts_of(chunk, room, prose)]
    depths = [0] * len(words) if prose else depths_of(words)
    lines: Block = []
    start = 0
    while start < len(words):
        indent = hang if lines else ""
        end = start + 1
        while end < len(words) and width(indent + "".join(words[start : end + 1]).rstrip()) <= room:
            end += 1
        if end < len(words):
            end = best_break(words, depths, start, end, room)
        lines.append(moved("".join(words[start:end]).rstrip(), indent, room))
        start = end
    return lines


def moved(line: str, indent: str, room: int) -> str:
    """The line behind an indent, or behind as much of it as there is room for."""
    return indent[: max(0, room - width(line))] + line


def best_break(words: list[str], depths: list[int], start: int, end: int, room: int) -> int:
    """The last place up to `end` that is in the fewest brackets, and leaves at least half a line."""
    far = [place for place in range(start + 1, end + 1) if 2 * width("".join(words[start:place])) >= room]
    return min(far or [end], key=lambda place: (depths[place], -place))


def depths_of(words: list[str]) -> list[int]:
    """In how many brackets each word begins."""
    depths = [0]
    for word in words:
        depths.append(depths[-1] + sum(word.count(opened) for opened in "([") - sum(word.count(closed) for closed in ")]"))
    return depths


def chunks(text: str) -> list[str]:
    """A text cut behind its blanks, each sign together with what follows it."""
    indent = text[: len(text) - len(text.lstrip())]
    holding = HOLDING.union(say(SUMMARY).split())
    found: list[str] = []
    for word in WORD.findall(text):
        if found and found[-1].split()[-1] in holding:
            found[-1] += word
        else:
            found.append(word)
    return [indent + found[0], *found[1:]] if found else []


def parts_of(chunk: str, room: int, prose: bool) -> list[str]:
    """A chunk that is too wide for a line of its own, in parts."""
    if width(chunk.rstrip()) <= room:
        return [chunk]
    parts = [part for part in (WIDE if prose else JOINT).split(chunk) if part]
    if prose:
        step = max(1, room)
        return [part[start : start + step] for part in parts for start in range(0, len(part), step)]
    return [word for part in parts for word in ([part] if width(part.rstrip()) <= room else WORD.findall(part))]


def broken_at_operators(parts: Formula, room: int, dash: str) -> Block:
    """A formula in several rows, each after the first beginning with an operator."""
    rows: list[Formula] = []
    for run in runs(parts):
        if rows and block_width(block(Formula(rows[-1] + run))) + len(HANG) * (len(rows) > 1) <= room:
            rows[-1] = Formula(rows[-1] + run)
        else:
            rows.append(run)
    hang = HANG if all(natural_width(row) + len(HANG) <= room for row in rows[1:]) else ""
    first, *more = [row_lines(flush(row), room - len(hang) * bool(index), dash) for index, row in enumerate(rows)]
    return first + [moved(line, hang, room) for row in more for line in row]


def runs(parts: Formula) -> list[Formula]:
    """A formula cut at its joints."""
    starts = [0, *(index for index, piece in enumerate(parts) if piece.joint and index)]
    return [Formula(parts[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)]


def natural_width(parts: Formula) -> int:
    return block_width(laid(parts))


def flush(parts: Formula) -> Formula:
    """A row at the left margin, its highest piece on the first line."""
    least = min(piece.drop for piece in parts)
    first, *more = [piece._replace(drop=piece.drop - least) for piece in parts]
    return Formula([first._replace(content=first.content.lstrip()) if isinstance(first.content, str) else first, *more])


def row_lines(row: Formula, room: int, dash: str) -> Block:
    """The pieces of a row: as many side by side as fit, an array that does not fit by itself in parts."""
    lines: Block = []
    held: list[Piece] = []
    for piece in row:
        if natural_width(Formula([*held, piece])) <= room:
            held.append(piece)
        elif natural_width(Formula([piece])) <= room:
            lines, held = lines + laid(held), [piece]
        else:
            lines, held = lines + behind(held, piece, room, dash), []
    return closed(lines, held, room)


def laid(pieces: Sequence[Piece]) -> Block:
    return block(flush(Formula(pieces))) if pieces else []


def behind(held: Sequence[Piece], piece: Piece, room: int, dash: str) -> Block:
    """A piece that is too wide, in parts: behind the short words that stand before it, or below what stands there."""
    words = [one.content for one in held if isinstance(one.content, str)]
    start = "".join(words).lstrip()
    parts = fitted(piece.content, room - width(start), dash)
    if len(words) < len(held) or width(start) > SHORT or block_width(parts) > room - width(start):
        return laid(held) + fitted(piece.content, room, dash)
    return [(" " * width(start) if index else start) + line for index, line in enumerate(parts)]


def closed(lines: Block, held: list[Piece], room: int) -> Block:
    """What is left of a row: behind the last line if it is short, else below."""
    last = laid(held)
    if lines and len(last) == 1 and width(lines[-1] + last[0]) <= room:
        return [*lines[:-1], lines[-1] + last[0]]
    return lines + last


def in_parts(array: Array, room: int, dash: str) -> Block:
    """An array, so many columns side by side as there is room for, the rest of a matrix below with their numbers."""
    ends = column_ends(array)
    indent = len(array[0]) - len(array[0].lstrip("["))
    lines: Block = []
    first = 0
    while first < len(ends):
        start = ends[first - 1] + 2 if first else 0
        after = first + 1
        while after < len(ends) and ends[after] - start + indent * bool(first) <= room:
            after += 1
        if first and indent > 1:
            several = after > first + 1
            lines.append(say("columns {span}", span=f"{first + 1}{dash}{after}") if several else say("column {span}", span=after))
        lines += [" " * indent * bool(first) + line[start : ends[after - 1]] for line in array]
        first = after
    return lines


def column_ends(array: Array) -> list[int]:
    """Where the columns of an array end: all rows have a character before two blanks; the last with the longest row."""
    shortest = min(map(len, array))
    inner = [end for end in range(1, shortest) if all(line[end - 1] != " " and line[end : end + 2] == "  " for line in array)]
    return [*inner, max(map(len, array))]
