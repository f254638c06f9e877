"""The report: a page of HTML, whole in itself, with old, new and difference side by side."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from PIL import Image

from tests.pictures.comparing import COME, GONE, Difference, Tolerance, compare
from tests.pictures.rendering import Pages


@dataclass(frozen=True)
class Row:
    """A page that has changed, has come (no old picture), or has gone (no new one)."""

    name: str
    old: Image.Image | None
    new: Image.Image | None
    difference: Difference | None

    @property
    def verdict(self) -> str:
        """What is the matter, in words."""
        if self.difference is None:
            return "only old" if self.new is None else "only new"
        return f"{self.difference.pixels} pixels differ"


def rows(old: Pages, new: Pages, tolerance: Tolerance | None = None) -> list[Row]:
    """The pages of which readers would see a change, in the order of the new ones; then those gone."""
    found: list[Row] = []
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            found.append(Row(name, before, after, None))
        elif difference := compare(before, after, tolerance):
            found.append(Row(name, before, after, difference))
    return found


def page(changed: Sequence[Row], names: Sequence[str], before: str, after: str) -> str:
    """The report on all pages named, some of them changed. `before`, `after` say what is compared."""
    return "\n".join(_lines(changed, names, before, after))


_STYLE = Markup("""
:root { color-scheme: light dark; --line: #8885; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 110rem; padding: 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.125rem; margin: 2.5rem 0 .25rem; border-top: 1px solid var(--line); }
p { margin: .25rem 0 .5rem; }
.row { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; }
figure { margin: 0; } figcaption { font-size: .875rem; }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); background: #fff; }
.mark { display: inline-block; width: .8em; height: .8em; }
""")


def _lines(
    changed: Sequence[Row], names: Sequence[str], before: str, after: str
) -> Iterator[Markup]:
    title = f"{len(changed)} of {len(names)} pages differ"
    yield Markup('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">')
    yield Markup('<meta name="viewport" content="width=device-width"><title>{}</title>').format(
        title
    )
    yield Markup("<style>{}</style></head><body><main><h1>{}</h1>").format(_STYLE, title)
    mark = Markup('<span class="mark" style="background: rgb{}"></span> {}')
    told = Markup("<p>Old: {}. New: {}. In the differences: {}, {}.</p>")
    yield told.format(
        before, after, mark.format(GONE, "what has gone"), mark.format(COME, "what has come")
    )
    for row in changed:
        yield from _row(row)
    same = [name for name in names if name not in {row.name for row in changed}]
    if same:
        yield Markup("<h2>Not changed</h2><ul>")
        yield from (Markup("<li>{}</li>").format(name) for name in same)
        yield Markup("</ul>")
    yield Markup("</main></body></html>")


def _row(row: Row) -> Iterator[Markup]:
    yield Markup("<section><h2>{}</h2><p>{}</p>").format(row.name, row.verdict)
    yield Markup('<div class="row">')
    marked = row.difference.picture if row.difference else None
    for label, picture in (("old", row.old), ("new", row.new), ("difference", marked)):
        yield Markup("<figure>")
        if picture is None:
            yield Markup("<p>No such page.</p>")
        else:
            shown = Markup('<img src="{}" alt="{}: {}" width="{}" height="{}" loading="lazy">')
            yield shown.format(_data(picture), escape(row.name), label, *picture.size)
        yield Markup("<figcaption>{}</figcaption></figure>").format(label)
    yield Markup("</div></section>")


def _data(picture: Image.Image) -> str:
    """A picture as a data URL, without loss."""
    file = io.BytesIO()
    picture.convert("RGB").save(file, "WEBP", lossless=True, method=2)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode()
