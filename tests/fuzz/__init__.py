"""Fuzzing: random files, expressions and command lines, each held against what every run promises."""
