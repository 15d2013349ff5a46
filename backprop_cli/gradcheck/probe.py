"""The change of L = Σ upstream · output for perturbed inputs: only what lies downstream of them runs again.

For p = x * y at x = 3, y = 5: moving x by 1e-30j changes L by 5e-30j, whose imaginary part over 1e-30 is the slope.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

from backprop_cli import engine
from backprop_cli.gradcheck.cancellation import magnified_versions
from backprop_cli.gradcheck.float_probe import FloatProbe
from backprop_cli.gradcheck.perturbation import Perturbation
from backprop_cli.gradcheck.plan import Plan, Planner
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.gradcheck.rounding import EPSILON, rounding_of_loss
from backprop_cli.gradcheck.versions import Versions
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

CHUNK = 4 * 2**20  # bytes: what the processor's cache holds
SHARING = 64  # versions
MOST_VERSIONS = 4096
SMALL = 32  # entries: a variable with so many at most shares its chunks with others
MOST_TOGETHER = 512  # versions of such variables
FEW = 200_000  # nodes to run again, up to which single numbers go one by one and NumPy is not loaded
MOST_PLANNED = 200_000  # steps of plans that are kept for a second look, and one plan more; a step takes half a kilobyte
SAMPLED = 4  # moves whose nodes are counted where there are more
STACKED_NODE = 8  # what a node costs that runs for many versions at once, counted in nodes that run for one


class Probe:
    """Runs perturbed versions of one graph and counts them: `passes`. kinks: number → mask, of the nodes that stand at a kink."""

    def __init__(
        self,
        graph: Graph,
        values: Sequence[Value],
        output: int,
        upstream: Value,
        settings: CheckSettings,
        quanta: Mapping[int, Value] | None = None,
    ) -> None:
        """quanta: node → what its code resolves, where that is less than what floats do."""
        self.quanta = quanta or {}
        self.graph = graph
        self.values = values
        self.output = output
        self.upstream = upstream
        self.settings = settings
        self.kinks: dict[int, Value] = {}
        self.floats = FloatProbe(graph, values, output, self.kinks)
        self.planner = Planner(graph, output, [maths.shape_of(value) for value in values])
        self.plans: dict[tuple[bool, tuple[int, ...]], Plan] = {}
        self.terms: dict[int, float] = {}
        self.rounding: float | None = None
        self.passes = 0
        self.expected = 1  # how many passes the whole will take, as far as that can be known
        self.size = (
            float(abs(upstream * values[output]).sum()) if maths.is_array(values[output]) else abs(upstream * values[output])
        )

    def watch_kinks(self, starts: Sequence[int]) -> None:
        """Look for kinks downstream of the starts, so that what moves there is noticed."""
        for number in self.planner.downstream(starts):
            mask = self.graph.layer(number).kink(*[self.values[source] for source in self.graph.sources(number)])
            if mask is True or (maths.is_array(mask) and mask.any()):
                self.kinks[number] = mask

    def changes(
        self, moves: Sequence[Perturbation], deltas: Sequence[complex], magnitudes: bool = False
    ) -> tuple[list[complex], list[bool]]:
        """For each move, made by its delta, the change of L, and whether something moves at a kink.

        magnitudes: instead of the change the sum of the sizes of all terms that went into its imaginary part.
        """
        if moves and moves[0].direction is not None:
            return self.along(moves, deltas, magnitudes)
        if self.graph.scalar and self.few(moves):
            return self.one_by_one(moves, deltas, magnitudes)
        changes: list[complex] = []
        touched: list[bool] = []
        with engine.quiet():
            for start, stop, plan in self.chunks(moves):
                versions = self.versions(plan, moves[start:stop], deltas[start:stop])
                changes += self.finish(versions, magnitudes).tolist()
                touched += versions.touched.tolist()
        return changes, touched

    def entries(self, number: int, positions: Value, deltas: Value) -> tuple[Value, Value]:
        """The changes of L for entries of one large variable, and which move something at a kink; all arrays of shape (n,)."""
        np = maths.numpy()
        plan = self.plan((number,), pinned=True)
        changes = np.empty(len(positions), complex)
        touched = np.empty(len(positions), bool)
        with engine.quiet():
            for part in self.neighbours(plan, positions):
                versions = self.pinned_versions(plan, positions[part], deltas[part])
                changes[part] = self.finish(versions, False)
                touched[part] = versions.touched
        return changes, touched

    def neighbours(self, plan: Plan, positions: Value) -> Iterator[Value]:
        """Which of the positions run together: those that can share a run, else those that touch the same slice."""
        np = maths.numpy()
        (start,) = plan.starts
        kept = {pin for step in plan.steps for cut in step.cuts for pin in cut if pin is not None}
        if any(step.shared is not None for step in plan.steps):
            kept = set(range(self.values[start].ndim)) - kept
        coordinates = np.unravel_index(positions, self.values[start].shape)
        slices = sum(
            (coordinates[axis] * prod(self.values[start].shape[axis + 1 :]) for axis in sorted(kept)), np.zeros(len(positions), int)
        )
        order = np.argsort(slices, kind="stable")
        ends = [*(np.flatnonzero(np.diff(slices[order])) + 1).tolist(), len(order)]
        most = self.most_versions(plan)
        begin = 0
        for k, end in enumerate(ends):
            if end - begin >= most or k + 1 == len(ends) or ends[k + 1] - begin > most:
                parts = -(-(end - begin) // most)
                yield from np.array_split(order[begin:end], parts)
                begin = end

    def along(self, moves: Sequence[Perturbation], deltas: Sequence[complex], magnitudes: bool) -> tuple[list[complex], list[bool]]:
        """The changes of L where whole variables move, each by its delta times its direction."""
        if self.graph.scalar:
            return self.one_by_one(moves, [delta * move.direction for move, delta in zip(moves, deltas, strict=True)], magnitudes)
        changes: list[complex] = []
        touched: list[bool] = []
        with engine.quiet():
            for move, delta in zip(moves, deltas, strict=True):
                moved = maths.numpy().asarray(self.values[move.number] + delta * move.direction)
                plan = self.plan((move.number,), pinned=False)
                versions = Versions(plan, self.values, {move.number: moved[None]}, (), self.kinks)
                changes += self.finish(versions, magnitudes).tolist()
                touched += versions.touched.tolist()
        return changes, touched

    def all_terms(self, number: int, step: float) -> float:
        """The sum of the sizes of all terms that the slopes of all entries of a variable are sums of."""
        if number not in self.terms:
            direction = engine.filled_like(self.values[number], 1.0)
            sizes, _ = self.along([Perturbation(number, None, 1.0, 1.0, direction)], [complex(0.0, step)], True)
            self.terms[number] = abs(sizes[0]) / step
        return self.terms[number]

    def noise(self) -> float:
        """The rounding error of L, as an absolute number."""
        if self.rounding is None:
            self.rounding = max(
                EPSILON * self.size, rounding_of_loss(self.graph, self.values, self.output, self.upstream, self.quanta)
            )
        return self.rounding

    def finish(self, versions: Versions, magnitudes: bool) -> Value:
        """Run the versions; the change of L in each."""
        self.count(versions.count)
        if magnitudes:
            versions.run(magnified_versions)
            return versions.largest(self.output, self.upstream)
        versions.run()
        return versions.change(self.output, self.upstream)

    def most_versions(self, plan: Plan) -> int:
        """How many versions run at once: as many as the cache holds, or, for shared steps, as make sharing worth while."""
        least = SHARING if any(step.shared is not None for step in plan.steps) else 1
        fit = min(max(CHUNK // plan.size, least), self.settings.max_memory // 4 // plan.size)
        return int(min(MOST_VERSIONS, max(fit, 1)))

    def count(self, versions: int) -> None:
        """Note forward passes, and say how far the work is."""
        self.passes += versions
        if self.settings.progress is not None:
            self.settings.progress(min(self.passes / max(self.expected, 1), 1.0))

    def few(self, moves: Sequence[Perturbation]) -> bool:
        """Whether less has to run again one by one than at once: in a wide graph each version touches little of the whole."""
        work = 0
        for move in moves:
            work += len(self.floats.path(move.number))
            if work > FEW:
                break
        else:
            return True
        some = moves[:: max(1, len(moves) // SAMPLED)]
        one_by_one = sum(len(self.floats.path(move.number)) for move in some) / len(some) * len(moves)
        together = len(self.planner.downstream([move.number for move in moves])) * -(-len(moves) // MOST_TOGETHER)
        return one_by_one < STACKED_NODE * together

    def one_by_one(
        self, moves: Sequence[Perturbation], deltas: Sequence[complex], magnitudes: bool
    ) -> tuple[list[complex], list[bool]]:
        changes: list[complex] = []
        touched: list[bool] = []
        for move, delta in zip(moves, deltas, strict=True):
            change, flag = self.floats.change(move.number, delta, magnitudes)
            changes.append(abs(self.upstream) * change if magnitudes else self.upstream * change)
            touched.append(flag)
            self.count(1)
        return changes, touched

    def chunks(self, moves: Sequence[Perturbation]) -> Iterator[tuple[int, int, Plan]]:
        """Runs of moves that share a plan, as long as memory allows: start, stop, plan."""
        start = 0
        while start < len(moves):
            small = self.is_small(moves[start].number)
            stop = self.end_of_group(moves, start, small)
            plan = self.plan(tuple(sorted({move.number for move in moves[start:stop]})), pinned=not small)
            most = self.most_versions(plan)
            for begin in range(start, stop, most):
                yield begin, min(begin + most, stop), plan
            start = stop

    def is_small(self, number: int) -> bool:
        """Whether a variable has so few entries that its versions are copies of it, and run together with those of others."""
        return not maths.is_array(self.values[number]) or self.values[number].size <= SMALL

    def end_of_group(self, moves: Sequence[Perturbation], start: int, small: bool) -> int:
        """Where the run of moves that begins at `start` ends: with its variable, or after many small ones."""
        for stop in range(start, len(moves)):
            number = moves[stop].number
            if number != moves[start].number and not (small and self.is_small(number) and stop - start < MOST_TOGETHER):
                return stop
        return len(moves)

    def plan(self, starts: tuple[int, ...], pinned: bool) -> Plan:
        key = pinned, starts
        if key not in self.plans:
            if sum(len(plan.steps) for plan in self.plans.values()) > MOST_PLANNED:
                self.plans.clear()
            self.plans[key] = self.planner.plan(starts, pinned)
        return self.plans[key]

    def versions(self, plan: Plan, moves: Sequence[Perturbation], deltas: Sequence[complex]) -> Versions:
        """One version a move."""
        np = maths.numpy()
        change = np.asarray(deltas)
        if any(pin is not None for start in plan.starts for pin in plan.pins[start]):
            return self.pinned_versions(plan, [move.position for move in moves], change)
        data = {start: self.copies(start, moves, change) for start in plan.starts}
        return Versions(plan, self.values, data, (), self.kinks)

    def copies(self, start: int, moves: Sequence[Perturbation], change: Value) -> Value:
        """A copy of a variable for each version, with the entry moved that this version is about."""
        np = maths.numpy()
        value = np.asarray(self.values[start])
        copies = np.repeat(value.reshape(1, -1), len(moves), axis=0).astype(change.dtype)
        rows = [row for row, move in enumerate(moves) if move.number == start]
        copies[rows, [moves[row].position or 0 for row in rows]] += change[rows]
        return copies.reshape(len(moves), *value.shape)

    def pinned_versions(self, plan: Plan, positions: Any, change: Value) -> Versions:
        """One version a position, made of the single entry that it moves."""
        (start,) = plan.starts
        value = self.values[start]
        coordinates = maths.numpy().unravel_index(positions, value.shape)
        data = (value[coordinates] + change).reshape(-1, *(1,) * value.ndim)
        return Versions(plan, self.values, {start: data}, coordinates, self.kinks)
