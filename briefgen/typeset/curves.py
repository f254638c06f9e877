"""Outlines with fewer points: lines and cubic curves that stay within a tolerance of those they replace.

Faces drawn for all sizes have points that show at none: curves as flat as lines, and curves that two or
three pieces draw where one would. In text they are a tenth of a font.
"""

from __future__ import annotations

from itertools import accumulate
from math import dist, hypot
from typing import NamedTuple

Point = tuple[float, float]
#: The points after the one where it begins: one of a line, three of a curve.
Segment = tuple[Point, ...]

_SAMPLES = (1 / 3, 2 / 3, 1.0)  # where on a segment it is looked at how near another one is
_SMOOTH = 0.94  # the cosine of the angle up to which a join is no corner: 20 degrees
_ROUNDS = 3
_HOPELESS = 5  # tolerances that a point may be off, if another round is to be worth it


class Contour(NamedTuple):
    """A closed contour."""

    start: Point
    segments: list[Segment]


def simplify(contour: Contour, tolerance: float) -> Contour:
    """Return a contour with fewer segments, none of them farther off than `tolerance`, in font units.

    Corners stay where they are, and curves leave and reach them in the directions that they had.
    """
    return _merge_curves(_merge_lines(_flatten(contour, tolerance), tolerance), tolerance)


def _flatten(contour: Contour, tolerance: float) -> Contour:
    """Make lines of flat curves; leave out what has no length."""
    here, found = contour.start, list[Segment]()
    for segment in contour.segments:
        end = segment[-1]
        if len(segment) == 3 and all(_distance(p, here, end) <= tolerance for p in segment[:2]):
            segment = (end,)
        if end != here or len(segment) == 3:
            found.append(segment)
        here = end
    return Contour(contour.start, found)


def _merge_lines(contour: Contour, tolerance: float) -> Contour:
    """Make one line of several that lie in one."""
    here, found, segments, index = contour.start, list[Segment](), contour.segments, 0
    while index < len(segments):
        last = index + 1
        if len(segments[index]) == 1:
            while last < len(segments) and len(segments[last]) == 1:
                end = segments[last][0]
                if any(_distance(s[0], here, end) > tolerance for s in segments[index:last]):
                    break
                last += 1
        found.append(segments[last - 1])
        here, index = segments[last - 1][-1], last
    return Contour(contour.start, found)


def _merge_curves(contour: Contour, tolerance: float) -> Contour:
    """Make one curve of several pieces that go on in one direction."""
    here, found, segments, index = contour.start, list[Segment](), contour.segments, 0
    while index < len(segments):
        best, last = segments[index], index + 1
        before, points = here, [here, *_points(here, best)]
        is_curved = len(best) == 3
        for following in range(index + 1, len(segments)):
            piece, next_piece = segments[following - 1], segments[following]
            joint = piece[-1]
            if _cosine(_leaving(before, piece), _arriving(joint, next_piece)) < _SMOOTH:
                break
            is_curved = is_curved or len(next_piece) == 3
            points += _points(joint, next_piece)
            before = joint
            if is_curved:
                tangents = _arriving(here, segments[index]), _leaving(joint, next_piece)
                curve = _fit(points, *tangents, tolerance)
                if curve is None:
                    break
                best, last = curve, following + 1
        found.append(best)
        here, index = best[-1], last
    return Contour(contour.start, found)


def _fit(points: list[Point], leave: Point, arrive: Point, tolerance: float) -> Segment | None:
    """Return the curve through the ends of some points that is nearest to all, if it is near enough.

    `leave` and `arrive` are its directions there (P. J. Schneider, in Graphics Gems, 1990).
    """
    lengths = [*accumulate(map(dist, points, points[1:]))]
    whole = lengths[-1]
    if not whole:
        return None
    places = [length / whole for length in lengths[:-1]]
    for _ in range(_ROUNDS):
        curve = _nearest(points, places, leave, arrive, 2 * whole)
        found = curve and _nearer(points, places, curve, _HOPELESS * tolerance)
        if not curve or not found:
            return None
        worst, places = found
        if worst <= tolerance * tolerance:
            return curve
    return None


def _nearest(
    points: list[Point], places: list[float], leave: Point, arrive: Point, most: float
) -> Segment | None:
    """Return the curve that has the least squares of distances to points, each at its place on it.

    None if there is none whose handles are no longer than `most`.
    """
    (x0, y0), *between, (x3, y3) = points
    (lx, ly), (ax, ay) = leave, arrive
    c00 = c01 = c11 = r0 = r1 = 0.0
    for (x, y), t in zip(between, places, strict=True):
        u = 1 - t
        uu, tt = u * u, t * t
        b1, b2 = 3 * t * uu, 3 * tt * u
        start, end = u * uu + b1, b2 + t * tt
        dx, dy = x - x0 * start - x3 * end, y - y0 * start - y3 * end
        c00 += b1 * b1
        c01 += b1 * b2
        c11 += b2 * b2
        r0 += b1 * (lx * dx + ly * dy)
        r1 -= b2 * (ax * dx + ay * dy)
    c01 *= -(lx * ax + ly * ay)
    det = c00 * c11 - c01 * c01
    if abs(det) < 1e-9:
        return None
    first, second = (r0 * c11 - r1 * c01) / det, (c00 * r1 - c01 * r0) / det
    if not (0 <= first <= most and 0 <= second <= most):
        return None
    return (x0 + lx * first, y0 + ly * first), (x3 - ax * second, y3 - ay * second), (x3, y3)


def _nearer(
    points: list[Point], places: list[float], curve: Segment, most: float
) -> tuple[float, list[float]] | None:
    """Return the square of the greatest distance from points to a curve, and places nearer to each.

    None if one of them is farther off than `most`.
    """
    (x0, y0), *between, (x3, y3) = points
    (x1, y1), (x2, y2), _ = curve
    # The curve as a polynomial: its place, and its speed there.
    px, py, rx, ry = x1 - x0, y1 - y0, x2 - x1, y2 - y1
    qx, qy, sx, sy = rx - px, ry - py, x3 - x0 - 3 * rx, y3 - y0 - 3 * ry
    worst, found, limit = 0.0, list[float](), most * most
    for (x, y), t in zip(between, places, strict=True):
        dx = x - x0 - t * (3 * px + t * (3 * qx + t * sx))
        dy = y - y0 - t * (3 * py + t * (3 * qy + t * sy))
        off = dx * dx + dy * dy
        if off > limit:
            return None
        worst = max(worst, off)
        vx, vy = 3 * (px + t * (2 * qx + t * sx)), 3 * (py + t * (2 * qy + t * sy))
        speed = vx * vx + vy * vy
        found.append(min(1.0, max(0.0, t + (dx * vx + dy * vy) / speed)) if speed else t)
    return worst, found


def _points(start: Point, segment: Segment) -> list[Point]:
    """Return some points of a segment, its end the last of them."""
    (x0, y0), (x3, y3) = start, segment[-1]
    if len(segment) == 1:
        return [(x0 + (x3 - x0) * t, y0 + (y3 - y0) * t) for t in _SAMPLES]
    (x1, y1), (x2, y2), _ = segment
    return [
        (
            (1 - t) ** 3 * x0 + 3 * t * (1 - t) ** 2 * x1 + 3 * t * t * (1 - t) * x2 + t**3 * x3,
            (1 - t) ** 3 * y0 + 3 * t * (1 - t) ** 2 * y1 + 3 * t * t * (1 - t) * y2 + t**3 * y3,
        )
        for t in _SAMPLES
    ]


def _arriving(start: Point, segment: Segment) -> Point:
    """Return the direction in which a segment begins."""
    return next((_unit(start, point) for point in segment if point != start), (0.0, 0.0))


def _leaving(start: Point, segment: Segment) -> Point:
    """Return the direction in which a segment ends."""
    end = segment[-1]
    before = (*reversed(segment[:-1]), start)
    return next((_unit(point, end) for point in before if point != end), (0.0, 0.0))


def _unit(start: Point, end: Point) -> Point:
    """Return the direction from one point to another."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y)
    return x / length, y / length


def _cosine(one: Point, other: Point) -> float:
    """Return the cosine of the angle between two directions."""
    return one[0] * other[0] + one[1] * other[1]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a line between two others."""
    x, y = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    square = x * x + y * y
    along = (px * x + py * y) / square if square else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(px - along * x, py - along * y)
