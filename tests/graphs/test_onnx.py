"""Node cases of the ONNX operator reference: its inputs and printed outputs, with the gradients as closed forms."""

import math

import numpy as np

from tests.graphs.case import Case, assert_holds, case, each

THREE = [-1, 0, 1]
CUBE = [[[5, 1], [20, 2]], [[30, 1], [40, 2]], [[55, 1], [60, 2]]]  # ReduceMean's and ReduceMax's data
COUNT = [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]]  # ReduceSum's data
LARGE = [[0, 1, 2, 3], [10000, 10001, 10002, 10003]]  # Softmax's "softmax_large_number"
PRINTED = [0.03205860328008499, 0.08714431874203257, 0.23688281808991013, 0.6439142598879722]


def s(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def one_input() -> list[Case]:
    sigmoid = [s(x) for x in THREE]
    return [
        case("Abs", {"x": [-1.5, 2]}, "abs(x)", [1.5, 2], {"x": [-1, 1]}),
        case("Exp", {"x": THREE}, "exp(x)", np.exp(THREE), {"x": np.exp(THREE)}),
        case("Log", {"x": [1, 10]}, "log(x)", [0, math.log(10)], {"x": [1, 0.1]}),
        case("Neg", {"x": [-4, 2]}, "-x", [4, -2], {"x": [-1, -1]}),
        case("Reciprocal", {"x": [-4, 2]}, "1 / x", [-0.25, 0.5], {"x": [-0.0625, -0.25]}),
        case("Sqrt", {"x": [1, 4, 9]}, "sqrt(x)", [1, 2, 3], {"x": [1 / 2, 1 / 4, 1 / 6]}),
        case("Sin", {"x": THREE}, "sin(x)", np.sin(THREE), {"x": np.cos(THREE)}),
        case("Cos", {"x": THREE}, "cos(x)", np.cos(THREE), {"x": -np.sin(THREE)}),
        case("Erf", {"x": [-1, 0.5, 2]}, "erf(x)", [math.erf(x) for x in (-1, 0.5, 2)],
             {"x": [2 / math.sqrt(math.pi) * math.exp(-x * x) for x in (-1, 0.5, 2)]}),
        case("Sigmoid", {"x": THREE}, "sigmoid(x)", sigmoid, {"x": [y * (1 - y) for y in sigmoid]}),
        case("Tanh", {"x": THREE}, "tanh(x)", np.tanh(THREE), {"x": 1 / np.cosh(THREE) ** 2}),
        case("Softplus", {"x": THREE}, "softplus(x)", [math.log1p(math.exp(x)) for x in THREE], {"x": sigmoid}),
        case("Relu", {"x": [-2, 0.5, 3]}, "relu(x)", [0, 0.5, 3], {"x": [0, 1, 1]}),
        case("LeakyRelu", {"x": [-1, 2, 1]}, "leaky_relu(x, slope=0.1)", [-0.1, 2, 1], {"x": [0.1, 1, 1]}),
        case("HardSigmoid", {"x": THREE}, "maximum(0, minimum(1, 0.5 * x + 0.6))", [0.1, 0.6, 1], {"x": [0.5, 0.5, 0]}),
        case("Softsign", {"x": THREE}, "x / (1 + abs(x))", [-0.5, 0, 0.5], {"x": [0.25, 1, 0.25]}),
        case("Elu", {"x": [-1, 2, 1]}, "where(x > 0, x, 2 * (exp(x) - 1))", [2 / math.e - 2, 2, 1], {"x": [2 / math.e, 1, 1]}),
        case("Clip", {"x": [-2, 0.5, 2]}, "minimum(maximum(x, -1), 1)", [-1, 0.5, 1], {"x": [0, 1, 0]}),
    ]  # fmt: skip


def several_inputs() -> list[Case]:
    return [
        case("Add", {"x": [1, 2, 3], "y": [4, 5, 6]}, "x + y", [5, 7, 9], {"x": [1, 1, 1], "y": [1, 1, 1]}),
        case("Sub", {"x": [1, 2, 3], "y": [3, 2, 1]}, "x - y", [-2, 0, 2], {"x": [1, 1, 1], "y": [-1, -1, -1]}),
        case("Mul", {"x": [1, 2, 3], "y": [4, 5, 6]}, "x * y", [4, 10, 18], {"x": [4, 5, 6], "y": [1, 2, 3]}),
        case("Div", {"x": [3, 4], "y": [1, 2]}, "x / y", [3, 2], {"x": [1, 0.5], "y": [-3, -1]}),
        case("Pow", {"x": [1, 2, 3], "y": [4, 5, 6]}, "x ** y", [1, 32, 729],
             {"x": [4, 80, 1458], "y": [0, 32 * math.log(2), 729 * math.log(3)]}),
        case("Pow, broadcast to a scalar", {"x": [1, 2, 3], "y": 2}, "x ** y", [1, 4, 9],
             {"x": [2, 4, 6], "y": 4 * math.log(2) + 9 * math.log(3)}),
        case("Max", {"a": [3, 2, 1], "b": [1, 4, 4], "c": [2, 5, 3]}, "maximum(maximum(a, b), c)", [3, 5, 4],
             {"a": [1, 0, 0], "b": [0, 0, 1], "c": [0, 1, 0]}),
        case("Min", {"a": [3, 2, 1], "b": [1, 4, 4], "c": [2, 5, 0]}, "minimum(minimum(a, b), c)", [1, 2, 0],
             {"a": [0, 1, 0], "b": [1, 0, 0], "c": [0, 0, 1]}),
        case("Mean", {"a": [3, 0, 2], "b": [1, 3, 4], "c": [2, 6, 6]}, "(a + b + c) / 3", [2, 3, 4],
             {name: [1 / 3] * 3 for name in "abc"}),
        case("Where", {"x": [[1, 2], [3, 4]], "y": [[9, 8], [7, 6]]}, "where(c, x, y)", [[1, 8], [3, 4]],
             {"x": [[1, 0], [1, 1]], "y": [[0, 1], [0, 0]]}, constants={"c": [[1, 0], [1, 1]]}),
        case("PRelu", {"x": [-2, 3, -1], "slope": [0.5, 0.25, 0.125]}, "where(x > 0, x, slope * x)", [-1, 3, -0.125],
             {"x": [0.5, 1, 0.125], "slope": [-2, 0, -1]}),
        case("Gemm", {"a": [[1, 2]], "b": [[3, 4], [5, 6]], "c": [7, 8]}, "0.5 * (a @ b.T) + 0.25 * c", [[7.25, 10.5]],
             {"a": [[4, 5]], "b": [[0.5, 1], [0.5, 1]], "c": [0.25, 0.25]}),
    ]  # fmt: skip


def shapes_and_sums() -> list[Case]:
    whole, third, half = np.ones((3, 2, 2)), np.full((3, 2, 2), 1 / 3), np.full((3, 2, 2), 0.5)
    last = np.array([[[0, 0], [1, 1]]] * 3)  # the second row holds the largest, everywhere
    unit = np.array(COUNT) / np.sqrt(np.sum(np.square(COUNT), axis=2, keepdims=True))
    return [
        case("ReduceSum along axis 1", {"x": COUNT}, "sum(x, axis=1)", [[4, 6], [12, 14], [20, 22]], {"x": whole}),
        case("ReduceSum kept", {"x": COUNT}, "sum(x, axis=1, keepdims=True)", [[[4, 6]], [[12, 14]], [[20, 22]]], {"x": whole}),
        case("ReduceMean along axis 1", {"x": CUBE}, "mean(x, axis=1)", [[12.5, 1.5], [35, 1.5], [57.5, 1.5]], {"x": half}),
        case("ReduceMean over axes 0 and 1", {"x": CUBE}, "mean(x, axis=(0, 1))", [35, 1.5], {"x": third / 2}),
        case("ReduceMax along axis 1", {"x": CUBE}, "max(x, axis=1)", [[20, 2], [40, 2], [60, 2]], {"x": last}),
        case("ReduceMin of all", {"x": [[4, -1], [3, 2]]}, "min(x)", -1, {"x": [[0, 1], [0, 0]]}),
        case("ReduceL2 along axis 2", {"x": COUNT}, "sqrt(sum(x ** 2, axis=2))", np.linalg.norm(COUNT, axis=2), {"x": unit}),
        case("ReduceLogSumExp", {"x": [1, 2, 3]}, "log(sum(exp(x)))", 3 + math.log(1 + math.exp(-1) + math.exp(-2)),
             {"x": np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum()}),
        case("Concat along axis 0", {"a": [[1, 2], [3, 4]], "b": [[5, 6]]}, "concat(a, b, axis=0)", [[1, 2], [3, 4], [5, 6]],
             {"a": [[1, 2], [3, 4]], "b": [[5, 6]]}, upstream=[[1, 2], [3, 4], [5, 6]]),
        case("Slice", {"x": [[1, 2, 3, 4], [5, 6, 7, 8]]}, "x[1:, 0:4:2]", [[5, 7]], {"x": [[0, 0, 0, 0], [10, 0, 20, 0]]},
             upstream=[[10, 20]]),
        case("Transpose with axes", {"x": COUNT}, "transpose(x, axes=(1, 2, 0))", np.transpose(COUNT, (1, 2, 0)),
             {"x": np.transpose(np.arange(12).reshape(2, 2, 3), (2, 0, 1))}, upstream=np.arange(12).reshape(2, 2, 3)),
        case("Reshape with -1", {"x": COUNT}, "reshape(x, shape=(2, -1))", np.reshape(COUNT, (2, 6)),
             {"x": np.arange(12).reshape(3, 2, 2)}, upstream=np.arange(12).reshape(2, 6)),
    ]  # fmt: skip


def softmaxes() -> list[Case]:
    y = np.exp(THREE) / np.exp(THREE).sum()
    up = np.array([[2, -1, 0.5]])
    jacobian = np.diag(y) - np.outer(y, y)
    large = np.array([PRINTED, PRINTED])
    pull = np.arange(8.0).reshape(2, 4)
    return [
        case("Softmax", {"x": [THREE]}, "softmax(x)", [y], {"x": up @ jacobian}, upstream=up),
        case("LogSoftmax", {"x": [THREE]}, "log_softmax(x)", [np.log(y)], {"x": up - 1.5 * y}, upstream=up),
        case("Softmax of large numbers", {"x": LARGE}, "softmax(x)", large,
             {"x": large * (pull - (pull * large).sum(axis=1, keepdims=True))}, upstream=pull),
        case("SoftmaxCrossEntropy", {"x": LARGE}, "softmax_with_loss(x, t)", -(math.log(PRINTED[3]) + math.log(PRINTED[0])) / 2,
             {"x": (large - np.eye(4)[[3, 0]]) / 2}, constants={"t": [3, 0]}),
    ]  # fmt: skip


@each(one_input())
def test_one_input(case: Case) -> None:
    assert_holds(case)


@each(several_inputs())
def test_several_inputs(case: Case) -> None:
    assert_holds(case)


@each(shapes_and_sums())
def test_shapes_and_sums(case: Case) -> None:
    assert_holds(case)


@each(softmaxes())
def test_softmaxes(case: Case) -> None:
    assert_holds(case)
