"""The editions of briefs, resolved together: for the printer, and for whoever only looks at them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen import agreement, workspace
from briefgen.content import Content, language_of
from briefgen.diagnostics import Diagnostic, has_errors, in_order
from briefgen.edition import Edition
from briefgen.pipeline import Checked, Report, Shared, check, report, share
from briefgen.resolve import alternates, resolve
from briefgen.resolve.translate import wording
from briefgen.settle import Settings, settle
from briefgen.source.catalog import Catalog
from briefgen.workspace import Reader, Workspace


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sound brief with its editions, in the order of the brief's plan."""

    content: Content
    editions: Mapping[str, Edition]


def together(
    content: Content,
    catalogs: Mapping[str, Catalog],
    files: Collection[str] = (),
    *,
    draft: bool = False,
) -> dict[str, Edition]:
    """The editions that a content asks for. Takes content without errors.

    `catalogs` are those of the templates' wording, by language; `files` those that will be there.
    """
    digest = content_digest(content)
    named: dict[str, Catalog | None] = {}
    names: dict[str, str] = {}
    for one in content.wanted:
        audience = content.audiences[one].value
        named[one] = catalogs.get(language_of(audience.locale))
        names[one] = wording(named[one], audience.locale).get(("", audience.name), audience.name)
    links = alternates(content, names, files, draft=draft)
    return {
        name: resolve(content, name, named[name], links, digest, draft=draft)
        for name in content.wanted
    }


def with_neighbours(
    space: Workspace,
    checked: Checked,
    shared: Shared,
    catalogs: Mapping[str, Catalog],
    standing: Collection[str],
    files: Collection[str] = (),
) -> dict[str, Edition]:
    """The editions that a sound brief asks for, and those beside them, which the index and links show too.

    Those are the ones whose page stands there (`standing`), and that could be built in the same way. `files`
    will be there beside what stands there. They come in the order of the brief's plan.
    """
    content = checked.content
    assert content is not None

    def is_there(name: str) -> bool:
        there = f"{name}.html" in standing
        return there and check(space, checked.slug, shared, (name,)).sound

    plan = content.brief.value.editions
    order = tuple(name for name in plan if name in content.wanted or is_there(name))
    whole, draft = replace(content, wanted=order), shared.settings.draft
    return together(whole, catalogs, {*standing, *files}, draft=draft)


def content_digest(content: Content) -> str:
    """The digest of what a brief says: base texts and register, whatever their layout in YAML."""
    assert content.register is not None
    parts = (content.brief.value.model_dump_json(), content.register.value.model_dump_json())
    return "sha256:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def resolve_briefs(
    space: Workspace,
    slugs: Sequence[str] = (),
    audiences: Iterable[str] | None = None,
    settings: Settings | None = None,
) -> tuple[Report, tuple[Resolved, ...]]:
    """Check briefs, all if none is named, and resolve those without errors. Writes nothing."""
    reader = Reader(buffers=space.buffers)
    catalogs = workspace.read_wording(space, reader)
    profiles = workspace.read_audiences(space, reader, catalogs)
    shared = share(space, reader, profiles, settings)
    wanted = None if audiences is None else tuple(dict.fromkeys(audiences))
    names = tuple(slugs) or workspace.briefs(space)
    checked = [check(space, slug, shared, wanted) for slug in names]
    said = report(reader, checked, shared)
    if has_errors(settle(reader.diagnostics, shared.silences, shared.settings).kept):
        return said, ()
    found: list[Resolved] = []
    more: list[Diagnostic] = []
    for one in checked:
        if one.content is not None and one.sound:
            plan = [n for n in one.content.brief.value.editions if n in one.content.wanted]
            content = replace(one.content, wanted=tuple(plan))
            made = together(content, catalogs)
            more += settle(agreement.run(content, made), (), shared.settings).kept
            found.append(Resolved(content, made))
    return replace(said, diagnostics=in_order([*said.diagnostics, *more])), tuple(found)
