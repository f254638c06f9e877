"""Whether a build has anything to do, before anything is loaded that it takes to build.

What was read by a build that ended well is kept in the store, by digests of its content, together with what
it said and wrote. If every digest is still the same, the same build would say the same and write nothing; so
that is reported instead. Anything else, be it only a file that has come or gone, is left to a real build.
Nothing is taken for unchanged by the time of a file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import surroundings
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.outcome import Explained, Report, WrittenFile
from briefgen.paths import files_below, left_over, resolved
from briefgen.typeset import entries
from briefgen.typeset.faces import FACES

if TYPE_CHECKING:
    from briefgen.settle import Silenced

SUFFIX = ".run"
CONTENT_SUFFIXES = (".yaml", ".po")
"""What is read of a brief's folder."""
UNCHANGED = "nothing that it is made from has changed"


@dataclass(frozen=True, slots=True)
class Request:
    """A build, as it is asked for."""

    content: Path
    templates: tuple[Path, ...]
    """briefgen's own, and the project's."""
    out: Path
    sources: tuple[Path, ...] = ()
    config: Path | None = None
    briefs: tuple[str, ...] = ()
    """As they were named; none for all."""
    audiences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Whatever else makes another build of it: strict, draft."""

    @property
    def key(self) -> str:
        """The name of its record. Places in diagnostics depend on the current folder."""
        text = json.dumps([os.getcwd(), asdict(self)], default=str)  # noqa: PTH109 - faster
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


Seen = Mapping[str, str]
"""The digests of all files that a build would read, by path; and what else decides what it makes."""


def look(request: Request, slugs: Sequence[str]) -> Seen:
    """The digests of all that the build of these briefs depends on, as far as that is known before it."""
    found = {f"in {name}": value for name, value in surroundings.all_of_it().items()}
    if not request.briefs:
        found["briefs"] = "\0".join(_folders(request.content))
    paths = [request.content / "termbase.yaml"]
    for folder in request.templates:
        paths += files_below(folder)
    paths += [face.path() for face in FACES]
    if request.config is not None:
        paths.append(request.config)
    for slug in slugs:
        paths += _documents(request.content / slug)
    return found | {str(path): _digest(path) for path in paths}


def _folders(content: Path) -> list[str]:
    """The folders of all briefs."""
    try:
        with os.scandir(content) as found:
            return sorted(one.name for one in found if one.is_dir())
    except OSError:
        return []


def _documents(folder: Path) -> list[Path]:
    """What is read of a brief."""
    try:
        with os.scandir(folder) as found:
            names = sorted(one.name for one in found if one.name.endswith(CONTENT_SUFFIXES))
    except OSError:
        return []
    return [folder / name for name in names]


def _digest(path: Path) -> str:
    """The digest of a file; empty if it cannot be read, or is none: a pipe, a device."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def recall(request: Request, cache: Path) -> Report | None:
    """What a build has to report that would change nothing; None if it is not known to change nothing."""
    stored = entries.read(cache / f"{request.key}{SUFFIX}")
    if stored is None:
        return None
    record = json.loads(stored)
    is_same = (
        not _linked(record["files"])
        and _all_same(record["files"])
        and not _left_over(record["files"])
        and _all_same(record["beside"])
        and record["seen"] == look(request, record["briefs"])
    )
    return _report(record) if is_same else None


def _all_same(files: Mapping[str, str]) -> bool:
    return all(_digest(Path(path)) == digest for path, digest in files.items())


def _linked(files: Iterable[str]) -> bool:
    """Whether links stand in the place of files, or of their folder, which a build mends or refuses."""
    paths = {Path(path) for path in files}
    return any(path.is_symlink() for path in paths | {path.parent for path in paths})


def _left_over(files: Iterable[str]) -> bool:
    """Whether a build that was killed has left something beside files, which is to be taken away."""
    return any(left_over(folder) for folder in {Path(path).parent for path in files})


def remember(request: Request, seen: Seen, began: float, report: Report, cache: Path) -> None:
    """Keep what a build has reported that has ended well.

    `seen` is from before it has read anything, `began` the time then. What was read counts as it was read, be
    it edited since; the texts of sources may have been read before they were edited, and nothing is kept.
    """
    is_settled = all(_edited(path) < began for path in report.beside)
    if not report.ok or not report.repeatable or report.older or not is_settled:
        return
    made = (*report.written, *report.unchanged)
    read = {resolved(Path(name)): digest.rpartition(":")[2] for name, digest in report.read.items()}
    known = {name: resolved(Path(name)) for name in seen}
    others = read.keys() - known.values()
    record = {
        "seen": {name: read.get(known[name], digest) for name, digest in seen.items()},
        "briefs": list(report.briefs),
        "beside": {str(path): read[path] for path in others}
        | {str(path): _digest(path) for path in report.beside},
        "files": {str(path): _digest(path) for path in _built({one.path.parent for one in made})},
        "made": [[str(one.path), one.size, one.pages] for one in made],
        "diagnostics": [_plain(one) for one in report.diagnostics],
        "silenced": [[_plain(one.diagnostic), asdict(one.silence)] for one in report.silenced],
    }
    entries.write(cache / f"{request.key}{SUFFIX}", json.dumps(record).encode())


def _built(folders: Iterable[Path]) -> Iterator[Path]:
    """The manifests of folders, and all files that they name: pages name those beside them."""
    from briefgen.output import MANIFEST, read_manifest

    for folder in folders:
        yield folder / MANIFEST
        yield from (folder / name for name in (read_manifest(folder) or {"outputs": ()})["outputs"])


def _edited(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _plain(one: Diagnostic) -> list[Any]:
    related = [[list(other.span), other.message] for other in one.related]
    severity = str(one.severity)
    return [one.code, one.slug, severity, one.message, list(one.span), one.hint, related]


def _report(record: Mapping[str, Any]) -> Report:
    diagnostics = tuple(map(_diagnostic, record["diagnostics"]))
    files = tuple(WrittenFile(Path(path), size, pages) for path, size, pages in record["made"])
    return Report(
        diagnostics=diagnostics,
        lines=_lines(diagnostics),
        briefs=tuple(record["briefs"]),
        unchanged=files,
        explained=tuple(Explained(one.path, "kept", (UNCHANGED,)) for one in files),
        silenced=tuple(_silenced(*one) for one in record["silenced"]),
    )


def _diagnostic(plain: Sequence[Any]) -> Diagnostic:
    code, slug, severity, message, span, hint, related = plain
    others = tuple(Related(Span(*place), text) for place, text in related)
    return Diagnostic(code, slug, Severity(severity), message, Span(*span), hint, others)


def _silenced(diagnostic: Sequence[Any], silence: Mapping[str, Any]) -> Silenced:
    from briefgen.settle import Silenced
    from briefgen.silences import Silence

    made = Silence(**{**silence, "span": Span(*silence["span"])})
    return Silenced(_diagnostic(diagnostic), made)


def _lines(diagnostics: Iterable[Diagnostic]) -> dict[str, list[str]]:
    """The lines of the files that diagnostics name."""
    found = {}
    for name in dict.fromkeys(span.file for one in diagnostics for span in one.spans):
        from briefgen.source.files import read  # few builds have anything to say

        file, _ = read(Path(name))
        if file is not None:
            found[name] = file.text.split("\n")
    return found
