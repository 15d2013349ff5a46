"""Results → plain rows: one module a kind of answer. Knows neither colours nor command lines.

A command makes a Report (rows.py), and cli/show.py gives it to the form of render/ that was asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backprop_cli.report.rows import Report


def kinds() -> "list[type[Report]]":
    """Every kind of report that there is, whether or not anybody has imported it."""
    from importlib import import_module
    from pkgutil import iter_modules

    from backprop_cli.report.rows import Report

    for module in iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
    return Report.__subclasses__()
