"""The profiles of the audiences, which all briefs share. Gives BG107, BG112, BG412, BG506 to BG509, BG512."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.checks.codes import country
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.numbering import numbered
from briefgen.rules import audience as rules
from briefgen.rules import language, schema
from briefgen.source import tree
from briefgen.source.catalog import Catalog
from briefgen.source.tree import Path, Scalar, Sequence

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of papers, mm."""
MILLIMETRES = {"mm": 1.0, "in": 25.4, "pt": 25.4 / 72}
PATTERN_LETTERS = frozenset("GyYuUrQqMLlwWdDFgEecabBhHKkjJCmsSAzZOvVXx")
"""The letters of date patterns (Unicode TS 35, part 4)."""
NEEDED = {"day": "yMd", "month": "yM", "year": "y"}
"""What a pattern must hold, so that a date keeps its precision."""

_QUOTED = re.compile(r"'[^']*'")


def run(profile: Loaded[Audience], wording: Mapping[str, Catalog]) -> Iterator[Diagnostic]:
    """All checks of one profile. `wording` has the templates' catalogs by language."""
    yield from _sections(profile)
    yield from _figures(profile)
    yield from _dates(profile)
    yield from _numbering(profile)
    yield from _countries(profile)
    yield from _margins(profile)
    yield from _wording(profile, wording)


def _sections(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    node = profile.tree.find(("sections",))
    for item in node.items if isinstance(node, Sequence) else ():
        name = tree.child(item, "id")
        if not isinstance(name, Scalar) or not name.text:
            continue
        if name.text in first:
            text = f"the identifier `{name.text}` is taken"
            related = (Related(first[name.text], "first used here"),)
            hint = "give one of the two another identifier"
            yield schema.DUPLICATE_ID.at(name.span, text, hint, related)
        first.setdefault(name.text, name.span)


def _figures(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    for medium in ("screen", "paper"):
        node = profile.tree.find(("figures", medium))
        first: dict[str, Span] = {}
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar) and item.text in first:
                text = f"`{medium}` names `{item.text}` twice"
                related = (Related(first[item.text], "first named here"),)
                hint = "take one of the two out"
                yield rules.FIGURE_TWICE.at(item.span, text, hint, related)
            elif isinstance(item, Scalar):
                first[item.text] = item.span


def _dates(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    where = profile.tree
    for key, needed in NEEDED.items():
        node = where.find(("dates", key))
        if isinstance(node, Scalar) and node.text:
            yield from _pattern(node, key, needed)
    pair = where.find(("dates", "same_month"))
    if isinstance(pair, Sequence) and len(pair.items) == 2:
        first, second = pair.items
        if isinstance(first, Scalar) and isinstance(second, Scalar):
            yield from _pattern(first, "same_month", "d")
            yield from _pattern(second, "same_month", "d")
    marked = where.find(("dates", "approximate"))
    if isinstance(marked, Scalar) and marked.text and marked.text.count("%s") != 1:
        text = f"`approximate`: expected one %s for the date, found `{marked.text}`"
        yield rules.DATE_PATTERN.at(marked.span, text, "write it as ca. %s")


def _pattern(node: Scalar, key: str, needed: str) -> Iterator[Diagnostic]:
    letters = _QUOTED.sub("", node.text)
    unknown = next(
        (c for c in letters if c.isascii() and c.isalpha() and c not in PATTERN_LETTERS), None
    )
    lacking = [c for c in needed if c not in letters.replace("L", "M").replace("Y", "?")]
    if "'" in letters:
        text = f"`{key}`: a quotation mark in the pattern is not closed"
        yield rules.DATE_PATTERN.at(node.span, text, "put words between ' and '")
    elif unknown:
        text = f"`{key}`: the letter `{unknown}` means nothing in a date pattern"
        yield rules.DATE_PATTERN.at(node.span, text, "put words between ' and '")
    elif lacking:
        names = {"y": "year", "M": "month", "d": "day"}
        text = f"`{key}`: the pattern has no {names[lacking[0]]} (`{lacking[0]}`)"
        advice = (
            "`D` is the day of the year, and `Y` that of a week"
            if set("DY") & set(letters)
            else None
        )
        yield rules.DATE_PATTERN.at(node.span, text, advice)


def _numbering(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    for key in ("sections", "items"):
        node = profile.tree.find(("numbering", key))
        if (
            isinstance(node, Scalar)
            and node.text
            and numbered(node.text, 1) == numbered(node.text, 2)
        ):
            text = f"`{key}`: no number to count in `{node.text}`"
            advice = "show the first number: 1, a, A, I, ア, 가, ①, 一, with what stands around it"
            yield rules.NUMBERING_SAMPLE.at(node.span, text, advice)


def _countries(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    where = profile.tree
    yield from country(where, ("government",))
    order = where.find(("country_order",))
    names = (
        [i.text for i in order.items if isinstance(i, Scalar)]
        if isinstance(order, Sequence)
        else []
    )
    for index in range(len(names)):
        yield from country(where, ("country_order", index))
    government = where.find(("government",))
    if isinstance(government, Scalar) and names and government.text not in names:
        text = f"`country_order` lacks `{government.text}`, the readers' own country"
        related = (Related(government.span, "the readers' government"),)
        advice = f"begin with `{government.text}`"
        doubts = (government.span,)
        span = where.key_span(("country_order",))
        yield rules.OWN_COUNTRY.at(span, text, advice, related, doubts)


def _margins(profile: Loaded[Audience]) -> Iterator[Diagnostic]:
    paper = profile.value.paper
    if paper is None or paper.size not in PAPERS:
        return
    for side, size in zip((("left", "right"), ("top", "bottom")), PAPERS[paper.size], strict=True):
        widths = {one: _length(getattr(paper, f"margin_{one}")) for one in side}
        for one, width in widths.items():
            if width is not None and width < 10:
                text = f"`margin_{one}`: expected at least 10 mm, found {width:.0f} mm"
                yield rules.MARGINS.at(_margin(profile, one), text, "many printers cut that off")
        sum_of = sum(width or 0 for width in widths.values())
        if sum_of > size / 2:
            text = f"the margins take {sum_of:.0f} of {size:.0f} mm"
            yield rules.MARGINS.at(_margin(profile, side[0]), text, "leave more room for the text")


def _margin(profile: Loaded[Audience], side: str) -> Span:
    return profile.tree.span(("paper", f"margin_{side}"))


def _length(written: str | None) -> float | None:
    """A length in mm."""
    return float(written[:-2]) * MILLIMETRES[written[-2:]] if written else None


def _wording(profile: Loaded[Audience], wording: Mapping[str, Catalog]) -> Iterator[Diagnostic]:
    """The headings of a profile are messages of the templates' catalog."""
    tongue = (profile.value.locale or "").split("-")[0]
    if tongue in ("", "en") or tongue not in wording:
        return
    catalog = wording[tongue]
    paths: list[Path] = [("name",), ("summary", "heading")]
    node = profile.tree.find(("sections",))
    count = len(node.items) if isinstance(node, Sequence) else 0
    paths += [("sections", index, "heading") for index in range(count)]
    for path in paths:
        node = profile.tree.find(path)
        if not isinstance(node, Scalar) or not node.text:
            continue
        entry = catalog.entries.get(("", node.text))
        if entry is None or not entry.msgstr or entry.fuzzy:
            text = f"`{node.text}` has no wording in `{catalog.name}`"
            yield language.NO_WORDING.at(node.span, text, "add it there")
