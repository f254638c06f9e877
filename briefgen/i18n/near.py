"""Near matches: translations of texts that are much like a new one, as msgmerge finds them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from briefgen.source.po import Unit

ENOUGH = 0.6
"""How alike two texts must be, of 1, for the translation of one to help with the other."""
LOOKED_AT = 5
"""Texts with the most words in common that are compared letter by letter."""
_WORD = re.compile(r"\w+")


class Memory:
    """Translations by the words of their base texts."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = [one for one in units if one.translated and one.msgid]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for index, unit in enumerate(self._units):
            words = _words(unit.msgid)
            self._sizes.append(len(words))
            for word in words:
                self._by_word[word].append(index)

    def nearest(self, text: str, but: set[int]) -> Unit | None:
        """The translation whose base text is most like a text; those of the ids in `but` are passed over.

        None where nothing is alike enough.
        """
        words = _words(text)
        common: Counter[int] = Counter()
        for word in sorted(words, key=lambda one: len(self._by_word.get(one, ()))):
            common.update(self._by_word.get(word, ()))
        scored = sorted(
            (-2 * shared / (len(words) + self._sizes[index]), index)
            for index, shared in common.items()
            if id(self._units[index]) not in but
        )
        best, found = ENOUGH, None
        for _, index in scored[:LOOKED_AT]:
            matcher = SequenceMatcher(None, text, self._units[index].msgid, autojunk=False)
            if matcher.real_quick_ratio() > best and (ratio := matcher.ratio()) > best:
                best, found = ratio, self._units[index]
        return found


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
