"""The font files that the theme of a profile names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.paths import resolved, shown
from briefgen.rules import audience as rules
from briefgen.source import files
from briefgen.source.files import TextFile
from briefgen.workspace.folders import Workspace
from briefgen.workspace.reader import Reader

if TYPE_CHECKING:
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience


def font_path(profile: Loaded[Audience], index: int) -> Path:
    """Where a font file of a theme is: beside the profile that names it, or in a package.

    Raises `source.fonts.UnusableFont` for a package that is not installed, or lacks the file,
    and for a name that no file can have.
    """
    font = profile.value.theme.fonts[index]
    if font.package:
        from briefgen.source import fonts

        return fonts.in_package(font.package, font.file)
    beside = Path(profile.tree.span(("theme", "fonts", index, "file")).file).parent
    try:
        return resolved(beside / font.file)
    except ValueError as error:  # a NUL in it
        from briefgen.source import fonts

        raise fonts.UnusableFont(str(error)) from error


def read_fonts(workspace: Workspace, profile: Loaded[Audience], reader: Reader) -> None:
    """Look at the font files of a theme, and note their digests."""
    theme = profile.value.theme
    if theme is None or not theme.fonts:
        return
    from briefgen.source import fonts

    for index, font in enumerate(theme.fonts):
        if not font.file:
            continue
        span = profile.tree.span(("theme", "fonts", index, "file"))
        advice = "name a TrueType or OpenType file of one weight and style (.ttf, .otf)"
        home = _home(workspace, Path(span.file))
        try:
            path = font_path(profile, index)
            if not (font.package or path.is_relative_to(resolved(home))):
                text = f"the font `{font.file}` lies outside `{shown(home)}`"
                advice = "put it into the audience's folder, and name it by its path from there"
                reader.diagnostics.append(rules.FONT_FILE.at(span, text, advice))
                continue
            data = fonts.read(path)
        except fonts.UnusableFont as error:
            if isinstance(error, fonts.PackageMissing):
                advice = f"`pip install {font.package}`, or name another file"
            text = f"the font `{font.file}` cannot be used: {error}"
            reader.diagnostics.append(rules.FONT_FILE.at(span, text, advice))
        else:
            name = shown(path)
            reader.files[name] = TextFile(name, "", files.digest(data))


def _home(workspace: Workspace, file: Path) -> Path:
    """The folder that holds all that a file may name: the project's, or briefgen's own templates."""
    if workspace.project and resolved(file).is_relative_to(resolved(workspace.project)):
        return workspace.project
    return workspace.templates
