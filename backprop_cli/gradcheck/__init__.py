"""Analytic against numeric: every gradient of the backward pass held against one from the forward pass alone."""

from backprop_cli.gradcheck.check import gradcheck
from backprop_cli.gradcheck.result import RIGHT, Check, Culprit, Result, TaylorRow

__all__ = ["RIGHT", "Check", "Culprit", "Result", "TaylorRow", "gradcheck"]
