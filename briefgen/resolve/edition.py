"""The resolver: selects, orders, translates and numbers, and returns the edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from babel import Locale

from briefgen import edition as ed
from briefgen.content import Content, language_of
from briefgen.model.audience import Audience, Part
from briefgen.model.audience import Section as SectionPlan
from briefgen.model.brief import Brief, EditionPlan
from briefgen.numbering import numbered
from briefgen.resolve import front, order, records
from briefgen.resolve.translate import Texts, texts_of, wording
from briefgen.source.catalog import Catalog


def resolve(
    content: Content,
    audience_id: str,
    templates: Catalog | None,
    alternates: tuple[ed.Alternate, ...],
    digest: str,
    *,
    draft: bool = False,
) -> ed.Edition:
    """Resolve a brief for one audience.

    Takes content without errors: every reference resolves and every text is translated. `templates` is
    the catalog of the templates' wording in the edition's language, `digest` that of the content. In a
    `draft` the base text stands, marked, for what has no confirmed translation.
    """
    assert content.register is not None
    brief, register = content.brief.value, content.register.value
    audience = content.audiences[audience_id].value
    plan = brief.editions[audience_id]
    language = language_of(audience.locale)
    texts = texts_of(content, audience.locale, draft=draft)
    notes, calls = order.notes_called(brief, plan, audience)
    scope = records.Scope(
        audience=audience,
        texts=texts,
        wording=wording(templates, audience.locale),
        actors={a.id: records.actor_name(a, texts, audience) for a in brief.actors},
        notes=calls,
        leads=frozenset((*plan.leads.findings, *plan.leads.recommendations)),
        core=frozenset(brief.core),
    )
    sections = tuple(_section(scope, brief, plan, s, n) for n, s in enumerate(audience.sections, 1))
    return ed.Edition(
        brief=content.slug,
        audience=audience_id,
        audience_name=scope.label("", audience.name),
        locale=audience.locale,
        language=language,
        title=texts.rich("title", brief.title),
        subtitle=texts.rich("subtitle", brief.subtitle),
        publication=front.publication(brief, audience, texts, content.house),
        source=front.source(register, audience, texts),
        summary=_summary(scope, brief, plan),
        sections=sections,
        notes=tuple(
            ed.Note(
                id=note.id,
                number=number,
                text=texts.rich(f"context/{note.id}/text", note.text),
                about=tuple(ed.Ref(a, a) for a in note.about if a not in scope.actors),
            )
            for number, note in enumerate(notes, 1)
        ),
        passages=front.passages(register, texts, sections),
        alternates=tuple(replace(a, current=a.audience == audience_id) for a in alternates),
        paper=ed.Paper(**audience.paper.model_dump()),
        theme=ed.Theme(**audience.theme.model_dump(exclude={"fonts", "preset"})),
        figures=ed.Figures(**audience.figures.model_dump()),
        digest=digest,
        wording=scope.wording,
        review=front.review(content, audience),
        draft=draft,
        untranslated=_untranslated(content, texts, audience_id),
    )


def _untranslated(content: Content, texts: Texts, audience: str) -> int:
    """How many texts of an edition stand in the base language; those said to others do not count."""
    others = tuple(f"editions/{one}/" for one in content.brief.value.editions if one != audience)
    return sum(
        texts.is_base(message.context, message.text)
        for message, _ in content.messages
        if not message.context.startswith(others)
    )


def _section(
    scope: records.Scope, brief: Brief, plan: EditionPlan, section: SectionPlan, position: int
) -> ed.Section:
    parts = (_part(scope, brief, plan, part) for part in section.parts)
    return ed.Section(
        id=section.id,
        number=numbered(scope.audience.numbering.sections, position),
        heading=scope.label("", section.heading),
        parts=tuple(part for part in parts if part is not None),
    )


def _part(scope: records.Scope, brief: Brief, plan: EditionPlan, part: Part) -> ed.Part | None:
    """One part of a section; None where the brief has nothing for it."""
    match part:
        case "introduction":
            items = tuple(records.paragraph(scope, part, s) for s in brief.introduction)
            return ed.Paragraphs(part, items)
        case "conclusion":
            items = tuple(records.paragraph(scope, part, s) for s in brief.conclusion)
            return ed.Paragraphs(part, items)
        case "findings":
            return ed.Findings(_findings(scope, brief, plan))
        case "recommendations":
            return _recommendations(scope, brief, plan)
        case "risks":
            risks = tuple(records.risk(scope, r, n) for n, r in enumerate(brief.risks, 1))
            return ed.Risks(risks) if risks else None
        case "relationships":
            return _relationships(scope, brief)
        case "timeline":
            events = sorted(brief.events, key=order.when)
            return ed.Timeline(tuple(records.event(scope, e) for e in events)) if events else None
        case "note":
            return ed.NotePart(_editor_note(scope, plan))


def _findings(scope: records.Scope, brief: Brief, plan: EditionPlan) -> tuple[ed.Finding, ...]:
    by_id = {f.id: f for f in brief.findings}
    names = order.leading(plan.leads.findings, by_id)
    return tuple(records.finding(scope, by_id[name], n) for n, name in enumerate(names, 1))


def _recommendations(
    scope: records.Scope, brief: Brief, plan: EditionPlan
) -> ed.Recommendations | None:
    by_id = {r.id: r for r in brief.recommendations}
    names = order.leading(plan.leads.recommendations, by_id)
    items = tuple(records.recommendation(scope, by_id[name], n) for n, name in enumerate(names, 1))
    to = dict.fromkeys(a for r in brief.recommendations for a in r.addressees)
    return ed.Recommendations(items, scope.named(to)) if items else None


def _relationships(scope: records.Scope, brief: Brief) -> ed.Relationships | None:
    ties = tuple(records.relationship(scope, r, n) for n, r in enumerate(brief.relationships, 1))
    names = dict.fromkeys(a for r in brief.relationships for a in r.between)
    return ed.Relationships(ties, scope.named(names)) if ties else None


def _editor_note(scope: records.Scope, plan: EditionPlan) -> ed.EditorNote:
    where = f"editions/{scope.audience.id}/note"
    return ed.EditorNote(
        text=scope.texts.rich(f"{where}/text", plan.note.text),
        points=tuple(
            scope.texts.rich(f"{where}/points/{n}", p) for n, p in enumerate(plan.note.points, 1)
        ),
    )


def _summary(scope: records.Scope, brief: Brief, plan: EditionPlan) -> ed.Summary:
    findings = {f.id: f for f in brief.findings}
    wanted = {r.id: r for r in brief.recommendations}
    return ed.Summary(
        heading=scope.label("", scope.audience.summary.heading),
        bottom_line=scope.texts.rich("bottom_line", brief.bottom_line),
        findings=tuple(
            ed.SummaryPoint(
                ref=ed.Ref(name, name),
                text=scope.texts.rich(f"findings/{name}/summary", findings[name].summary),
                anchors=records.anchors(findings[name].passages),
            )
            for name in order.summary_findings(brief, plan)
        ),
        recommendations=tuple(
            ed.SummaryPoint(
                ref=ed.Ref(name, name),
                text=scope.texts.rich(f"recommendations/{name}/action", wanted[name].action),
                anchors=records.anchors(wanted[name].passages),
                addressee_line=records.addressee_line(scope, scope.named(wanted[name].addressees)),
            )
            for name in plan.leads.recommendations
            if scope.audience.summary.recommendations
        ),
    )


def alternates(
    content: Content, names: Mapping[str, str], files: Collection[str], *, draft: bool = False
) -> tuple[ed.Alternate, ...]:
    """The editions of a brief that are made together, for the switch between them.

    `names` gives each audience its name in its own language, `files` are those that will be there.
    """
    brief = content.brief.value
    found = []
    for name in content.wanted:
        audience: Audience = content.audiences[name].value
        language = language_of(audience.locale)
        texts = texts_of(content, audience.locale, draft=draft)
        locale = Locale.parse(audience.locale.replace("-", "_"))
        found.append(
            ed.Alternate(
                audience=name,
                locale=audience.locale,
                language_name=locale.get_language_name(language) or language,
                audience_name=names[name],
                title=texts.plain("title", brief.title),
                current=False,
                html=f"{name}.html" in files,
                pdf=f"{name}.pdf" in files,
            )
        )
    return tuple(found)
