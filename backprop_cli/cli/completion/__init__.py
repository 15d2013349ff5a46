"""Completion with Tab: what a shell is told, which names there are, and how a shell learns to ask."""
