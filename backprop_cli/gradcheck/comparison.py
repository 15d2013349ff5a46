"""Analytic against numeric, entry by entry, for the variables of one graph."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import isfinite

from backprop_cli.engine import Pass
from backprop_cli.errors import UsageError
from backprop_cli.gradcheck.central import central_slopes
from backprop_cli.gradcheck.code_precision import BRAIN, DOUBLE, HALF, SINGLE, Code
from backprop_cli.gradcheck.complex_step import MANY, complex_slopes, sizes
from backprop_cli.gradcheck.entry_table import EntryTable
from backprop_cli.gradcheck.first_look import first_rows
from backprop_cli.gradcheck.joint_kinks import sum_of_entries
from backprop_cli.gradcheck.jumps import jumps
from backprop_cli.gradcheck.lost_digits import ALL_GONE, NOTHING, TRUE_ZERO, LostDigits
from backprop_cli.gradcheck.perturbation import Perturbation, Slope, direction_move, entry_moves
from backprop_cli.gradcheck.polynomial_fit import fitted_slopes, sharpened
from backprop_cli.gradcheck.probe import SMALL, Probe
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import RIGHT, Check, CheckSettings
from backprop_cli.gradcheck.verdict import forgiven, judged
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.memory import search_paused

TOLERANCES = {"complex": 1e-8, "central": 1e-6}
CODE = 5e-8  # the tolerance where the complex step goes through a stranger's code: what the trial cannot see is far below it
LOW = {SINGLE: 1e-3, HALF: 2e-2, BRAIN: 0.1}  # the tolerance for what went through code in low precision
MOST_JUMPS = 4_096  # entries that are looked at for jumps of a stranger's code
PASSES = {"complex": 1, "central": 4}  # forward passes an entry, where nothing is wrong
UNKNOWN = Code(False, DOUBLE, 0.0)
NOWHERE = Slope(0.0, 0.0, "complex")  # of a variable that does not reach the output


class SlopeComparison:
    """Compares the gradients of a pass with numerical slopes; `probe.passes` counts the forward passes that this took."""

    def __init__(
        self,
        done: Pass,
        settings: CheckSettings,
        draws: RandomNumbers,
        code: Mapping[int, Code] | None = None,
        only: dict[int, Sequence[int]] | None = None,
    ) -> None:
        """code: what is known of the nodes that run a stranger's. only: the entries to look at, where they are known."""
        self.done = done
        self.only = only or {}
        self.settings = settings
        self.draws = draws
        self.code = code or {}
        self.jumps: dict[int, tuple[tuple[int, ...] | None, float]] = {}  # variable → an entry at which L jumps, and by how much
        quanta = {number: known.quantum for number, known in self.code.items() if not known.analytic}
        self.probe = Probe(done.graph, done.values, done.output, done.upstream, settings, quanta)
        self.strange = self.leading_to(lambda number, layer: not layer.analytic)
        self.rough = self.leading_to(lambda number, layer: not layer.analytic and not self.known(number).analytic)
        self.low = {e: self.leading_to(lambda number, layer, e=e: self.known(number).epsilon >= e) for e in LOW}  # type: ignore[misc]
        self.single = self.low[SINGLE]
        output = done.values[done.output]
        self.finite = bool(maths.numpy().isfinite(output).all()) if maths.is_array(output) else isfinite(output)

    def leading_to(self, such: Callable[[int, Layer], bool]) -> bytearray:
        """A flag for each number: whether a node of such a kind lies between it and the output."""
        graph, reaching = self.done.graph, self.probe.planner.reaching
        flags = bytearray(len(graph.names))
        for number in range(self.done.output, graph.nodes.start - 1, -1):
            if reaching[number] and (flags[number] or such(number, graph.layer(number))):
                for source in graph.sources(number):
                    flags[source] = 1
        return flags

    def known(self, number: int) -> Code:
        return self.code.get(number, UNKNOWN)

    def epsilon(self, number: int) -> float:
        """The ε of the lowest precision between a value and the output."""
        return max((epsilon for epsilon, flags in self.low.items() if flags[number]), default=DOUBLE)

    def checks(self, numbers: Sequence[int]) -> list[Check]:
        """One check for each entry, or for each direction, of each variable."""
        self.probe.watch_kinks(numbers)
        positions = {number: self.positions(number) for number in numbers}
        self.probe.expected = sum(PASSES[self.method(number)] * len(positions[number]) for number in numbers)
        with search_paused():
            tables = self.tables = [
                EntryTable(number, positions[number], self.indices(number, positions[number])) for number in numbers
            ]
            for table in tables:
                self.at_first_sight(table)
        self.look_closely(
            [(table, [k for k, row in enumerate(table.rows) if row is None] + table.wrong[:MANY]) for table in tables]
        )
        doubtful = [table for table in tables if any(table.verdict(k) != "fail" for k in table.wrong[:MANY])]
        self.look_closely([(table, table.wrong[MANY:]) for table in doubtful])
        return self.rows()

    def rows(self) -> list[Check]:
        return [row for table in self.tables for row in table.rows if row is not None]

    def doubt_jumps(self, number: int) -> None:
        """Call the entries of a variable at which L jumps inconclusive."""
        (table,) = [table for table in self.tables if table.number == number]
        rows = range(len(table.rows))[:MOST_JUMPS]
        moves = self.moves(number, [table.positions[k] for k in rows]) if table.move is None else [table.move]
        for k in jumps(self.probe, moves, at_kinks=False):
            row = table.rows[k]
            table.rows[k] = row._replace(verdict="inconclusive") if row is not None and row.verdict != "nonfinite" else row

    def forgiven(self, rounding: LostDigits) -> list[Check]:
        """The rows; one that is wrong by no more than rounding may do is called wrong no longer."""
        for table in self.tables:
            wrong = [k for k in range(len(table.rows)) if table.verdict(k) in ("fail", "inconclusive")]
            if wrong:
                most = self.deviations(rounding, table)
                for k in wrong:
                    table.rows[k] = forgiven(table.rows[k], most[k], self.scale(table, k), self.probe.size)
        return self.rows()

    def without_negligible(self, checks: Sequence[Check]) -> list[Check]:
        """The checks of layers that are all right by themselves: an error within L's own last digits is no failure."""
        scales = (self.scale(table, k) for table in self.tables for k in range(len(table.rows)))
        return [
            check._replace(verdict="pass")
            if check.verdict == "fail" and check.error * scale <= NOTHING * self.probe.size
            else check
            for check, scale in zip(checks, scales, strict=True)
        ]

    def doubted(self, rounding: LostDigits) -> dict[int, int]:
        """Call rows that have lost their digits inconclusive; variable → the row that lost most, for variables that have such."""
        lost: dict[int, int] = {}
        for table in self.tables:
            most = self.deviations(rounding, table)
            for k in self.spoilt(table, most):
                row = table.rows[k]
                if row is not None and row.verdict in RIGHT:
                    table.rows[k] = row._replace(verdict="inconclusive")
                    worst = lost.setdefault(table.number, k)
                    lost[table.number] = max(worst, k, key=lambda k: most[k])
        return lost

    def deviations(self, rounding: LostDigits, table: EntryTable) -> list[float]:
        """By how much rounding may change the analytic gradient of each row."""
        gradient = self.done.gradients[table.number]
        if gradient is None or self.single[table.number]:  # code of low precision answers an ε with a whole quantum of its own
            return [0.0] * len(table.rows)
        if table.direction is not None:
            direction = table.direction
            return [float(rounding.deviation(table.number, lambda gradient: sum_of_entries(gradient * direction)))]
        most = rounding.deviation(table.number)
        if not maths.is_array(gradient):
            return [float(most)]
        chosen: list[float] = maths.numpy().broadcast_to(most, gradient.shape).ravel()[list(table.positions)].tolist()
        return chosen

    def spoilt(self, table: EntryTable, most: Sequence[float]) -> list[int]:
        """The rows that rounding may change by more than the tolerance, but for what is left of terms that add up to 0."""
        found = []
        for k, (row, off) in enumerate(zip(table.rows, most, strict=True)):
            if row is None or not off > self.tolerance(table.number, row.method) * abs(row.analytic) or not row.analytic:
                continue
            if row.left is not None and self.strange[table.number]:
                continue  # a kink of code: shaken, it falls to one side or the other
            scale = self.scale(table, k)
            if off * scale > NOTHING * self.probe.size and not self.is_true_zero(table, k, row, off):
                found.append(k)
        return found

    def is_true_zero(self, table: EntryTable, k: int, row: Check, off: float) -> bool:
        if ALL_GONE * off < abs(row.analytic):
            return False
        move = table.move if table.move is not None else self.moves(table.number, [table.positions[k]])[0]
        slope = Slope(row.numeric, 0.0, row.method)
        (size,) = sizes(self.probe, [move], [slope], [row.analytic], [0], 0.0)
        return off <= TRUE_ZERO * size

    def scale(self, table: EntryTable, k: int) -> float:
        """The size of the entry that a row is about; of the largest where it is 0."""
        value = self.done.values[table.number]
        if table.direction is not None:  # the slope along it is of the size of L already
            return 1.0
        if not maths.is_array(value):
            return abs(value) or 1.0
        return float(abs(value.ravel()[table.positions[k]]) or abs(value).max() or 1.0)

    def look_closely(self, which: Sequence[tuple[EntryTable, list[int]]]) -> None:
        """Work out some rows of the tables with all care for rounding and kinks."""
        moves = {table.number: self.moves(table.number, [table.positions[k] for k in rows]) for table, rows in which if rows}
        for table, rows in which:
            if rows and self.settings.fast:
                (table.move,) = moves[table.number]
        slopes = self.slopes(moves)
        for table, rows in which:
            name = self.done.graph.names[table.number]
            claims = self.analytic(table.number, moves[table.number]) if rows else []
            for k, claim, slope in zip(rows, claims, slopes.get(table.number, ()), strict=True):
                tolerance = self.tolerance(table.number, slope.method)
                table.rows[k] = judged(name, table.indices[k], claim, slope, tolerance, self.finite)
                if slope.jump:
                    self.jumps.setdefault(table.number, (table.indices[k], slope.jump))

    def positions(self, number: int) -> Sequence[int]:
        """The entries of a variable to look at; [0] for a single number and for a direction."""
        if number in self.only:
            return self.only[number]
        value = self.done.values[number]
        return self.draws.some(value.size, self.settings.sample) if maths.is_array(value) and not self.settings.fast else [0]

    def indices(self, number: int, positions: Sequence[int]) -> Sequence[tuple[int, ...] | None]:
        value = self.done.values[number]
        if self.settings.fast or not maths.is_array(value):
            return [None]
        every = list(product(*map(range, value.shape)))
        return every if positions == range(len(every)) else [every[position] for position in positions]

    def at_first_sight(self, table: EntryTable) -> None:
        """Fill in the rows of the entries of a large array of which nothing more needs to be known."""
        number = table.number
        gradient = self.done.gradients[number]
        reaches = self.probe.planner.reaching[number]
        if len(table.positions) > SMALL and gradient is not None and self.finite and reaches and self.method(number) == "complex":
            at = maths.numpy().asarray(table.positions)
            tolerance = self.tolerance(number, "complex")
            table.rows, table.wrong = first_rows(self.probe, number, at, table.indices, gradient.ravel()[at], tolerance)

    def moves(self, number: int, positions: Sequence[int]) -> list[Perturbation]:
        value = self.done.values[number]
        if self.settings.fast:
            return [direction_move(number, value, self.draws.like(value))]
        return entry_moves(number, value, positions)

    def analytic(self, number: int, moves: Sequence[Perturbation]) -> list[float]:
        """The gradients that the backward pass gave for the moves; 0 where it gave none."""
        gradient = self.done.gradients[number]
        if gradient is None:
            return [0.0] * len(moves)
        if self.settings.fast:
            along = gradient * moves[0].direction
            return [float(along.sum()) if maths.is_array(along) else along]
        if not maths.is_array(gradient):
            return [gradient] * len(moves)
        return list(gradient.ravel()[[move.position for move in moves]].tolist())

    def slopes(self, moves: dict[int, list[Perturbation]]) -> dict[int, list[Slope]]:
        """The numerical slopes of all variables; those that are found in one way are found together."""
        reaching = self.probe.planner.reaching
        slopes = {number: [NOWHERE] * len(moves[number]) for number in moves}
        ways = {
            number: (self.method(number), self.tolerance(number, self.method(number)), number if self.single[number] else None)
            for number in moves
            if reaching[number]
        }
        for way in dict.fromkeys(ways.values()):
            numbers = [number for number in ways if ways[number] == way]
            together = [move for number in numbers for move in moves[number]]
            claims = [claim for number in numbers for claim in self.analytic(number, moves[number])]
            found = iter(self.found(*way, together, claims))
            slopes |= {number: [next(found) for _ in moves[number]] for number in numbers}
        return slopes

    def found(
        self, method: str, tolerance: float, low: int | None, moves: list[Perturbation], analytic: list[float]
    ) -> list[Slope]:
        """The slopes by one method; by central differences where the complex step met inf × 0 though L itself is finite.

        low: the variable, where its way to the output goes through code of low precision.
        """
        if low is not None:
            return fitted_slopes(self.probe, moves, analytic, tolerance, self.epsilon(low))
        if method == "central":
            return sharpened(self.probe, moves, central_slopes(self.probe, moves, analytic, tolerance), analytic, tolerance)
        slopes = complex_slopes(self.probe, moves, analytic, tolerance)
        lost = [i for i, slope in enumerate(slopes) if not isfinite(slope.value)]
        if lost and self.settings.method != "complex" and self.finite:
            again = central_slopes(
                self.probe, [moves[i] for i in lost], [analytic[i] for i in lost], max(tolerance, TOLERANCES["central"])
            )
            for i, slope in zip(lost, again, strict=True):
                slopes[i] = slope
        return slopes

    def method(self, number: int) -> str:
        """How slopes are found: "complex" or "central". Raises UsageError for a complex step through code that may not take it."""
        if self.settings.method == "complex" and self.rough[number]:
            raise UsageError("the complex step cannot go through the code of the Python file", hint="use --method central, or auto")
        return "central" if self.settings.method == "central" or self.rough[number] else "complex"

    def tolerance(self, number: int, method: str) -> float:
        if self.settings.tolerance is not None:
            return self.settings.tolerance
        if self.single[number]:
            return LOW[self.epsilon(number)]
        return CODE if method == "complex" and self.strange[number] else TOLERANCES[method]
