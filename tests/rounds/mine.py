"""The layers of notebook.py, with the inputs that they take, and their code as text, so that a fault can be planted in it."""

import ast
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.rounds import notebook

HEAD = "import math\n\nimport numpy as np\n\n\n"


class Mine(NamedTuple):
    """inputs: name → shape and domain, as in handmade.py. edges: where an input stands at a kink. constants: without a gradient."""

    inputs: Mapping[str, str]
    edges: tuple[float, ...] = ()
    constants: frozenset[str] = frozenset()


def one(shape: str, *edges: float) -> Mine:
    return Mine({"x": shape}, edges)


NORMAL = Mine({"x": "nd", "gamma": "d", "beta": "d"})
DENSE = Mine({"x": "nd", "W": "de", "b": "e"})
LOSS = Mine({"x": "nd", "t": "nd unit"}, (), frozenset({"t"}))
LAYERS: dict[str, Mine] = {
    **dict.fromkeys(
        ("Logistic", "Squash", "SoftRectify", "Log1pExp", "GeluByTanh", "GatedBySigmoid", "Damped", "Decay", "swish"), one("*")
    ),
    **dict.fromkeys(("InPlace", "FloatBuffer", "EntryLoop", "GeluExact"), one("+")),
    **dict.fromkeys(("RectifyWhere", "RectifyMax", "Magnitude", "Leaky"), one("*", 0.0)),
    **dict.fromkeys(("Rectify", "rect"), one("+", 0.0)),
    "Clamp": one("*", 1.0, -1.0),
    "Smooth": one("*", 1.0, 0.0),
    "Windowed": one("+", 1.0),
    "MathExp": one(""),
    "Interest": Mine({"capital": " positive", "rate": " positive"}),
    "Distance": Mine({"x": " positive", "y": ""}),
    "LogOf": one(" positive"),
    "Dense": DENSE,
    "DenseOfThree": DENSE,
    "fc": Mine({"x": "nd", "w": "de", "b": "e"}),
    **dict.fromkeys(("SoftmaxRows", "SoftmaxJacobian", "RunningSum", "Gram"), one("nd")),
    **dict.fromkeys(("LayerNormal", "BatchNormal", "bnorm"), NORMAL),
    "RootMeanSquare": Mine({"x": "nd", "g": "d"}),
    "RowMax": one("nd", 1.0),
    "PoolPairs": one("n4", 1.0),
    "Larger": Mine({"x": "+", "y": "+"}, (1.0,)),
    "SquaredError": Mine({"x": "+", "t": "+"}),
    **dict.fromkeys(("ScoreLoss", "BookLoss", "softloss"), LOSS),
    "Margin": Mine({"x": "+", "t": "+ sign"}, (1.0, -1.0), frozenset({"t"})),
    "Bilinear": Mine({"x": "nd", "A": "de", "y": "ne"}),
    "Attention": Mine({"q": "nd", "k": "md", "v": "me"}),
    "RowsOfTable": Mine({"idx": "mn row", "table": "3d"}, (), frozenset({"idx"})),
    "Steps": one("4d"),
    "Filter": Mine({"x": "5", "w": "3"}),
    **dict.fromkeys(("UnitVector", "Spread", "LogSum"), one("5")),
    "Sorted": one("5"),
    "Product": one("4 positive"),
    "Raised": Mine({"x": "+ positive", "p": ""}),
    "Cosine": Mine({"u": "4", "v": "4"}),
    "scaled": Mine({"x": "+", "s": ""}),
    "mix": Mine({"x": "+", "y": "+", "a": ""}),
}


@cache
def definitions() -> dict[str, list[ast.stmt]]:
    """Name → the class, or the two functions, of the notebook."""
    found: dict[str, list[ast.stmt]] = {}
    for statement in ast.parse(Path(notebook.__file__).read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ClassDef | ast.FunctionDef):
            found.setdefault(statement.name.removesuffix("_forward").removesuffix("_backward"), []).append(statement)
    return found


def code(name: str) -> str:
    """A layer's definition as text, on its own."""
    return "\n\n\n".join(map(ast.unparse, definitions()[name]))


def file_of(codes: list[str]) -> str:
    return HEAD + "\n\n\n".join(codes) + "\n"


def loaded(source: str) -> dict[str, Any]:
    """The names of a Python file's text."""
    scope: dict[str, Any] = {"math": math, "np": np}
    exec(source, scope)
    return scope


LOW_CLASS = """class {name}Low({name}):
    def __init__(self{also}):
        super().__init__({own})

    def forward(self, {names}):
        out = super().forward({cast})
        return {out}

    def backward(self, dout):
        return super().backward(np.asarray(dout, dtype=np.{dtype}))"""
LOW_PAIR = """def {name}Low_forward({names}):
    out, cache = {name}_forward({cast})
    return {out}, cache


def {name}Low_backward(dout, cache):
    return {name}_backward(np.asarray(dout, dtype=np.{dtype}), cache)"""


def lowered(name: str, layer: Mine, dtype: str, hidden: bool) -> str:
    """Code for a layer like another that computes in a lower precision."""
    cls = getattr(notebook, name, None)
    count = len(layer.inputs) - (needed(cls) if cls else 0)
    first, rest = [*layer.inputs][:count], [*layer.inputs][count:]
    cast, own = (", ".join(f"np.asarray({one}, dtype=np.{dtype})" for one in names) for names in (first, rest))
    out = "np.asarray(out, dtype=np.float64)" if hidden else f"np.asarray(out, dtype=np.{dtype})"
    also = "".join(f", {one}" for one in rest)
    return (LOW_CLASS if cls else LOW_PAIR).format(
        name=name, names=", ".join(first), cast=cast, own=own, also=also, out=out, dtype=dtype
    )


def needed(cls: type) -> int:
    """How many inputs a class takes in its __init__."""
    init = cls.__dict__.get("__init__")
    if init is None:
        return needed(cls.__base__) if cls.__base__ not in (None, object) else 0
    return int(init.__code__.co_argcount) - 1 - len(init.__defaults__ or ())


def played(scope: Mapping[str, Any], name: str, layer: Mine, xs: list[Any]) -> tuple[Any, Any]:
    """What forward gives for inputs, and a function from dout to the gradients by the inputs' names."""
    xs = [as_given(x, shape) for x, shape in zip(xs, layer.inputs.values(), strict=True)]
    names = list(layer.inputs)
    if name not in scope:
        out, kept = scope[f"{name}_forward"](*xs)
        return out, lambda dout: by_name(names, scope[f"{name}_backward"](dout, kept))
    cls = scope[name]
    first = len(xs) - needed(cls)
    made = cls(*xs[first:])
    out = made.forward(*xs[:first])

    def backward(dout: Any) -> dict[str, Any]:
        given = by_name(names, made.backward(dout))
        return given | {name: getattr(made, f"d{name}") for name in names[first:]}

    return out, backward


def as_given(x: Any, shape: str) -> Any:
    return np.asarray(x).astype(int) if shape.endswith("row") else np.array(x) if np.ndim(x) else x


def by_name(names: list[str], returned: Any) -> dict[str, Any]:
    return dict(zip(names, returned if isinstance(returned, tuple) else (returned,), strict=False))
