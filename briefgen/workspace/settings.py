"""What the settings say: who publishes, and what an edition may take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.limits import Limits
from briefgen.paths import resolved, shown
from briefgen.rules import settings as rules
from briefgen.source import files
from briefgen.source.files import TextFile
from briefgen.workspace.folders import Workspace, audience_names
from briefgen.workspace.reader import Reader

if TYPE_CHECKING:
    from briefgen.house import House
    from briefgen.load import Loaded
    from briefgen.model.config import Config


def read_house(workspace: Workspace, config: Loaded[Config], reader: Reader) -> House | None:
    """The organisation that the settings name, its logo read. Gives BG111, BG204 and BG806."""
    from briefgen import checks
    from briefgen.house import House
    from briefgen.source import pictures

    reader.diagnostics += checks.of_settings(config, audience_names(workspace))
    organisation = config.value.organisation
    if organisation is None:
        return None
    if not (organisation.logo and organisation.logo.file):
        return House(organisation)
    file = organisation.logo.file
    home = resolved(Path(config.tree.name).parent)
    path = resolved(home / file)
    span = config.tree.span(("organisation", "logo", "file"))
    try:
        if not path.is_relative_to(home):
            raise pictures.UnusablePicture(f"it lies outside `{shown(home)}`")
        kind, data = pictures.read(path)
    except pictures.UnusablePicture as error:
        text = f"the logo `{file}` cannot be used: {error}"
        advice = "name a PNG or SVG file by its path from briefgen.toml, inside its folder"
        reader.diagnostics.append(rules.LOGO.at(span, text, advice))
        return House(organisation)
    name = shown(path)
    reader.files[name] = TextFile(name, "", files.digest(data))
    return House(organisation, pictures.data_uri(kind, data))


def limits_of(config: Loaded[Config]) -> Limits:
    """The limits that the settings state, over those that hold otherwise."""
    stated = config.value.limits
    given = stated.model_dump(exclude_none=True) if stated else {}
    return replace(Limits(), **given)
