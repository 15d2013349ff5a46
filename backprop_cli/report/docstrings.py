"""Docstrings as text for people: help pages and the shelf are made of them, and `python -OO` strips them all."""

import ast
import sys
from functools import cache
from inspect import getsource
from typing import Any


def docstring(thing: Any) -> str:
    """The docstring of a class or function at the top of its module; where Python has stripped it, what the source says."""
    return thing.__doc__ or stripped(thing.__module__).get(thing.__name__, "")


@cache
def stripped(module: str) -> dict[str, str]:
    """The docstrings of a module's classes and functions, by name; none where there is no source."""
    try:
        body = ast.parse(getsource(sys.modules[module])).body
    except (OSError, TypeError, KeyError):
        return {}
    return {node.name: ast.get_docstring(node) or "" for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
