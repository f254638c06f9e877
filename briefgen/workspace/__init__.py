"""The one way to files: which briefs and audiences there are, and everything read from disk.

- `folders`: where things are; `reader`: files as text, trees, models and catalogs
- `content`: a brief with its files, the termbase
- `profiles`, `fonts`, `wording`, `templates`: what pages are made with
- `settings`: what the settings say
"""

from __future__ import annotations

from briefgen.layers import BASE
from briefgen.paths import shown
from briefgen.workspace.content import (
    essay_places,
    read_alone,
    read_brief,
    read_signoffs,
    read_termbase,
    tell_unnameable,
)
from briefgen.workspace.folders import (
    BRIEF,
    LOCALES,
    PROFILE,
    REGISTER,
    SIGNED_SUFFIX,
    TEMPLATE_SUFFIXES,
    TEMPLATES,
    TERMBASE,
    Workspace,
    audience_names,
    briefs,
    themes,
    unknown_brief,
    unnameable,
    way_to_schemas,
)
from briefgen.workspace.fonts import font_path
from briefgen.workspace.profiles import extensions, profile_trees, read_audiences
from briefgen.workspace.reader import Reader
from briefgen.workspace.settings import limits_of, read_house
from briefgen.workspace.templates import Templates, read_templates
from briefgen.workspace.wording import read_wording

__all__ = [
    "BASE",
    "BRIEF",
    "LOCALES",
    "PROFILE",
    "REGISTER",
    "SIGNED_SUFFIX",
    "TEMPLATES",
    "TEMPLATE_SUFFIXES",
    "TERMBASE",
    "Reader",
    "Templates",
    "Workspace",
    "audience_names",
    "briefs",
    "essay_places",
    "extensions",
    "font_path",
    "limits_of",
    "profile_trees",
    "read_alone",
    "read_audiences",
    "read_brief",
    "read_house",
    "read_signoffs",
    "read_templates",
    "read_termbase",
    "read_wording",
    "shown",
    "tell_unnameable",
    "themes",
    "unknown_brief",
    "unnameable",
    "way_to_schemas",
]
