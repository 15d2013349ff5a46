"""Characters that are refused in a problem file, everywhere or outside of texts: keyboards and copying leave them there unseen."""

import re

from backprop_cli.source.findings import Findings

CONTROLS = [chr(code) for code in (*range(9), *range(11, 32), 127)]
# Refused wherever they stand: YAML has no control characters, and the separators would be line breaks to it and to nobody else.
NEVER = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
NAMES = {
    "\x85": "a next-line character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark",
}

# Refused in names and expressions, with what was meant. Full-width digits and letters are not here: they are a value's matter.
WIDE = {chr(0xFEE0 + ord(plain)): plain for plain in "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~"}
WIDE |= dict(zip("、。「」『』【】〔〕《》〈〉｡｢｣､", ',.""""[][]<><>."",', strict=True))
CURLY = dict(zip("‘’‚‛′“”„‟″«»", "'''''" + '"' * 7, strict=True))
SPACES = dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " ")
UNSEEN = dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069", "")
MEANT: dict[str, str] = WIDE | CURLY | SPACES | UNSEEN
NOT_IN_CODE = "[" + re.escape("".join(MEANT)) + "]"


def clean(text: str, findings: Findings) -> str:
    """The text with a blank for each character that is refused everywhere; says a fault for each."""
    if text.isascii() and not any(map(text.__contains__, CONTROLS)):
        return text
    pattern = re.compile(f"[{NEVER}]")
    for match in pattern.finditer(text):
        findings.say(match.start(), f"{never_name(match[0])} is refused", "take it out")
    return pattern.sub(" ", text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def never_name(character: str) -> str:
    return f"{NAMES.get(character, 'a control character')} (U+{ord(character):04X})"


def code_name(character: str) -> str:
    """What a character that does not belong into code is called."""
    code = f"(U+{ord(character):04X})"
    if character in SPACES:
        kind = {"\xa0": "a non-breaking space", "\u3000": "an ideographic space"}.get(character, "an unusual space")
        return f"{kind} {code} stands where a space belongs"
    if character in UNSEEN:
        return f"an invisible character {code} stands here"
    kind = "a curly quote" if character in CURLY else "a full-width"
    return f"{kind} '{character}' {code} stands where '{MEANT[character]}' belongs"


def straight(text: str) -> str:
    """A text with the plain characters that were meant: ‘a’ → 'a', （ → (."""
    return text.translate({ord(odd): plain for odd, plain in MEANT.items()})
