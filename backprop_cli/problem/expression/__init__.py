"""An expression → nodes, by Python's own `ast`. It is read, never run."""
