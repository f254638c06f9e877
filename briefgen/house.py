"""The organisation that issues the briefs of a project, as its editions name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model.config import Organisation


@dataclass(frozen=True, slots=True)
class House:
    """What the settings say of the organisation, its logo read; nothing without settings."""

    organisation: Organisation | None = None
    logo: str = ""
    """The logo as a data URI; empty without one."""

    def said(self, key: str, language: str, base: str) -> str:
        """What the settings say under a key, `series` or `logo.alt`, in a language; or nothing.

        Where it is not given in that language it is in the base language of the brief, or as it stands first.
        """
        text: object = self.organisation
        for step in key.split("."):
            text = getattr(text, step, None)
        if isinstance(text, Mapping):
            text = text.get(language) or text.get(base) or next(iter(text.values()), "")
        return text if isinstance(text, str) else ""
