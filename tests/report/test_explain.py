"""Explanations for machines: JSON, lines, csv, the value."""
