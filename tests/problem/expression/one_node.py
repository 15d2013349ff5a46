"""Problems whose one node is the expression under test."""

XY = "variables: {x: 2, y: 3, z: 5, A: [[1, 2], [3, 4]]}\n"


def node(expression: str) -> str:
    return f"{XY}nodes:\n  n: {expression}\n"
