"""Each layer by itself, at the values that it has in the graph, with a random upstream: so a fault is found where it is."""

from collections.abc import Iterator, Sequence
from functools import reduce

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.backward_conduct import NOT_LINEAR, not_linear
from backprop_cli.gradcheck.code_precision import DOUBLE, Code, all_code, code_of
from backprop_cli.gradcheck.comparison import SlopeComparison
from backprop_cli.gradcheck.complex_trial import is_confirmed
from backprop_cli.gradcheck.hints import all_zero, pattern, without_noise, wrong_entries_counted
from backprop_cli.gradcheck.joint_kinks import JointKinks
from backprop_cli.gradcheck.jumps import jumps
from backprop_cli.gradcheck.lost_digits import LostDigits
from backprop_cli.gradcheck.opened_graph import opened
from backprop_cli.gradcheck.perturbation import direction_move
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import Check, CheckSettings, Culprit
from backprop_cli.gradcheck.single_node import (
    Node,
    accused,
    alone,
    explanation,
    failing,
    ignores_upstream,
    misbehaviour,
    note,
    position,
)  # fmt: skip
from backprop_cli.layers import maths
from backprop_cli.layers.base import shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.python_layers.layer import PythonLayer

LARGE = 64  # entries, from which on a random direction is tried before all of them are
CLEAN = 1e-12  # relative error of a direction that leaves no room for a wrong entry
MOST_SHOWN = 200  # wrong entries that are looked at again with an upstream of ones
MOST = 2_000  # entries of a layer that must be run once for each of them
MOST_CONFIRMED = 8  # wrong entries of code that must stand a second trial
FEW = 64  # entries among which the worst is looked for where only a direction was checked


class LayerCheck:
    """Checks single nodes; `passes` counts what that took.

    at_a_kink: whether a layer that was looked at stands at one. doubts: the names of nodes of which nothing can be claimed;
    jumping: of those whose result jumps at this point. not_finite: who turns finite numbers into gradients that are not.
    distrusted: node → what is known of code that passed the trial of the complex step, and turned out not to take it.
    """

    def __init__(self, settings: CheckSettings, draws: RandomNumbers) -> None:
        self.settings = settings._replace(method="auto", progress=None)
        self.draws = draws
        self.passes = 0
        self.doubts: list[str] = []
        self.jumping: list[str] = []
        self.at_a_kink = False
        self.not_finite: list[Culprit] = []
        self.distrusted: dict[str, Code] = {}

    def culprits(self, node: Node) -> list[Culprit]:
        """What is wrong with a node: nothing, or its misbehaviour, or its worst entry for each input."""
        if not any(node.wanted):
            return []
        dout = self.draws.like(node.out)
        found = list(misbehaviour(node, dout))
        if node.layer.meant:
            return found
        try:
            return found + self.wrong_numbers(node, dout)
        except BpcalcError as error:
            if any(culprit.note.startswith(error.message) for culprit in found):
                return found
            return found + list(self.refusals(node, dout, error))

    def refusals(self, node: Node, dout: Value, error: BpcalcError) -> Iterator[Culprit]:
        """A backward pass that cannot be run: for which inputs, where it is rules and not one piece of code."""
        if isinstance(node.layer, PythonLayer):
            yield accused(node, "", note(error))
            return
        for argument, want in enumerate(node.wanted):
            only = tuple(k == argument for k in range(len(node.xs)))
            if want:
                try:
                    yield from self.wrong_numbers(node._replace(wanted=only), dout)
                except BpcalcError as refused:
                    yield accused(node, node.layer.input_names(len(node.xs))[argument], note(refused))

    def wrong_numbers(self, node: Node, dout: Value) -> list[Culprit]:
        """One culprit for each input whose gradient is wrong. Raises what the layer raises."""
        done = alone(node, dout)
        node, checks = self.confirmed(node, done, self.checks(node, done))
        if node.layer.yours:
            checks = self.at_kinks(node, done, checks)
        found = [self.worst(node, argument, rows, done) for argument, rows in checks.items() if failing(rows)]
        if node.layer.yours and not found:
            found = self.contradicted(node, done, checks)
            self.note_jumps(node, done, list(checks))
        accused_inputs = {culprit.input for culprit in found}
        found += [one for one in self.bent(node, dout) if one.input not in accused_inputs and "" not in accused_inputs]
        self.note_what_is_not_finite(node, checks)
        if not found and any(check.verdict == "inconclusive" for rows in checks.values() for check in rows):
            self.doubts.append(node.name)
        return found

    def note_what_is_not_finite(self, node: Node, checks: dict[int, list[Check]]) -> None:
        names = node.layer.input_names(len(node.xs))
        for argument, rows in checks.items():
            check = next((check for check in rows if check.verdict == "nonfinite" and check.analytic - check.analytic != 0.0), None)
            if check is not None and maths.is_finite(node.out):
                words = say("its gradient is not finite, though all that it gets is")
                self.not_finite.append(
                    Culprit(node.name, node.layer.name, names[argument], check.index, check.analytic, None, words)
                )

    def note_jumps(self, node: Node, done: Pass, numbers: Sequence[int]) -> None:
        """Remember code whose result jumps at this point: along one random direction of each input, for entries take many runs."""
        if node.code is None or node.code.epsilon > DOUBLE:
            return
        flat, code = self.flat(node, done)
        probe = SlopeComparison(flat, self.settings, self.draws, code).probe
        moves = [direction_move(k, node.xs[k], self.draws.like(node.xs[k])) for k in numbers]
        if jumps(probe, moves, at_kinks=False):
            self.jumping.append(node.name)
        self.passes += probe.passes

    def bent(self, node: Node, dout: Value) -> list[Culprit]:
        """The inputs of the user's own layer whose gradient does not follow dout in proportion."""
        if not node.layer.yours:
            return []
        epsilon = node.code.epsilon if node.code is not None else DOUBLE
        names = node.layer.input_names(len(node.xs))
        return [
            accused(node, names[k], say(NOT_LINEAR)) for k in not_linear(node.layer, dout, node.out, node.xs, node.wanted, epsilon)
        ]

    def checks(self, node: Node, done: Pass) -> dict[int, list[Check]]:
        """The checks of each input that has a gradient; of a large one only where a random direction is not clean."""
        numbers = [k for k, want in enumerate(node.wanted) if want and done.gradients[k] is not None]
        large = [k for k in numbers if maths.is_array(node.xs[k]) and node.xs[k].size >= LARGE]
        exact = node.code.analytic if node.code is not None else node.layer.analytic
        if large and exact and not self.settings.fast:
            fast = self.settings._replace(fast=True, tolerance=CLEAN)
            clean = {check.name for check in self.compared(done, node, fast, large) if check.verdict == "pass"}
            numbers = [k for k in numbers if done.graph.names[k] not in clean]
        most = MOST if not node.layer.analytic else None
        sample = most if self.settings.sample is None else self.settings.sample
        rows = self.compared(done, node, self.settings._replace(sample=sample), numbers)
        partly = self.settings.fast or self.settings.sample is not None
        if partly and any(check.left is not None for check in rows):  # at a kink entries must be seen, and seen together
            rows = self.compared(done, node, self.settings._replace(fast=False, sample=most), numbers)
        elif self.settings.fast and failing(rows):
            rows = self.some_entries(node, done, numbers, rows)
        self.at_a_kink = self.at_a_kink or any(check.left is not None for check in rows)
        return {k: [check for check in rows if check.name == done.graph.names[k]] for k in numbers}

    def some_entries(self, node: Node, done: Pass, numbers: Sequence[int], rows: list[Check]) -> list[Check]:
        """Rows of some entries in place of a direction that is wrong, where they show what is wrong."""
        wrong = {check.name for check in failing(rows)}
        again = [k for k in numbers if done.graph.names[k] in wrong and maths.is_array(node.xs[k])]
        few = self.compared(done, node, self.settings._replace(fast=False, sample=FEW), again)
        shown = {check.name for check in failing(few)}
        return [check for check in rows if check.name not in shown] + [check for check in few if check.name in shown]

    def compared(
        self, done: Pass, node: Node, settings: CheckSettings, numbers: Sequence[int], only: dict[int, Sequence[int]] | None = None
    ) -> list[Check]:
        if not numbers:
            return []
        flat, code = self.flat(node, done)
        comparison = SlopeComparison(flat, settings, self.draws, code, only)
        checks = comparison.checks(numbers)
        if any(check.verdict in ("fail", "inconclusive") for check in checks):
            checks = comparison.forgiven(LostDigits(done, numbers, self.draws))
        self.passes += comparison.probe.passes
        return checks

    def flat(self, node: Node, done: Pass) -> tuple[Pass, dict[int, Code]]:
        """The pass of a node by itself, its layer opened, with what is known of the code in it."""
        graph, values, number = opened(done.graph, done.values)
        known = {number[done.output]: node.code} if node.code is not None else {}
        code = known if node.layer.analytic else all_code(graph, values, self.draws, known)
        return done._replace(graph=graph, values=values, output=number[done.output]), code

    def confirmed(self, node: Node, done: Pass, checks: dict[int, list[Check]]) -> tuple[Node, dict[int, list[Check]]]:
        """The checks of code that the complex step went through; by central differences where Cauchy's integral says no."""
        wrong = [(k, check) for k, rows in checks.items() for check in failing(rows) if check.method == "complex"]
        if node.code is None or not node.code.analytic or not wrong:
            return node, checks
        wrong.sort(key=lambda pair: -pair[1].error)
        if all(self.confirms(node, done, k, check) for k, check in wrong[:MOST_CONFIRMED]):
            return node, checks
        assert isinstance(node.layer, PythonLayer)
        rough = code_of(node.layer, node.xs, node.out, node.wanted, self.draws, trusted=False)
        self.distrusted[node.name] = rough
        node = node._replace(code=rough)
        return node, self.checks(node, done)

    def confirms(self, node: Node, done: Pass, argument: int, check: Check) -> bool:
        if check.index is None and maths.is_array(node.xs[argument]):
            return True  # a direction: entries are looked at where it fails
        flat, code = self.flat(node, done)
        comparison = SlopeComparison(flat, self.settings._replace(fast=False), self.draws, code)
        (move,) = comparison.moves(argument, [position(check.index, maths.shape_of(node.xs[argument]))])

        def change(step: complex) -> complex:
            ((moved,), _) = comparison.probe.changes([move], [step * move.scale])
            return moved

        found = is_confirmed(change, check.numeric, check.analytic, move.scale, comparison.probe.size)
        self.passes += comparison.probe.passes
        return found

    def at_kinks(self, node: Node, done: Pass, checks: dict[int, list[Check]]) -> dict[int, list[Check]]:
        """Call a failing entry beside the two slopes of a kink right where some choice of conventions explains it."""
        if not any(check.left is not None for rows in checks.values() for check in failing(rows)):
            return checks
        together = JointKinks(*self.flat(node, done), self.draws)
        found = {}
        for k, rows in checks.items():
            beside = [check for check in failing(rows) if check.left is not None]
            places = {check: position(check.index, maths.shape_of(node.xs[k])) for check in beside}
            excused = set(together.excused(k, beside, places))
            found[k] = [check._replace(verdict="kink") if check in excused else check for check in rows]
        self.passes += together.passes
        return found

    def contradicted(self, node: Node, done: Pass, checks: dict[int, list[Check]]) -> list[Culprit]:
        """What the slopes along kinked entries that move together say against a gradient."""
        kinked = {
            k: places
            for k, rows in checks.items()
            if (places := [position(check.index, maths.shape_of(node.xs[k])) for check in rows if check.verdict == "kink"])
        }
        if not kinked:
            return []
        together = JointKinks(*self.flat(node, done), self.draws)
        wrong = together.wrong(kinked)
        self.passes += together.passes
        if wrong is None:
            return []
        names = node.layer.input_names(len(node.xs))
        moved = [names[k] for k in wrong.numbers]
        many = sum(len(kinked[k]) for k in wrong.numbers)
        what = say("its {count} entries at the kink", count=many) if len(moved) == 1 else names_joined(moved)
        words = say("at a kink, for a random upstream: {what} moved together; each by itself looks right", what=what)
        name = moved[0] if len(moved) == 1 else ""  # either of several may be the wrong one
        return [Culprit(node.name, node.layer.name, name, None, wrong.given, wrong.seen.middle, words)]

    def worst(self, node: Node, argument: int, checks: list[Check], done: Pass) -> Culprit:
        """The wrong entry to show: for an upstream of ones where that shows it too, because those numbers are known from books."""
        name = node.layer.input_names(len(node.xs))[argument]
        plain = self.plain(node, argument, checks)
        telling = bool(plain) and (all_zero(checks) or not all_zero(plain))  # else 0 is right for a constant upstream alone
        shown = plain if telling else checks
        words = [upstream_in_words(telling, not plain, maths.is_array(node.out)), wrong_entries_counted(checks)]
        deaf = ignores_upstream(node, argument, done.upstream)
        if deaf:
            words.append(say("backward does not use dout: it gives the same for twice the upstream"))
        if telling or not deaf:
            words.append(pattern(shown, checks, name, self.sizes(node, argument)) or explanation(node))
        check = max(failing(shown), key=lambda check: check.error)
        note = "; ".join(filter(None, words))
        return Culprit(node.name, node.layer.name, name, check.index, check.analytic, without_noise(check), note)

    def plain(self, node: Node, argument: int, checks: list[Check]) -> list[Check]:
        """The worst of the wrong entries with an upstream of ones; none where that shows nothing wrong."""
        alone_wanted = node._replace(wanted=tuple(k == argument for k in range(len(node.xs))))
        done = alone(alone_wanted, engine.filled_like(node.out, 1.0))
        worst = sorted(failing(checks), key=lambda check: -check.error)[:MOST_SHOWN]
        if any(check.index is None for check in worst) and maths.is_array(node.xs[argument]):
            return []
        only: dict[int, Sequence[int]] = {argument: [position(check.index, maths.shape_of(node.xs[argument])) for check in worst]}
        again = self.compared(done, node, self.settings._replace(fast=False), [argument], only)
        return again if failing(again) else []

    def sizes(self, node: Node, argument: int) -> list[tuple[int, str]]:
        """The sizes by which a gradient may have been divided, each with whose it is."""
        names = [node.layer.input_names(len(node.xs))[argument], "dout", *node.layer.input_names(len(node.xs))]
        shapes = [maths.shape_of(x) for x in (node.xs[argument], node.out, *node.xs)]
        return [(size, f"{name} {shape_text(shape)}") for name, shape in zip(names, shapes, strict=True) for size in shape]


def names_joined(names: Sequence[str]) -> str:
    return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), names)


def upstream_in_words(ones: bool, hidden: bool, array: bool) -> str:
    """For which upstream gradient the numbers hold. ones: for that of ones; hidden: whether that shows nothing wrong."""
    if ones:
        return say("for an upstream of ones" if array else "for an upstream of 1")
    if hidden:
        return say("for a random upstream: one of ones hides it" if array else "for a random upstream: one of 1 hides it")
    return say("for a random upstream")
