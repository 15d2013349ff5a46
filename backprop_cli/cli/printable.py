"""How text looks on a terminal: the cells that it takes, and escapes for what a terminal must not get raw."""

TAB = 8


def escaped_for(text: str, encoding: str = "utf-8") -> str:
    """The text with a backslash escape for each control character and for each that the encoding lacks; newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if character == "\n" else printable_character(character, encoding) for character in text)


def printable_character(character: str, encoding: str) -> str:
    """One character as it can be printed. Invisible marks that turn the direction of text are escaped like controls."""
    if character.isprintable() or is_combining(character):
        return character.encode(encoding, "backslashreplace").decode(encoding)
    return character.encode("unicode_escape").decode("ascii")


def is_combining(character: str) -> bool:
    """Whether the character sits on the one before it."""
    from unicodedata import category

    return character in "\u200c\u200d" or category(character) in ("Mn", "Me")


def cells_without_rich(text: str) -> int:
    """The cells that printable text takes: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def character_width(character: str) -> int:
    from unicodedata import east_asian_width

    if is_combining(character) or "\u1160" <= character <= "\u11ff":  # vowels and finals join the syllable before
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def laid_out(text: str, encoding: str = "utf-8") -> list[str]:
    """What is printed for each character of a line; a tab becomes the spaces up to the next stop."""
    column = 0
    pieces = []
    for character in text:
        piece = " " * (TAB - column % TAB) if character == "\t" else printable_character(character, encoding)
        column += cells_without_rich(piece)
        pieces.append(piece)
    return pieces
