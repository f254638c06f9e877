"""Outlines as Type 2 charstrings (Adobe Technical Note 5177) of few bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.typeset.curves import Contour, Point, Segment

#: Raised whenever this module makes other bytes from the same contours.
CODE_VERSION = 3

#: What a glyph has that draws nothing.
EMPTY = b"\x0e"  # endchar

_STACK = 48
_SHORT = 107  # the greatest number that takes one byte
_LONG = 4  # units of a handle whose direction changes by 14 degrees at most

Command = tuple[str, list[float]]


def contours(glyphs: Any, name: str, *, quadratic: bool) -> list[Contour]:
    """Return the contours of a glyph, out of fontTools' set of glyphs.

    Quadratic curves, which a TrueType font has, become the cubic ones that they were made from, as near
    as one font unit.
    """
    from fontTools.pens.qu2cuPen import Qu2CuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen

    drawn = RecordingPen()
    if quadratic:
        parts = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(parts)
        parts.replay(Qu2CuPen(drawn, 1.0, all_cubic=True))
    else:
        glyphs[name].draw(drawn)
    found: list[Contour] = []
    for verb, points in drawn.value:
        if verb == "moveTo":
            found.append(Contour(points[0], []))
        elif points:
            found[-1].segments.append(points)
    return found


def encode(outline: Iterable[Contour], scale: float) -> bytes:
    """Return a charstring that draws contours times `scale`, in whole units, without a width."""
    from fontTools.cffLib import specializer
    from fontTools.misc.psCharStrings import T2CharString

    commands = _commands(_on_grid(contour, scale) for contour in outline)
    drawn = specializer.specializeCommands(commands, generalizeFirst=False, maxstack=_STACK)
    done = T2CharString(program=[*specializer.commandsToProgram(drawn), "endchar"])
    done.compile()
    result: bytes = done.bytecode
    return result


def with_width(code: bytes, width: float) -> bytes:
    """Return a charstring that states an advance, as its difference from the font's nominal one."""
    from fontTools.misc.psCharStrings import encodeFixed, encodeIntT2

    stated: bytes = encodeIntT2(int(width)) if width == int(width) else encodeFixed(width)
    return stated + code


def _on_grid(contour: Contour, scale: float) -> list[Segment]:
    """Return the closed ring of segments of a contour, with its points in whole units."""
    ring = [
        tuple((round(x * scale), round(y * scale)) for x, y in segment)
        for segment in ((contour.start,), *contour.segments)
    ]
    ((start,), *segments) = ring
    if segments and segments[-1][-1] != start:
        segments.append((start,))
    return [_eased(*pair) for pair in zip([(start,), *segments], segments, strict=False)]


def _eased(before: Segment, segment: Segment) -> Segment:
    """Return a segment with a handle level or upright that is one unit away from it, which takes a byte less.

    The curve moves by less than half a unit.
    """
    if len(segment) == 1:
        return segment
    (start, (leave, arrive, end)) = (before[-1], segment)
    return _straight(start, leave), _straight(end, arrive), end


def _straight(point: Point, handle: Point) -> Point:
    x, y = abs(handle[0] - point[0]), abs(handle[1] - point[1])
    if y == 1 and x >= _LONG:
        return handle[0], point[1]
    if x == 1 and y >= _LONG:
        return point[0], handle[1]
    return handle


def _commands(rings: Iterable[list[Segment]]) -> list[Command]:
    """Return the general commands that draw rings of segments; a line that closes one is implied."""
    found: list[Command] = []
    here: Point = (0, 0)

    def steps(points: Segment) -> list[float]:
        nonlocal here
        taken: list[float] = []
        for point in points:
            taken += (point[0] - here[0], point[1] - here[1])
            here = point
        return taken

    for ring in rings:
        if not ring:
            continue
        segments = _turned(ring)
        found.append(("rmoveto", steps(segments[-1][-1:])))
        for segment in segments[:-1]:
            found.append(("rlineto" if len(segment) == 1 else "rrcurveto", steps(segment)))
        if len(segments[-1]) == 3:
            found.append(("rrcurveto", steps(segments[-1])))
    return found


def _turned(ring: list[Segment]) -> list[Segment]:
    """Return the ring with that line last, to be implied, which would take the most bytes."""
    most, last = 0, len(ring) - 1
    here = ring[-1][-1]
    for index, segment in enumerate(ring):
        if len(segment) == 1:
            taken = _bytes(segment[0][0] - here[0]) + _bytes(segment[0][1] - here[1])
            if taken > most:
                most, last = taken, index
        here = segment[-1]
    return ring[last + 1 :] + ring[: last + 1]


def _bytes(step: float) -> int:
    """Return how many bytes a step along one axis takes."""
    return 0 if not step else 1 if abs(step) <= _SHORT else 2
