"""The fonts of the editions: the faces of a theme, how wide text is in them, how a page carries them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefgen.content import language_of
from briefgen.edition import Edition
from briefgen.pipeline import Shared
from briefgen.typeset import webfont
from briefgen.typeset.faces import Face, faces_of, own_face
from briefgen.typeset.measure import measure_in
from briefgen.typeset.spacing import is_set_solid
from briefgen.workspace import font_path


class Fonts:
    """The faces of all audiences. `embed` says whether pages carry their fonts."""

    def __init__(self, shared: Shared, cache: Path | None, *, embed: bool = False) -> None:
        self._shared, self._cache = shared, cache
        self.embed = embed

    def faces(self, edition: Edition) -> tuple[Face, ...]:
        """The faces of the families that an edition's theme names."""
        theme = edition.theme
        families = (*theme.serif, *theme.sans, *theme.figures)
        return faces_of(families, self.own(edition))

    def measure(self, edition: Edition) -> Callable[[str, float, bool], float]:
        """How wide text is in the figures of an edition. Raises `FontMissing`."""
        theme = edition.theme
        return measure_in(theme.figure_families, theme.sans, self.own(edition))

    def stylesheet(self, edition: Edition, html: str) -> str:
        """The rules by which a page of an edition carries its fonts. Raises `FontMissing`."""
        return webfont.stylesheet(self.faces(edition), html, cache=self._cache)

    def own(self, edition: Edition) -> tuple[Face, ...]:
        """The files that the theme brings along."""
        loaded = self._shared.audiences[edition.audience]
        spaced = is_set_solid(language_of(loaded.value.locale))
        return tuple(
            own_face(
                font.family,
                font.weight,
                font.style,
                font_path(loaded, index),
                spacing=spaced,
            )
            for index, font in enumerate(loaded.value.theme.fonts)
        )
