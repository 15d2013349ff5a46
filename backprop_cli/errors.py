"""What can be wrong with what a user wrote: one class for each stage at which it is found. Imports nothing.

    BpcalcError            one sentence; a place and a hint where they are known
    ├── UsageError         the command line
    ├── SourceError        bytes → text → YAML or JSON
    ├── StructureError     the keys of a problem
    ├── ValueFault         numbers and arrays
    ├── ExpressionError    the text of an expression
    ├── NameFault          names, and what refers to them
    ├── LayerError         which layer, its inputs and options
    │   └── Stumble        the code of a Python file (in python_layers/file.py)
    │       └── NoGradient it gives nothing for an input
    ├── ShapeError         shapes that do not fit, labels out of range
    ├── GradientError      a backward pass that cannot be run
    ├── LimitError         memory, nodes and bytes, at any stage
    └── Faults             all the faults of a file, each of them one of the above

A reader collects faults in `Found`, which ends the reading with `Enough` (no BpcalcError) after a thousand.
"""


class Place:
    """A spot in a file: 1-based line and column (code points), the line's text, and how many code points to underline.

    Of a very long line the excerpt is what stands around the spot, and `cut` how many code points of the line are left out
    before it: the spot is excerpt[column - 1 - cut].
    """

    __slots__ = ("file", "line", "column", "excerpt", "length", "cut")

    def __init__(self, file: str, line: int, column: int, excerpt: str = "", length: int = 1, cut: int = 0) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.length = length
        self.cut = cut

    def __repr__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


LONGEST = 2000  # code points of a sentence: a name in it may be as long as a file


def cut_sentence(sentence: str) -> str:
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST * 3 // 4]} … {sentence[-LONGEST // 4 :]}"


class BpcalcError(Exception):
    """A fault of what the user wrote, in one sentence, with a place and a way out where they are known.

    `severity` is "error" for what stops the run and "warning" for what is only said. `node` is the number of the node at which
    a layer found the fault: layers know no place, whoever holds the problem's text adds it.
    """

    code = "error"

    def __init__(self, message: str, place: Place | None = None, hint: str | None = None, severity: str = "error") -> None:
        self.message = cut_sentence(message)
        super().__init__(self.message)
        self.place = place
        self.hint = None if hint is None else cut_sentence(hint)
        self.severity = severity
        self.node: int | None = None


class UsageError(BpcalcError):
    """The command line asks for what cannot be: a wrong option, an unknown name, no problem file."""

    code = "usage"


class SourceError(BpcalcError):
    """The bytes are no text, or the text is no YAML or JSON of the kind that problems are written in."""

    code = "source"


class StructureError(BpcalcError):
    """The text is YAML, but not a problem: an unknown key, a list where a mapping belongs."""

    code = "structure"


class ValueFault(BpcalcError):
    """A value is no number or array."""

    code = "value"


class ExpressionError(BpcalcError):
    """An expression is not in the language of expressions."""

    code = "expression"


class NameFault(BpcalcError):
    """A name is unknown, taken twice or not allowed; or the names go round in a circle."""

    code = "name"


class LayerError(BpcalcError):
    """A layer is unknown, has the wrong inputs or options, or is not well defined by the problem."""

    code = "layer"


class ShapeError(BpcalcError):
    """Shapes do not fit together, or labels are out of range."""

    code = "shape"


class GradientError(BpcalcError):
    """A backward pass cannot be run: a hand-written rule gives a gradient of the wrong shape, or none at all."""

    code = "gradient"


class LimitError(BpcalcError):
    """More memory, nodes or bytes than the limits allow."""

    code = "limit"


class Enough(Exception):
    """So many faults were found that looking for more would take longer than mending these: the reading ends."""


class Found(list[BpcalcError]):
    """The faults found so far. Raises Enough with the error after the last that is wanted; warnings end nothing."""

    MOST = 1_000  # errors
    SHOWN = 50

    def __init__(self, faults: list[BpcalcError] | tuple[()] = ()) -> None:
        super().__init__(faults)
        self.errors = sum(fault.severity == "error" for fault in self)

    def append(self, fault: BpcalcError) -> None:
        if fault.severity == "error":
            if self.errors >= self.MOST:
                raise Enough
            self.errors += 1
        super().append(fault)


class Faults(BpcalcError):
    """All the faults of a file, sorted by place; `total` counts those beyond the fifty that are kept as well.

    `at_least`: there may be more than that, as the reading ended at the thousandth.
    """

    code = "faults"

    def __init__(self, faults: list[BpcalcError], total: int, at_least: bool = False) -> None:
        super().__init__(f"{total} faults")
        self.faults = faults
        self.total = total
        self.at_least = at_least
