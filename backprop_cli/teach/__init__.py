"""Marks: whether an answer that somebody wrote is right. cli/check_file.py calls `mark_answer` for each under `expect:`."""
