"""The tokens of a theme, told from their model; and the gallery that shows finished themes."""

from __future__ import annotations

import typing
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.model.audience import BOUNDS, Theme
from briefgen.model.base import COLOUR_PATTERN, LENGTH_PATTERN
from briefgen.report.pages import render
from briefgen.schemas import descriptions

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Theme": ("preset",),
    "Fonts": (
        *("serif", "sans", "figures", "fonts", "body_font", "title_font", "heading_font"),
        *("label_font", "figure_font", "title_weight", "heading_weight"),
    ),
    "Type": (
        *("size", "leading", "screen_size", "screen_leading", "title_size", "heading_size"),
        *("small_size", "scale"),
    ),
    "Space": ("space", "section_gap", "record_gap"),
    "Colours": (
        *("accent", "accent_dark", "ink", "ink_dark", "muted", "muted_dark", "paper", "paper_dark"),
        *("tint", "tint_dark", "line", "line_dark"),
    ),
    "Forms": ("masthead", "headings", "box", "note", "table", "rule", "corner", "button_corner"),
    "Logo": ("logo_height", "logo_place"),
}
"""The tokens by what they are about, in the order in which they are told."""
VIEWS: Mapping[str, str] = {
    "page.jpg": "The first page of the PDF",
    "desktop.png": "On a desktop, light",
    "phone.png": "On a phone, dark",
}
"""The pictures of an edition: how their files' names end, and what they show."""


@dataclass(frozen=True, slots=True)
class Token:
    """One key of a theme."""

    name: str
    kind: str
    """What it may be: `rule`, `line`, …; a length, 8.5 to 14 pt."""
    default: str
    text: str
    """What it changes."""


def tokens() -> Mapping[str, tuple[Token, ...]]:
    """All tokens by group, from the model and its docstrings."""
    texts = descriptions(Theme)
    return {
        group: tuple(_token(name, " ".join(texts[name].split())) for name in names)
        for group, names in GROUPS.items()
    }


def _token(name: str, text: str) -> Token:
    field = Theme.model_fields[name]
    if field.is_required():
        default = "to be stated"
    elif field.default in (None, ()):
        default = "–"
    else:
        default = f"{field.default:g}" if isinstance(field.default, float) else str(field.default)
    return Token(name, _kind(name), default, text)


def _kind(name: str) -> str:
    field = Theme.model_fields[name]
    arguments = typing.get_args(field.annotation)
    if typing.get_origin(field.annotation) is typing.Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if name == "fonts":
        return "files"
    if typing.get_origin(field.annotation) is tuple:
        return "families"
    patterns = {*map(_pattern, field.metadata), *map(_pattern, _inner(field.annotation))}
    bounds = BOUNDS.get(name)
    span = f", {bounds.least:g} to {bounds.most:g}" if bounds else ""
    if LENGTH_PATTERN in patterns:
        return f"length{span} pt" if span else "length"
    if COLOUR_PATTERN in patterns:
        return "colour"
    return f"number{span}" if span else "name"


def _inner(annotation: object) -> tuple[object, ...]:
    """What is said of a type inside an option."""
    return tuple(d for one in typing.get_args(annotation) for d in getattr(one, "__metadata__", ()))


def _pattern(datum: object) -> object:
    return getattr(datum, "pattern", None)


def markdown(themes: Mapping[str, str], audiences: Sequence[str]) -> str:
    """The manual of themes, for the repository; its pictures stand beside it in pictures/themes/.

    `themes`: what each is, by name.
    """
    lines = [
        "# Themes",
        "",
        "Made by `briefgen themes tokens`. A profile says in its `theme` how its pages look, token by",
        "token, or names a finished theme and states beside it what is to be otherwise:",
        "",
        "    theme:",
        "      preset: gazette",
        "      serif: [XCharter]",
        "      sans: [Source Sans 3]",
        '      accent: "#1d4675"',
        "",
        "What stands beside `preset` wins over the finished theme, and that over the layers below the",
        "profile (`templates/base/profile.yaml`). The families are the audience's own, since they go with",
        "its script. A finished theme is a file of `templates/themes/` with the same keys; to make one of",
        "your own, copy one under another name. `briefgen themes gallery -o DIR` shows all with your brief.",
        "",
        "In stylesheets each token is a custom property (`templates/base/tokens.css.j2`): `var(--accent)`,",
        "`var(--title-font)`. Validating computes the contrast of every two colours that the sheets set",
        "one on the other, on paper, light and dark screens (BG505), and looks for families (BG510), bold",
        "faces (BG515) and the bounds of sizes (BG513).",
    ]
    for name, text in themes.items():
        lines += ["", f"## {name}", "", text, ""]
        views = [f"{name}-{one}-page.jpg" for one in audiences]
        views.append(f"{name}-{audiences[-1]}-desktop.png")
        cells = (
            f'<img src="pictures/themes/{view}" alt="{view[:-4]}" height="260">' for view in views
        )
        lines.append(" ".join(cells))
    for group, rows in tokens().items():
        lines += ["", f"## {group}", "", "| Token | What it may be | Default | What it changes |"]
        lines.append("|---|---|---|---|")
        lines += [f"| `{t.name}` | {t.kind} | {t.default} | {t.text} |" for t in rows]
    return "\n".join(lines)


def gallery(themes: Mapping[str, str], audiences: Mapping[str, str], pictures: Path) -> str:
    """The gallery as one HTML page, with the pictures of a folder inside it: theme-audience-view."""

    def picture(theme: str, audience: str, view: str) -> str:
        data = (pictures / f"{theme}-{audience}-{view}").read_bytes()
        kind = "jpeg" if view.endswith("jpg") else "png"
        return f"data:image/{kind};base64,{b64encode(data).decode()}"

    return render(
        "gallery.html.j2",
        ("report.css", "gallery.css"),
        themes=themes,
        audiences=audiences,
        views=VIEWS,
        groups=tokens(),
        picture=picture,
    )
