"""An edition as linked data: a schema.org Report that cites the essay it condenses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.edition import Edition, Source
from briefgen.text import plain
from briefgen.writers.filters import is_safe_link

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
"""The type of dates that are not certain or not precise."""


def file_name(audience: str, extension: str) -> str:
    """The name of an edition's file. All files of a brief lie in one folder, so it is a link too."""
    return f"{audience}.{extension}"


def linked_data(edition: Edition) -> dict[str, Any]:
    """The edition as a Report. Its author is the publisher: the brief is not the author's text.

    Empty fields are left out.
    """
    publication = edition.publication
    publisher = _organization(publication.publisher)
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "name": plain(edition.title),
            "alternativeHeadline": plain(edition.subtitle),
            "abstract": plain(edition.summary.bottom_line),
            "inLanguage": edition.locale,
            "audience": {"@type": "Audience", "audienceType": edition.audience_name},
            "reportNumber": publication.number,
            "datePublished": publication.date_iso,
            "author": publisher,
            "publisher": publisher,
            "isPartOf": {"@type": "PublicationSeries", "name": publication.series},
            "identifier": edition.digest,
            "citation": _essay(edition.source),
            "workTranslation": _others(edition),
        }
    )


def _essay(source: Source) -> dict[str, Any]:
    """The source, with its publisher, container and date, where they are known."""
    return _filled(
        {
            "@type": "Article",
            "name": source.title,
            "inLanguage": source.language,
            "author": [{"@type": "Person", "name": person.original} for person in source.authors],
            "datePublished": _date(source),
            "publisher": _organization(source.publisher),
            "isPartOf": _named("CreativeWork", source.container_title),
            "url": source.url if is_safe_link(source.url) else "",
        }
    )


def _date(source: Source) -> str | dict[str, str]:
    """The date of the source. One that was inferred is marked so: 1999~ (ISO 8601-2, EDTF level 1)."""
    if source.date_iso and source.date_inferred:
        return {"@type": EDTF, "@value": f"{source.date_iso}~"}
    return source.date_iso


def _others(edition: Edition) -> list[dict[str, Any]]:
    """The other editions of the brief."""
    return [
        {
            "@type": "Report",
            "name": other.title,
            "inLanguage": other.locale,
            "url": file_name(other.audience, "html"),
        }
        for other in edition.alternates
        if not other.current
    ]


def _organization(name: str) -> dict[str, str]:
    return _named("Organization", name)


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without empty fields."""
    return {key: value for key, value in data.items() if value}
