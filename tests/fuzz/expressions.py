"""Random expressions: grown by the grammar, or put together of pieces that hardly ever fit."""

from random import Random

from backprop_cli.layers import SHELF

NAMES = ("x", "y", "A", "B", "v", "t", "사과")
VALUES = "{x: 3, y: -0.5, A: [[1, 2], [3, 4]], B: [[0.5, -1, 2], [1e-3, 0, 7]], v: [1, -2], 사과: 100}"
LITERALS = (
    "0",
    "1",
    "2",
    "-1",
    "0.5",
    "1e3",
    "1e308",
    "5e-324",
    "10 ** 10 ** 10",
    "1e400",
    "0x1F",
    "1_000",
    "1j",
    "'x'",
    "True",
    "None",
)
OPTIONS = (
    "axis=0",
    "axis=-1",
    "axis=(0, 1)",
    "axis=7",
    "keepdims=True",
    "shape=(2, -1)",
    "shape=(-1,)",
    "axes=(1, 0)",
    "slope=0.1",
    "nope=1",
)
SIGNS = ("+", "-", "*", "/", "**", "@", "<", "<=", "==", "!=", "//", "%", "^", "and", "×", "=")
PIECES = (
    *NAMES,
    *LITERALS,
    *SIGNS,
    *OPTIONS,
    "(",
    ")",
    "[",
    "]",
    ",",
    ":",
    ".T",
    ".sum",
    "np.exp(",
    "lambda x:",
    "if",
    "not",
    "−",
    "²",
    "　",
    "*",
    "…",
)


def grown(random: Random, depth: int) -> str:
    """An expression of the grammar, or nearly."""
    if depth <= 0 or random.random() < 0.15:
        return random.choice(NAMES) if random.random() < 0.7 else random.choice(LITERALS)
    one = lambda: grown(random, depth - 1)  # noqa: E731
    what = random.random()
    if what < 0.45:
        return f"{one()} {random.choice(SIGNS[:6] if random.random() < 0.8 else SIGNS)} {one()}"
    if what < 0.75:
        layer = random.choice([*SHELF.values()])
        count = random.choice((len(layer.inputs) or 2, 1, 2))
        options = [
            f"{key}={random.choice(('0', '-1', '1', '(0, 1)', 'True', '2'))}" for key in layer.options if random.random() < 0.4
        ]
        options += [random.choice(OPTIONS)] if random.random() < 0.1 else []
        return f"{random.choice((layer.name, layer.__name__))}({', '.join([one() for _ in range(count)] + options)})"
    if what < 0.85:
        return f"({one()})" + random.choice(("", ".T", "[0]", "[:, 1]", "[-1]", "[::2]", "[9]", "[0, 0, 0]", "[x]"))
    return random.choice(("-", "+", "1 / ", "not ", "~")) + f"({one()})"


def soup(random: Random) -> str:
    return random.choice(("", " ")).join(random.choice(PIECES) for _ in range(random.randrange(1, 25)))


def long(random: Random) -> str:
    """Something that repeats: many operators, parentheses, signs, calls, subscripts."""
    times = random.choice((49, 50, 51, 999, 1000, 1001, 3000))
    before, after = random.choice(
        (
            ("x + ", "x"),
            ("(", "x" + ")" * times),
            ("-", "x"),
            ("exp(", "x" + ")" * times),
            ("x ** ", "x"),
            ("", "A" + "[0]" * times),
        )
    )
    return before * times + after


def tame(random: Random, depth: int) -> str:
    """An expression that can be worked out: numbers alone, and layers that take any of them."""
    if depth <= 0:
        return random.choice(("x", "y", "사과", "2", "0.5", "1e-3"))
    one, other = tame(random, depth - 1), tame(random, random.randrange(depth))
    simple = [layer.name for layer in SHELF.values() if layer.elementwise and len(layer.inputs) == 1]
    return random.choice(
        (f"({one} {random.choice(SIGNS[:5])} {other})", f"{random.choice(simple)}({one})", f"where({one} > {other}, {one}, x)")
    )


def expression(random: Random) -> str:
    what = random.random()
    if what < 0.4:
        return tame(random, random.randrange(1, 6))
    return grown(random, random.randrange(1, 5)) if what < 0.75 else soup(random) if what < 0.93 else long(random)
