"""Lines and arrowheads of an SVG: paths with rounded corners, triangles."""

from collections.abc import Sequence

Point = tuple[float, float]
CORNER = 8.0


def rounded_path(points: Sequence[Point]) -> str:
    """A line through these points, its corners rounded as far as its pieces are long enough."""
    points = without_repeats(points)
    parts = [f"M{spelt(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, distance(before, corner) / 2, distance(corner, after) / 2)
        parts.append(f"L{spelt(towards(corner, before, radius))}Q{spelt(corner)} {spelt(towards(corner, after, radius))}")
    return "".join([*parts, f"L{spelt(points[-1])}"])


def without_repeats(points: Sequence[Point]) -> list[Point]:
    return [point for index, point in enumerate(points) if not index or distance(point, points[index - 1]) > 0.05]


def distance(a: Point, b: Point) -> float:
    """Of two points on one horizontal or vertical line."""
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def towards(start: Point, end: Point, far: float) -> Point:
    share = far / (distance(start, end) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def spelt(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def arrow(tip: Point, heading: Point, long: float, half: float) -> str:
    """The corners of an arrowhead: its tip, and its base across the heading."""
    (x, y), (ahead, down) = tip, heading
    base = (x - long * ahead, y - long * down)
    corners = [tip, (base[0] - half * down, base[1] - half * ahead), (base[0] + half * down, base[1] + half * ahead)]
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
