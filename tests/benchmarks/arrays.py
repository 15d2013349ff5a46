"""Row 8: affine–sigmoid–loss networks in float64, beside the book's layers called by hand in NumPy, and beside torch."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter
from typing import Any

from backprop_cli import engine
from backprop_cli.graph import Graph
from tests.benchmarks.book import Network
from tests.benchmarks.engine import problem
from tests.benchmarks.measure import Row, against, interleaved, skipped, timed
from tests.benchmarks.peers import ABSENT, here
from tests.benchmarks.sizes import Sizes

NETWORKS = {"100 × 784-50-10": (100, (784, 50, 10), 100), "256 × 1024-1024-1024-10": (256, (1024, 1024, 1024, 10), 4)}
SMALL = {"5 × 7-6-3": (5, (7, 6, 3), 1)}  # for graphs of fewer than a thousand nodes: a trial
BOOK, TORCH, PRODUCTS = "the book's layers in NumPy", "torch", "the products alone in NumPy"


def network(batch: int, widths: tuple[int, ...]) -> Graph:
    """affine → sigmoid → … → affine → softmax with loss, on random weights, images and labels."""
    shapes = list(enumerate(pairwise(widths), 1))
    weights = "".join(f"  W{i}: {{normal: [{n}, {m}], scale: {n**-0.5}}}\n  b{i}: {{zeros: [{m}]}}\n" for i, (n, m) in shapes)
    steps = ", sigmoid, ".join(f"{{affine: [W{i}, b{i}]}}" for i, _ in shapes)
    labels = [index * 7 % widths[-1] for index in range(batch)]
    inputs = f"constants:\n  x: {{uniform: [{batch}, {widths[0]}]}}\n  t: {labels}\n"
    return problem(f"variables:\n{weights}{inputs}chain: [x, {steps}, {{softmax_with_loss: [t]}}]\n").graph


def gradients(graph: Graph) -> list[Any]:
    """Ours, both passes: the gradients of all weights."""
    values = engine.forward(graph)
    return engine.backward(graph, values, len(values) - 1)[: len(graph.variables)]


def products(graph: Graph, batch: int) -> Callable[[], list[Any]]:
    """The products of matrices that both passes cannot do without: what no code around this BLAS goes below."""
    import numpy as np

    weights = graph.values[: len(graph.variables) : 2]
    operands = [(np.full((batch, len(W)), 0.5), W, np.full((batch, len(W.T)), 0.5)) for W in weights]

    def passes() -> list[Any]:
        forward = [x @ W for x, W, _ in operands]
        back = [dout @ W.T for _, W, dout in operands[1:]]
        return [*forward, *back, *(x.T @ dout for x, _, dout in operands)]

    return passes


def torch_network(graph: Graph) -> Callable[[], list[Any]]:
    import torch
    from torch.nn.functional import cross_entropy, linear

    weights = [torch.tensor(graph.values[number], requires_grad=True) for number in graph.variables]
    x, t = (torch.tensor(graph.values[number]) for number in graph.constants)
    labels = t.long()
    pairs = [(W.t(), b) for W, b in zip(weights[::2], weights[1::2], strict=True)]

    def passes() -> list[Any]:
        out = linear(x, *pairs[0])
        for W, b in pairs[1:]:
            out = linear(torch.sigmoid(out), W, b)
        return list(torch.autograd.grad(cross_entropy(out, labels), weights))

    return passes


def rows(sizes: Sizes) -> Iterator[Row]:
    for name, (batch, widths, passes) in (NETWORKS if sizes.nodes >= 1000 else SMALL).items():
        graph = network(batch, widths)
        book = Network(graph.values, len(graph.variables))
        actions: dict[str, Callable[[], object]] = {"ours": lambda graph=graph: gradients(graph), BOOK: book.gradients}
        actions[PRODUCTS] = products(graph, batch)
        if here("torch"):
            actions[TORCH] = torch_network(graph)
        runs = {one: timed(repeated(action, passes), clock=perf_counter) for one, action in actions.items()}
        interleaved(runs, 1)  # the first round wakes the threads
        taken = interleaved(runs, sizes.rounds * 2)
        for one, peer, most in (("ours", BOOK, 1.15), ("ours", TORCH, 0.8), (PRODUCTS, TORCH, None)):
            what = f"{name}, {passes} pass{'es' if passes > 1 else ''}{'' if one == 'ours' else ', ' + one} : {peer}"
            yield against(8, what, taken[one], taken[peer], most) if peer in taken else skipped(8, what, ABSENT)


def repeated(action: Callable[[], object], times: int) -> Callable[[], object]:
    def run() -> None:
        for _ in range(times):
            action()

    return run
