"""The kinds of text fields: which are titles, which are sentences, and how much each may hold."""

from __future__ import annotations

SOURCE = "source"
"""Where the contexts of a register's messages begin; all others are the brief's."""
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
"""The form of a language: its ISO 639 code."""
BUDGETS: tuple[tuple[str, int, str], ...] = (
    ("bottom_line", 60, "the bottom line"),
    ("findings/*/claim", 25, "a claim"),
    ("findings/*/summary", 40, "the summary of a finding"),
    ("recommendations/*/action", 30, "an action"),
    ("risks/*/title", 12, "the title of a risk"),
    ("events/*/title", 12, "the title of an event"),
    ("relationships/*/label", 6, "a label"),
    ("actors/*/short", 4, "a short name"),
)
"""The most words that a text may have, by its context."""
CHARACTERS_A_WORD = {"ja": 3.5, "ko": 4.5}
"""Characters that a word of an English base text may take in a translation, spaces included."""
HEADINGS = frozenset(
    (
        *("title", "subtitle", "publication/series", "publication/publisher"),
        *("risks/*/title", "events/*/title", "relationships/*/name", "relationships/*/label"),
    )
)
"""Contexts of texts that are set as titles and labels."""
SENTENCES = frozenset(
    (
        *("bottom_line", "introduction/*/text", "conclusion/*/text", "context/*/text"),
        *("findings/*/summary", "findings/*/explanation", "findings/*/evidence/*/text"),
        *("recommendations/*/action", "recommendations/*/explanation", "risks/*/text"),
        *("relationships/*/text", "editions/*/note/text", "editions/*/note/points/*"),
    )
)
"""Contexts of texts that are full sentences."""


def characters(kind: str, language: str) -> int | None:
    """The most characters that a translation should have, where its field has a budget."""
    words = next((most for one, most, _ in BUDGETS if one == kind), None)
    if words is None or language not in CHARACTERS_A_WORD:
        return None
    return round(words * CHARACTERS_A_WORD[language])


def kind_of(context: str) -> str:
    """A context with * for identifiers and numbers: findings/*/claim."""
    steps = context.split("/")
    if steps[0] == "editions" and len(steps) > 1:
        steps[1] = "*"
        return "/".join("*" if step.isdigit() else step for step in steps)
    if len(steps) > 2:
        steps[1::2] = ["*"] * (len(steps) // 2)
    return "/".join(steps)
