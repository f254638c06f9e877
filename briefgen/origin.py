"""What a file was made from, as digests: so that nothing is made twice, and what is out of date is known.

`page` and `index` are over what the documents, the templates and the options decide, `sheet` is over a page
that is ready to be typeset: not all that has changed in the documents has reached it. They are the same on
every machine, and stand in manifests. `key` adds what else decides the bytes of a file: the fonts, the
versions of the programs, and briefgen's own code.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from briefgen import surroundings
from briefgen.edition import Edition
from briefgen.layers import BASE
from briefgen.typeset.faces import FACES, Face
from briefgen.writers import Printable, TemplateSet

PACKAGES = (
    *(
        "babel",
        "brotli",
        "budoux",
        "cffi",
        "cssselect2",
        "deflate",
        "fonttools",
        "jinja2",
        "markupsafe",
    ),
    *("pillow", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint"),
)
"""The packages that have a part in the bytes of a file."""


def of_edition(edition: Edition) -> str:
    """The digest of an edition: of everything that writers and figures see of it."""
    return _digest(_plain(edition))


def page(
    edition: str,
    audience: str,
    form: str,
    templates: TemplateSet,
    own: Iterable[Face] = (),
    *,
    embed: bool = False,
    every: bool = False,
) -> str:
    """The digest of what a file of an edition is made from.

    `edition` is the edition's own digest, `own` are the faces that its theme brings along. `every` takes all
    templates there are into account, for a page that has used some beyond its audience's reach.
    """
    fonts = [_face(one) for one in own]
    used = _templates(templates, None if every else audience)
    return f"sha256:{_digest((form, embed, edition, used, fonts))}"


def index(editions: Sequence[str], templates: TemplateSet, *, every: bool = False) -> str:
    """The digest of what the index page of a brief is made from. `editions` are the digests of all."""
    return f"sha256:{_digest(('index', editions, _templates(templates, None if every else BASE)))}"


def key(made_from: str, faces: Iterable[Face], *, embed: bool = False) -> str:
    """The name under which the store keeps a file. Raises `FontMissing`."""
    wanted = (*faces, *(FACES if embed else ()))  # what a face lacks can come from any other
    fonts = sorted({json.dumps(_face(one)) for one in wanted})
    return _digest((made_from, dict(environment()), fonts))


def sheet(page: Printable, name: str, data: bytes, own: Iterable[Face] = ()) -> str:
    """The digest of what a PDF is made from, when its page is there: `name` and `data` go into it too."""
    fonts = [_face(one) for one in own]
    attached = hashlib.sha256(data).hexdigest()
    return f"sha256:{_digest((page.html, page.css, name, attached, fonts))}"


@lru_cache(maxsize=1)
def environment() -> Mapping[str, str]:
    """What has a part in the bytes of every file, by name: versions, and the digest of briefgen's code."""
    found = {"Python": platform.python_version(), **surroundings.libraries()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return {**found, "briefgen's code": surroundings.code()}


def _face(face: Face) -> list[str]:
    descriptors = (face.family, str(face.weight), face.style, str(face.spacing))
    path = face.path()
    status = path.stat()
    return [*descriptors, _file(path, status.st_mtime_ns, status.st_size)]


@lru_cache(maxsize=256)
def _file(path: Path, *_state: int) -> str:
    """The digest of a font, read once in a process as long as it stays as it is."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=64)
def _templates(templates: TemplateSet, audience: str | None) -> str:
    paths = sorted(templates.files) if audience is None else templates.reach(audience)
    return _digest([(path, templates.files[path]) for path in paths])


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """A value as lists and plain values, the same for equal values in every process.

    Raises TypeError for what it does not know, so that nothing is passed over.
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    kind = type(value)
    if is_dataclass(kind):
        return [kind.__name__, *(_plain(getattr(value, name)) for name in _names(kind))]
    if isinstance(value, Mapping):
        return sorted([_plain(one), _plain(other)] for one, other in value.items())
    raise TypeError(f"there is no digest of {type(value).__name__}")


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a dataclass."""
    return tuple(one.name for one in fields(kind))
