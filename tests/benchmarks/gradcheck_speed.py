"""How fast a gradient check is beside the textbook's loop: `python -m tests.benchmarks.gradcheck_speed`.

A network of 784-50-10 neurons, all its 39,760 parameters. The loop is timed on a part of the weights and scaled up. Ratios are what
counts: both run in one process, one after the other, several rounds; the medians are compared.
"""

# ruff: noqa: E402  (BLAS reads how many threads it may have when NumPy is loaded)
import gc
import os
import sys
from statistics import median
from time import perf_counter
from typing import Any

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np

from backprop_cli.gradcheck import gradcheck
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.reader import read_problem
from backprop_cli.source.places import Source

from .book_loop import BookNet, numerical_gradient

ROUNDS = 5
WEIGHTS = 400  # entries of W1 that the loop is timed on, a round
GOALS = {3: (12, 20), 100: (4, 8)}

NETWORK = """\
variables:
  W1: {{normal: [784, 50], scale: 0.01, seed: 1}}
  b1: {{zeros: [50]}}
  W2: {{normal: [50, 10], scale: 0.01, seed: 2}}
  b2: {{zeros: [10]}}
constants:
  x: {{uniform: [{batch}, 784], seed: 3}}
  t: {labels}
chain:
  - x
  - affine: [W1, b1]
  - sigmoid
  - affine: [W2, b2]
  - softmax_with_loss: [t]
"""
SCALARS = 1_000
NODES = 10_000


def network(batch: int) -> Problem:
    text = NETWORK.format(batch=batch, labels=[7 * i % 10 for i in range(batch)])
    return read_problem(Source("network.yaml", text), None)


def timed(work: Any) -> float:
    gc.collect()
    started = perf_counter()
    work()
    return perf_counter() - started


def loop_time(problem: Problem) -> float:
    """Seconds that the loop takes for all parameters, from a part of them."""
    inputs = dict(zip(problem.graph.names, problem.graph.values, strict=False))
    parameters = {name: inputs[name].copy() for name in ("W1", "b1", "W2", "b2")}
    net, t = BookNet(parameters), inputs["t"].astype(int)
    entries = sum(array.size for array in parameters.values())
    return timed(lambda: numerical_gradient(lambda _: net.loss(inputs["x"], t), parameters["W1"], WEIGHTS)) * entries / WEIGHTS


def check_time(problem: Problem) -> float:
    def check() -> None:
        result = gradcheck(problem, problem.output(), None, list(problem.graph.variables))
        assert result.verdict == "pass"
        assert len(result.checks) == 39_760

    return timed(check)


def torch_time(problem: Problem) -> float | None:
    """Seconds that torch.autograd.gradcheck takes for b1 and W2, scaled to all parameters; None where there is no torch."""
    try:
        import torch
    except ImportError:
        return None
    torch.set_num_threads(1)
    inputs = {name: torch.tensor(np.asarray(value)) for name, value in zip(problem.graph.names, problem.graph.values, strict=False)}
    t = inputs["t"].long()

    def loss(b1: Any, W2: Any) -> Any:
        hidden = torch.sigmoid(inputs["x"] @ inputs["W1"] + b1)
        return torch.nn.functional.cross_entropy(hidden @ W2 + inputs["b2"], t)

    arguments = [inputs[name].clone().requires_grad_() for name in ("b1", "W2")]
    return timed(lambda: torch.autograd.gradcheck(loss, arguments)) * 39_760 / sum(one.numel() for one in arguments)


def chain_of_scalars() -> Problem:
    """10,000 nodes in a row that use 1,000 variables, so that nearly everything lies downstream of everything."""
    variables = "".join(f"  v{i}: {0.5 + i / SCALARS}\n" for i in range(SCALARS))
    kinds = ("v{v} * n{last}", "sin(n{last})", "n{last} + v{v}")
    lines = ["  n0: v0 * v1\n"]
    lines += [f"  n{k}: {kinds[k % 3].format(v=k % SCALARS, last=k - 1)}\n" for k in range(1, NODES)]
    return read_problem(Source("chain.yaml", f"variables:\n{variables}nodes:\n{''.join(lines)}"), None)


def main() -> None:
    print(
        f"Python {sys.version.split()[0]}, NumPy {np.__version__}, one BLAS thread, garbage collector on; medians of {ROUNDS} rounds"
    )
    print(f"{'':28}{'loop':>10}{'bpcalc':>10}{'ratio':>8}   goal")
    for batch, (least, aim) in GOALS.items():
        problem = network(batch)
        rounds = [(loop_time(problem), check_time(problem)) for _ in range(ROUNDS)]
        loop, check = (median(times) for times in zip(*rounds, strict=True))
        print(f"{f'784-50-10, batch {batch}':28}{loop:9.2f}s{check:9.3f}s{loop / check:8.1f}   {least}, aim {aim}")
        other = torch_time(problem)
        if other is not None:
            print(f"{'  torch.autograd.gradcheck':28}{'':10}{other:9.2f}s{other / check:8.1f}   (it takes so many times as long)")
    scalars = chain_of_scalars()
    seconds = median(
        timed(lambda: gradcheck(scalars, scalars.output(), None, list(scalars.graph.variables))) for _ in range(ROUNDS)
    )
    print(f"{f'{NODES:,} nodes, {SCALARS:,} variables':28}{'':10}{seconds:9.3f}s{'':8}   under 2 s")


if __name__ == "__main__":
    main()
