"""Expressions as they are written elsewhere (mathematics, Python, NumPy, MATLAB, spreadsheets) → the same as an expression of ours.

Imported only after something was refused.
"""
