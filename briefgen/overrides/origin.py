"""Where a copied template comes from: a line in it, and the original, kept beside in .briefgen/ejected/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from briefgen.source.files import digest

KEPT = Path(".briefgen") / "ejected"
"""The folder of the originals, in the project; it belongs with the templates under version control."""
_LINE = re.compile(
    r"\{# briefgen: copied from (?P<path>\S+), version (?P<version>\S+), "
    r"(?P<digest>sha256:[0-9a-f]{64}) #\}\n?"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a template was copied from."""

    path: str
    """The path among briefgen's own templates: jp/parts/source.html.j2."""
    version: str
    """The version of briefgen that it was copied from."""
    digest: str
    """The digest of the text that was copied."""

    def line(self) -> str:
        """The line that records it. The template engine takes it away, line end and all."""
        path = f"built-in/{self.path}"
        return f"{{# briefgen: copied from {path}, version {self.version}, {self.digest} #}}\n"


def copy_of(path: str, text: str, version: str) -> str:
    """A template with the line that says where it comes from."""
    return Origin(path, version, digest(text.encode())).line() + text


def read(text: str) -> tuple[Origin | None, str]:
    """Where a template was copied from, if it says so, and its text without that line."""
    match = _LINE.search(text)
    if match is None:
        return None, text
    origin = Origin(match["path"].removeprefix("built-in/"), match["version"], match["digest"])
    return origin, text[: match.start()] + text[match.end() :]
