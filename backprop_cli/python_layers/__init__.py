"""Layers from Python files (`--layers FILE.py`): strangers' classes and functions, loaded, looked at and run as layers.

A stranger is whoever wrote the file: nothing is taken for granted of such code. cli/load.py calls `load_layers` for each file.
"""
