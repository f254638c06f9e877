"""The profiles of the audiences, which all briefs share.

Gives BG107, BG112, BG204, BG412 and BG505 to BG516.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from briefgen import layers
from briefgen.checks.codes import country
from briefgen.checks.references import hint
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.numbering import numbered
from briefgen.rules import audience as rules
from briefgen.rules import language, references, schema
from briefgen.source import tree
from briefgen.source.catalog import Catalog
from briefgen.source.places import extent
from briefgen.source.tree import Path, Scalar, Sequence
from briefgen.text import is_todo

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of papers, mm."""
MILLIMETRES = {"mm": 1.0, "in": 25.4, "pt": 25.4 / 72}
PATTERN_LETTERS = frozenset("GyYuUrQqMLlwWdDFgEecabBhHKkjJCmsSAzZOvVXx")
"""The letters of date patterns (Unicode TS 35, part 4)."""
MANY = 10
"""Messages without a wording that are told one by one at most; more are counted."""
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


def together(profiles: Mapping[str, Loaded[Audience]]) -> Iterator[Diagnostic]:
    """Each profile extends another one that there is, and none extends itself in the end."""
    extends = {name: one.value.extends for name, one in profiles.items() if one.value.extends}
    for name, other in extends.items():
        span = profiles[name].tree.span(("extends",))
        if span.file != profiles[name].tree.name:
            continue  # that is inherited, and told there
        if other not in profiles:
            text = f"there is no audience `{other}`"
            yield references.UNKNOWN_AUDIENCE.at(span, text, hint(other, list(profiles)))
        elif name in layers.chain(other, extends):
            way = f", by way of `{other}`" if other != name else ""
            text = f"`{name}` extends itself{way}"
            yield references.UNKNOWN_AUDIENCE.at(span, text, "name an audience that stands alone")


def unplanned(
    profiles: Mapping[str, Loaded[Audience]], briefs: Collection[tree.Tree]
) -> Iterator[Diagnostic]:
    """Every audience has an edition in some brief."""
    plans = [brief.find(("editions",)) for brief in briefs]
    planned = {name for plan in plans if isinstance(plan, tree.Mapping) for name in plan.keys}
    doubts = tuple(extent(brief, ("editions",)) for brief in briefs)
    for name, profile in profiles.items():
        if name not in planned:
            named = ", ".join(f"`{brief.name}`" for brief in briefs)
            advice = f"add `{name}` under `editions` in {named}: its leads and its note"
            span = profile.tree.span(("id",))
            text = f"no brief has an edition for `{name}`"
            yield rules.UNPLANNED.at(span, text, advice, (), doubts)


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
    is_written = isinstance(marked, Scalar) and marked.text and not is_todo(marked.text)
    if isinstance(marked, Scalar) and is_written and marked.text.count("%s") != 1:
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
    if tongue in ("", "en") or not wording:
        return
    catalog = wording.get(tongue)
    locale = profile.tree.span(("locale",))
    if catalog is None:
        text = f"the templates' wording has no catalog in `{tongue}`"
        advice = f"`briefgen i18n update --templates -l {tongue}` begins it"
        yield language.NO_WORDING.at(locale, text, advice)
        return
    blank = [one for one in catalog.entries.values() if not one.msgstr.strip()]
    if len(blank) > MANY:
        text = (
            f"{len(blank)} of {len(catalog.entries)} messages have no wording in `{catalog.name}`"
        )
        place = catalog.span(blank[0], "msgstr")
        related = (Related(locale, "the locale of these readers"),)
        yield language.NO_WORDING.at(place, text, "translate them; this is the first", related)
        return
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
            # Where it is inherited, that is where it is asked for.
            span = node.span if node.span.file == profile.tree.name else locale
            yield language.NO_WORDING.at(span, text, "add it there")
