"""The two kinds of layers that people write themselves, seen alike: put into a problem, run, and asked for their gradients."""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, Protocol

import numpy as np

from tests.problems import Solved, solve_text
from tests.rounds import handmade, mine, numbers, slips
from tests.rounds.draft import Called, Draft, plain
from tests.rounds.handmade import Own
from tests.rounds.inputs import Sizes
from tests.rounds.mine import Mine

Gradients = dict[str, Any]


class Kit(Protocol):
    """layers: what there is. least: the smallest relative error that must be found; share: of the largest entry."""

    layers: Mapping[str, Any]
    least: float
    share: float

    def add(self, draft: Draft, name: str, sizes: Sizes) -> str:
        """Put a layer into the problem; what it is called there."""

    def run(self, draft: Draft, layer: str, xs: list[Any]) -> Any:
        """What a layer of the problem gives."""

    def gradients(self, draft: Draft, call: Called, dout: Any) -> Gradients:
        """What its backward pass gives for each input that moves; raises where it cannot be run."""

    def finish(self, draft: Draft) -> tuple[list[str], dict[str, bytes]]:
        """The words and files that the command needs for it."""

    def origin(self, layer: str) -> str:
        """The name, among `layers`, of a layer of the problem."""

    def kept(self, draft: Draft, layer: str) -> Any:
        """A layer of the problem as it is, for `restore`."""

    def restore(self, draft: Draft, layer: str, kept: Any) -> None:
        """Make a layer what it was."""

    def spoil(self, draft: Draft, layer: str, random: Random, eps: float) -> None:
        """Make a slip in its backward pass; where it is one of size, of the size `eps`."""


class OfYaml:
    """Layers under `layers:`."""

    layers: Mapping[str, Own] = handmade.LAYERS
    least = 5e-6
    share = 0.0

    def add(self, draft: Draft, name: str, sizes: Sizes) -> str:
        entry, count, called = self.layers[name].entry(sizes), 1, name
        while draft.layers.get(called, entry) != entry:
            count += 1
            called = f"{name}{count}"
        draft.layers[called] = entry
        return called

    def run(self, draft: Draft, layer: str, xs: list[Any]) -> Any:
        entry = draft.layers[layer]
        return self.alone(entry, xs, None, entry["inputs"][:1]).output

    def gradients(self, draft: Draft, call: Called, dout: Any) -> Gradients:
        entry = draft.layers[call.layer]
        moving = [name for name in entry["backward"] if name in call.moving]
        solved = self.alone(entry, call.xs, dout, moving)
        return {name: solved.gradients[name] for name in moving}

    def alone(self, entry: Mapping[str, Any], xs: Sequence[Any], dout: Any, moving: Sequence[str]) -> Solved:
        """A problem of the one layer, run forward and backward."""
        draft = Draft()
        draft.layers = {"it": entry}
        for name, x in zip(entry["inputs"], xs, strict=True):
            (draft.variables if name in moving else draft.constants)[name] = plain(x)
        draft.nodes = {"result": f"it({', '.join(entry['inputs'])})"}
        draft.settings = {} if dout is None else {"upstream": plain(dout), "output": "result"}
        with np.errstate(all="ignore"):
            return solve_text(draft.text())

    def finish(self, draft: Draft) -> tuple[list[str], dict[str, bytes]]:
        return [], {}

    def origin(self, layer: str) -> str:
        return layer.rstrip("0123456789")

    def kept(self, draft: Draft, layer: str) -> Any:
        return draft.layers[layer]

    def restore(self, draft: Draft, layer: str, kept: Any) -> None:
        draft.layers[layer] = kept

    def spoil(self, draft: Draft, layer: str, random: Random, eps: float) -> None:
        entry = draft.layers[layer]
        name = random.choice([*entry["backward"]])
        rule = slips.of_rule(random, entry["backward"][name], name, eps)
        draft.layers[layer] = {**entry, "backward": {**entry["backward"], name: rule}}


class OfPython:
    """Classes and pairs of functions in the file that --layers names."""

    file = "mine.py"
    least = 5e-5
    share = 0.0

    def __init__(self, layers: Mapping[str, Mine] = mine.LAYERS) -> None:
        self.layers = layers
        self.codes: dict[str, str] = {}

    def add(self, draft: Draft, name: str, sizes: Sizes) -> str:
        self.codes[name] = self.code(name)
        return name

    def code(self, name: str) -> str:
        return mine.code(name)

    def scope(self) -> dict[str, Any]:
        return scope_of(mine.file_of([*self.codes.values()]))

    def run(self, draft: Draft, layer: str, xs: list[Any]) -> Any:
        return numbers.number(mine.played(self.scope(), layer, self.layers[layer], xs)[0])

    def gradients(self, draft: Draft, call: Called, dout: Any) -> Gradients:
        out, backward = mine.played(self.scope(), call.layer, self.layers[call.layer], list(call.xs))
        given: Gradients = backward(np.array(dout) if np.ndim(out) else float(dout))
        return {name: gradient for name, gradient in given.items() if name in call.moving}

    def finish(self, draft: Draft) -> tuple[list[str], dict[str, bytes]]:
        return ["--layers", self.file], {self.file: mine.file_of([*self.codes.values()]).encode()}

    def origin(self, layer: str) -> str:
        return layer

    def kept(self, draft: Draft, layer: str) -> Any:
        return self.codes[layer]

    def restore(self, draft: Draft, layer: str, kept: Any) -> None:
        self.codes[layer] = kept

    def spoil(self, draft: Draft, layer: str, random: Random, eps: float) -> None:
        self.codes[layer] = slips.of_code(random, self.codes[layer], eps)


@cache
def scope_of(source: str) -> dict[str, Any]:
    return mine.loaded(source)


ROUNDED = (
    "Logistic", "Squash", "SoftRectify", "Log1pExp", "GeluByTanh", "GatedBySigmoid", "Damped", "Decay", "InPlace", "Dense", "DenseOfThree", "fc",
    "SoftmaxRows", "SoftmaxJacobian", "RootMeanSquare", "RunningSum", "Gram", "SquaredError", "ScoreLoss", "Bilinear", "Attention",
    "Filter", "Steps", "LogSum", "Product", "scaled", "mix", "swish",
)  # fmt: skip


class OfLowPrecision(OfPython):
    """The same classes and pairs, computing in float32 or float16; hidden: they answer in float64 all the same."""

    def __init__(self, dtype: str, hidden: bool) -> None:
        super().__init__({name + "Low": mine.LAYERS[name] for name in ROUNDED})
        self.dtype = dtype
        self.hidden = hidden
        self.least = self.share = {"float32": 5e-3, "float16": 2.5e-2}[dtype]

    def code(self, name: str) -> str:
        name = name.removesuffix("Low")
        return mine.code(name) + "\n\n\n" + mine.lowered(name, mine.LAYERS[name], self.dtype, self.hidden)
