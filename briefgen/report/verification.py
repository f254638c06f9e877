"""What stands in an output folder, for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefgen.model.verification import FolderState, State, VerificationDocument
from briefgen.report.terminal import paint

TONES: Mapping[State, str] = {
    "whole": "32",
    "stale": "33;1",
    "altered": "31;1",
    "missing": "31;1",
    "unknown": "31;1",
}
SOURCES = {
    "faulty": "the sources have errors, so that they cannot be compared (see `briefgen validate`)",
    "gone": "the sources have no such brief any more",
    "none": "the sources are not here, so that they are not compared",
}
MANIFESTS = {
    "missing": "there is no manifest",
    "unreadable": "the manifest cannot be read",
    "outside": "the folder is a link that leads out of the output folder, and is not looked into",
}


def text(folders: Sequence[FolderState], *, colour: bool = False) -> str:
    """Every folder with its files, and how many there are of each state."""
    lines: list[str] = []
    for folder in folders:
        lines += _folder(folder, colour)
    counts = Counter(file.state for folder in folders for file in folder.files)
    total = sum(counts.values())
    said = ", ".join(f"{counts[state]} {state}" for state in TONES if counts[state])
    lines.append(f"{total} {'file' if total == 1 else 'files'}: {said}" if total else "no files")
    return "\n".join(lines)


def _folder(folder: FolderState, colour: bool) -> Iterator[str]:
    yield paint(folder.folder, "1", colour)
    width = max((len(file.name) for file in folder.files), default=0)
    for file in folder.files:
        state = paint(f"{file.state:<8}", TONES[file.state], colour)
        reasons = "; ".join(file.reasons)
        yield f"  {state} {file.name:<{width}}  {reasons}".rstrip()
    is_seen = folder.manifest != "outside"
    for said in (MANIFESTS.get(folder.manifest), SOURCES.get(folder.sources) if is_seen else None):
        if said:
            yield f"  {said}"


def records(folders: Sequence[FolderState]) -> str:
    """All as one JSON document, in the form of schemas/verification.schema.json."""
    document = VerificationDocument(
        version=1, ok=all(one.ok for one in folders), folders=tuple(folders)
    )
    return document.model_dump_json(indent=2)
