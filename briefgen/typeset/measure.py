"""The width of a text in a stack of font families, as figures need it to place their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from briefgen.typeset.faces import Face, faces_of
from briefgen.typeset.subset import advance, missing_characters


def measure_in(
    families: Iterable[str], bold_families: Iterable[str] = ()
) -> Callable[[str, float, bool], float]:
    """A function from text, font size in px and boldness to a width in px.

    `bold_families`: those of bold text, if they differ. Each character is measured in the first
    family that has it, as a browser would set it. Raises `KeyError` for an unknown family,
    `FontMissing` for one whose file is not there.
    """
    faces = faces_of(families)
    bold_faces = faces_of(bold_families) or faces

    def measure(text: str, size: float, bold: bool) -> float:
        stack = _stack(bold_faces, 700) if bold else _stack(faces, 400)
        found = {c: _first(stack, c) for c in set(text)}
        runs = ((face, "".join(run)) for face, run in groupby(text, key=found.__getitem__))
        return sum(advance(face, run, size) for face, run in runs)

    return measure


def _stack(faces: tuple[Face, ...], weight: int) -> tuple[Face, ...]:
    """One upright face a family: of the weight, or of the only one it has."""
    upright = [face for face in faces if face.style == "normal"]
    families = dict.fromkeys(face.family for face in upright)
    return tuple(
        min((f for f in upright if f.family == family), key=lambda f: abs(f.weight - weight))
        for family in families
    )


def _first(stack: tuple[Face, ...], character: str) -> Face:
    return next((f for f in stack if not missing_characters(f, character)), stack[0])
