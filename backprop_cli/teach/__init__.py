"""Marks: whether an answer that somebody wrote is right."""
