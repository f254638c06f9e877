"""Front and back matter of an edition: publication, source, passages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from briefgen import edition as ed
from briefgen import signoff
from briefgen.content import Content, language_of
from briefgen.house import House
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.register import Name, Register
from briefgen.resolve import dates
from briefgen.resolve.translate import Texts


def publication(
    brief: Brief, audience: Audience, texts: Texts, house: House | None = None
) -> ed.Publication:
    """The brief as a publication. What it does not say of itself, the organisation says."""
    record, house = brief.publication, house or House()
    said = partial(house.said, language=language_of(audience.locale), base=brief.language)
    contact = record.contact or said("contact")
    is_mail = "@" in contact and "://" not in contact
    return ed.Publication(
        series=texts.plain("publication/series", record.series) or said("series"),
        number=record.number,
        publisher=texts.plain("publication/publisher", record.publisher) or said("name"),
        contact=contact,
        contact_href=f"mailto:{contact}" if is_mail else contact,
        date=dates.written(record.date, audience.dates, audience.locale),
        date_iso=record.date,
        disclaimer=said("disclaimer"),
        logo=house.logo,
        logo_alt=said("logo.alt"),
    )


def review(content: Content, audience: Audience) -> ed.Review:
    """What reviewers have signed of an edition."""
    standing = signoff.of_content(content, language_of(audience.locale), audience.id)
    signed = [one for name in standing.names("signed") if (one := standing.signature(name))]
    signed.sort(key=lambda one: one.date)
    first, last = (signed[0].date, signed[-1].date) if signed else ("", "")
    days = first if first == last else f"{first}/{last}"
    return ed.Review(
        records=len(standing.records),
        unsigned=len(standing.records) - len(signed),
        changed=len(standing.names("void")),
        reviewers=tuple(dict.fromkeys(" ".join(one.reviewer.split()) for one in signed)),
        dates=dates.written(days, audience.dates, audience.locale) if days else "",
    )


def source(register: Register, audience: Audience, texts: Texts) -> ed.Source:
    """The essay, as an edition cites it."""
    record = register.bibliography
    at = "source/bibliography"
    issued = "-".join(f"{p:02d}" for p in record.issued.date_parts[0]) if record.issued else ""
    return ed.Source(
        title=record.title,
        language=record.language,
        translated_title=texts.plain(f"{at}/title", record.title),
        authors=tuple(
            _person(name, audience, texts, f"{at}/author/{n}")
            for n, name in enumerate(record.author, 1)
        ),
        author_note=texts.rich(f"{at}/author-note", record.author_note),
        date=dates.written(issued, audience.dates, audience.locale) if issued else "",
        date_iso=issued,
        date_inferred=bool(record.issued and record.issued.circa),
        date_note=texts.rich(f"{at}/issued-note", record.issued_note),
        publisher=texts.plain(f"{at}/publisher", record.publisher),
        container_title=texts.plain(f"{at}/container-title", record.container_title),
        url=record.URL or "",
        passages=len(register.passages),
        digest=register.digest,
    )


def _person(name: Name, audience: Audience, texts: Texts, context: str) -> ed.Person:
    written = texts.plain(context, name.display)
    inverted = f"{name.family}, {name.given}"
    cited = inverted if audience.citation_name == "inverted" else written
    return ed.Person(name=written, citation_name=cited, original=name.display)


def passages(
    register: Register, texts: Texts, sections: Iterable[ed.Section]
) -> tuple[ed.Passage, ...]:
    """The register's passages with the records that cite them."""
    cited: dict[str, list[ed.Ref]] = {}
    for record, label in _cited(sections):
        for anchor in record.anchors:
            refs = cited.setdefault(anchor.id, [])
            ref = ed.Ref(record.id, label)
            if ref not in refs:
                refs.append(ref)
    return tuple(
        ed.Passage(
            id=p.id,
            label=f"¶{p.id[1:]}",
            gist=texts.rich(f"source/passages/{p.id}/gist", p.gist),
            words=p.words,
            cited_by=tuple(cited.get(p.id, ())),
        )
        for p in register.passages
    )


_Cited = ed.Finding | ed.Recommendation | ed.Risk | ed.Relationship


def _cited(sections: Iterable[ed.Section]) -> Iterable[tuple[_Cited, str]]:
    for section in sections:
        for part in section.parts:
            if isinstance(part, ed.Findings | ed.Recommendations | ed.Risks | ed.Relationships):
                for item in part.items:
                    yield item, item.id
