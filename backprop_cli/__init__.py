"""bpcalc: the calculator for computational graphs."""

__version__ = "0.1.0"
