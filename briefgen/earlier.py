"""What stands in a brief's folder from earlier builds, and whether it is older than the brief."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen import origin, writers
from briefgen.edition import Edition
from briefgen.editions import with_neighbours
from briefgen.imprint import made_from
from briefgen.jobs import Plan
from briefgen.lettering import Fonts
from briefgen.outcome import Older
from briefgen.pipeline import Shared, check
from briefgen.workspace import Templates, Workspace

Outputs = Mapping[str, Mapping[str, Any]]
"""What a manifest says of each file."""


class Earlier:
    """Looks at the files of earlier builds, for all briefs of a build."""

    def __init__(
        self,
        space: Workspace,
        templates: Templates,
        shared: Shared,
        files: writers.TemplateSet,
        fonts: Fonts,
        out: Path,
    ) -> None:
        self.space, self.templates, self.shared = space, templates, shared
        self.files, self.fonts, self.out = files, fonts, out

    def older(self, plan: Plan, outputs: Outputs, made: Collection[str]) -> Older | None:
        """The files that this build has not made again, and would make otherwise; None if there are none.

        `outputs` are all files of the brief's folder, `made` those of this build.
        """
        left = outputs.keys() - set(made)
        is_draft = self.shared.settings.draft
        own = {name for name in left if bool(outputs[name].get("draft")) == is_draft}
        others = self._of_the_other_kind(plan, outputs, left - own)
        found = []
        for name in left:
            edition = (plan.editions if name in own else others).get(_audience(name))
            is_planned = _audience(name) in plan.content.brief.value.editions
            if not is_planned or self._is_older(plan, name, edition, outputs[name]):
                found.append(name)
        if not found:
            return None
        audiences = {_audience(name) for name in found}
        order = tuple(one for one in plan.content.brief.value.editions if one in audiences)
        folder = self.out / plan.checked.slug
        return Older(plan.checked.slug, folder, tuple(sorted(found)), order)

    def _is_older(
        self, plan: Plan, name: str, edition: Edition | None, entry: Mapping[str, Any]
    ) -> bool:
        """Whether a file would be made from something else now; without an edition, from other texts."""
        if edition is None:
            return bool(entry.get("content") != plan.digest)
        is_own = plan.editions.get(edition.audience) is edition
        digest = plan.digests[edition.audience] if is_own else origin.of_edition(edition)
        now = made_from(edition, digest, name, self.files, self.fonts, entry)
        return bool(entry.get("made_from") != now)

    def _of_the_other_kind(
        self, plan: Plan, outputs: Outputs, names: Collection[str]
    ) -> Mapping[str, Edition]:
        """The editions of finished files beside a draft, or of drafts beside finished ones."""
        if not names:
            return {}
        settings = replace(self.shared.settings, draft=not self.shared.settings.draft)
        shared = replace(self.shared, settings=settings)
        audiences = {_audience(name) for name in names}
        wanted = [name for name in plan.content.brief.value.editions if name in audiences]
        one = check(self.space, plan.checked.slug, shared, wanted)
        if one.content is None or not one.sound:
            return {}
        wording = self.templates.wording
        return with_neighbours(self.space, one, shared, wording, outputs.keys())


def _audience(name: str) -> str:
    """The audience that a file is for, by its name."""
    return name.rpartition(".")[0]
