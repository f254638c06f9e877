"""The width of a text in a stack of font families, as figures need it to place their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby

from briefgen.typeset.faces import Face, faces_of
from briefgen.typeset.subset import advances, missing_characters


def measure_in(
    families: Iterable[str], bold_families: Iterable[str] = (), own: tuple[Face, ...] = ()
) -> Callable[[str, float, bool], float]:
    """Return a function from text, font size in px and boldness to a width in px.

    `bold_families`: those of bold text, if they differ. `own`: faces beside briefgen's. Each
    character is measured in the first family that has it, as a browser would set it. Widths are
    remembered. Raises `KeyError` for an unknown family, `FontMissing` for one whose file is not there.
    """
    faces = faces_of(families, own)
    stacks = {False: _stack(faces, 400), True: _stack(faces_of(bold_families, own) or faces, 700)}

    width_in = cache(advances)

    @cache
    def face_of(character: str, bold: bool) -> Face:
        stack = stacks[bold]
        return next((f for f in stack if not missing_characters(f, character)), stack[0])

    @cache
    def measure(text: str, size: float, bold: bool) -> float:
        runs = groupby(text, key=lambda character: face_of(character, bold))
        return sum(width_in(face)("".join(run), size) for face, run in runs)

    return measure


def _stack(faces: tuple[Face, ...], weight: int) -> tuple[Face, ...]:
    """Return one upright face a family: of the weight, or of the only one it has."""
    upright = [face for face in faces if face.style == "normal"]
    families = dict.fromkeys(face.family for face in upright)
    return tuple(
        min((f for f in upright if f.family == family), key=lambda f: abs(f.weight - weight))
        for family in families
    )
