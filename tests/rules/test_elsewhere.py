"""Rules that no file of a brief can bring about in `validate`: each speaks here, and is silent before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen import Report, Workspace, agreement, build, open_workspace, sign, validate
from briefgen.edition import Edition, Findings, Recommendations, Relationships, Risks
from briefgen.editions import resolve_briefs
from briefgen.i18n import check
from briefgen.settle import Settings
from briefgen.source.files import MAX_BYTES
from tests import cases
from tests.conftest import ROOT

Run = Callable[[Workspace], Report]


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    """The sound brief and all templates, to be spoilt."""
    shutil.copytree(cases.CONTENT, tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return open_workspace(tmp_path / "content", templates=tmp_path / "templates")


@pytest.fixture
def html(tmp_path: Path) -> Run:
    return lambda space: build(space, formats=["html"], out=tmp_path / "out", jobs=1)


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def codes(report: Report) -> set[str]:
    return {one.code for one in report.diagnostics}


def test_a_file_of_five_million_bytes(space: Workspace) -> None:
    path = space.content / cases.BRIEF / "brief.yaml"
    room = MAX_BYTES - path.stat().st_size
    with path.open("a") as stream:
        stream.write("#" * (room - 1) + "\n")
    assert "BG002" not in codes(validate(space))
    with path.open("a") as stream:
        stream.write("#\n")
    assert codes(validate(space)) == {"BG002"}


def test_wording_of_the_templates_without_translation(space: Workspace, html: Run) -> None:
    assert "BG412" not in codes(html(space))
    catalog = space.templates / "base" / "locales" / "ko.po"
    catalog.write_text(catalog.read_text("utf-8").replace('msgid "Key ', 'msgid "Other '), "utf-8")
    assert "BG412" in codes(html(space))


def test_wording_of_the_templates_with_other_blanks(space: Workspace) -> None:
    catalog = space.templates / "base" / "locales" / "ja.po"
    assert "BG413" not in codes(check.of_templates(space, Settings()))
    spoil(catalog, "第%(number)s号", "第%(nummer)s号")
    assert codes(check.of_templates(space, Settings())) == {"BG413"}


def test_a_language_without_a_table(space: Workspace) -> None:
    facts = Settings(facts=True)
    assert "BG477" not in codes(validate(space, settings=facts))
    spoil(space.templates / "kr" / "profile.yaml", "locale: ko-KR", "locale: fr-FR")
    folder = space.content / cases.BRIEF
    shutil.copy(folder / "ko.po", folder / "fr.po")
    found = validate(space, settings=facts).diagnostics
    assert [Path(one.span.file).name for one in found if one.code == "BG477"] == ["fr.po"]


def test_what_no_reviewer_has_signed(space: Workspace) -> None:
    strict = Settings(signoff=True)
    assert "BG480" not in codes(validate(space))
    found = validate(space, settings=strict).diagnostics
    assert [(one.code, Path(one.span.file).name) for one in found] == [
        ("BG480", f"{language}.signed.yaml") for language in ("en", "ja", "ko")
    ]
    for language in ("en", "ja", "ko"):
        assert sign(space, language, reviewer="A").ok
    assert not validate(space, settings=strict).diagnostics
    spoil(space.content / cases.BRIEF / "en.signed.yaml", "      title:", "      # title:")
    spoil(space.content / cases.BRIEF / "ja.signed.yaml", "      title:", "      # title:")
    spoil(space.content / cases.BRIEF / "ko.po", "만", "만,")
    found = validate(space, settings=strict).diagnostics
    told = [(one.code, Path(one.span.file).name, one.span.line) for one in found]
    assert [one for one in told if one[0] == "BG480"] == [
        ("BG480", "brief.yaml", 3),
        ("BG480", "ja.po", 9),
        ("BG480", "ko.signed.yaml", 10),
    ]


def test_an_audience_without_a_plan(space: Workspace) -> None:
    assert "BG501" not in codes(validate(space, audiences=["us"]))
    spoil(space.content / cases.BRIEF / "brief.yaml", "\n  kr:\n", "\n  kr-draft:\n")
    assert "BG501" in codes(validate(space, audiences=["kr"]))


def test_a_profile_that_leaves_out_a_part(space: Workspace) -> None:
    assert "BG503" not in codes(validate(space))
    profile = space.templates / "us" / "profile.yaml"
    spoil(profile, "relationships", "timeline")
    assert "BG503" in codes(validate(space))


def without(kind: type) -> Callable[[Edition], Edition]:
    """An edition whose sections have lost their parts of a kind."""

    def spoilt(edition: Edition) -> Edition:
        sections = tuple(
            replace(one, parts=tuple(part for part in one.parts if not isinstance(part, kind)))
            for one in edition.sections
        )
        return replace(edition, sections=sections)

    return spoilt


def changed(kind: type, **values: object) -> Callable[[Edition], Edition]:
    """An edition in which the first record of each part of a kind has other values."""

    def spoilt(edition: Edition) -> Edition:
        def part_of(part: Any) -> Any:
            first, *rest = getattr(part, "items", (None,))
            is_it = isinstance(part, kind)
            return replace(part, items=(replace(first, **values), *rest)) if is_it else part

        sections = tuple(
            replace(one, parts=tuple(part_of(part) for part in one.parts))
            for one in edition.sections
        )
        return replace(edition, sections=sections)

    return spoilt


def without_summary(edition: Edition) -> Edition:
    return replace(edition, summary=replace(edition.summary, findings=()))


def renumbered(edition: Edition) -> Edition:
    return replace(edition, publication=replace(edition.publication, number="8"))


def turned(edition: Edition) -> Edition:
    """An edition that names the addressees of its first recommendation the other way round."""
    parts = (part for one in edition.sections for part in one.parts)
    first = next(part.items[0] for part in parts if isinstance(part, Recommendations))
    return changed(Recommendations, addressees=first.addressees[::-1])(edition)


@pytest.mark.parametrize(
    ("code", "spoilt"),
    [
        ("BG502", without(Recommendations)),
        ("BG521", without(Risks)),
        ("BG522", without_summary),
        ("BG523", changed(Recommendations, addressees=())),
        ("BG524", changed(Findings, anchors=())),
        ("BG525", changed(Relationships, state="weak")),
        ("BG526", renumbered),
        ("BG527", turned),
    ],
)
def test_an_edition_that_differs(
    space: Workspace, code: str, spoilt: Callable[[Edition], Edition]
) -> None:
    _, (made,) = resolve_briefs(space)
    assert agreement.run(made.content, made.editions) == []
    editions = {**made.editions, "kr": spoilt(made.editions["kr"])}
    found = agreement.run(made.content, editions)
    assert code in {one.code for one in found}
    for one in found:
        assert "`kr`" in one.message
        assert one.span.file.endswith("brief.yaml")


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [
        ("BG531", "index.html.j2", "card.note.text", "edition.title"),
        ("BG531", "index.html.j2", "for note in card.alone", "for note in ()"),
        ("BG532", "parts/byline.html.j2", ' data-proof="provenance"', ""),
        ("BG532", "parts/colophon.html.j2", ' data-proof="citation"', ""),
        ("BG532", "parts/colophon.html.j2", ' data-proof="disclaimer"', ""),
        ("BG532", "parts/colophon.html.j2", ' data-proof="review"', ""),
        ("BG532", "parts/other_editions.html.j2", "edition.digest[7:19]", "edition.brief"),
        ("BG532", "parts/note.html.j2", ' data-proof="editorial"', ""),
        ("BG532", "parts/risks.html.j2", ' id="{{ item.id }}"', ""),
    ],
)
def test_a_page_that_lacks_what_it_owes(
    space: Workspace, html: Run, code: str, file: str, old: str, new: str
) -> None:
    brief = space.content / cases.BRIEF / "brief.yaml"
    spoil(brief, "about: [F1]}", "about: [F1], audiences: [us]}")
    assert codes(html(space)) == set()
    spoil(space.templates / "base" / file, old, new)
    if code == "BG532" and "note.html" in file:
        path = space.templates / "base" / "parts" / "notes.html.j2"
        path.write_text(path.read_text("utf-8").replace(' data-proof="editorial"', ""), "utf-8")
    assert codes(html(space)) == {code}


@pytest.mark.parametrize(
    "written",
    [
        '<scr{{ "ipt" }}>1</scr{{ "ipt" }}>',
        '{{ ("<" ~ "base href=x>") | safe }}',
        '<a href="java&#10;script:x">1</a>',
        '<br {{ "onclick" }}="x()">',
    ],
)
def test_a_page_that_would_run_something(space: Workspace, html: Run, written: str) -> None:
    """However a template writes it: the page itself is looked at."""
    page = space.templates / "base" / "edition.html.j2"
    spoil(page, "<body>", "<body>" + written)
    report = html(space)
    assert "BG611" in codes(report)
    assert report.written == ()


def test_a_template_that_comes_to_no_end(space: Workspace, html: Run) -> None:
    assert "BG612" not in codes(html(space))
    page = space.templates / "base" / "edition.html.j2"
    spoil(
        page,
        "<body>",
        "<body>{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}{% endfor %}",
    )
    told = [one for one in html(space).diagnostics if one.code == "BG612"]
    assert [one.span.line for one in told] == [
        page.read_text("utf-8").split("<body>")[0].count("\n") + 2
    ]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ('<a href="#nowhere">1</a>', "correct the `href`"),
        ('<b id="main">1</b>', "another `id`"),
        ('<b style="colr: red">1</b>', "correct it there"),
    ],
)
def test_what_setting_says_of_a_template_comes_with_advice(
    space: Workspace, tmp_path: Path, cache: Path, written: str, advice: str
) -> None:
    spoil(space.templates / "base" / "edition.html.j2", "<body>", "<body>" + written)
    report = build(
        space, audiences=["us"], formats=["pdf"], out=tmp_path / "out", jobs=1, cache=cache
    )
    (told,) = [one for one in report.diagnostics if one.code == "BG701"]
    assert advice in (told.hint or "")


def test_a_character_that_no_font_has(space: Workspace, tmp_path: Path, cache: Path) -> None:
    def pdf() -> set[str]:
        out = tmp_path / "out"
        return codes(build(space, audiences=["us"], formats=["pdf"], out=out, jobs=1, cache=cache))

    assert "BG701" not in pdf()
    spoil(
        space.content / cases.BRIEF / "brief.yaml",
        "It costs little.",
        "It costs little \U00010900.",
    )
    assert "BG701" in pdf()


def test_a_sheet_that_is_not_set(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that die are killed in tests/incremental/test_workers.py."""
    from briefgen import press, worker

    def pdf() -> set[str]:
        return codes(build(space, audiences=["us"], formats=["pdf"], out=tmp_path / "out", jobs=1))

    made = press.PdfResult(b"%PDF", 1, ())
    monkeypatch.setattr(worker, "typeset", lambda *_: ("set", made))
    assert "BG702" not in pdf()
    monkeypatch.setattr(worker, "typeset", lambda *_: ("failed", "ValueError: no"))
    assert "BG702" in pdf()
    assert "BG703" not in pdf()
    monkeypatch.setattr(worker, "typeset", lambda *_: ("exceeded", ("pages", 1_000)))
    assert "BG703" in pdf()


def test_a_table_that_does_not_name_its_columns() -> None:
    from briefgen.source.files import TextFile
    from briefgen.terms import table

    def found(text: str) -> set[str]:
        return {one.code for one in table.read(TextFile("x.csv", text, ""))[1]}

    assert "BG009" not in found("id,language,status,form\nx,ko,approved,a\n")
    assert "BG009" in found("x,ko,approved,a\n")
