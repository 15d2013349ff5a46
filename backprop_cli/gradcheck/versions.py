"""Many perturbed versions of a graph's values, run at once through the layers' own compute, along a new leading axis."""

from collections.abc import Callable, Sequence
from math import nan

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.plan import Pins, Plan, PlanStep
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value

FEW = 8  # versions that share a run, below which stacks are faster
Evaluate = Callable[[Layer, tuple[bool, ...], list[Value], Value], Value]


def run_stacked(layer: Layer, stacks: tuple[bool, ...], xs: list[Value], base: Value) -> Value:
    """The versions of a layer's result; nan where code refuses a perturbed input, or answers in another shape than `base`."""
    if layer.analytic:
        return layer.stacked(stacks, *xs)
    count = stacking.versions(stacks, tuple(xs))
    each = [[stacking.version(x, k) if stack else x for x, stack in zip(xs, stacks, strict=True)] for k in range(count)]
    return maths.numpy().array([answer_of_code(layer, version, base) for version in each])


def answer_of_code(layer: Layer, xs: list[Value], base: Value) -> Value:
    """What a stranger's code answers to perturbed inputs: nan where it cannot take them. Only the inputs as given must work."""
    try:
        out = layer.compute(*xs)
    except BpcalcError:
        return engine.filled_like(base, nan)
    return out if maths.shape_of(out) == maths.shape_of(base) else engine.filled_like(base, nan)


class Versions:
    """Some versions of a variable, as they are taken through a plan.

    W (3, 2) of x @ W with x (4, 3), perturbed at [1, 0] and [2, 1]: coordinates ([1, 2], [0, 1]); data[W] has the shape
    (2, 1, 1), one entry a version, and data[product] (2, 4, 1), one column a version.

    values: the graph's unperturbed values. coordinates: for each axis of the pinned variable, where each version perturbs it.
    data: number → the versions of a value, (count, *its shape with pinned axes cut to 1). kinks: number → mask, for the nodes that
    stand at a kink; `touched` flags the versions that move something there.
    """

    def __init__(
        self, plan: Plan, values: Sequence[Value], data: dict[int, Value], coordinates: Sequence[Value], kinks: dict[int, Value]
    ) -> None:
        self.np = maths.numpy()
        self.plan = plan
        self.values = values
        self.data = data
        self.coordinates = coordinates
        self.kinks = kinks
        self.count = len(data[plan.starts[0]])
        self.touched = self.np.zeros(self.count, bool)
        self.alike = [bool((at == at[0]).all()) for at in coordinates]

    def run(self, evaluate: Evaluate = run_stacked) -> None:
        """Work out every node of the plan."""
        for step in self.plan.steps:
            if (
                step.shared is not None
                and evaluate is run_stacked
                and step.number not in self.kinks
                and self.share(step, step.shared)
            ):
                continue
            stacks = tuple(
                source in self.data or any(pin is not None for pin in cut)
                for source, cut in zip(step.sources, step.cuts, strict=True)
            )
            xs = [self.fetch(source, cut) for source, cut in zip(step.sources, step.cuts, strict=True)]
            if step.number in self.kinks:
                self.touch(step, xs)
            self.data[step.number] = evaluate(step.layer, stacks, xs, self.values[step.number])
            for source in step.done:
                self.data.pop(source, None)

    def share(self, step: PlanStep, k: int) -> bool:
        """Compute a shared step (see PlanStep): the layer runs on whole inputs, once for all versions that can share a run.

        False, and nothing done, where versions may change the same slice, or too few of them would share a run.
        """
        np, source, layer = self.np, step.sources[k], step.layer
        have, cut, pins = self.plan.pins[source], step.cuts[k], self.plan.pins[step.number]
        if any(not alike and axis not in have for axis, alike in enumerate(self.alike)):
            return False  # two versions may perturb the same slice here
        opened = [self.coordinates[pin] for pin, stays in zip(have, cut, strict=True) if pin is not None and stays is None]
        ends = [*(np.flatnonzero(np.any([np.diff(at) != 0 for at in opened], axis=0)) + 1).tolist(), self.count]
        if len(ends) * FEW > self.count:
            return False
        xs, base = [self.values[one] for one in step.sources], self.values[source]
        held = [axis for axis, pin in enumerate(have) if pin is not None]
        where = [self.coordinates[pin] for pin in have if pin is not None]
        data = self.data[source].squeeze(stacking.behind_versions(tuple(held)))
        xs[k] = base.astype(data.dtype)
        moved, still = (np.moveaxis(x, held, range(len(held))) for x in (xs[k], base))  # views, the pinned axes first
        order = sorted(range(len(pins)), key=lambda axis: pins[axis] is None)
        out: list[Value] = []
        for begin, end in zip([0, *ends], ends, strict=False):
            at = tuple([coordinates[begin:end] for coordinates in where])
            moved[at] = data[begin:end]
            whole = layer.compute(*xs).transpose(order)
            out.append(whole[tuple([self.coordinates[pin][begin:end] for pin in pins if pin is not None])])
            moved[at] = still[at]
        shape = [1 if pin is not None else size for size, pin in zip(self.values[step.number].shape, pins, strict=True)]
        self.data[step.number] = np.concatenate(out).reshape(self.count, *shape)
        return True

    def change(self, number: int, upstream: Value) -> Value:
        """Σ upstream × (version − value) of the value `number`: one number a version."""
        pins = self.plan.pins[number]
        base, dout = (self.sliced(whole, pins) for whole in (self.values[number], upstream))
        moved = (self.data[number] - base) * dout
        return moved.sum(axis=tuple(range(1, moved.ndim))) if moved.ndim > 1 else moved

    def largest(self, number: int, upstream: Value) -> Value:
        """Σ |upstream × imaginary part| of the value `number`: one number a version."""
        dout = self.sliced(upstream, self.plan.pins[number])
        moved = self.np.abs(self.data[number].imag * dout)
        return moved.sum(axis=tuple(range(1, moved.ndim))) if moved.ndim > 1 else moved

    def fetch(self, source: int, cut: Pins) -> Value:
        """An input as the layer gets it: the versions of a perturbed value, or the slices of another that belong to them."""
        if source not in self.data:
            return self.sliced(self.values[source], cut)
        have = self.plan.pins[source]
        return self.data[source] if have == cut else self.opened(source, have, cut)

    def sliced(self, value: Value, cut: Pins) -> Value:
        """For each version the slice of an unperturbed value at its coordinates; the value itself where nothing is pinned."""
        axes = [axis for axis, pin in enumerate(cut) if pin is not None]
        if not axes:
            return value
        pins = [pin for pin in cut if pin is not None]
        shape = [1 if pin is not None else size for size, pin in zip(value.shape, cut, strict=True)]
        if all(self.alike[pin] for pin in pins):
            index = tuple([slice(None) if pin is None else slice(at := int(self.coordinates[pin][0]), at + 1) for pin in cut])
            return self.np.broadcast_to(value[index], (self.count, *shape))
        taken = self.np.moveaxis(value, axes, range(len(axes)))[tuple([self.coordinates[pin] for pin in pins])]
        return taken.reshape(self.count, *shape)

    def opened(self, source: int, have: Pins, cut: Pins) -> Value:
        """The versions of a perturbed value with some of its pinned axes whole: unperturbed but for the entries at the pins."""
        np, data, value = self.np, self.data[source], self.values[source]
        open_axes = [axis for axis in range(len(have)) if have[axis] is not None and cut[axis] is None]
        slices = self.sliced(value, cut)
        out = np.empty(
            (self.count, *[1 if pin is not None else size for size, pin in zip(value.shape, cut, strict=True)]), data.dtype
        )
        out[...] = slices
        index = tuple([self.coordinates[pin] for axis in open_axes if (pin := have[axis]) is not None])
        moved = np.moveaxis(out, stacking.behind_versions(tuple(open_axes)), range(1, 1 + len(open_axes)))
        moved[(np.arange(self.count), *index)] = data.squeeze(stacking.behind_versions(tuple(open_axes)))
        return out

    def touch(self, step: PlanStep, xs: list[Value]) -> None:
        """Flag the versions that move an input where this node stands at a kink."""
        for source, cut, x in zip(step.sources, step.cuts, xs, strict=True):
            if source in self.data:
                mask = self.kinks[step.number]
                moves = x.imag != 0.0 if maths.is_complex(x) else x != self.sliced(self.values[source], cut)
                if maths.shape_of(mask) == maths.shape_of(self.values[source]):
                    moves = moves & self.sliced(mask, cut)
                self.touched |= moves.reshape(self.count, -1).any(axis=1)
