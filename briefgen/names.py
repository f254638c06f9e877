"""Names that folders and files cannot have: taken by briefgen, by a system, or by one that looks the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.DOTALL)
"""Names that Windows keeps for devices, whatever follows a dot (Win32, Naming Files)."""
_REVIEW = re.compile(r"review(-.*)?", re.DOTALL)
_AUDIENCES = {
    "base": "`templates/base` is what all audiences share",
    "report": "`templates/report` has the pages for those who make briefs",
    "themes": "`templates/themes` has the finished themes",
    "project": "templates are included from `project/…` where the project's own are meant",
    "built-in": "templates are included from `built-in/…` where briefgen's own are meant",
    "index": "`index.html` is the page that leads to all editions of a brief",
    "manifest": "`manifest.json` says what was built",
}
_BRIEFS = {
    ".briefgen.lock": "the lock of the output folder is called so",
    "themes": "`briefgen themes gallery` writes to `out/themes`",
}


def alike(name: str) -> str:
    """What is the same for names that some file system takes for one: case, composition, dots at the end."""
    folded = unicodedata.normalize("NFD", name).casefold()
    return unicodedata.normalize("NFC", folded).rstrip(". ") or name


def taken_from_audiences(name: str) -> str | None:
    """Why an audience cannot have a name; None if it can. Its files are called by it: us.html."""
    folded = alike(name)
    if _REVIEW.fullmatch(folded):
        return "`briefgen review` writes its sheets under such names"
    return _AUDIENCES.get(folded) or _of_device(folded)


def taken_from_briefs(name: str) -> str | None:
    """Why a brief cannot have a name; None if it can. The folder of its files is called by it."""
    folded = alike(name)
    return _BRIEFS.get(folded) or _of_device(folded)


def _of_device(folded: str) -> str | None:
    return "Windows keeps this name for a device" if _DEVICE.fullmatch(folded) else None


def same_as(name: str, others: Iterable[str]) -> str | None:
    """The one of some names that a file system may take for this one."""
    return next((one for one in others if alike(one) == alike(name)), None)


def twins(names: Iterable[str]) -> Mapping[str, str]:
    """The names that some file system takes for another one of them, each with that other.

    The other is the one in lower case, if there is one.
    """
    first: dict[str, str] = {}
    found = {}
    for name in sorted(names, key=lambda one: (one != alike(one), one)):
        other = first.setdefault(alike(name), name)
        if other != name:
            found[name] = other
    return found
