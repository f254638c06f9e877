"""Type 2 charstrings (Adobe Technical Note 5177) in fewer bytes: fewer points, on a coarser grid."""

from __future__ import annotations

from briefgen.typeset.curves import Contour, Point, Segment, simplify

#: Raised whenever this module or `curves` makes other bytes from the same charstring.
CODE_VERSION = 2

_DRAWN = ("rmoveto", "rlineto", "rrcurveto", "endchar")
_STACK = 48

Command = tuple[str, list[float]]


def reduce(code: bytes, grid: float, tolerance: float) -> bytes | None:
    """Return a charstring with all points on multiples of `grid`, in whole font units.

    Lines and curves within `tolerance` of the given ones take their place (`simplify`); 0 keeps them all.
    The advance is kept. Return None for a charstring with hints or calls of subroutines, which
    HarfBuzz does not leave in a subset that is asked to have none.
    """
    from fontTools.cffLib import specializer
    from fontTools.misc.psCharStrings import T2CharString

    string = T2CharString(bytecode=code)
    try:
        string.decompile()
        commands = specializer.generalizeCommands(specializer.programToCommands(string.program))
    except (
        AttributeError,
        IndexError,
        NotImplementedError,
        ValueError,
    ):  # subroutines, odd operators
        return None
    head = [one for one in commands if one[0] == ""]
    if any(name not in ("", *_DRAWN) for name, _ in commands):
        return None
    contours = _contours(commands)
    if tolerance:
        contours = [simplify(contour, tolerance) for contour in contours]
    drawn = specializer.specializeCommands(
        _commands(contours, grid), generalizeFirst=False, maxstack=_STACK
    )
    program = specializer.commandsToProgram([*head, *drawn, ("endchar", [])])
    done = T2CharString(program=program)
    done.compile()
    result: bytes = done.bytecode
    return result


def _contours(commands: list[Command]) -> list[Contour]:
    """Return the contours that general commands draw."""
    found: list[Contour] = []
    x = y = 0.0
    for name, steps in commands:
        points: list[Point] = []
        for dx, dy in zip(steps[::2], steps[1::2], strict=False) if name in _DRAWN else ():
            x, y = x + dx, y + dy
            points.append((x, y))
        if name == "rmoveto":
            found.append(Contour(points[0], []))
        elif points:
            found[-1].segments.append(tuple(points))
    return found


def _commands(contours: list[Contour], grid: float) -> list[Command]:
    """Return the general commands that draw contours on the grid; a line that closes one is implied."""
    found: list[Command] = []
    here = (0, 0)

    def steps(points: Segment) -> list[float]:
        nonlocal here
        taken: list[float] = []
        for point in points:
            target = _on_grid(point, grid)
            taken += (target[0] - here[0], target[1] - here[1])
            here = target
        return taken

    for start, segments in contours:
        found.append(("rmoveto", steps((start,))))
        for number, segment in enumerate(segments, 1):
            if len(segment) == 3:
                found.append(("rrcurveto", steps(segment)))
            elif number < len(segments) or _on_grid(segment[0], grid) != _on_grid(start, grid):
                found.append(("rlineto", steps(segment)))
    return found


def _on_grid(point: Point, grid: float) -> tuple[int, int]:
    """Return the place on the grid that is nearest to a point."""
    return int(round(point[0] / grid) * grid), int(round(point[1] / grid) * grid)
