"""Equations with arrays in them: blocks of lines set side by side."""

from backprop_cli.report.rows import Block


def beside(*parts: Block | str) -> Block:
    """Blocks and signs from left to right, their first lines level; every line of the result is equally long."""
    columns = [[part] if isinstance(part, str) else part for part in parts]
    height = max(map(len, columns))
    widths = [max(map(len, column)) for column in columns]
    return [
        "".join((column[line] if line < len(column) else "").ljust(width) for column, width in zip(columns, widths, strict=True))
        for line in range(height)
    ]


def bracketed(block: Block) -> Block:
    return beside("(", block, below(block, ")"))


def below(block: Block, text: str) -> Block:
    """A text level with the last line of a block, to stand behind it."""
    return [""] * (len(block) - 1) + [text]


def operand(block: Block) -> Block:
    """A block as it stands after an operator: a negative number gets parentheses."""
    return bracketed(block) if len(block) == 1 and block[0].startswith("-") else block


def equation_line(start: str, block: Block) -> str:
    """A line of text that ends in a block: ∂L/∂y = and an array."""
    first, *rest = block
    return "\n".join([start + first, *(" " * len(start) + line for line in rest)])
