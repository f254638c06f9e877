"""The files of a brief, and the termbase that all briefs share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.paths import is_named, is_text, shown
from briefgen.rules import provenance
from briefgen.workspace.folders import (
    BRIEF,
    REGISTER,
    SIGNED_SUFFIX,
    TERMBASE,
    Workspace,
    audience_names,
    unnameable,
)
from briefgen.workspace.reader import Reader

if TYPE_CHECKING:
    from briefgen.content import Content
    from briefgen.load import Loaded
    from briefgen.model.audience import Audience
    from briefgen.model.brief import Brief
    from briefgen.model.register import Register
    from briefgen.model.signoff import SignOff
    from briefgen.model.termbase import Termbase
    from briefgen.source.catalog import Catalog


def read_brief(
    workspace: Workspace,
    slug: str,
    audiences: Mapping[str, Loaded[Audience]],
    termbase: Loaded[Termbase] | None,
    wanted: Iterable[str] | None,
    reader: Reader,
    *,
    catalogs: bool = True,
) -> Content | None:
    """One brief with all its files, or without its `catalogs` and what is signed of them.

    `wanted` None asks for every audience that the brief plans.
    """
    from briefgen.content import Content, language_of
    from briefgen.model.brief import Brief
    from briefgen.model.register import Register

    folder = workspace.content / slug
    brief = reader.model(Brief, folder / BRIEF)
    register = reader.model(Register, folder / REGISTER)
    if brief is None:
        return None
    asked = _planned(workspace, brief) if wanted is None else tuple(wanted)
    languages = {language_of(a.value.locale) for a in audiences.values() if a.value.locale}
    read: dict[str, Catalog] = {}
    unreadable = set()
    for path in sorted(folder.glob("*.po")) if catalogs else ():
        if path.stem not in languages:
            continue
        if found := reader.catalog(path):
            read[path.stem] = found
        else:
            unreadable.add(path.stem)
    return Content(
        slug=slug,
        folder=shown(folder),
        brief=brief,
        register=register,
        termbase=termbase,
        audiences=audiences,
        wanted=asked,
        catalogs=read,
        unreadable=frozenset(unreadable),
        termbase_missing=not is_named(workspace.content / TERMBASE),
        essay=_essay(workspace, register, reader),
        signoffs=read_signoffs(folder, reader) if catalogs else {},
    )


def tell_unnameable(workspace: Workspace, reader: Reader) -> None:
    """Tell of the briefs, and of the files of briefs, whose names are no text. They are not read."""
    for home, folders, files in os.walk(workspace.content):
        odd = [Path(home, one) for one in (*folders, *files) if not is_text(one)]
        if Path(home) == workspace.content:
            parts = (BRIEF, REGISTER)
            told = [one for one in odd if any((one / part).exists() for part in parts)]
            folders[:] = [one for one in folders if is_text(one)]
        else:
            told = [one for one in odd if one.name.endswith((".po", SIGNED_SUFFIX))]
            folders.clear()
        reader.diagnostics += map(unnameable, told)


def _planned(workspace: Workspace, brief: Loaded[Brief]) -> tuple[str, ...]:
    """The audiences that a brief plans, and the project builds."""
    chosen = workspace.audiences
    return tuple(one for one in brief.value.editions if not chosen or one in chosen)


def _essay(workspace: Workspace, register: Loaded[Register] | None, reader: Reader) -> str | None:
    """The text of a source, if one of the folders has it. It is never copied anywhere."""
    if register is None or not register.value.file:
        return None
    for path in _essays(workspace, register.value.file):
        if not path.is_file():
            continue
        from briefgen import intake
        from briefgen.intake import prose

        try:
            document, problems = intake.read(path, shown(path))
        except intake.LibraryMissing as missing:
            document, why, advice = None, str(missing), missing.remedy
        else:
            why = "".join(problem.message for problem in problems)
            advice = "save the text as UTF-8, or as .docx"
        if document:
            return prose.plain_text(document)
        message = f"the text `{shown(path)}` is not compared: {why}"
        note = provenance.SOURCE_UNAVAILABLE.at(register.tree.span(("file",)), message, advice)
        reader.diagnostics.append(note)
        return None
    return None


def essay_places(workspace: Workspace, content: Content | None) -> tuple[Path, ...]:
    """The places where the text of a brief's source is looked for."""
    register = content.register if content is not None else None
    if register is None or not register.value.file:
        return ()
    return _essays(workspace, register.value.file)


def _essays(workspace: Workspace, file: str) -> tuple[Path, ...]:
    """Where a text may be that a register names: inside of the folders of sources, and nowhere else."""
    if ".." in Path(file).parts:
        return ()
    found = (folder / file for folder in workspace.sources)
    return tuple(p for p, f in zip(found, workspace.sources, strict=True) if p.is_relative_to(f))


def read_alone(
    path: Path,
    audiences: Mapping[str, Loaded[Audience]],
    termbase: Loaded[Termbase] | None,
    reader: Reader,
) -> Content | None:
    """A brief.yaml without its folder: no register, no catalogs, no edition is asked for."""
    from briefgen.content import Content
    from briefgen.model.brief import Brief

    brief = reader.model(Brief, path)
    if brief is None:
        return None
    nothing: tuple[str, ...] = ()
    return Content(
        "", "", brief, None, termbase, audiences, nothing, catalogs={}, unreadable=frozenset()
    )


def read_signoffs(folder: Path, reader: Reader) -> dict[str, Loaded[SignOff]]:
    """What reviewers have signed of a brief, by the language that the file is named for."""
    from briefgen.model.signoff import SignOff

    found = {}
    for path in sorted(folder.glob(f"*{SIGNED_SUFFIX}")):
        if is_text(path.name) and (loaded := reader.model(SignOff, path)):
            found[path.name.removesuffix(SIGNED_SUFFIX)] = loaded
    return found


def read_termbase(workspace: Workspace, reader: Reader) -> Loaded[Termbase] | None:
    """The termbase that all briefs share, if there is one."""
    from briefgen import checks
    from briefgen.model.termbase import Termbase

    path = workspace.content / TERMBASE
    termbase = reader.model(Termbase, path) if is_named(path) else None
    if termbase is not None:
        reader.diagnostics += checks.of_termbase(termbase, audience_names(workspace))
    return termbase
