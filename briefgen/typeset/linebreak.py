"""Where a line must not break: rules over plain text, for Korean words and Japanese phrases.

Each rule takes the text of a run and returns the indices of characters after which WORD JOINER is
to be written. Characters that are set elsewhere or raised (pictures, notes, note calls) stand in
the text as OBJECT, so that indices agree with the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.typeset import spacing

if TYPE_CHECKING:
    from budoux import Parser

JOINER = "\u2060"
#: A place where the author allows a break: ZERO WIDTH SPACE, and what `wbr` stands for.
BREAK = "\u200b"
OBJECT = "\ufffc"

#: Paragraphs shorter than this, in characters, seldom fill a line.
_LONG_ENOUGH = 12
_ENOUGH_WORDS = 4
#: Up to how many syllables a word is short.
_SHORT_WORD = 2

_INVISIBLE = JOINER + spacing.MARKS
_ADDRESS = re.compile(r"https?://\S+")


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the index pairs of neighbours, looking past joiners and spacing marks.

    A pair that a joiner already ties is left out.
    """
    last = -1
    for index, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        if last >= 0 and JOINER not in text[last:index]:
            yield last, index
        last = index


def join_eojeol(text: str, korean: Sequence[bool]) -> set[int]:
    """Return where to tie the inside of Korean words (KLREQ: line breaks at word boundaries).

    `korean` tells for each character whether its language is Korean. A word ends at a space or
    at an author's break; only pairs with a Hangul or Han character are tied, for a Latin word or a
    number does not break anyway and a long address must remain breakable.
    """
    return {
        left
        for left, right in pairs(text)
        if (korean[left] or korean[right])
        and not (_parts_words(text[left]) or _parts_words(text[right]))
        and (_is_east_asian(text[left]) or _is_east_asian(text[right]))
    }


def hyphens_of_addresses(text: str) -> set[int]:
    """Return the places of hyphens inside web addresses, before which a line may break, and not after.

    A hyphen at the end of a line would pass for one that is not part of the address (The Chicago Manual of
    Style, 17th edition, 14.18); programs that extract text take it away.
    """
    return {
        address.start() + index
        for address in _ADDRESS.finditer(text)
        for index, character in enumerate(address[0][:-1])
        if character == "-" and address[0][index + 1] != JOINER
    }


def join_short_word(text: str) -> set[int]:
    """Return where to tie the last word of a Korean paragraph, if it is short, to the one before it.

    A word of one or two syllables, which many sentences end in, would stand alone on the last line. The tie
    goes after the space. References in Latin or in digits that follow the word are no part of it.
    """
    end = max((index for index, character in enumerate(text) if is_hangul(character)), default=-1)
    start = text.rfind(" ", 0, max(end, 0))
    word = [character for character in text[start + 1 : end + 1] if character not in _INVISIBLE]
    if end < _LONG_ENOUGH or len(word) > _SHORT_WORD or text[start + 1] == JOINER:
        return set()
    return {start}


def join_phrases(text: str, keep: Sequence[str] = ()) -> set[int]:
    """Return where to tie the inside of the phrases of a Japanese heading.

    The phrases are those that the author marks with BREAK, if there is one, else BudouX's. No
    phrase ends inside a word of `keep`. Latin words and double dashes need no tie, and a joiner
    inside them would hinder ligatures.
    """
    visible = [index for index, character in enumerate(text) if character not in _INVISIBLE]
    plain = "".join(text[index] for index in visible)
    if BREAK in plain:
        ends = {position for position, character in enumerate(plain) if character == BREAK}
    else:
        ends = _phrase_ends(plain)
    open_after = {visible[position] for position in ends - _inside(plain, keep)}
    return {
        left
        for left, right in pairs(text)
        if left not in open_after
        and not _parts_words(text[left] + text[right])
        and (_is_east_asian(text[left]) or _is_east_asian(text[right]))
    }


def join_ending(text: str) -> set[int]:
    """Return where to tie the end of a Japanese or Chinese paragraph, so that no character ends up alone.

    The last line of a paragraph of any length keeps at least three characters, the stop included.
    References in Latin or in digits that follow the stop are no part of it.
    """
    end = max((i for i, character in enumerate(text) if _is_east_asian(character)), default=-1)
    visible = [index for index in range(end + 1) if text[index] not in _INVISIBLE]
    if len(visible) < _LONG_ENOUGH:
        return set()
    return {
        left
        for left, right in pairs(text)
        if left in visible[-3:-1] and not _parts_words(text[left] + text[right])
    }


def join_last_words(text: str) -> set[int]:
    """Return where to tie the last two words of a heading, so that none ends up alone.

    Headings of fewer than four words are left alone. The tie goes after the space, where it
    forbids the break (UAX 14, LB11).
    """
    plain = text.strip(" ")
    last = text.rstrip().rfind(" ")
    if plain.count(" ") < _ENOUGH_WORDS - 1 or text[last + 1] == JOINER:
        return set()
    return {last}


def join_symbols(text: str) -> set[int]:
    """Return where to tie a prefixed number sign, which Pango parts from its number."""
    return {left for left, right in pairs(text) if text[left] == "＃"}


def _phrase_ends(plain: str) -> set[int]:
    """Return the positions of the last character of each phrase, as BudouX sees it.

    A phrase also ends after a dash, which parts a title from its subtitle.
    """
    ends, position = {place for place, char in enumerate(plain) if char in "―—"}, -1
    for phrase in _parser().parse(plain):
        position += len(phrase)
        ends.add(position)
    return ends


def _inside(plain: str, words: Sequence[str]) -> set[int]:
    """Return the positions in `plain` after which a break would split one of the words."""
    found = set[int]()
    for word in filter(None, words):
        start = plain.find(word)
        while start >= 0:
            found.update(range(start, start + len(word) - 1))
            start = plain.find(word, start + 1)
    return found


@lru_cache(maxsize=1)
def _parser() -> Parser:
    """Return the Japanese phrase model, loaded once."""
    import budoux

    return budoux.load_default_japanese_parser()


def _parts_words(text: str) -> bool:
    """Tell whether one of the characters is a space or a break."""
    return any(character.isspace() or character == BREAK for character in text)


def is_hangul(character: str) -> bool:
    """Tell whether a character is a Hangul syllable."""
    return "\uac00" <= character <= "\ud7a3"


def _is_east_asian(character: str) -> bool:
    """Tell whether a character is Hangul, Han, kana, or their wide punctuation."""
    return unicodedata.east_asian_width(character) in ("W", "F")
