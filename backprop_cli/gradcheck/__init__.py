"""Analytic against numeric: every gradient of the backward pass held against one from the forward pass alone.

run.py checks the whole graph (comparison.py) and each layer by itself (layer_check.py). comparison.py gets numerical slopes from
complex_step.py, or from central.py and polynomial_fit.py where code takes no complex numbers, and verdict.py judges each. They
all ask probe.py how far L moves, which computes again only what a perturbed entry can change: plan.py and versions.py for
arrays, float_probe.py for single numbers. "A stranger's code" is that of a Python file given by --layers.
against.py holds a kernel against its reference, by the measure of naive_error.py.
"""

from backprop_cli.gradcheck.result import RATIO, RIGHT, Check, Culprit, Result, TaylorRow
from backprop_cli.gradcheck.run import gradcheck

__all__ = ["RATIO", "RIGHT", "Check", "Culprit", "Result", "TaylorRow", "gradcheck"]
