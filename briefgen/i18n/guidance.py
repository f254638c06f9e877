"""What a template tells translators of a field: how long its text may be, and in which register it stands.

Words are those of the base text (`fields.BUDGETS`); characters are as many words times what a word
of English takes in the language, the most that the translations of the first brief needed.
"""

from __future__ import annotations

import re
from functools import cache

from briefgen.fields import BUDGETS, HEADINGS, SENTENCES, characters
from briefgen.text import parse

_ITEMS = frozenset(("bottom_line", "findings/*/summary", "recommendations/*/action"))
_ACTIONS = frozenset(("recommendations/*/action",))

REGISTERS: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    "ja": (
        (_ACTIONS, "である調：「〜すべきである」「〜が求められる」で結ぶ"),
        (SENTENCES | {"findings/*/claim"}, "である調"),
        (HEADINGS, "見出し・ラベル：句点なし"),
    ),
    "ko": (
        (_ITEMS, "개조식(-음, -함)"),
        (SENTENCES | {"findings/*/claim"}, "서술식(-다)"),
        (HEADINGS, "제목·명칭: 마침표 없이"),
    ),
}
"""For each language the registers of its fields; the first that names the field holds."""
_MARKS = re.compile(r"[*_\[]")
_BUDGETS = {kind: limit for kind, limit, _ in BUDGETS}


def of_kind(kind: str) -> tuple[str, ...]:
    """What holds for every language: the words that the base text may have."""
    return (f"base text: at most {_BUDGETS[kind]} words",) if kind in _BUDGETS else ()


@cache
def of_language(kind: str, language: str) -> tuple[str, ...]:
    """What holds for one language: the register of the field, the characters it may have."""
    found = [text for kinds, text in REGISTERS.get(language, ()) if kind in kinds][:1]
    if limit := characters(kind, language):
        found.append(f"at most {limit} characters")
    return tuple(found)


def of_markup(text: str) -> tuple[str, ...]:
    """Which markup a text has, that a translation is to keep."""
    if not _MARKS.search(text):
        return ()
    runs = parse(text)
    kinds = (
        ("*emphasis*", any(run.emphasis for run in runs)),
        ("**strong**", any(run.strong for run in runs)),
        ("[link](…)", any(run.href for run in runs)),
    )
    named = ", ".join(name for name, there in kinds if there)
    return (f"markup: {named}",) if named else ()
