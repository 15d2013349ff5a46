"""Layers from Python files (`--layers FILE.py`): strangers' classes and functions, loaded, looked at and run as layers."""
