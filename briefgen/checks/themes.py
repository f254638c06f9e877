"""The themes of the profiles: colours, sizes, faces. Gives BG505, BG510, BG511, BG513, BG515."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from math import floor
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import cast

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import Loaded
from briefgen.model.audience import BOUNDS, Audience, Theme
from briefgen.palette import PAIRS, Colours, Pair, Palette, Scheme, colour_at, contrast, palette
from briefgen.presets import FOLDER
from briefgen.rules import audience as rules
from briefgen.source.tree import Scalar
from briefgen.spelling import close
from briefgen.text import is_todo
from briefgen.typeset.faces import FACES, PACKAGED

GROUNDS: Mapping[Scheme, str] = {
    "paper": "white",
    "light": "a light screen",
    "dark": "a dark screen",
}
"""How messages name where colours stand."""
POINTS = {"mm": 72 / 25.4, "in": 72.0, "pt": 1.0}
BOLD_ROLES = ("title", "heading")
"""The roles of fonts that have a weight of their own; labels are always bold in places."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|in|pt)")


def run(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    """All checks of one profile's theme."""
    theme = profile.value.theme
    if theme is None:
        return
    yield from _colours(profile, theme)
    yield from _bounds(profile, theme)
    yield from _files(profile, theme)
    yield from _families(profile, theme)
    yield from _bold(profile, theme)


# --- colours ---------------------------------------------------------------------------------------


def _colours(profile: Loaded[Audience], theme: Theme) -> Iterator[Diagnostic]:
    """For each colour that is stated, the first thing that cannot be read in it or on it."""
    if not (_is_colour(theme.accent) and _is_colour(theme.accent_dark)):
        return  # the schema's rules speak of them
    blamed: set[Span] = set()
    for scheme in GROUNDS:
        colours = palette(_sound(theme), scheme)
        for pair in PAIRS:
            if scheme in pair.schemes:
                yield from _pair(profile, colours, pair, scheme, blamed)


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and bool(_HEX.fullmatch(value))


def _sound(theme: Theme) -> Colours:
    """The theme without what is no colour, of which the schema's rules speak."""
    values = {name: getattr(theme, name, None) for name in Theme.model_fields}
    stated = {n: v if _is_colour(v) else None for n, v in values.items() if n not in _STYLES}
    return cast(Colours, SimpleNamespace(**values | stated))


_STYLES = frozenset(("box", "masthead"))


def _pair(
    profile: Loaded[Audience], colours: Palette, pair: Pair, scheme: Scheme, blamed: set[Span]
) -> Iterator[Diagnostic]:
    upper, lower = colour_at(colours, pair.upper), colour_at(colours, pair.lower)
    ratio = contrast(upper, lower)
    if ratio >= pair.minimum:
        return
    span = _blame(profile, (pair.upper, pair.lower), (upper, lower), scheme)
    if span in blamed:
        return
    blamed.add(span)
    ground = GROUNDS[scheme] if pair.lower == "paper" and scheme != "light" else f"`{lower}`"
    where = "" if pair.lower == "paper" else f": {pair.what}, on {_place(scheme)}"
    text = f"`{upper}` has a contrast of {floor(ratio * 10) / 10} on {ground}{where}"
    darker = contrast(upper, "#ffffff") > contrast(lower, "#ffffff")
    advice = f"take a {'darker' if darker else 'lighter'} colour, of {pair.minimum:g} or more"
    yield rules.LOW_CONTRAST.at(span, text, advice)


def _is_finished(span: Span) -> bool:
    """Whether a place is in a finished theme."""
    return PurePosixPath(span.file).parent.name == FOLDER


def _place(scheme: Scheme) -> str:
    return "paper" if scheme == "paper" else GROUNDS[scheme]


def _blame(
    profile: Loaded[Audience], paths: tuple[str, str], found: tuple[str, str], scheme: Scheme
) -> Span:
    """The place of the colour that is stated and leads to a pair: that of the text, or of its ground.

    What the profile states comes before what its finished theme states.
    """
    places = []
    for path, colour in zip(paths, found, strict=True):
        name = path.rpartition(".")[2]
        for key in (name, "accent", "tint"):
            suffixed = f"{key}_dark" if scheme == "dark" else key
            for one in (suffixed, key):
                node = profile.tree.find(("theme", one))
                if isinstance(node, Scalar) and node.text.lower() == colour.lower():
                    places.append(node.span)
    if places:
        return next((one for one in places if not _is_finished(one)), places[0])
    name = "accent_dark" if scheme == "dark" else "accent"
    return profile.tree.span(("theme", name))


# --- sizes -----------------------------------------------------------------------------------------


def _bounds(profile: Loaded[Audience], theme: Theme) -> Iterator[Diagnostic]:
    for key, bounds in BOUNDS.items():
        value = getattr(theme, key, None)
        number = _number(value)
        if number is None or bounds.least <= number <= bounds.most:
            continue
        unit = " pt" if isinstance(value, str) else ""
        found = f"{value}" if isinstance(value, str) else f"{value:g}"
        text = f"`{key}`: expected {bounds.least:g} to {bounds.most:g}{unit}, found {found}"
        span = profile.tree.span(("theme", key))
        advice = "what readers need comes before what a page should look like"
        yield rules.TOKEN_BOUNDS.at(span, text, advice)


def _number(value: object) -> float | None:
    """A factor, or a length in points."""
    if isinstance(value, str):
        length = _LENGTH.fullmatch(value)
        return float(length[1]) * POINTS[length[2]] if length else None
    return float(value) if isinstance(value, int | float) else None


# --- fonts -----------------------------------------------------------------------------------------


def _files(profile: Loaded[Audience], theme: Theme) -> Iterator[Diagnostic]:
    """Every name of a font file is free."""
    known = {face.family for face in FACES}
    taken: dict[tuple[object, ...], int] = {}
    for index, font in enumerate(theme.fonts or ()):
        span = profile.tree.span(("theme", "fonts", index, "family"))
        if font.family in known:
            text = f"`{font.family}` is a family of briefgen's own"
            yield rules.FONT_FILE.at(span, text, "give the file another family name")
        first = taken.setdefault((font.family, font.weight, font.style), index)
        if first != index:
            text = f"`{font.family}` has two files of weight {font.weight}, {font.style}"
            other = profile.tree.span(("theme", "fonts", first, "family"))
            advice = "give one of them its weight and style"
            yield rules.FONT_FILE.at(span, text, advice, (Related(other, "the other"),))


def _families(profile: Loaded[Audience], theme: Theme) -> Iterator[Diagnostic]:
    """Every family that is asked for is known."""
    known = {family for family, _ in _faces(theme)}
    for key in ("serif", "sans", "figures"):
        for index, family in enumerate(getattr(theme, key) or ()):
            if family not in known and not is_todo(family):
                advice = _where_from(family, known)
                span = profile.tree.span(("theme", key, index))
                yield rules.UNKNOWN_FONT.at(span, f"there is no family `{family}`", advice)


def _where_from(family: str, known: Collection[str]) -> str:
    """What helps with a family that is not known: one spelled like it, or where it may come from."""
    packaged = {face.family: face for pair in PACKAGED.values() for face in pair}
    best = close(family, sorted({*known, *packaged}))
    if best in known:
        return f"did you mean `{best}`?"
    if best:
        face = packaged[best]
        line = f"{{package: {face.package}, file: {face.file}, family: {family}}}"
        return f"`pip install {face.package}`, and add `{line}` to `fonts`"
    return f"name its file or package under `fonts`; there are {', '.join(sorted(known))}"


def _faces(theme: Theme) -> frozenset[tuple[str, int]]:
    """Family and weight of all faces there are for a theme."""
    own = ((font.family, font.weight) for font in theme.fonts or () if font.family)
    return frozenset((*((face.family, face.weight) for face in FACES), *own))


def _bold(profile: Loaded[Audience], theme: Theme) -> Iterator[Diagnostic]:
    """What is set bold has a bold face in the first of its families."""
    faces = _faces(theme)
    for role in (*BOLD_ROLES, "label"):
        key = f"{role}_font"
        families = getattr(theme, str(getattr(theme, key, "")), None) or ()
        weight = getattr(theme, f"{role}_weight", 700)
        if weight != 700 or not families or (families[0], 400) not in faces:
            continue
        if (families[0], 700) not in faces:
            label = role == "label"
            at = key if label or profile.tree.find(("theme", key)) else f"{role}_weight"
            text = f"`{key}`: `{families[0]}` has no bold face"
            advice = "name other families" if label else f"say `{role}_weight: 400`"
            yield rules.NO_BOLD.at(profile.tree.span(("theme", at)), text, advice)
