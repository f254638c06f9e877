"""Which links of a laid-out document go into the PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from briefgen.typeset.problems import Problems

_SCHEMES = frozenset(("http", "https", "mailto"))


def sift_links(pages: Iterable[Any], problems: Problems) -> None:
    """Take away links that may not be, and those that lie inside another with the same target.

    Allowed are links into the document, to the web, and to a mailbox. WeasyPrint gives every box
    inside a link a link of its own.
    """
    for page in pages:
        kept: list[Any] = []
        for link in page.links:
            kind, target, area, _ = link
            if kind == "external" and urlsplit(target).scheme.lower() not in _SCHEMES:
                problems.add(f"refused link to `{target}`")
            elif not any(other[1] == target and _is_inside(area, other[2]) for other in kept):
                kept.append(link)
        page.links[:] = kept


def _is_inside(area: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether a rectangle lies inside another, within a pixel above and below."""
    return (
        area[0] >= other[0] - 0.01
        and area[1] >= other[1] - 1
        and area[2] <= other[2] + 0.01
        and area[3] <= other[3] + 1
    )
