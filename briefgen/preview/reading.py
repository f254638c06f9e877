"""What is read of a workspace in one go, to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefgen import workspace
from briefgen.content import Content
from briefgen.load import Loaded
from briefgen.model.audience import Audience
from briefgen.pipeline import Shared, share, with_settings
from briefgen.preview.memory import Memory, Remembering
from briefgen.settle import Settings
from briefgen.source.catalog import Catalog
from briefgen.workspace import Templates, Workspace


@dataclass(frozen=True, slots=True)
class Files:
    """What was read of a workspace in one go."""

    space: Workspace
    reader: Remembering
    templates: Templates
    shared: Shared
    own: Remembering
    content: Content | None

    @property
    def key(self) -> object:
        """What everything but the looks of pages depends on."""
        digests = tuple(
            (name, file.digest)
            for name, file in sorted({**self.reader.files, **self.own.files}.items())
            if not name.endswith(workspace.TEMPLATE_SUFFIXES)
        )
        unread = (*self.reader.diagnostics, *self.own.diagnostics)
        return digests, unread, self.content and (self.content.wanted, self.content.essay)


def read(
    space: Workspace,
    slug: str,
    wanted: tuple[str, ...] | None,
    settings: Settings,
    memory: Memory,
    before: Files | None,
) -> Files:
    """Read a brief, and all that it is made with. Of what cannot be read, what was read before stands."""
    reader, own = Remembering(memory), Remembering(memory)
    templates = workspace.read_templates(space, reader)
    audiences = {**_good_profiles(space, templates, before), **templates.audiences}
    templates = replace(templates, audiences=audiences)
    shared = share(space, reader, audiences, settings)
    if not (space.content / slug).is_dir():
        own.diagnostics.append(workspace.unknown_brief(space, slug))
        return Files(space, reader, templates, shared, own, None)
    content = workspace.read_brief(space, slug, audiences, shared.termbase, wanted, own)
    if content is not None:
        catalogs = {**_good_catalogs(content, before), **content.catalogs}
        content = with_settings(replace(content, catalogs=catalogs), shared)
    return Files(space, reader, templates, shared, own, content)


def _good_profiles(
    space: Workspace, templates: Templates, before: Files | None
) -> Mapping[str, Loaded[Audience]]:
    """The profiles of before, of audiences whose profile is there and cannot be read.

    Other editions name their siblings; they need not change because one of these is being edited.
    """
    known = before.templates.audiences if before else {}
    lost = set(workspace.audience_names(space)) - set(templates.audiences)
    return {name: known[name] for name in sorted(lost) if name in known}


def _good_catalogs(content: Content, before: Files | None) -> Mapping[str, Catalog]:
    """The catalogs of before, of languages whose catalog is there and cannot be read."""
    known = before.content.catalogs if before and before.content else {}
    return {one: known[one] for one in sorted(content.unreadable) if one in known}
