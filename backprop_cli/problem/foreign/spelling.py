"""An expression as it is written elsewhere → the same in Python's spelling: ^, ×, √, |x|, 2x, sin 2x, c ? a : b.

Only the spelling: what a Python expression says that ours cannot is the matter of rewriting.py.
"""

import re
from collections.abc import Callable, Iterator

from backprop_cli.problem.foreign.tokens import PLAIN, RAISED, SIGNS, TOKEN, WORDS, Item, Unreadable, after_name, split
from backprop_cli.problem.values.number_repairs import in_ascii
from backprop_cli.source.traps.characters import straight


class Speller:
    """Reads one text. is_variable, is_function: what a name is. wide: sin x*y means sin(x*y), and 1/2x means 1/(2x)."""

    def __init__(self, text: str, is_variable: Callable[[str], bool], is_function: Callable[[str], bool], wide: bool) -> None:
        self.is_variable = is_variable
        self.is_function = is_function
        self.wide = wide
        self.glued = False  # whether two operands stood side by side
        ours = in_ascii("".join(PLAIN.get(character, character) for character in straight(text))).strip().rstrip(";").strip()
        self.matrices = bool(re.search(r"\.[*/^]|[\w)\]]'", ours))  # MATLAB's: there * is the matrix product
        ours = ours.removeprefix("=") if not ours.startswith("==") else ours
        self.text = re.sub(r"^([^()\[\]]*?\b\d+),(\d+\b)(?=[^,]*$)", r"\1.\2", ours)  # 1,5 * x outside of all brackets

    def python(self) -> str:
        """The text in Python's spelling. Raises Unreadable."""
        tokens = [(match.lastgroup or "", match[0], match.start()) for match in TOKEN.finditer(self.text)]
        self.tokens = iter(tokens)
        whole = self.sequence(after_name(self.items("")))
        if self.matrices and re.search(r"[\w)] \* [^\W\d(]", whole) and re.search(r"(?<!\.)\*", re.sub(r"\.\*", "", self.text)):
            raise Unreadable
        return whole

    def items(self, closing: str) -> list[Item]:
        """The pieces up to the closing bracket, operands put together with their calls and indices."""
        found: list[Item] = []
        for kind, text, start in self.tokens:
            if text == closing:
                return found
            if text in ")]":
                raise Unreadable
            if text in "([":
                self.bracket(text, found, found[-1] if found and found[-1].operand else None)
            else:
                self.piece(kind, text, start > 0 and self.text[start - 1] != " ", found)
        if closing:
            raise Unreadable
        return found

    def piece(self, kind: str, text: str, near: bool, found: list[Item]) -> None:
        if kind == "raised":
            found += [Item("sign", "**"), Item("raised", "".join(map(RAISED.__getitem__, text)))]
        elif kind == "name" and found[-1:] == [Item("sign", ".")]:
            self.dotted(found, text)
        elif kind == "name" and text[0] == "π" and len(text) > 1 and not self.is_variable(text):
            found += [Item("name", "π", near), Item("name", text[1:], True)]
        elif kind == "number" or (kind == "name" and text not in WORDS):
            found.append(Item(kind, text, near))
        elif text == "'" and near and found and found[-1].operand:
            found[-1] = Item("group", f"{found[-1].text}.T")
        else:
            found.append(Item("sign", SIGNS.get(text, text)))

    def dotted(self, found: list[Item], name: str) -> None:
        found.pop()
        if not found or not found[-1].operand:
            raise Unreadable
        found[-1] = Item("group" if name == "T" else "dotted", f"{found[-1].text}.{name}")

    def bracket(self, opening: str, found: list[Item], before: Item | None) -> None:
        inside = self.items(")" if opening == "(" else "]")
        called = before is not None and self.is_called(before)
        text = self.input_names(inside) if called or opening == "[" else self.sequence(inside) if inside else ""
        text = f"({text})" if opening == "(" else f"[{text}]"
        if before and (called or (opening == "[" and before.kind != "number")):
            found[-1] = Item("call", before.text + text)
        else:
            found.append(Item("group", text))

    def is_called(self, before: Item) -> bool:
        """Whether brackets behind an operand call it: sin(…), np.exp(…), nn.ReLU()(…). Behind a variable they are a factor."""
        if before.kind == "name":
            return self.is_function(before.text) or not self.is_variable(before.text)
        return before.kind == "dotted" or (before.kind == "call" and re.match(r"[\w.]*\.[A-Z]\w*\(", before.text) is not None)

    def input_names(self, items: list[Item]) -> str:
        comma = ";" if any(item.text == ";" for item in items) else ","  # as spreadsheets have it where the comma is in numbers
        return ", ".join(map(self.argument, split(items, comma))) if items else ""

    def argument(self, items: list[Item]) -> str:
        """An input, an option with its name, or a part of an index."""
        if len(items) > 2 and items[0].kind == "name" and items[1].text == "=":
            return f"{items[0].text}={self.sequence(items[2:])}"
        if any(item.text == "?" for item in items):
            return self.sequence(items)
        return ":".join(self.sequence(part) if part else "" for part in split(items, ":"))

    def sequence(self, items: list[Item]) -> str:
        """Operands and signs as one text."""
        if any(item.text == "," for item in items):
            return ", ".join(self.sequence(part) if part else "" for part in split(items, ",")).strip()
        chosen = self.choice(items)
        if chosen is not None:
            return chosen
        if not items:
            raise Unreadable
        return " ".join(self.products(list(self.calls(list(self.bars(list(self.percents(items))))))))

    def choice(self, items: list[Item]) -> str | None:
        """`c ? a : b` and `if c then a else b`."""
        texts = [item.text for item in items]
        if "?" in texts:
            first, depth = texts.index("?"), 0
            for at in range(first + 1, len(texts)):
                depth += (texts[at] == "?") - (texts[at] == ":")
                if depth < 0:
                    return self.where(items[:first], items[first + 1 : at], items[at + 1 :])
            raise Unreadable
        if texts[:1] == ["if"] and "then" in texts and "else" in texts:
            then, other = texts.index("then"), texts.index("else")
            return self.where(items[1:then], items[then + 1 : other], items[other + 1 :])
        return None

    def where(self, *parts: list[Item]) -> str:
        return f"where({', '.join(map(self.sequence, parts))})"

    def percents(self, items: list[Item]) -> Iterator[Item]:
        """`10%` behind which no operand stands is a hundredth, as in a spreadsheet."""
        pending: Item | None = None
        for index, item in enumerate(items):
            after = items[index + 1] if index + 1 < len(items) else None
            if item.text == "%" and pending and pending.kind == "number" and not (after and (after.operand or after.text in "+-")):
                yield Item("group", f"({pending.text} / 100)")
                pending = None
                continue
            if pending:
                yield pending
            pending = item
        if pending:
            yield pending

    def bars(self, items: list[Item]) -> Iterator[Item]:
        """`|x|`, where the first bar has no operand before it. A bar between two operands is `or`."""
        opened: list[tuple[str, list[Item]]] = []
        before = False
        for item in items:
            if item.text in ("|", "or") and item.kind == "sign":
                norm = item.text == "or"
                if opened and before and opened[-1][0] == item.text:
                    inner = self.sequence(opened.pop()[1])
                    item = Item("call", f"sqrt(sum(({inner}) ** 2))" if norm else f"abs({inner})")
                elif not before:
                    opened.append((item.text, []))
                    continue
                else:
                    item = Item("sign", "or")
            before = item.operand
            if opened:
                opened[-1][1].append(item)
            else:
                yield item
        if opened:
            raise Unreadable

    def calls(self, items: list[Item]) -> Iterator[Item]:
        """Functions without brackets: `sin 2x`, `sin² x`, `√x`."""
        at = 0
        while at < len(items):
            item = items[at]
            function = self.function(item)
            power, start = self.raised(items, at + 1) if function else ("", at + 1)
            stop = self.reach(items, start) if function else start
            if not function or stop == start:
                yield item
                at += 1
                continue
            inner = " ".join(self.products(list(self.calls(items[start:stop]))))
            yield Item("call", f"{function}({inner})")
            if power:
                yield from (Item("sign", "**"), Item("number", power))
            at = stop

    def function(self, item: Item) -> str:
        if item.text == "√":
            return "sqrt"
        return item.text if item.kind == "name" and self.is_function(item.text) and not self.is_variable(item.text) else ""

    def raised(self, items: list[Item], at: int) -> tuple[str, int]:
        """The power between a function and its argument, as in sin² x ("" for none), and where the argument begins."""
        if len(items) > at + 2 and items[at].text == "**" and items[at + 1].kind in ("number", "raised") and items[at + 2].operand:
            if items[at + 1].text.startswith("-"):
                raise Unreadable  # the inverse function, not a reciprocal
            return items[at + 1].text, at + 2
        return "", at

    def reach(self, items: list[Item], start: int) -> int:
        """Where the argument of a function without brackets ends, which begins at `start`."""
        if start < len(items) - 1 and items[start].text == "-" and items[start + 1].operand:  # a function less x is nothing
            return self.reach(items, start + 1)
        if start >= len(items) or not items[start].operand:
            return start
        if items[start].kind == "group" and items[start].text.startswith("("):
            return start + 1
        if self.function(items[start]):
            return self.reach(items, start + 1) if start + 1 < len(items) else start
        root, stop = items[start - 1].text == "√", start + 1
        wide = self.wide or (items[start].kind == "number" and not root)
        while stop < len(items):
            following = items[stop + 1] if stop + 1 < len(items) else None
            if items[stop].operand and not self.function(items[stop]) and (wide or not root):
                stop += 1
            elif wide and items[stop].text in ("**", "*") and following and following.operand and not self.function(following):
                stop += 2
            else:
                break
        return stop

    def products(self, items: list[Item]) -> list[str]:
        """The texts of the pieces, with * between operands that stand side by side."""
        out: list[str] = []
        at = 0
        while at < len(items):
            run, at = self.run(items, at)
            tight = self.wide and " * " in run and out[-1:] in (["/"], ["**"])
            out.append(f"({run})" if tight else run)
        return out

    def run(self, items: list[Item], at: int) -> tuple[str, int]:
        """Operands side by side, with their powers, and where they end."""
        if not items[at].operand:
            return items[at].text, at + 1
        text = items[at].text
        at += 1
        first = True
        while at < len(items):
            joined = f"{items[at - 1].text}_{items[at].text}"
            if items[at].operand and items[at - 1].operand and self.is_variable(joined):
                text = text.removesuffix(items[at - 1].text) + joined
                items[at] = Item("name", joined)
            elif items[at].operand:
                self.glued = True
                text, first = f"{text} * {items[at].text}", False
            elif items[at].text == "**" and at + 1 < len(items) and items[at + 1].operand and (not first or self.later(items, at)):
                text, at = f"{text} ** {items[at + 1].text}", at + 1
            else:
                break
            at += 1
        return text, at

    def later(self, items: list[Item], at: int) -> bool:
        """Whether another operand stands behind a power's exponent: x²y. That of e^2x may be the whole product."""
        if at + 2 >= len(items) or not items[at + 2].operand:
            return False
        return items[at + 1].kind == "raised" or not (self.wide and items[at + 2].near)
