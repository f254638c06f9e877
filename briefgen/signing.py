"""Signing: a reviewer has read records of a brief in one language, and that is written down."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefgen import output, signoff, workspace
from briefgen.content import Content, language_of
from briefgen.dates import impossible
from briefgen.diagnostics import Diagnostic, Severity, in_order
from briefgen.model.base import DAY_PATTERN
from briefgen.model.brief import Brief
from briefgen.pipeline import (
    Checked,
    EnvironmentFault,
    Report,
    Shared,
    WrittenFile,
    check,
    lines_of,
    named,
    report,
    share,
)
from briefgen.rules import language as language_rules
from briefgen.settle import Settings, settle
from briefgen.signoff import Standing, edit
from briefgen.source.catalog import Catalog
from briefgen.source.places import extent
from briefgen.spelling import close
from briefgen.workspace import SIGNED_SUFFIX, Reader, Workspace


class CannotSign(ValueError):
    """A language, a record, a reviewer or a date that there is not, or a file that cannot be edited."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SignedBrief:
    """What came of signing one brief."""

    slug: str
    path: Path
    """The sign-off."""
    signed: tuple[str, ...]
    """The records that are signed now."""
    before: Standing
    """How the records stood before."""

    @property
    def kept(self) -> tuple[str, ...]:
        """The records whose earlier signature holds, and stays."""
        return tuple(one for one in self.before.names("signed") if one not in self.signed)


@dataclass(frozen=True, slots=True)
class SignReport:
    """What came of signing."""

    report: Report
    """What was found, and which files were written. A brief with errors is not signed."""
    briefs: tuple[SignedBrief, ...]
    """The briefs that are signed, those with nothing left to sign included."""

    @property
    def ok(self) -> bool:
        """Whether nothing kept a brief from being signed."""
        return self.report.ok


def sign(
    space: Workspace,
    language: str,
    slugs: Sequence[str] = (),
    *,
    reviewer: str,
    date: str | None = None,
    note: str | None = None,
    records: Iterable[str] = (),
    again: bool = False,
    settings: Settings | None = None,
) -> SignReport:
    """Sign what the readers of a language see of briefs, of all that have an edition in it if none is named.

    What has errors, is fuzzy or not translated is not signed: the report says where, and nothing is written
    for that brief. Signatures that hold stay as they are, with their reviewer and their date.

    Args:
        space: where content and templates are; see `open_workspace`.
        language: the language that was reviewed, the base language of a brief included: en, ja.
        slugs: the briefs, by the names of their folders.
        reviewer: who has reviewed the records, as the edition is to name the reviewer.
        date: the day of the review, 2026-11-22; None for today.
        note: a remark, which no edition shows.
        records: only these: title, findings/F3; by default all.
        again: whether to sign also what has a signature that holds.
        settings: severities, as from the command line.

    Raises:
        CannotSign: for a language, record, reviewer or date that there is not.
        EnvironmentFault: where a right, or room on the disk, is missing.
    """
    who = _who(reviewer, date, note)
    reader = Reader(buffers=space.buffers)
    audiences = workspace.read_audiences(space, reader)
    settings = replace(settings or Settings(), facts=True)
    shared = share(space, reader, audiences, settings)
    found = _asked(space, language, slugs, shared)
    wanted = tuple(dict.fromkeys(records))
    checked = [check(space, slug, shared, names) for slug, names in found.items()]
    _known(wanted, language, checked)
    common = settle(reader.diagnostics, shared.silences, shared.settings).kept
    judged = [_judged(one, language, wanted) for one in checked]
    ready = [] if _errors(common) else [one for one in judged if one.sound]
    made = [_signed(space, one, language, wanted, who, again=again) for one in ready]
    written = [_write(brief.path, text) for brief, text in made if text]
    said = report(reader, judged, shared)
    files = {
        name: f for one in (reader, *(j.reader for j in judged)) for name, f in one.files.items()
    }
    shown = tuple(one for one in said.diagnostics if one.severity is Severity.ERROR)
    final = replace(said, diagnostics=shown, lines=lines_of(shown, files), written=tuple(written))
    return SignReport(final, tuple(brief for brief, _ in made))


def _who(reviewer: str, date: str | None, note: str | None) -> edit.Signing:
    """A signature under nothing yet. Raises `CannotSign`."""
    for what, text in (("reviewer", reviewer), ("note", note or "-")):
        if not text.strip() or not text.isprintable() or len(text) > 400:
            advice = "one line of text, at most 400 characters"
            raise CannotSign(f"expected a {what}, found `{text.strip()[:40]}`", advice)
    date = date or datetime.now().astimezone().date().isoformat()
    if not re.fullmatch(DAY_PATTERN, date) or impossible(date):
        raise CannotSign(f"`{date}` is no day", "year, month and day: 2026-11-22")
    return edit.Signing(
        " ".join(reviewer.split()), date, " ".join(note.split()) if note else None, {}
    )


def _asked(
    space: Workspace, language: str, slugs: Sequence[str], shared: Shared
) -> dict[str, tuple[str, ...]]:
    """The briefs to be signed, each with its audiences that read the language. Raises `CannotSign`."""
    spoken = {name: language_of(a.value.locale or "") for name, a in shared.audiences.items()}
    found: dict[str, tuple[str, ...]] = {}
    planned: set[str] = set()
    for slug in named(slugs) or workspace.briefs(space):
        path = space.content / slug / workspace.BRIEF
        brief = Reader(buffers=space.buffers).model(Brief, path)
        plans = tuple(brief.value.editions or ()) if brief else tuple(spoken)
        names = tuple(name for name in plans if spoken.get(name) == language)
        planned.update(spoken[name] for name in plans if name in spoken)
        if names:
            found[slug] = names
        elif slugs:
            raise _not_read(language, f"`{slug}` has no edition in `{language}`", spoken, planned)
    if not found:
        raise _not_read(language, f"no brief has an edition in `{language}`", spoken, planned)
    return found


def _not_read(
    language: str, message: str, spoken: dict[str, str], planned: Collection[str]
) -> CannotSign:
    best = spoken.get(language) or close(language, sorted(planned))
    listed = ", ".join(f"`{one}`" for one in sorted(planned))
    return CannotSign(message, f"did you mean `{best}`?" if best else f"there are {listed}")


def _known(wanted: Sequence[str], language: str, checked: Sequence[Checked]) -> None:
    """That every record asked for is in one of the briefs. Raises `CannotSign`."""
    contents = [one.content for one in checked if one.content is not None]
    shown = {r.name for content in contents for r in signoff.shown_to(content, language)}
    for name in wanted if contents else ():
        if name in shown:
            continue
        if any(name == record.name for content in contents for record in signoff.records(content)):
            raise CannotSign(f"`{name}` stands in no edition in `{language}`")
        record = signoff.record_of(name)
        best = record if record in shown else close(name, sorted(shown))
        kind = name.partition("/")[0]
        alike = [one for one in sorted(shown) if one.startswith(f"{kind}/")]
        listed = ", ".join(f"`{one}`" for one in alike or sorted(shown))
        hint = f"did you mean `{best}`?" if best else f"there are {listed}"
        raise CannotSign(f"there is no record `{name}`", hint)


# --- what stands in the way --------------------------------------------------------------------------


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]


def _judged(checked: Checked, language: str, wanted: Sequence[str]) -> Checked:
    """A brief with what keeps it from being signed, and nothing else that was found."""
    content = checked.content
    if content is None:
        return checked
    standing = signoff.of_content(content, language)
    chosen = frozenset(wanted) or frozenset(one.name for one in standing.records)
    owners = _Owners(content, language)
    kept = [one for one in _errors(checked.diagnostics) if owners.concerns(one, chosen)]
    if not kept:
        kept = [
            _unconfirmed(content, standing, record)
            for record in standing.records
            if record.name in chosen and standing.digests[record.name] is None
        ]
    return replace(checked, diagnostics=in_order(kept))


class _Owners:
    """Which records the places of a brief's files belong to."""

    def __init__(self, content: Content, language: str) -> None:
        self.content, self.language = content, language
        self.extents = {one.name: extent(one.tree, one.path) for one in signoff.records(content)}

    def concerns(self, one: Diagnostic, chosen: Collection[str]) -> bool:
        """Whether an error stands in the way: in one of the records, or in what all of them share."""
        catalog = self.content.catalogs.get(self.language)
        if one.code.startswith("BG0"):
            return True
        if catalog is not None and one.span.file == catalog.name:
            owner = _message_at(catalog, one.span.line)
            return owner in chosen or owner not in self.extents
        if one.span.file.endswith(SIGNED_SUFFIX):
            return one.span.file == f"{self.content.folder}/{self.language}{SIGNED_SUFFIX}"
        found = [name for name, place in self.extents.items() if one.span.begins_in(place)]
        return not found or any(name in chosen for name in found)


def _message_at(catalog: Catalog, line: int) -> str | None:
    """The record of the message that stands on a line of a catalog."""
    before = [entry for entry in catalog.entries.values() if entry.line <= line]
    entry = max(before, key=lambda one: one.line, default=None)
    return signoff.record_of(entry.context) if entry and entry.context else None


def _unconfirmed(content: Content, standing: Standing, record: signoff.Record) -> Diagnostic:
    """The diagnostic for a record whose translation is not confirmed, and that no check has named."""
    place = signoff.read_at(content, standing.language, record)
    text = f"`{record.name}` has no confirmed translation into `{standing.language}`"
    return language_rules.UNTRANSLATED.at(place, text, "translate it")


# --- what is written ---------------------------------------------------------------------------------


def _signed(
    space: Workspace,
    checked: Checked,
    language: str,
    wanted: Sequence[str],
    who: edit.Signing,
    *,
    again: bool,
) -> tuple[SignedBrief, str]:
    """What is signed of a brief, and the text of its sign-off; none where nothing is left to sign."""
    content = checked.content
    assert content is not None
    standing = signoff.of_content(content, language)
    digests = {
        record.name: digest
        for record in standing.records
        if (not wanted or record.name in wanted)
        and (again or standing.state(record.name) != "signed")
        and (digest := standing.digests[record.name])
    }
    path = space.content / checked.slug / f"{language}{SIGNED_SUFFIX}"
    made = SignedBrief(checked.slug, path, tuple(digests), standing)
    if not digests:
        return made, ""
    return made, _text(space, checked, path, language, replace(who, records=digests))


def _write(path: Path, text: str) -> WrittenFile:
    try:
        output.write(path, text.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EnvironmentFault(f"cannot write `{workspace.shown(path)}`: {reason}") from error
    return WrittenFile(path, len(text.encode()))


def _text(
    space: Workspace, checked: Checked, path: Path, language: str, signing: edit.Signing
) -> str:
    """The sign-off with the new signature. Raises `CannotSign` where it is not written line by line."""
    assert checked.content is not None
    loaded = checked.content.signoffs.get(language)
    if loaded is None:
        way = workspace.way_to_schemas(space.content, path.parent)
        return edit.begun(language, signing, f"{way}/signoff.schema.json" if way else None)
    file = checked.reader.files[workspace.shown(path)]
    try:
        return edit.signed(file.text, loaded.tree, signing)
    except edit.NotBlockStyle as error:
        message = f"`{workspace.shown(path)}` cannot be edited line by line"
        raise CannotSign(message, "write each record on a line of its own") from error
