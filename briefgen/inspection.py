"""Reading PDFs back: which edition they are, and whether the sources still say the same."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from briefgen import limits, workspace
from briefgen.editions import resolve_briefs
from briefgen.model.attachment import Comparison, EditionData, Inspection, RecordChange
from briefgen.reading import bounded
from briefgen.settle import Settings
from briefgen.workspace import Workspace
from briefgen.writers import DATA_FILE, data_digest, edition_data

MAX_STREAM = 50_000_000
"""Most bytes that a stream of a PDF may unpack to."""
MEMORY = 800
"""Megabytes that reading a PDF may take."""
MAX_PAGES = 20_000
"""Most entries of the tree of pages."""
MAX_REASON = 200
"""Characters of what the library says of a PDF."""
_UNPACKED = (
    "array_based_stream_maximum_output_length",
    "brotli_maximum_output_length",
    "lzw_maximum_output_length",
    "run_length_maximum_output_length",
    "stream_decoding_work_maximum_length",
    "zlib_maximum_output_length",
)
"""The library's bounds, in bytes, of what streams unpack to."""
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
    """The attached data of a PDF, and the number of its pages.

    Whatever the PDF asks for, no program is run, and what its streams unpack to is bounded.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told once, below
    bounds = dict.fromkeys(_UNPACKED, MAX_STREAM)
    kept = pypdf.get_configuration().with_overwrites(
        jbig2dec_binary=None, page_tree_maximum_entries=MAX_PAGES, **bounds
    )
    try:
        with (
            limits.holding(replace(limits.now(), memory=MEMORY)),
            limits.memory_kept(),
            pypdf.apply_configuration(kept),
        ):
            reader = pypdf.PdfReader(io.BytesIO(content))
            pages = len(reader.pages)
            files = reader.attachment_list
            named = (one for one in files if DATA_FILE in (one.name, one.alternative_name))
            found = next(named, None)
            attached = found.content if found else None
    except Exception as error:  # whatever a damaged or strange file makes of the library
        reason = f"it cannot be read as a PDF, because {_reason(error)}"
        raise NotAnEdition(reason) from error
    if attached is None:
        raise NotAnEdition(f"it holds no {DATA_FILE}; briefgen did not make it")
    return attached, pages


def _reason(error: Exception) -> str:
    """What keeps a PDF from being read, in words, on one line."""
    if isinstance(error, RecursionError):
        return "its parts nest too deep"
    if isinstance(error, limits.Exceeded | OSError):
        return str(error)
    words = " ".join(str(error).split())[:MAX_REASON].rstrip(".!")
    return f"it is damaged, or of a kind that is not read ({words or type(error).__name__})"


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
