"""What each edition must show, and where. Gives BG102, BG501 to BG504."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related
from briefgen.model.audience import Part
from briefgen.model.brief import EditionPlan
from briefgen.rules import audience as rules
from briefgen.rules import schema
from briefgen.source.places import extent

MIN_POINTS, MAX_POINTS = 3, 5
"""Findings in a summary box. A brief of no more than five may show fewer than three."""


def planned(content: Content) -> Iterator[Diagnostic]:
    """Each audience that is asked for has a plan in the brief."""
    plans = content.brief.value.editions
    for name in content.wanted:
        if name in content.audiences and name not in plans:
            span = content.brief.tree.key_span(("editions",))
            text = f"the brief has no edition for the audience `{name}`"
            advice = f"add `{name}` under `editions`: its leads and its note"
            yield rules.NO_EDITION.at(span, text, advice)


def led(content: Content) -> Iterator[Diagnostic]:
    """An edition of a brief that has recommendations leads with one of them."""
    brief, where = content.brief.value, content.brief.tree
    for name, plan in brief.editions.items():
        if brief.recommendations and plan.leads is not None and plan.leads.recommendations == ():
            span = where.key_span(("editions", name, "leads"))
            text = "missing key `recommendations` in `leads`"
            advice = "name the recommendation that comes first for these readers"
            yield schema.MISSING_KEY.at(span, text, advice)


def own_government_first(content: Content) -> Iterator[Diagnostic]:
    """Recommendations to the readers' own government come before all others."""
    brief = content.brief.value
    countries = {a.id: a.country for a in brief.actors}
    for name, plan in brief.editions.items():
        audience = content.audiences.get(name)
        if audience is None or not audience.value.government or plan.leads is None:
            continue
        own = audience.value.government
        addressed = {
            r.id: any(countries.get(a) == own for a in r.addressees or ())
            for r in brief.recommendations
            if r.id
        }
        order = recommendation_order(plan, tuple(addressed))
        last_own = max((i for i, r in enumerate(order) if addressed[r]), default=0)
        for other in order[:last_own]:
            if not addressed[other]:
                behind = next(r for r in order[order.index(other) :] if addressed[r])
                path = ("editions", name, "leads", "recommendations")
                text = f"`{behind}` addresses {own} and comes after `{other}`, which does not"
                advice = f"name `{behind}` before `{other}` in these leads"
                where = content.brief.tree
                ids = content.ids["recommendations"]
                doubts = tuple(extent(where, ids[one][:-1]) for one in (behind, other))
                doubts += (extent(where, path),)
                yield rules.HIDDEN_FROM_ADDRESSEE.at(
                    where.key_span(path), text, advice, (), (*doubts, extent(where, ("actors",)))
                )
                break


def recommendation_order(plan: EditionPlan, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The leads first, then the rest in the order of the brief."""
    leads = tuple(dict.fromkeys(r for r in plan.leads.recommendations or () if r in ids))
    return (*leads, *(r for r in ids if r not in leads))


def summaries(content: Content) -> Iterator[Diagnostic]:
    """Each edition's summary has three to five findings: its leads, and the core not among them."""
    brief, where = content.brief.value, content.brief.tree
    least = MIN_POINTS if len(brief.findings) > MAX_POINTS else 1
    for name in content.wanted:
        plan = brief.editions.get(name)
        if plan is None or plan.leads is None or not plan.leads.findings or not brief.core:
            continue
        points = dict.fromkeys((*plan.leads.findings, *brief.core))
        if not least <= len(points) <= MAX_POINTS:
            path = ("editions", name, "leads", "findings")
            listed = ", ".join(f"`{one}`" for one in points)
            number = f"{len(points)} finding{'s' if len(points) > 1 else ''}"
            text = f"the summary of `{name}` has {number}: {listed}"
            advice = "a summary has three to five: its leads, and the `core` that is not among them"
            related = (Related(where.key_span(("core",)), "the core findings"),)
            doubts = (extent(where, path), extent(where, ("core",)), extent(where, ("findings",)))
            span = where.key_span(path)
            yield rules.SUMMARY_POINTS.at(span, text, advice, related, doubts)


def complete(content: Content) -> Iterator[Diagnostic]:
    """Each profile sets every part of a brief once."""
    for name in content.wanted:
        if name not in content.audiences or not content.audiences[name].sound:
            continue
        profile = content.audiences[name]
        parts = [part for section in profile.value.sections for part in section.parts]
        for part in get_args(Part):
            if parts.count(part) != 1:
                how = "leave out" if part not in parts else "repeat"
                text = f"the sections of `{name}` {how} the part `{part}`"
                span = profile.tree.key_span(("sections",))
                yield rules.MISSING_PART.at(span, text, f"name `{part}` in one section")
