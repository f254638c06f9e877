"""`briefgen new`: the folder of a new brief, from the text of its source."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

from briefgen.cli.common import cannot_write, fail, find_workspace, say
from briefgen.cli.intake import check_language, encoding_option, language_option, read_essay, tell
from briefgen.cli.options import audience_option, content_option


@click.command(short_help="Begin a brief: register, skeleton, catalogs.")
@click.argument("slug")
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="The essay: .txt, .md, .html, .docx or .pdf.",
)
@audience_option("Plan an edition for this audience", "those of briefgen.toml, or all there are")
@content_option
@encoding_option
@language_option
def new(
    slug: str,
    source: Path,
    audiences: tuple[str, ...],
    content: Path,
    encoding: str | None,
    language: str,
) -> None:
    """Begin a brief: the folder SLUG with register, a commented brief.yaml, and catalogs.

    SLUG names the brief in files and commands: harbour-2001. What is still to be written reads TODO, and
    `briefgen validate` lists it. The text itself is not copied. A folder that is there already is left
    alone.
    """
    from briefgen.model.base import ID_PATTERN
    from briefgen.names import same_as, taken_from_briefs

    check_language(language)
    if not re.fullmatch(ID_PATTERN, slug):
        fail(f"`{slug}` cannot name a brief", "letters, digits and single hyphens: harbour-2001")
    if why := taken_from_briefs(slug):
        fail(f"`{slug}` cannot name a brief: {why}", "choose another name")
    space = find_workspace(content, (), audiences)
    from briefgen import audience_names, skeleton
    from briefgen import briefs as known

    folder = content / (same_as(slug, known(space)) or slug)
    if os.path.lexists(folder):
        fail(f"`{folder}` is there already", "choose another name, or take that one away first")
    from briefgen.content import language_of
    from briefgen.workspace import Reader, read_audiences, way_to_schemas

    essay = read_essay(source, encoding)
    profiles = read_audiences(space, Reader())
    chosen = tuple(dict.fromkeys(audiences)) or space.audiences or audience_names(space)
    languages = {
        name: language_of(profiles[name].value.locale) for name in chosen if name in profiles
    }
    way = way_to_schemas(content, folder)
    made = skeleton.files(slug, essay, source.name, language, languages, way)
    tell(source, essay)
    _put(folder, made)


def _put(folder: Path, made: Mapping[str, str]) -> None:
    from briefgen.output import write_folder

    try:
        write_folder(folder, {name: text.encode() for name, text in made.items()})
    except FileExistsError:
        fail(f"`{folder}` is there already", "choose another name, or take that one away first")
    except OSError as error:
        cannot_write(folder, error)
    written = "\n".join(text for name, text in made.items() if name.endswith(".yaml"))
    count = len(re.findall(r"^[^#\n]*\bTODO\b", written, re.MULTILINE))
    for name in sorted(made):
        say(f"{folder / name}")
    content = "" if folder.parent == Path("seeds") else f" --content {folder.parent}"
    say(f"{count} TODOs; `briefgen validate {folder.name}{content}` lists them")
