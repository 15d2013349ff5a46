"""From YAML's events to the tree of source/tree.py; refuses what YAML has and problem files have not: anchors, tags, aliases."""

from itertools import repeat
from typing import Any

from backprop_cli.source.findings import Findings, ReadingEnded
from backprop_cli.source.traps import split_calls
from backprop_cli.source.tree import (
    CROWD,
    MAX_DEPTH,
    MOST_KEYS,
    Listing,
    Mapping,
    Places,
    Tree,
    broken,
    drop_entries,
    holds_answers,
    holds_few,
    offsets,
    twins,
)
from backprop_cli.source.yaml_events import (
    ALIAS,
    DOCUMENT,
    MAPPING,
    MAPPING_END,
    SCALAR,
    SEQUENCE_END,
    STREAM_END,
    SyntaxTrouble,
    Trouble,
    events,
    trouble,
)

EMPTY, NEEDED = "the file is empty", "a problem has at least variables: and nodes:"


class Composer:
    """Builds the tree container by container: an explicit stack, so that depth costs no recursion."""

    def __init__(self, text: str, findings: Findings, pure: bool) -> None:
        self.text = text
        self.findings = findings
        self.say = findings.say
        self.wary = "&" in text or "!" in text  # only then can a scalar have an anchor or a tag
        self.open: list[Mapping | Listing] = []
        self.starts: list[int] = []  # where the open ones begin
        self.root: Tree = broken()
        self.place = 0
        self.ended = True
        self.doubtful = len(text)  # from where on a syntax error makes doubtful what was read
        self.pure = pure

    def compose(self) -> Trouble | None:
        """Read into `root` what can be read. Returns what stopped the parser; `ended` is set where that or a fault did."""
        try:
            self.next_event = events(self.text, self.pure)
            self.document()
            self.ended = False
        except SyntaxTrouble as error:
            self.complete()
            self.distrust()
            return trouble(error)
        except ReadingEnded:
            self.complete()
        return None

    def complete(self) -> None:
        """Give the last key a value where the reading ended between the key and its value."""
        for container in self.open:
            if isinstance(container, Mapping) and len(container.keys) > len(container.values):
                container.values.append(broken())
                container.places.append(container.key_places[-1])

    def distrust(self) -> None:
        """After a syntax error: what was read last may be a piece of something else, and so may all of an open { } or [ ]."""
        for container, start in zip(self.open, self.starts, strict=True):
            container.broken |= self.text[start] in "{["
        last = self.open[-1] if self.open else None
        if last is None:
            self.root, self.doubtful = broken(), self.place
            return
        values = last.values if isinstance(last, Mapping) else last.items
        if values:
            values[-1], self.doubtful = broken(), last.places[-1]

    def document(self) -> None:
        self.next_event()
        start = self.next_event()
        if type(start) is STREAM_END:
            self.say(0, EMPTY, NEEDED)
            raise ReadingEnded
        event = self.next_event()
        self.place = event.start_mark.index
        roots: list[Tree] = []
        self.value(event, roots, [])
        self.root = roots[0]
        if self.root == "" and not event.style:
            self.refuse(event, EMPTY, NEEDED)
        while self.open:
            container = self.open[-1]
            if type(container) is Mapping:
                self.fill_mapping(container)
            else:
                self.fill_listing(container)  # type: ignore[arg-type]
        self.end()

    def end(self) -> None:
        """After the first document nothing may follow."""
        event = self.next_event()
        if event.explicit:
            self.refuse(event, "a line of three dots ends the document: a file holds one problem", "take the line out")
        event = self.next_event()
        if type(event) is DOCUMENT:
            self.refuse(event, "a second document begins here: a file holds one problem", "take the line out")

    def refuse(self, event: Any, message: str, hint: str) -> None:
        self.say(event.start_mark.index, message, hint, 3)
        raise ReadingEnded

    def fill_mapping(self, mapping: Mapping) -> None:
        """Read entries until the mapping ends or a container opens. A large file's time is spent here: keep it lean."""
        next_event, wary, scalar = self.next_event, self.wary, SCALAR
        key, key_place = mapping.keys.append, mapping.key_places.append
        value, place = mapping.values.append, mapping.places.append
        while True:
            for _ in repeat(None, MOST_KEYS):
                event = next_event()
                if type(event) is not scalar:
                    if type(event) is MAPPING_END:
                        self.close_mapping(mapping)
                        return
                    self.odd_key(event, mapping)
                    continue
                key(event.value)
                key_place(event.start_mark.index)
                if wary and (event.anchor is not None or event.tag is not None):
                    self.marked(event)
                event = next_event()
                if type(event) is scalar and not (wary and (event.anchor is not None or event.tag is not None)):
                    value(event.value)
                    place(event.start_mark.index)
                elif self.value(event, mapping.values, mapping.places):
                    return
            if holds_few(self.open):
                self.say(mapping.key_places[0], *CROWD)
                raise ReadingEnded

    def fill_listing(self, listing: Listing) -> None:
        """Read items until the listing ends or a container opens."""
        next_event, wary, scalar = self.next_event, self.wary, SCALAR
        item, place = listing.items.append, listing.places.append
        while True:
            event = next_event()
            if type(event) is scalar and not (wary and (event.anchor is not None or event.tag is not None)):
                item(event.value)
                place(event.start_mark.index)
            elif type(event) is SEQUENCE_END:
                self.close_listing(listing)
                return
            elif self.value(event, listing.items, listing.places):
                return

    def value(self, event: Any, values: list[Tree], places: Places) -> bool:
        """Append any value; True where it is a container, which is then to be filled."""
        at = event.start_mark.index
        opens = type(event) is not ALIAS and type(event) is not SCALAR
        if opens and len(self.open) >= MAX_DEPTH:
            self.too_deep(at)
        places.append(at)
        if type(event) is ALIAS:
            values.append(self.alias(f"*{event.anchor}", at))
            return False
        if self.wary:
            self.marked(event)
        if type(event) is SCALAR:
            values.append(event.value if event.tag is None and (event.value or event.anchor is None) else broken())
            return False
        container = Mapping([], offsets(), [], offsets()) if type(event) is MAPPING else Listing([], offsets())
        values.append(container)
        self.open.append(container)
        self.starts.append(at)
        return True

    def alias(self, alias: str, at: int) -> Tree:
        """What stands for an alias in the tree. Only in a text for people a * may have been meant."""
        if holds_answers(self.open):
            return alias
        from backprop_cli.source.traps.scalars import PROSE

        here = self.open[-1] if self.open else None
        prose = isinstance(here, Mapping) and here.keys[-1] in PROSE
        hint = self.quoted(at) if prose else split_calls.NO_ANCHORS
        self.say(at, f"'{alias}' is an alias in YAML: a value cannot begin with *", hint, len(alias))
        return broken()

    def too_deep(self, offset: int) -> None:
        self.say(offset, f"this is nested deeper than {MAX_DEPTH} levels", "give the inner parts names of their own")
        raise ReadingEnded

    def marked(self, event: Any) -> None:
        """Say what is refused before a node: an anchor, a tag."""
        at = event.start_mark.index
        follows = type(event) is not SCALAR or event.value != ""
        if event.anchor is not None:
            length = len(event.anchor) + 1
            hint = "take it out, and write the value wherever it is needed"
            self.say(at, f"'&{event.anchor}' is an anchor in YAML: a value cannot begin with &", hint, length)
        elif event.tag is not None:
            said = self.text[at : at + 40].split(None, 1)[0]
            hint = "take it out" if follows else "take it out; the opposite of a comparison is written 1 - (x > 0)"
            self.say(at, f"'{said}' is a tag in YAML: a value cannot begin with !", hint, len(said))

    def quoted(self, offset: int) -> str:
        return split_calls.quote_rest(self.text, offset)

    def odd_key(self, event: Any, mapping: Mapping) -> None:
        """A key that is no text: say so, and pass over it and its value."""
        at = event.start_mark.index
        self.say(at, "a key must be a name, not a list, a mapping or an alias", "two braces {{ }} are no template here")
        mapping.broken = True
        self.skip(event)
        self.skip(self.next_event())

    def skip(self, event: Any) -> None:
        """Pass over a node and all that it holds."""
        depth = 0
        while True:
            kind = type(event).__name__
            depth += kind.endswith("StartEvent")
            depth -= kind.endswith("EndEvent")
            if not depth:
                return
            if len(self.open) + depth > MAX_DEPTH:
                self.too_deep(event.start_mark.index)
            event = self.next_event()

    def close_mapping(self, mapping: Mapping) -> None:
        self.open.pop()
        start = self.starts.pop()
        if "" in mapping.keys or "<<" in mapping.keys:
            self.refuse_keys(mapping)
        if len(mapping.keys) > 1 and twins(mapping.keys):
            self.findings.say_twins(mapping)
        if self.text[start] == "{":
            split_calls.check_mapping(mapping, self.text, self.say, whole=not holds_answers(self.open))

    def close_listing(self, listing: Listing) -> None:
        self.open.pop()
        if self.text[self.starts.pop()] == "[" and not holds_answers(self.open):
            split_calls.check_listing(listing, self.text, self.say)

    def refuse_keys(self, mapping: Mapping) -> None:
        """Merge keys, and values with no key before them."""
        wrong = set()
        for index, (key, at) in enumerate(zip(mapping.keys, mapping.key_places, strict=True)):
            if key == "<<" and self.text[at] == "<":
                self.say(at, "'<<' is a merge key in YAML, which is refused", "write the entries out", 2)
                wrong.add(index)
            elif not key and self.text[at : at + 1] not in tuple("\"'|>"):
                self.say(at, "a name is missing before ':'", "write it as name: value")
                wrong.add(index)
        drop_entries(mapping, wrong)
