"""Why a file has to be made: what it was made from, against what it would be made from now."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.edition import Edition
from briefgen.layers import BASE
from briefgen.output import MANIFEST, read_back
from briefgen.presets import FOLDER

_THEMES = re.compile(rf"(project/)?templates/{FOLDER}/")
FORCED = "it was asked for with --force"


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the files that stand in a brief's folder."""

    folder: Path
    manifest: Mapping[str, Any] | None
    surroundings: Mapping[str, str] | None
    """Versions and the like with which they were made; None if that is not known."""

    @property
    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        """What the manifest says of each file."""
        return self.manifest["outputs"] if self.manifest else {}


@dataclass(frozen=True, slots=True)
class Now:
    """What a file would be made from."""

    name: str
    edition: Edition | None
    """Its edition; None for the index page."""
    made_from: str
    inputs: Mapping[str, str]
    """The digests of all files that were read for the brief, as manifests name them."""
    reach: Collection[str]
    """The templates that it can be made from."""
    chain: Collection[str]
    """The audience and those it extends; base for the index page."""
    surroundings: Mapping[str, str]
    draft: bool = False
    embedded: bool = False


def reasons(now: Now, before: Before) -> tuple[str, ...]:
    """Why a file is not what it would be now; nothing if it is, as far as is known."""
    if before.manifest is None:
        there = (before.folder / MANIFEST).exists()
        return ("the manifest cannot be read" if there else "nothing was built here before",)
    entry = before.outputs.get(now.name)
    if entry is None:
        return ("it was not built before",)
    found = [*_options(now, entry)]
    if entry.get("made_from") != now.made_from:
        changed = dict(_changed(now, {**before.manifest["inputs"], **entry.get("then", {})}))
        found += [said for path, said in changed.items() if _concerns(path, now)]
        found = found or [said for path, said in changed.items() if _THEMES.match(path)]
        found = found or ["the editions beside it have changed"]
    found += _surroundings(now, before.surroundings)
    return tuple(found) or tuple(_damage(before.folder / now.name, entry))


def _options(now: Now, entry: Mapping[str, Any]) -> Iterator[str]:
    if bool(entry.get("draft")) != now.draft:
        yield "a draft is asked for" if now.draft else "it was a draft"
    if bool(entry.get("embedded")) != now.embedded:
        yield "it is to carry its fonts" if now.embedded else "it carried its fonts"


def _changed(now: Now, then: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files that have changed, each with what is said of it."""
    for path in sorted({**then, **now.inputs}):
        if then.get(path) != now.inputs.get(path):
            is_new = then.get(path) is None
            verb = "is gone" if path not in now.inputs else "is new" if is_new else "has changed"
            yield path, f"{path} {verb}"


def _concerns(path: str, now: Now) -> bool:
    """Whether an edition, or the index page of all, can be made from a file."""
    home, _, inner = path.removeprefix("project/").partition("/")
    name = inner.rpartition("/")[2]
    language = name.partition(".")[0] if name.endswith((".po", ".signed.yaml")) else ""
    if language and now.edition is not None and language != now.edition.language:
        return False
    if home == "templates":
        reached = f"project/{inner}" if path.startswith("project/") else inner
        audiences = {BASE, *now.chain}
        return bool(language) or reached in now.reach or inner.partition("/")[0] in audiences
    return inner != "termbase.yaml"


def _surroundings(now: Now, then: Mapping[str, str] | None) -> Iterator[str]:
    for name, value in now.surroundings.items() if then is not None else ():
        old = then.get(name, "") if then else ""
        if old != value:
            is_digest = len(value) == len(hashlib.sha256().hexdigest())
            yield f"{name} has changed" if is_digest else f"{name} {old or '?'} → {value or '?'}"


def _damage(path: Path, entry: Mapping[str, Any]) -> Iterator[str]:
    """What has happened to the file itself."""
    try:
        digest = "sha256:" + hashlib.sha256(read_back(path)).hexdigest()
    except FileNotFoundError:
        yield "it was gone"
        return
    except (OSError, ValueError):
        digest = ""
    if digest != entry.get("digest"):
        yield "it had been altered"
