"""What people bring along from elsewhere (mathematics, Python, NumPy, MATLAB, spreadsheets) → the same as an expression of ours.

Imported only after something was refused.
"""
