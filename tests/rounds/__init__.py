"""Rounds of gradient checks: random problems that are right, and random faults planted in layers, each with the verdict it must get."""
