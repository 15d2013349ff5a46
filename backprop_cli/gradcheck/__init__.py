"""Analytic against numeric: every gradient of the backward pass held against one from the forward pass alone."""

from backprop_cli.gradcheck.result import RIGHT, Check, Culprit, Result, TaylorRow
from backprop_cli.gradcheck.run import gradcheck

__all__ = ["RIGHT", "Check", "Culprit", "Result", "TaylorRow", "gradcheck"]
