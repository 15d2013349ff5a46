"""The reading of JSON that knows where everything stands: a regular expression for the tokens, an explicit stack for the depth."""

import re
from typing import Any

from backprop_cli.errors import Enough
from backprop_cli.source.findings import Findings, ReadingEnded, short
from backprop_cli.source.places import Source
from backprop_cli.source.tree import (
    CROWD,
    MAX_DEPTH,
    MOST_KEYS,
    Document,
    Listing,
    Mapping,
    Places,
    Tree,
    broken,
    holds_few,
    offsets,
)

TOKEN = re.compile(
    r"""[ \t\n\r]*(?:(?P<mark>[\[\]{},:])"""
    r"""|(?P<string>"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*")"""
    r"""|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.+-]))"""
    r"""|(?P<word>[\w.+-]+)"""
    r"""|(?P<comment>//[^\n]*|\#[^\n]*|/\*.*?\*/)"""
    r"""|(?P<end>\Z)|(?P<odd>.))""",
    re.DOTALL,
)
PLAIN_ENTRY = re.compile(
    r"""[ \t\n\r]*,[ \t\n\r]*"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*"""
    r"""(?:"([^"\\\x00-\x1f]*)"|(-?(?:0|[1-9][0-9]{0,200})(?:\.[0-9]+)?))(?=[ \t\n\r]*[,}])"""
)
WORDS: dict[str, Tree] = {"true": True, "false": False, "null": None}
PYTHON = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
NOT_NUMBERS = {"nan", "inf", "infinity"}
QUOTES = tuple("'`‘’“”")
CLOSING = {"{": "}", "[": "]"}


class JsonReader:
    """Reads tokens into the tree. The containers that are open are on a stack; the innermost is `here`."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.findings = Findings(source)
        self.say = self.findings.say
        self.open: list[tuple[Mapping | Listing, int]] = []
        self.root: Tree = broken()
        self.place = 0
        self.at = 0  # where the next token is looked for
        self.commented = False

    def next_token(self) -> tuple[str, str, int]:
        """The kind, the text and the offset of the next token; comments are said once and passed over."""
        while True:
            match: Any = TOKEN.match(self.text, self.at)  # always: the last alternative takes anything
            kind = match.lastgroup
            token, offset = match[kind], match.start(kind)
            self.at = match.end()
            if kind != "comment":
                return kind, token, offset
            if not self.commented:
                self.say(offset, "JSON has no comments", "take it out, or write the problem in YAML", len(token))
            self.commented = True

    def stop(self, offset: int, message: str, hint: str | None, length: int = 1) -> None:
        self.say(offset, message, hint, length)
        raise ReadingEnded

    def document(self) -> None:
        kind, token, offset = self.next_token()
        if kind == "end":
            self.stop(0, "the file is empty", 'a problem has at least "variables" and "nodes"')
        self.place = offset
        roots: list[Tree] = []
        self.value(kind, token, offset, roots, [])
        self.root = roots[0]
        while self.open:
            container, _ = self.open[-1]
            if isinstance(container, Mapping):
                self.entry(container)
            else:
                self.item(container)
        kind, token, offset = self.next_token()
        if kind != "end":
            self.stop(offset, "something follows after the end of the JSON", "a file holds one problem", len(token))

    def entry(self, mapping: Mapping) -> None:
        """One entry of an object, or its end; before it all that are plain."""
        if mapping.keys:
            self.plain_entries(mapping)
        kind, token, offset = self.separated(len(mapping.keys))
        if token == "}" and kind == "mark":
            self.findings.say_twins(mapping)
            self.open.pop()
            return
        if kind != "string":
            self.stop(offset, "a name in double quotes belongs here", quote_hint(token), len(token))
        mapping.keys.append(self.string(token, offset))
        mapping.key_places.append(offset)
        if len(mapping.keys) == MOST_KEYS and holds_few([container for container, _ in self.open]):
            self.stop(mapping.key_places[0], *CROWD)
        kind, token, offset = self.next_token()
        if token != ":" or kind != "mark":
            self.stop(offset, "':' is missing after the name", 'write it as "name": value', len(token))
        self.value(*self.next_token(), mapping.values, mapping.places)

    def plain_entries(self, mapping: Mapping) -> None:
        """Read entries that are texts without escapes or short numbers: token by token they take more than twice as long.

        Large files are made of them. A key that may be one too many is left to `entry`, which counts.
        """
        while len(mapping.keys) != MOST_KEYS - 1 and (match := PLAIN_ENTRY.match(self.text, self.at)):
            key, text, number = match.groups()
            mapping.keys.append(key)
            mapping.key_places.append(match.start(1) - 1)
            mapping.values.append(float(number) if text is None else text)
            mapping.places.append(match.start(3) if text is None else match.start(2) - 1)
            self.at = match.end()

    def item(self, listing: Listing) -> None:
        """One item of an array, or its end."""
        kind, token, offset = self.separated(len(listing.items))
        if token == "]" and kind == "mark":
            self.open.pop()
            return
        self.value(kind, token, offset, listing.items, listing.places)

    def separated(self, count: int) -> tuple[str, str, int]:
        """The token that begins the next entry, after its comma; or the bracket that ends it. count: of entries before."""
        start = self.open[-1][1]
        other = CLOSING[self.text[start]]
        kind, token, offset = self.next_token()
        if kind == "end" or (token in CLOSING.values() and token != other):
            self.stop(start, f"'{self.text[start]}' is opened here and not closed", f"close it with {other}")
        if not count or token == other:
            return kind, token, offset
        if token != ",":
            self.stop(offset, "a comma is missing before this", "write a comma between two values", len(token))
        comma, (kind, token, offset) = offset, self.next_token()
        if token == other:
            self.say(comma, "JSON has no comma after the last value", "take it out")
        return kind, token, offset

    def value(self, kind: str, token: str, offset: int, values: list[Tree], places: Places) -> None:
        """Append a value; a container is opened, to be filled next."""
        places.append(offset)
        if kind == "string":
            values.append(self.text_value(token, offset))
        elif kind == "number":
            values.append(self.number(token, offset))
        elif kind == "word":
            values.append(self.word(token, offset))
        elif token in CLOSING:
            self.container(token, offset, values)
        else:
            self.no_value(kind, token, offset)

    def container(self, token: str, offset: int, values: list[Tree]) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.stop(offset, f"this is nested deeper than {MAX_DEPTH} levels", "give the inner parts names of their own")
        container = Mapping([], offsets(), [], offsets()) if token == "{" else Listing([], offsets())
        values.append(container)
        self.open.append((container, offset))

    def text_value(self, token: str, offset: int) -> Tree:
        said = len(self.findings.faults)
        text = self.string(token, offset)
        return text if len(self.findings.faults) == said else broken()

    def string(self, token: str, offset: int) -> str:
        if "\\" not in token:
            return token[1:-1]
        import json

        text: str = json.loads(token)
        half = re.search("[\ud800-\udfff]", text)
        if half:
            message = f"half of a character (U+{ord(half[0]):04X}) stands in this text"
            self.say(offset, message, "write the character itself", len(token))
            return text.encode("utf-8", "replace").decode()
        return text

    def number(self, token: str, offset: int) -> Tree:
        number = float(token)
        if number in (float("inf"), float("-inf")):
            self.say(offset, f"{short(token, 20)} is too large for a number", "the largest is about 1.8e308", len(token))
            return broken()
        return number

    def word(self, token: str, offset: int) -> Tree:
        """true, false, null; other words are said, and the reading goes on."""
        if token in WORDS:
            return WORDS[token]
        if token.lower().lstrip("+-") in NOT_NUMBERS:
            self.say(offset, f"{token} is no number", "only finite numbers are values", len(token))
        elif re.match(r"[+-]?\.?[0-9]", token):
            self.say(offset, f"'{short(token)}' is no JSON number", number_hint(token), len(token))
        else:
            hint = f"write {PYTHON[token]}" if token in PYTHON else f'write it in double quotes: "{short(token)}"'
            self.say(offset, f"'{short(token)}' is no JSON value", hint, len(token))
        return broken()

    def no_value(self, kind: str, token: str, offset: int) -> Any:
        if token == '"':
            self.stop(offset, *self.bad_string(offset))
        if kind == "end":
            self.stop(offset, "the JSON ends here, where a value belongs", None)
        if token in QUOTES:
            self.stop(offset, f"JSON has straight double quotes, not {token}", 'write it in "…"')
        self.stop(offset, f"a value belongs here, not {token_in_words(token)}", None)

    def bad_string(self, offset: int) -> tuple[str, str]:
        """Why a text that begins with a double quote is none."""
        match: Any = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*').match(self.text, offset)
        following = self.text[match.end() : match.end() + 2]
        if following.startswith("\\"):
            return f"'{following}' is no escape in this text", "write \\\\ for a backslash"
        if following[:1] in ("", "\n"):
            return "a text begins here and does not end in its line", 'close it with "'
        return f"a control character (U+{ord(following[0]):04X}) is in this text", "write it as an escape: \\t for a tab"


def quote_hint(token: str) -> str | None:
    if token in QUOTES:
        return 'JSON has straight double quotes only: "'
    return f'write "{short(token)}"' if re.match(r"\w", token) else None


def token_in_words(token: str) -> str:
    """A token for a message; by its code point (U+00A0) where nobody would see it."""
    return f"'{token}'" if token.isprintable() and token != "\xa0" else f"U+{ord(token):04X}"


def number_hint(token: str) -> str:
    bare = token.lstrip("+").lower()
    if re.fullmatch(r"-?(?:\.[0-9]+|[0-9]+\.|0[0-9]+(?:\.[0-9]*)?)(?:e[+-]?[0-9]+)?", bare):
        return "write digits before and after the point, and no zero in front: 0.5"
    return "write digits, a point, an exponent: -1.5e-3"


def read_json(source: Source) -> Document:
    """Read JSON; every fault that does not end the reading is found in one run."""
    reader = JsonReader(source)
    ended = False
    try:
        reader.document()
    except (ReadingEnded, Enough):
        ended = True
        complete(reader)
    return Document(source, reader.root, reader.place, reader.findings.ordered(), ended)


def complete(reader: JsonReader) -> None:
    """Give the last name a value where the reading ended between them."""
    for container, _ in reader.open:
        columns = (container.values, container.places) if isinstance(container, Mapping) else (container.items, container.places)
        wanted = len(container.keys) if isinstance(container, Mapping) else len(container.places)
        if len(columns[1]) < wanted:
            columns[1].append(0)
        if len(columns[0]) < wanted:
            columns[0].append(broken())
