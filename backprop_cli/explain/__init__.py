"""Why a gradient is what it is: the ways it came, what each node on them sent back, and what a small step changes. No words."""
