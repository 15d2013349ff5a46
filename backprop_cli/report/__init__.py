"""Results → plain rows: one module a kind of answer. Knows neither colours nor command lines.

A command makes a Report (rows.py), and cli/show.py gives it to the form of render/ that was asked for.
"""
