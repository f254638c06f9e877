"""What holds in English."""

from __future__ import annotations

from collections.abc import Iterator

import pyphen

from tests.typeset.composed import Composed
from tests.typeset.rules.judging import Verdict, every_line, gaps_of_words, is_parted, word_at


def word_gaps(composed: Composed) -> Iterator[Verdict]:
    """The gaps between the words of a line are one width, and no wider than half an em: no rivers."""
    for block in composed.bodies():
        for line in block.lines:
            if gaps := gaps_of_words(composed, line):
                right = max(gaps) - min(gaps) < 0.08 and max(gaps) < 0.5
                yield Verdict(right, f"gaps {min(gaps):.3f} to {max(gaps):.3f} em: {line.said}")


def hyphenation(composed: Composed) -> Iterator[Verdict]:
    """A word is hyphenated where the dictionary allows it, four letters or more on either side."""
    dictionary = pyphen.Pyphen(lang="en_US")
    for block, line in every_line(composed):
        if not line.hyphen:
            continue
        word, at = word_at(block, line.stop)
        allowed = block.paragraph.tag == "p" and len(word) >= 9
        allowed = allowed and 4 <= at <= len(word) - 4 and at in dictionary.positions(word)
        yield Verdict(allowed, f"{word[:at]}-{word[at:]}")


def words_or_hyphens(composed: Composed) -> Iterator[Verdict]:
    """Lines break between words, at a hyphen, or after a dash, and nowhere else."""
    for block, line in every_line(composed):
        if line is not block.lines[-1]:
            free = line.hyphen or line.said[-1] in "-—" or is_parted(block, line)
            following = "".join(block.paragraph.text.split())[line.stop]
            yield Verdict(free or following == "—", line.said)
