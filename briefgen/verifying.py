"""Verifying: what stands in an output folder, against its manifests and against the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from briefgen import explaining, origin, output, workspace, writers
from briefgen.edition import Edition
from briefgen.editions import with_neighbours
from briefgen.explaining import Before, Now
from briefgen.imprint import inputs_of, is_alike, made_from
from briefgen.jobs import INDEX
from briefgen.layers import BASE
from briefgen.lettering import Fonts
from briefgen.model.verification import FileState, FolderState
from briefgen.paths import printable
from briefgen.pipeline import EnvironmentFault, check, share
from briefgen.printer import stands_outside
from briefgen.settle import Settings
from briefgen.source.files import digest
from briefgen.typeset.faces import FontMissing
from briefgen.workspace import Reader, Workspace

_BESIDE = re.compile(r"review(-\w+)*\.(html|pdf)")
"""Files that other commands write into a brief's folder, and that no manifest names."""
_TEMPLATE_FAULTS = (
    *(writers.TemplateError, ArithmeticError, LookupError, TypeError, ValueError),
    RecursionError,
)
"""What running a template can raise."""
_Sources = Literal["compared", "faulty", "gone", "none"]


def verify(out: Path, space: Workspace | None = None) -> tuple[FolderState, ...]:
    """Compare every file in the folders of an output folder with its manifest, and with the sources.

    Args:
        out: the folder that was built into.
        space: where the briefs are; None compares with manifests alone.

    Raises:
        EnvironmentFault: where a font is missing.
        OSError: if the folder cannot be read.
    """
    folders = (path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
    return tuple(_folder(path, space) for path in sorted(folders))


def _folder(folder: Path, space: Workspace | None) -> FolderState:
    if stands_outside(folder.parent, folder.name):
        name = folder.name
        return FolderState(
            folder=folder.as_posix(), brief=name, manifest="outside", sources="none", files=()
        )
    manifest = output.read_manifest(folder)
    found = dict(_strangers(folder, manifest))
    sources: _Sources = "none"
    if manifest is not None:
        found |= {name: _state(folder, name, made) for name, made in manifest["outputs"].items()}
        sources, stale = _against(folder.name, manifest, Before(folder, manifest, None), space)
        for name, reasons in stale.items():
            if found[name].state == "whole":
                found[name] = FileState(name=name, state="stale", reasons=reasons)
    is_there = (folder / output.MANIFEST).exists()
    return FolderState(
        folder=printable(folder.as_posix()),
        brief=printable(folder.name),
        manifest="read" if manifest else "unreadable" if is_there else "missing",
        sources=sources,
        files=tuple(found[name] for name in sorted(found)),
    )


def _state(folder: Path, name: str, made: Mapping[str, Any]) -> FileState:
    """A file that the manifest names."""
    try:
        is_whole = digest(output.read_back(folder / name)) == made.get("digest")
    except FileNotFoundError:
        return FileState(name=name, state="missing")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return FileState(name=name, state="altered", reasons=(f"cannot be read: {reason}",))
    except ValueError:  # it is larger than anything that was built
        is_whole = False
    return FileState(name=name, state="whole" if is_whole else "altered")


def _strangers(folder: Path, manifest: Mapping[str, Any] | None) -> Iterator[tuple[str, FileState]]:
    """What the manifest does not name."""
    known = {output.MANIFEST, *(manifest["outputs"] if manifest else ())}
    left = set(output.left_over(folder))
    for path in folder.iterdir():
        if path.name in known or _BESIDE.fullmatch(path.name):
            continue
        reasons = (
            ("left by a build that was killed; the next takes it away",) if path in left else ()
        )
        name = printable(path.name)
        yield name, FileState(name=name, state="unknown", reasons=reasons)


_Stale = dict[str, tuple[str, ...]]


def _against(
    slug: str, manifest: Mapping[str, Any], before: Before, space: Workspace | None
) -> tuple[_Sources, _Stale]:
    """The files that would be made from something else now, each with what that is."""
    outputs = manifest["outputs"]
    if space is None or not space.content.is_dir():
        return "none", {}
    if slug not in workspace.briefs(space):
        return "gone", dict.fromkeys(outputs, ("there is no such brief any more",))
    stale: _Stale = {}
    for draft in {bool(made.get("draft")) for made in outputs.values()}:
        some = {name: made for name, made in outputs.items() if bool(made.get("draft")) == draft}
        found = _compare(slug, some, before, space, draft=draft)
        if found is None:
            return "faulty", {}
        stale |= found
    return "compared", stale


def _compare(
    slug: str,
    outputs: Mapping[str, Mapping[str, Any]],
    before: Before,
    space: Workspace,
    *,
    draft: bool,
) -> _Stale | None:
    """What is stale of some files of a brief; None if the sources have errors."""
    reader = Reader(buffers=space.buffers)
    templates = workspace.read_templates(space, reader)
    shared = share(space, reader, templates.audiences, Settings(draft=draft))
    audiences = {name.rpartition(".")[0] for name in outputs if name != INDEX}
    planned = [name for name in templates.audiences if name in audiences]
    one = check(space, slug, shared, planned)
    if one.content is None:
        return None
    plan = [name for name in one.content.brief.value.editions if name in planned]
    one = check(space, slug, shared, plan)
    if one.content is None or not one.sound:
        return None
    standing = output.standing(before.folder)
    editions = with_neighbours(space, one, shared, templates.wording, standing, before.outputs)
    files = writers.TemplateSet(templates.files, templates.extends)
    digests = {name: origin.of_edition(edition) for name, edition in editions.items()}
    inputs = inputs_of(space, {**reader.files, **one.reader.files})
    fonts = Fonts(shared, space.cache)
    stale: _Stale = {}
    for name, made in outputs.items():
        audience = name.rpartition(".")[0]
        edition: Edition | None = editions.get(audience)
        if edition is None and name != INDEX:
            stale[name] = ("the brief plans no such edition",)
            continue
        embedded, every = bool(made.get("embedded")), bool(made.get("every"))
        try:
            if edition is None:
                now_from = origin.index(tuple(digests.values()), files, every=every)
            else:
                now_from = made_from(edition, digests[audience], name, files, fonts, made)
            if now_from == made.get("made_from") or is_alike(
                edition, editions.values(), name, files, fonts, made
            ):
                continue
        except _TEMPLATE_FAULTS:
            return None
        except FontMissing as error:
            raise EnvironmentFault(f"the theme of `{audience}`: {error}") from error
        whose = audience if edition else BASE
        reach = [*files.files] if every else files.reach(whose)
        chain = files.chain(whose)
        now = Now(name, edition, now_from, inputs, reach, chain, {}, draft, embedded)
        stale[name] = explaining.reasons(now, before)
    return stale
