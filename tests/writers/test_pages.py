"""Written pages: structure, links, languages, labels, for every audience and both media."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from briefgen.edition import Edition, Figures, Findings, NotePart, Recommendations, Risks
from briefgen.figures import draw
from briefgen.text import Run, plain
from briefgen.writers import file_name, write_html, write_index, write_print
from briefgen.writers.html import note_homes
from briefgen.writers.linked_data import linked_data
from tests.writers.pages import HEADINGS, Element, contrast, read
from tests.writers.sample import AUDIENCES, LOCALES, sample, templates, wording

MEDIA = ("screen", "print")
PAGES = [(audience, medium) for audience in AUDIENCES for medium in MEDIA]
EDITORS = {"us": "Editors:", "jp": "編集部注", "kr": "편집부 주"}
EDITORIAL = {
    "us": "Editorial context, not from the source",
    "jp": "編集部による補足（論考にはない内容）",
    "kr": "편집부 보충(원문에 없는 내용)",
}


def figures(edition: Edition) -> dict[str, str]:
    return dict(draw(edition, lambda text, size, bold: len(text) * size * (0.7 if bold else 0.6)))


def written(edition: Edition, medium: str) -> str:
    if medium == "screen":
        return write_html(edition, figures(edition), templates()).text
    return write_print(edition, figures(edition), templates()).html


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: "-".join(page))
def page(request: pytest.FixtureRequest) -> tuple[Edition, str, str]:
    audience, medium = request.param
    return sample(audience), medium, written(sample(audience), medium)


def test_structure(page: tuple[Edition, str, str]) -> None:
    """One h1, no level skipped (WCAG 1.3.1), landmarks, a language, identifiers once."""
    edition, _, html = page
    root = read(html)
    levels = [HEADINGS.index(one.tag) + 1 for one in root.find(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert root.attributes["lang"] == edition.locale
    assert len(root.find("main")) == 1
    names = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
    assert len(names) == len(set(names))


def test_links_inside_lead_somewhere(page: tuple[Edition, str, str]) -> None:
    root = read(page[2])
    names = {one.attributes.get("id") for one in root.walk()}
    inner = {one.attributes["href"] for one in root.find("a") if one.attributes["href"][0] == "#"}
    assert inner
    assert {href[1:] for href in inner} <= names


def test_named_controls(page: tuple[Edition, str, str]) -> None:
    """An accessible name holds the visible one (WCAG 2.5.3); no link is in a link, or empty."""
    for link in read(page[2]).find("a"):
        name, shown = link.attributes.get("aria-label", ""), link.text.strip()
        assert shown
        assert not name or any(c.isdigit() for c in shown) <= any(c.isdigit() for c in name)
        assert not link.find("a")[1:]


def test_nothing_is_left_out(page: tuple[Edition, str, str]) -> None:
    """Every record, note and title of the edition stands in the page, once, where links find it."""
    edition, medium, html = page
    root = read(html)
    for section in edition.sections:
        assert section.heading in root.by_id(section.id).text
        for part in section.parts:
            for item in () if isinstance(part, NotePart) else part.items:
                assert root.by_id(item.id).tag in ("section", "p", "li", "tr")
            if isinstance(part, Findings):
                assert all(plain(f.explanation) in root.by_id(f.id).text for f in part.items)
            if isinstance(part, Risks):
                assert all(plain(r.text) in root.by_id(r.id).text for r in part.items)
            if isinstance(part, Recommendations):
                assert all(i.addressee_line in root.by_id(i.id).text for i in part.items)
    for note in edition.notes:
        assert plain(note.text) in root.by_id(note.id).text
    if medium == "screen":
        for passage in edition.passages:
            assert plain(passage.gist) in root.by_id(passage.id).text


def test_provenance_and_editorial_matter_are_labelled(page: tuple[Edition, str, str]) -> None:
    edition, _, html = page
    root = read(html)
    (provenance,) = root.of_class("provenance")
    assert edition.source.authors[0].name in provenance.text
    assert edition.source.title in provenance.text
    for note in root.of_class("editor-note"):
        assert EDITORIAL[edition.audience] in note.text
    for note in [*root.of_class("place"), *root.of_class("footnote")]:
        assert EDITORS[edition.audience] in note.text
    for notes in root.of_class("notes"):
        assert EDITORIAL[edition.audience] in notes.text
    colophon = root.of_class("colophon")[0].text
    assert edition.publication.contact in colophon
    assert edition.digest[7:19] in colophon


def test_self_contained(page: tuple[Edition, str, str]) -> None:
    """No script but data, nothing that a browser would fetch."""
    root = read(page[2])
    scripts = root.find("script")
    assert all(one.attributes == {"type": "application/ld+json"} for one in scripts)
    assert not [
        one for one in root.walk() if {"src", "srcset", "data", "poster"} & one.attributes.keys()
    ]
    assert {one.attributes["rel"] for one in root.find("link")} <= {"alternate"}
    assert not [name for one in root.walk() for name in one.attributes if name.startswith("on")]
    for sheet in root.find("style"):
        assert not re.search(r"url\(|@import", sheet.text)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_wording_is_complete(audience: str) -> None:
    edition = sample(audience)
    assert write_html(edition, figures(edition), templates()).missing == ()
    assert write_print(edition, figures(edition), templates()).missing == ()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_other_editions(audience: str) -> None:
    """The switch names each edition in its own language, and the head names them for machines."""
    root = read(written(sample(audience), "screen"))
    (switch,) = root.of_class("editions")
    links = {one.attributes["href"]: one for one in switch.find("a")}
    assert links.keys() == {*(file_name(a, "html") for a in AUDIENCES), file_name(audience, "pdf")}
    for other in AUDIENCES:
        link = links[file_name(other, "html")]
        assert link.attributes["lang"] == link.attributes["hreflang"] == LOCALES[other]
        assert ("aria-current" in link.attributes) == (other == audience)
    alternates = {
        one.attributes.get("hreflang"): one.attributes["href"] for one in root.find("link")
    }
    assert {LOCALES[a]: file_name(a, "html") for a in AUDIENCES}.items() <= alternates.items()


@pytest.mark.parametrize(
    ("audience", "foreign"),
    [
        ("jp", "U.S.-Japan-Korea: Creating a Virtual Alliance"),
        ("kr", "Pacific Forum"),
        ("jp", "Yoido Society"),
    ],
)
def test_foreign_words_are_marked(audience: str, foreign: str) -> None:
    """WCAG 2.2, 3.1.2: language of parts."""
    for medium in MEDIA:
        root = read(written(sample(audience), medium)).find("main")[0]
        holders = [one for one in root.find("span") if foreign in one.text]
        innermost = [one for one in holders if not one.find("span")[1:]]
        assert {one.language for one in innermost} == {"en"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_passages_open_in_place(audience: str) -> None:
    """On screen each record that has anchors can show the gists, without a script."""
    edition = sample(audience)
    root = read(written(edition, "screen"))
    gists = {passage.id: plain(passage.gist) for passage in edition.passages}
    for part in (part for section in edition.sections for part in section.parts):
        if isinstance(part, Findings | Recommendations | Risks):
            for item in part.items:
                (details,) = root.by_id(item.id).find("details")
                assert details.find("summary")
                assert all(gists[anchor.id] in details.text for anchor in item.anchors)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_notes_in_place_on_screen_and_at_the_foot_on_paper(audience: str) -> None:
    """Called by number and with a way back; below their record, or in the block that calls them."""
    edition = sample(audience)
    assert edition.notes
    screen, paper = (read(written(edition, medium)) for medium in ("screen", "print"))
    for page in (screen, paper):
        assert not page.of_class("notes")
        for note in edition.notes:
            call = page.by_id(f"call-{note.id}")
            assert call.attributes["href"] == f"#{note.id}"
            assert str(note.number) in call.text
            assert str(note.number) in page.by_id(note.id).of_class("mark")[0].text
    homes = note_homes(edition)
    for note in edition.notes:
        assert screen.by_id(note.id).attributes["class"] == "place"
        section = screen.by_id(homes[note.id])
        while section.tag != "section":
            assert section.parent is not None
            section = section.parent
        assert any(one.attributes["id"] == note.id for one in section.of_class("place"))
        foot = paper.by_id(note.id)
        assert foot.attributes["class"] == "footnote"
        assert foot.find("a")[0].attributes["href"] == f"#call-{note.id}"
        block = paper.by_id(f"call-{note.id}")
        while block.tag in ("a", "sup"):
            assert block.parent is not None
            block = block.parent
        assert any(one is foot for one in block.of_class("footnote"))


def test_table_of_recommendations() -> None:
    """Headers say what they head (PDF/UA-1, 7.5)."""
    (table,) = read(written(sample("kr"), "print")).find("table")
    scopes = [one.attributes.get("scope") for one in table.find("th")]
    assert scopes == ["col"] * 4 + ["row"] * 7
    assert not [
        one
        for one in read(written(sample("kr"), "screen")).of_class("recommendations")
        if one.tag == "table"
    ]


def test_figures_are_numbered_as_they_are_met() -> None:
    for audience in AUDIENCES:
        captions = [one.text for one in read(written(sample(audience), "print")).find("figcaption")]
        assert [re.findall(r"\d", caption)[0] for caption in captions] == ["1", "2"]
        shown = read(written(sample(audience), "screen"))
        captions = [one.text for one in shown.find("figcaption")]
        assert [re.findall(r"\d", caption)[0] for caption in captions] == ["1", "2", "3", "4"]
    bare = read(write_html(sample("us"), {}, templates()).text)
    assert not bare.find("figure")
    assert "[October 21, 1994]" in bare.by_id("E1").text


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_profile_says_which_figures_are_shown(audience: str) -> None:
    edition = replace(sample(audience), figures=Figures(("matrix",), ("evidence", "timeline")))
    shown = {"screen": {"matrix", "matrix-narrow"}, "print": {"evidence", "timeline"}}
    for medium, names in shown.items():
        drawn = read(written(edition, medium)).find("svg")
        assert {one.attributes["aria-labelledby"] for one in drawn} == {
            f"figure-{name}-title" for name in names
        }
    none = replace(edition, figures=Figures((), ()))
    assert not read(written(none, "screen")).find("figure")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_data_of_each_figure_is_there_as_a_table(audience: str) -> None:
    """Behind a control that the keyboard reaches; captions and headings as WCAG 1.3.1 asks."""
    root = read(written(sample(audience), "screen"))
    given = root.of_class("data")
    assert len(given) == len(root.find("figure")) == 4
    for details, figcaption in zip(given, root.find("figcaption"), strict=True):
        assert details.tag == "details"
        (summary,) = details.find("summary")
        assert summary.text == wording_of(audience)["", "Data as a table"]
        (caption,) = details.find("caption")
        assert caption.text == figcaption.text
        heads, *rows = details.find("tr")
        assert {one.attributes["scope"] for one in heads.find("th")} == {"col"}
        assert rows
        for row in rows:
            (head,) = row.find("th")
            assert head.attributes["scope"] == "row"
            assert len(row.find("th", "td")) == len(heads.find("th"))
    assert not read(written(sample(audience), "print")).find("details")


def wording_of(audience: str) -> dict[tuple[str, str], str]:
    found = {("", "Data as a table"): "Data as a table"}
    return found | wording(LOCALES[audience][:2])


# -- texts that attack --------------------------------------------------------------------------

ATTACK = """</style></script><script>alert('x')</script>"&amp;{{ 7 * 7 }}"""
KEEP = {
    "id", "kind", "locale", "language", "audience", "brief", "contact_href", "url", "paper",
    "theme", "date_iso", "start", "end", "strength", "basis", "state", "trend", "digest",
}  # fmt: skip


def poisoned(value: Any, name: str = "") -> Any:
    """An edition whose every free text holds markup."""
    if name in KEEP:
        return value
    if isinstance(value, Run):
        return replace(value, text=value.text + ATTACK)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), f.name) for f in fields(value)}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(one, name) for one in value)
    if isinstance(value, dict):
        return {key: text + ATTACK for key, text in value.items()}
    return value + ATTACK if isinstance(value, str) else value


@pytest.mark.parametrize(("audience", "medium"), PAGES)
def test_markup_in_texts_stays_text(audience: str, medium: str) -> None:
    clean, attacked = read(written(sample(audience), medium)), poisoned(sample(audience))
    html = written(attacked, medium)
    root = read(html)
    assert "<script>alert" not in html
    assert len(root.find("script")) == len(clean.find("script"))
    assert len(root.find("style")) == len(clean.find("style"))
    assert "{{ 7 * 7 }}" in root.text
    assert "49" not in root.find("h1")[0].text
    for script in root.find("script"):
        assert json.loads(script.text)["name"] == plain(attacked.title)
    sheets = write_print(attacked, {}, templates()).css
    assert not any("</" in sheet for sheet in sheets)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_links_of_other_schemes_are_not_set(href: str) -> None:
    edition = sample("us")
    attacked = replace(
        edition,
        title=(Run("Title", href=href),),
        publication=replace(edition.publication, contact_href=href),
        source=replace(edition.source, url=href),
    )
    for medium in MEDIA:
        html = written(attacked, medium)
        assert href not in html
        assert "Title" in html


# -- linked data, the index, colours ------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_linked_data(audience: str) -> None:
    edition = sample(audience)
    (script,) = read(written(edition, "screen")).find("script")
    data = json.loads(script.text)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Report")
    assert (data["name"], data["inLanguage"]) == (plain(edition.title), LOCALES[audience])
    assert data["citation"]["name"] == edition.source.title
    assert data["citation"]["author"] == [{"@type": "Person", "name": "Ralph A. Cossa"}]
    dated = data["citation"]["datePublished"]
    assert dated["@value"] == f"{edition.source.date_iso}~", "an inferred date is marked as such"
    assert dated["@type"].endswith("/EDTF-level1")
    assert data["author"]["name"] == edition.publication.publisher, "the brief is not the author's"
    assert len(data["workTranslation"]) == len(AUDIENCES) - 1


def test_linked_data_says_what_is_known_of_the_source() -> None:
    edition = sample("us")
    known = replace(
        edition.source, date_inferred=False, publisher="A Press", container_title="A Journal"
    )
    unknown = replace(edition.source, date_iso="", date_inferred=False)
    cited = linked_data(replace(edition, source=known))["citation"]
    assert cited["datePublished"] == edition.source.date_iso
    assert cited["publisher"] == {"@type": "Organization", "name": "A Press"}
    assert cited["isPartOf"]["name"] == "A Journal"
    bare = linked_data(replace(edition, source=unknown))["citation"]
    assert not {"datePublished", "publisher", "isPartOf"} & bare.keys()


def index() -> Element:
    made = write_index(tuple(sample(a) for a in AUDIENCES), templates())
    assert made.missing == ()
    return read(made.text)


def test_index_shows_the_editions_and_all_notes() -> None:
    """Each card in its own language; each readership can see what the others are told."""
    root = index()
    assert [one.tag for one in root.find(*HEADINGS)].count("h1") == 1
    hrefs = {one.attributes["href"] for one in root.find("a")}
    for audience in AUDIENCES:
        edition = sample(audience)
        assert {file_name(audience, "html"), file_name(audience, "pdf")} <= hrefs
        cards = [one for one in root.of_class("card") if one.language == LOCALES[audience]]
        told = [
            part.note for s in edition.sections for part in s.parts if isinstance(part, NotePart)
        ]
        assert any(plain(edition.title) in card.text for card in cards)
        assert any(plain(told[0].text) in card.text for card in cards)
        assert any(EDITORIAL[audience] in card.text for card in cards)


def test_index_in_the_language_it_can() -> None:
    assert index().attributes["lang"] == "en-US"
    korean = read(write_index((sample("kr"), sample("jp")), templates()).text)
    assert korean.attributes["lang"] == "ko-KR"
    with pytest.raises(ValueError, match="at least one edition"):
        write_index((), templates())


def tokens(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_contrast(audience: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for every colour of text on every ground, light and dark."""
    (style,) = read(written(sample(audience), "screen")).find("style")
    light, dark = re.split(r"@media screen and \(prefers-color-scheme: dark\)", style.text)
    named, night = tokens(light), tokens(dark.split("}\n}")[0])
    for text in (named["ink"], named["muted"], named["accent"]):
        for ground in (named["paper"], named["tint"]):
            assert contrast(text, ground) >= 4.5
    for text in (night["ink"], night["muted"], night["accent"]):
        for ground in (night["paper"], night["tint"]):
            assert contrast(text, ground) >= 4.5
    assert contrast(night["paper"], night["accent"]) >= 4.5, "buttons of the index"
