"""What a gradient check found: one row an entry, one an accused layer, and what the whole comes to."""

from collections.abc import Callable
from typing import Any, NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say

VERDICTS = ("pass", "meant", "kink", "inconclusive", "nonfinite", "fail")  # from the best to the worst
RIGHT = VERDICTS[:3]
UNDERFLOW = 1e-150  # a product of two numbers below it is 0, though a third may bring it back
RATIO = 8.0  # how many times as far off as its reference in the same precision a kernel may be


class Check(NamedTuple):
    """One entry of one variable. `index` is None for a single number and for a direction; `left` and `right` belong to kinks.

    error: |analytic − numeric|; bound: the most that it may be.
    """

    name: str
    index: tuple[int, ...] | None  # type: ignore[assignment]
    analytic: float
    numeric: float
    error: float
    bound: float
    method: str
    verdict: str
    left: float | None
    right: float | None


class Culprit(NamedTuple):
    """A layer that is wrong by itself. `analytic` and `numeric` are None where it gave no number; the note says what happened."""

    node: str
    layer: str
    input: str
    index: tuple[int, ...] | None  # type: ignore[assignment]
    analytic: float | None
    numeric: float | None
    note: str

    @property
    def is_not_finite(self) -> bool:
        """Whether the layer is accused of a gradient that is not finite, and of nothing else."""
        return self.analytic is not None and self.numeric is None


class TaylorRow(NamedTuple):
    """One step of the Taylor-remainder test; `order` is None in the first row and where the remainder is rounding noise."""

    h: float
    remainder: float
    order: float | None


class Held(NamedTuple):
    """The worst entry of a kernel's result, or of a gradient that it gives, beside that of its reference.

    of: "output", or the input whose gradient it is; naive: by how much the reference itself is off in the kernel's precision;
    ratio: difference over naive; both None in float64.
    """

    reference: str
    layer: str
    node: str
    of: str
    index: tuple[int, ...] | None  # type: ignore[assignment]
    kernel: float
    expected: float
    difference: float
    naive: float | None
    ratio: float | None
    verdict: str


class Holding(NamedTuple):
    """A kernel held against its reference at one node. precision: in which the kernel computes."""

    precision: str
    rows: list[Held]


class CheckSettings(NamedTuple):
    """How a check is to be made. tolerance: None for each method's own; sample: entries a variable; fast: one direction each."""

    method: str = "auto"
    tolerance: float | None = None
    sample: int | None = None
    fast: bool = False
    seed: int = 0
    max_memory: int = 2 * 2**30
    progress: Callable[[float], None] | None = None


class Result:
    """A finished gradient check. verdict: the worst of the entries; any culprit makes it "fail"."""

    def __init__(self, output: str, method: str, seed: int, upstream: Value) -> None:
        self.output = output
        self.method = method
        self.seed = seed
        self.upstream = upstream
        self.verdict = "pass"
        self.checks: list[Check] = []
        self.culprits: list[Culprit] = []
        self.taylor: list[TaylorRow] | None = None
        self.against: list[Holding] | None = None
        self.notes: list[str] = []
        self.done: Pass | None = None
        self.lost = False  # whether rounding has spoilt a gradient
        self.forward_passes = 0
        self.seconds = 0.0

    def conclude(self, raised: bool, doubts: bool = False) -> None:
        """Settle the verdict. raised: a layer could not be run, so that there are no entries; doubts: of a layer by itself."""
        wrong = [culprit for culprit in self.culprits if not culprit.is_not_finite]
        verdicts = [check.verdict for check in self.checks] + ["inconclusive"] * doubts + ["nonfinite"] * bool(self.culprits)
        verdicts += [row.verdict for row in self.held()]
        self.verdict = "fail" if raised or wrong else worst(verdicts)

    def held(self) -> list[Held]:
        return [row for holding in self.against or [] for row in holding.rows]

    def summary(self) -> dict[str, Any]:
        """How many entries there are of each verdict, and what the check cost."""
        counts = dict.fromkeys(("pass", "fail", "kink", "inconclusive", "nonfinite", "meant"), 0)
        for check in self.checks:
            counts[check.verdict] += 1
        return {"entries": len(self.checks), **counts, "forward_passes": self.forward_passes, "seconds": self.seconds}


def worst(verdicts: list[str]) -> str:
    return max(set(verdicts), key=VERDICTS.index, default="pass")


def downgrade(result: Result) -> None:
    """Turn each `fail` into `kink` or `inconclusive`, in a result whose layers are all right by themselves, and say so in a note.

    Then an end-to-end mismatch comes from kinks, rounding or underflow: `kink` where two slopes were seen, `inconclusive` for
    central differences and for errors below 1e-150. If one entry fails without such a reason, all verdicts stay.
    """
    wrong = {k: check for k, check in enumerate(result.checks) if check.verdict == "fail"}
    kinks = [k for k, check in wrong.items() if check.left is not None]
    blurred = [k for k, check in wrong.items() if check.left is None and (check.method == "central" or check.error < UNDERFLOW)]
    if len(kinks) + len(blurred) < len(wrong):
        return
    for verdict, which in (("kink", kinks), ("inconclusive", blurred)):
        for k in which:
            result.checks[k] = wrong[k]._replace(verdict=verdict)
    if kinks:
        words = say("several kinks meet: each layer keeps to its convention, and together they lie beside both slopes")
        result.notes.append(words)
    if blurred:
        result.notes.append(say("every layer is right by itself: the numerical gradient of the whole is to be doubted"))
