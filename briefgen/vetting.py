"""Templates and stylesheets checked once: the verdict is kept, by the digest of all that it rests on."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import layers
from briefgen.checks.profiles import MANY
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.layers import BASE
from briefgen.paths import files_below, is_text, strayed
from briefgen.reading import bounded
from briefgen.workspace import Reader, Templates, Workspace, shown

if TYPE_CHECKING:
    from hashlib import _Hash

FOLDER = "verdicts"
"""The folder of verdicts inside the cache."""
KEPT = 40
"""Verdicts that are kept at most; the oldest goes first."""
_SHARED = ("rules/template.py", "spelling.py", "layers.py")
_OF_TEMPLATES = (
    *_SHARED, "typecheck/*.py", "writers/*.py", "edition/*.py", "palette.py", "text.py", "figures/words.py",
)  # fmt: skip
_OF_SHEETS = (
    *_SHARED, "typecheck/sheets.py", "typecheck/styled.py", "typecheck/places.py", "typeset/stylesheets.py",
    "typeset/nesting.py", "typeset/engine.py", "writers/reading.py",
)  # fmt: skip
"""What a verdict rests on beside the files: the modules that give it."""


class TypesetterMissing(Exception):
    """The typesetter cannot be loaded; the message says what helps."""


def vet(
    space: Workspace, reader: Reader, templates: Templates, *, ask_typesetter: bool = False
) -> list[Diagnostic]:
    """What is wrong with all templates and stylesheets: BG405, BG412, BG413, and BG601 to BG612.

    Templates and stylesheets have a verdict each, so that a change to one leaves the other's. Where the
    typesetter cannot be loaded, the stylesheets are checked for addresses only, unless `ask_typesetter`
    is set: then this raises `TypesetterMissing`.
    """
    from briefgen.typecheck import misplaced
    from briefgen.typecheck.customs import unset

    key = _key_of_templates(space, reader, templates)
    found = _read(space.cache, key)
    if found is None:
        found = _judge_templates(space, templates)
        _write(space.cache, key, found)
    key = _key_of_sheets(space, templates)
    of_sheets = _read(space.cache, key)
    if of_sheets is None:
        of_sheets, complete = _judge_sheets(space, templates, ask_typesetter=ask_typesetter)
        if complete:
            _write(space.cache, key, of_sheets)
    found += [*of_sheets, *unset(_files(templates), _namer(space))]
    paths = _project_files(space)
    linked = {path: why for path in paths if (why := _why_not_followed(space.template(path)))}
    return [*found, *misplaced.check(paths, linked, _namer(space))]


def _judge_templates(space: Workspace, templates: Templates) -> list[Diagnostic]:
    from briefgen.typecheck.pages import Project, check, strays

    languages, shown = _languages(templates), _namer(space)
    files = _files(templates)
    headings = sorted(_headings(templates))
    found = check(Project(files, languages, templates.wording, shown, templates.extends, headings))
    return [*found, *strays(templates.files, templates.audiences.keys(), shown)]


def _judge_sheets(
    space: Workspace, templates: Templates, *, ask_typesetter: bool
) -> tuple[list[Diagnostic], bool]:
    """All diagnostics, and whether the typesetter has been asked."""
    from briefgen.typecheck import sheets
    from briefgen.typeset.engine import SystemLibraryMissing, VersionMismatch

    files = _files(templates)
    try:
        return [*sheets.check(files, _namer(space))], True
    except (SystemLibraryMissing, VersionMismatch) as error:
        if ask_typesetter:
            raise TypesetterMissing(str(error)) from error
        return [*sheets.check(files, _namer(space), paper=False)], False


def _project_files(space: Workspace) -> list[str]:
    """The paths of all files and links in the project's templates, as templates have them."""
    folder = space.template_folders.get(layers.PROJECT)
    found = files_below(folder) if folder else []
    return [
        layers.PROJECT + path.relative_to(folder).as_posix()
        for path in found
        if folder
        and not path.name.startswith(".")
        and (path.is_file() or path.is_symlink())
        and is_text(str(path.relative_to(folder)))
    ]


def _why_not_followed(path: Path) -> str | None:
    """Why a link stands for a folder that is not looked into; None for a file, or a link to one."""
    if not path.is_dir():
        return None if path.suffix or path.exists() else "it is a link that leads to no folder"
    if strayed(path):
        return "it is a link out of the project, which is not followed"
    return "it is a link in a folder behind a link, which is not followed"


def _headings(templates: Templates) -> set[str]:
    """The texts of profiles that are translated."""
    found = set()
    for loaded in templates.audiences.values():
        one = loaded.value
        found |= {one.name, one.summary.heading if one.summary else None}
        found |= {section.heading for section in one.sections or ()}
    return {one for one in found if one}


def _languages(templates: Templates) -> dict[str, str]:
    """The language of each audience that has one."""
    return {
        one: loaded.value.locale.split("-")[0]
        for one, loaded in templates.audiences.items()
        if loaded.value.locale and not _is_begun(templates, loaded.value.locale)
    }


def _files(templates: Templates) -> dict[str, str]:
    """The files of these audiences, and of base."""
    owners = {BASE, *_languages(templates)}
    return {path: one for path, one in templates.files.items() if layers.split(path)[1] in owners}


def _namer(space: Workspace) -> Callable[[str], str]:
    """What gives the name of a file in diagnostics."""
    return lambda path: shown(space.template(path))


def _key_of_templates(space: Workspace, reader: Reader, templates: Templates) -> str:
    """The digest of the templates, the names of the stylesheets, catalogs, languages, and the checkers."""
    parts = _begun(space, "templates", _OF_TEMPLATES)
    for path, text in sorted(templates.files.items()):
        parts.update(f"{path}\0{'' if path.endswith('.css') else text}\0".encode())
    for language, catalog in sorted(templates.wording.items()):
        file = reader.files.get(catalog.name)
        parts.update(f"{language}\0{file.digest if file else ''}\0".encode())
    for name, loaded in sorted(templates.audiences.items()):
        parts.update(f"{name}\0{loaded.value.locale}\0{loaded.value.extends}\0".encode())
    parts.update("\0".join(sorted(_headings(templates))).encode())
    return parts.hexdigest()


def _key_of_sheets(space: Workspace, templates: Templates) -> str:
    """The digest of the stylesheets, and the checkers."""
    parts = _begun(space, "stylesheets", _OF_SHEETS)
    for path, text in sorted(_files(templates).items()):
        if path.endswith((".css", ".css.j2")):
            parts.update(f"{path}\0{text}\0".encode())
    return parts.hexdigest()


def _begun(space: Workspace, kind: str, checkers: Iterable[str]) -> _Hash:
    """A digest of what is checked in which folders, and of some modules."""
    folders = "\0".join(map(shown, space.template_folders.values()))
    parts = hashlib.sha256(f"{kind}\0{folders}\0".encode())
    package = Path(__file__).parent
    for pattern in checkers:
        for module in sorted(package.glob(pattern)):
            parts.update(module.read_bytes())
    return parts


def _read(cache: Path | None, key: str) -> list[Diagnostic] | None:
    """A verdict that is kept; None if there is none that can be read."""
    if cache is None:
        return None
    try:
        rows = json.loads(bounded(cache / FOLDER / f"{key}.json"))
        return [_diagnostic(row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _diagnostic(row: dict[str, Any]) -> Diagnostic:
    related = tuple(Related(Span(*one["span"]), one["message"]) for one in row["related"])
    return Diagnostic(
        row["code"], row["slug"], Severity(row["severity"]), row["message"], Span(*row["span"]),
        row["hint"], related,
    )  # fmt: skip


def _write(cache: Path | None, key: str, found: Iterable[Diagnostic]) -> None:
    """Keep a verdict. A folder that cannot be written to costs time and nothing else."""
    if cache is None:
        return
    from briefgen.output import write

    folder = cache / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        rows = json.dumps([asdict(one) for one in found], ensure_ascii=False)
        write(folder / f"{key}.json", rows.encode())
        kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[:-KEPT]:
            path.unlink(missing_ok=True)


def _is_begun(templates: Templates, locale: str) -> bool:
    """Whether the wording of a locale's language is only begun, which its profile's check counts."""
    catalog = templates.wording.get(locale.split("-")[0])
    blank = [one for one in catalog.entries.values() if not one.msgstr.strip()] if catalog else []
    return len(blank) > MANY
