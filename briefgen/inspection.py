"""Reading PDFs back: which edition they are, and whether the sources still say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from briefgen import workspace
from briefgen.editions import resolve_briefs
from briefgen.model.attachment import Comparison, EditionData, Inspection, RecordChange
from briefgen.reading import bounded
from briefgen.settle import Settings
from briefgen.workspace import Workspace
from briefgen.writers import DATA_FILE, data_digest, edition_data

_APART = frozenset(("records", "digest", "content", "version"))
"""Keys that are compared by themselves, or follow from others."""


class NotAnEdition(Exception):
    """A file that is no PDF of briefgen; the message says why."""


def inspect(path: Path, space: Workspace | None = None) -> Inspection:
    """What a PDF says of itself, and whether the brief that it was made from still says so.

    Args:
        path: the PDF.
        space: where the brief is; None compares with nothing.

    Raises:
        NotAnEdition: if the file is no PDF, or holds no edition that can be read.
        OSError: if it cannot be read at all.
    """
    try:
        content = bounded(path)
    except ValueError as error:
        raise NotAnEdition(str(error)) from error
    attached, pages = _attached(content)
    try:
        stated = EditionData.model_validate_json(attached)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the document"
        raise NotAnEdition(f"its {DATA_FILE} is not valid: {place}: {first['msg']}") from error
    data: dict[str, Any] = stated.model_dump(mode="json", exclude_unset=True)
    return Inspection(
        file=path.as_posix(),
        digest="sha256:" + hashlib.sha256(content).hexdigest(),
        pages=pages,
        intact=data_digest(data) == stated.digest,
        edition=stated,
        sources=compare(data, space),
    )


def _attached(content: bytes) -> tuple[bytes, int]:
    """The attached data of a PDF, and the number of its pages."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        pages = len(reader.pages)
        found = reader.attachments.get(DATA_FILE, [])
    except (PyPdfError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise NotAnEdition("it is no PDF, or a damaged one") from error
    if not found:
        raise NotAnEdition(f"it holds no {DATA_FILE}; briefgen did not make it")
    return found[0], pages


def compare(data: Mapping[str, Any], space: Workspace | None) -> Comparison:
    """An edition's data against what the sources give now."""
    if space is None or not space.content.is_dir():
        return Comparison(state="none")
    brief, audience = data["brief"], data["audience"]
    if brief not in workspace.briefs(space) or audience not in workspace.audience_names(space):
        return Comparison(state="gone")
    settings = Settings(draft=bool(data.get("draft")))
    report, resolved = resolve_briefs(space, (brief,), (audience,), settings)
    if not report.ok or not resolved:
        return Comparison(state="faulty")
    edition = resolved[0].editions.get(audience)
    if edition is None:
        return Comparison(state="gone")
    now = edition_data(edition)
    if now["digest"] == data_digest(data):
        return Comparison(state="same")
    keys = [key for key in {**data, **now} if key not in _APART and data.get(key) != now.get(key)]
    records = _changes(data["records"], now["records"])
    if not keys and not records:
        keys.append("records")  # only their order can differ
    return Comparison(state="changed", keys=tuple(keys), records=records)


_Records = list[dict[str, Any]]


def _changes(before: _Records, after: _Records) -> tuple[RecordChange, ...]:
    old = {(one["kind"], one["id"]): one for one in before}
    new = {(one["kind"], one["id"]): one for one in after}
    found = []
    for (kind, name), record in {**new, **old}.items():
        one, other = old.get((kind, name)), new.get((kind, name))
        if one is None or other is None:
            change: Literal["added", "removed"] = "added" if one is None else "removed"
            found.append(RecordChange(id=name, kind=kind, change=change))
        elif keys := tuple(key for key in {**one, **other} if one.get(key) != other.get(key)):
            found.append(RecordChange(id=record["id"], kind=kind, change="changed", keys=keys))
    return tuple(found)
