"""Losses: how wrong an answer is, as one number. Where a loss takes a batch it is the mean over its examples."""

from math import prod

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.softmax import log_softmax, shifted, softmax
from backprop_cli.layers.targets import added, are_labels, check_labels, picked, target_shape

SCORES = [[0.3, 2.9, 4.0], [1.5, -2.0, 0.25]]
PROBABILITIES = [[0.2, 0.7, 0.1], [0.25, 0.5, 0.25]]
ROUNDING = 1e-12  # how far from 1 the sum of probabilities may be that add up to 1
PAIR_SAMPLES = (
    ([1.5, -2.0, 0.25], [1.0, 0.0, 0.75]),
    (SCORES, PROBABILITIES),
    ([[1.5], [-2.0]], [[1.0], [0.25]]),
    ([SCORES, SCORES[::-1]], [PROBABILITIES, PROBABILITIES[::-1]]),
    (1.5, 0.25),
)


def total(x: Value) -> Value:
    return x.sum().item() if maths.is_array(x) else x


class Loss(Layer):
    """A loss compares an answer with a target, and by hand sends back the answer's gradient alone, as in the book."""

    def shape(self, *shapes: Shape) -> Shape:
        if shapes[0] != shapes[1]:
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)}: the shapes must be equal")
        return ()

    def losses(self, x: Value, t: Value) -> Value:
        """What is added up, entry by entry or example by example."""
        raise NotImplementedError

    def share(self, x: Value) -> float:
        """What the sum is divided by."""
        raise NotImplementedError

    def added_up(self, x: Value, t: Value) -> Value:
        return maths.divide(total(self.losses(x, t)), self.share(x))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        x, t = stacking.repeated(stacks, xs)
        if x.ndim == 1:
            return super().stacked(stacks, *xs)
        return maths.divide(self.losses(x, t).reshape(len(x), -1).sum(axis=1), self.share(x[0]))

    def backward(self, dout: Value = 1.0) -> Value:
        return super().backward(dout)[0]


class ClassLoss(Loss):
    """A loss over classes, whose target is labels (one class index an example) or a probability for each class."""

    def shape(self, *shapes: Shape) -> Shape:
        x, t = shapes
        return target_shape(x, t, self.inputs)

    def labels(self, *shapes: Shape) -> frozenset[int]:
        return frozenset({1}) if are_labels(*shapes) else frozenset()

    def check(self, *xs: Value) -> None:
        x, t = map(maths.shape_of, xs)
        if are_labels(x, t):
            check_labels(xs[1], x[-1])

    def share(self, x: Value) -> float:
        """How many examples the batch holds; 1 for one example."""
        return float(prod(maths.shape_of(x)[:-1]))


class SoftmaxWithLoss(ClassLoss):
    """Softmax and cross entropy together: the gradient is simply what was answered minus what was right, over the batch.

    x (N, K) scores of a batch, (K,) of one example, or with more axes in front; t: class indices (x's shape without its last
    axis; no gradient), or one-hot or soft targets of x's shape. The loss is the mean over the examples, worked out by
    log-softmax and exact at ±1000. By hand: `SoftmaxWithLoss().forward(x, t)`, `.backward(dout=1)` returns dx. Raises ShapeError
    for a t of another shape and for labels out of range. The notes, section 7.1; with soft targets that do not add up to 1
    softmax(x) counts as often as they do.
    """

    name, symbol = "softmax_with_loss", "softmax_with_loss"
    formula = "-sum(onehot(t, x) * log_softmax(x)) / n(x)"
    rules = {"x": "dout * (softmax(x) - onehot(t, x)) / n(x)", "t": "-dout * log_softmax(x) / n(x)"}
    samples = (
        (SCORES, [2.0, 0.0]),
        (SCORES, [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
        (SCORES, PROBABILITIES),
        (SCORES, [[0.5, 0.75, 1.5], [0.25, 0.0, 0.5]]),
        ([0.3, 2.9, 4.0], 1.0),
        ([0.3, 2.9, 4.0], [0.2, 0.7, 0.1]),
        ([SCORES, SCORES[::-1]], [[2.0, 0.0], [1.0, 1.0]]),
        ([[1.5], [-2.0]], [0.0, 0.0]),
        (1.5, 0.25),
    )

    def compute(self, x: Value, t: Value) -> Value:
        return self.added_up(x, t)

    def losses(self, x: Value, t: Value) -> Value:
        if not maths.is_array(x):
            return t * (x - x)
        scores = shifted(x, -1)
        logs = maths.log(maths.exp(scores).sum(axis=-1, keepdims=True))
        if are_labels(x.shape, maths.shape_of(t)):
            return logs[..., 0] - picked(scores, t)
        return maths.where(t == 0.0, 0.0, t * (logs - scores))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, t = xs
        if not maths.is_array(x):
            return dout * (t - t) if wanted[0] else None, dout * (x - x) if wanted[1] else None
        upstream = maths.divide(dout, self.share(x))
        if are_labels(x.shape, maths.shape_of(t)):
            return (added(softmax(x), t, -1.0) * upstream if wanted[0] else None), None
        dx = (softmax(x) * t.sum(axis=-1, keepdims=True) - t) * upstream if wanted[0] else None
        return dx, (log_softmax(x) * -upstream if wanted[1] else None)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        if are_labels(*shapes):
            return {"x": self.rules["x"]}
        return self.rules | {"x": "dout * (softmax(x) * sum(t, axis=-1, keepdims=True) - t) / n(x)"}

    def rules_at(self, *xs: Value) -> dict[str, str]:
        """Targets that add up to 1, as one-hot ones do, take no weighting: softmax(x) - t, as in the notes' picture."""
        x, t = xs
        rules = self.rules_for(maths.shape_of(x), maths.shape_of(t))
        one = maths.is_array(t) and "t" in rules and (abs(t.sum(axis=-1) - 1.0) <= ROUNDING).all()
        return rules | {"x": "dout * (softmax(x) - t) / n(x)"} if one else rules


class CrossEntropy(ClassLoss):
    """Cross entropy is the surprise at the right answer, -log of the probability that it was given.

    y (N, K) probabilities of a batch, (K,) of one example, or with more axes in front; t: class indices (y's shape without its
    last axis; no gradient), or one-hot or soft targets of y's shape. The mean over the examples; 0·log 0 is 0. Nothing is added
    inside the logarithm: a right answer with probability 0 costs inf. Raises ShapeError as softmax_with_loss does.
    """

    name, symbol = "cross_entropy", "cross_entropy"
    formula = "-sum(where(onehot(t, y) == 0, 0, onehot(t, y) * log(y))) / n(y)"
    rules = {
        "y": "-dout * where(onehot(t, y) == 0, 0, onehot(t, y) / y) / n(y)",
        "t": "-dout * where(t == 0, where(y == 0, 0, log(y)), log(y)) / n(y)",
    }
    convention = "0·log 0 = 0, and so are its gradients"
    samples = (
        (PROBABILITIES, [1.0, 2.0]),
        (PROBABILITIES, [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (PROBABILITIES, [[0.5, 0.25, 0.25], [0.0, 0.75, 0.5]]),
        (PROBABILITIES[0], 1.0),
        (PROBABILITIES[0], [0.5, 0.25, 0.25]),
        ([PROBABILITIES, PROBABILITIES[::-1]], [[2.0, 0.0], [1.0, 1.0]]),
        ([[0.5], [0.25]], [0.0, 0.0]),
        (0.5, 0.25),
    )

    def compute(self, y: Value, t: Value) -> Value:
        return self.added_up(y, t)

    def losses(self, x: Value, t: Value) -> Value:
        if are_labels(maths.shape_of(x), maths.shape_of(t)):
            return 0.0 - maths.log(picked(x, t))
        return 0.0 - maths.where(t == 0.0, 0.0, t * maths.log(x))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        y, t = xs
        upstream = -maths.divide(dout, self.share(y))
        if are_labels(maths.shape_of(y), maths.shape_of(t)):
            if not wanted[0]:
                return None, None
            return added(maths.numpy().zeros(y.shape), t, maths.divide(upstream, picked(y, t))), None
        dy = maths.where(t == 0.0, 0.0, maths.divide(t, y) * upstream) if wanted[0] else None
        return dy, (maths.where(self.kink(y, t), 0.0, maths.log(y) * upstream) if wanted[1] else None)

    def kink(self, y: Value, t: Value) -> Value:
        if are_labels(maths.shape_of(y), maths.shape_of(t)):
            return False
        return (y.real == 0.0) & (t.real == 0.0)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"y": self.rules["y"]} if are_labels(*shapes) else self.rules
