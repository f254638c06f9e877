"""English numbers: digits, words, ordinals, fractions, percentages, money, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.parity.english_words import (
    CARDINALS,
    DECADES,
    MULTIPLES,
    NOT_SECOND,
    ORDINALS,
    ROMAN,
    SCALES,
    SIGNS,
    UNITS,
    VAGUE,
    WORDS,
)
from briefgen.parity.facts import Fact, number

_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]+|[^\sA-Za-z\d]")
_LETTERS = str.maketrans(dict.fromkeys("-–—/.,;:()“”‘’!?\"'", " "))
_DIGITS = frozenset("0123456789")
_SPANS = {"decade": "year", "century": "year", "fortnight": "week"}
_OWN = frozenset(["his", "her", "their", "my"])
_SIDED = frozenset("way track tier pronged edged faced fold".split())
"""What is two-something may be told without the number: 双方向, 이원, 양면."""


class Token(NamedTuple):
    """A word, a number in digits, or a mark."""

    text: str
    lower: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text."""
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def may_count(text: str) -> bool:
    """Whether a text can hold a number; most do not, and are passed over."""
    if not _DIGITS.isdisjoint(text):
        return True
    if not WORDS.isdisjoint(text.lower().translate(_LETTERS).split()):
        return True
    return " II" in text or " IV" in text or " VI" in text


class Numbers:
    """Reads the numbers of a text, token by token."""

    def __init__(self, words: list[Token], taken: frozenset[int] = frozenset()) -> None:
        self.words = words
        self.taken = taken
        """The tokens that a date has taken."""

    def __iter__(self) -> Iterator[Fact]:
        """The facts, in the order of the text."""
        at = 0
        while at < len(self.words):
            if at in self.taken:
                at += 1
                continue
            found, after = self._one(at)
            yield from found
            at = max(after, at + 1)

    def _lower(self, at: int) -> str:
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def _skip_hyphen(self, at: int) -> int:
        return at + 1 if self._lower(at) in ("-", "–") else at

    def _one(self, at: int) -> tuple[list[Fact], int]:
        """What begins at a token, and the token after it."""
        token = self.words[at]
        word = token.lower
        if word[0] in _DIGITS:
            return self._digits(at)
        if word in CARDINALS or (word in SCALES and word not in ("bn", "tn")):
            value, after = self._cardinal(at)
            tens = value % 100 >= 20 and value % 10 == 0 and self._lower(after) == "-"
            if tens and 0 < ORDINALS.get(self._lower(after + 1), 0) < 10:
                value += ORDINALS[self._lower(after + 1)]
                return self._ordinal(at, int(value), after + 2)
            if value >= 100 and self._lower(at - 1) in ("few", "several", "many"):
                return [self._fact("vague", value, at, after)], after
            return self._with_unit(at, value, after, is_word=True)
        if word in ORDINALS:
            return self._ordinal(at, ORDINALS[word], at + 1)
        if word in VAGUE:
            return self._vague(at)
        if word == "half":
            return self._half(at)
        if word in DECADES and self._is_tens(at):
            return [self._fact("number", DECADES[word] - 1900, at, at + 1)], at + 1
        if word in DECADES and self._lower(at - 1) in ("the", "early", "late", "mid", "-"):
            return [self._fact("decade", DECADES[word], at, at + 1)], at + 1
        if word in ("dozen", "dozens"):
            return [self._fact("number", 12, at, at + 1, weak=True)], at + 1
        if word == "quarter":
            return self._quarter(at)
        if word == "clock" and self._lower(at - 2) in ("around", "round"):
            return [self._fact("number", 24, at, at + 1, unit="hour", weak=True)], at + 1
        if word in MULTIPLES:
            value, weak, group = MULTIPLES[word]
            unit = _SPANS.get(word, "")
            return [
                self._fact("number", value, at, at + 1, unit=unit, weak=weak, group=group)
            ], at + 1
        if token.text in ROMAN and self.words[max(at - 1, 0)].text[:1].isupper() and at:
            return [self._fact("number", ROMAN[token.text], at, at + 1)], at + 1
        return [], at + 1

    def _fact(
        self,
        kind: str,
        value: float,
        at: int,
        after: int,
        *,
        unit: str = "",
        weak: bool = False,
        also: tuple[float, ...] = (),
        group: bool = False,
    ) -> Fact:
        start, end = self.words[at].start, self.words[after - 1].end
        return Fact(kind, number(value), start, end, unit, weak, also, group)

    def _vague(self, at: int) -> tuple[list[Fact], int]:
        """Tens of thousands; not the hundreds place or the 1990s."""
        after, value = at + 1, VAGUE[self._lower(at)]
        if self._lower(after) == "of" and self._lower(after + 1) in VAGUE:
            value *= VAGUE[self._lower(after + 1)]
            after += 2
        return [self._fact("vague", value, at, after)], after

    def _quarter(self, at: int) -> tuple[list[Fact], int]:
        """A quarter of something; `by a quarter` and `a quarter-century` may be told otherwise."""
        follows = [self._lower(at + i) for i in range(1, 4)]
        is_part = self._lower(at - 1) == "a" and follows[0] == "of"
        if "century" in follows:
            return [self._fact("number", 25, at, at + 1, unit="year", weak=True)], at + 1
        also = (25.0, 3.0)
        return [
            self._fact("number", 0.25, at, at + 1, unit="of", weak=not is_part, also=also)
        ], at + 1

    def _half(self, at: int) -> tuple[list[Fact], int]:
        follows = self._lower(self._skip_hyphen(at + 1))
        if follows in ("hearted", "heartedly", "measure", "measures", "truth", "truths", "way"):
            return [], at + 2
        if "dozen" in (self._lower(at + 1), self._lower(at + 2)):
            return [self._fact("number", 6, at, at + 1, weak=True)], at + 3
        if [self._lower(at - 2), self._lower(at - 1)] == ["and", "a"]:
            unit = UNITS.get(self._lower(at - 3), "")
            if unit and self._lower(at - 4) in ("a", "an", "one"):
                return [self._fact("number", 1.5, at, at + 1, unit=unit)], at + 1
        if "century" in (follows, self._lower(at + 2)):
            return [self._fact("number", 50, at, at + 1, unit="year")], at + 1
        also = (6.0,) if "year" in (follows, self._lower(at + 2)) else ()
        is_term = self._lower(at - 1) in ("first", "second", "latter", "other")
        if is_term and follows == "of" and self._lower(at - 1) != "other":
            half = 1 if self._lower(at - 1) == "first" else 2
            return [self._fact("half", half, at - 1, at + 1)], at + 1
        return [self._fact("number", 0.5, at, at + 1, unit="of", weak=is_term, also=also)], at + 1

    def _cardinal(self, at: int) -> tuple[float, int]:
        """The value of a number in words: two hundred and fifty-three."""
        total, current, after = 0.0, 0.0, at
        read = False
        while True:
            word = self._lower(after)
            if word in CARDINALS and (not read or self._continues(current, CARDINALS[word])):
                current += CARDINALS[word]
            elif word in SCALES and (read or word != "bn"):
                scale = SCALES[word]
                current = (current or 1) * scale
                if scale > 100:
                    total, current = total + current, 0
            else:
                break
            read = True
            after += 1
            joint = self._lower(after)
            following = self._lower(after + 1)
            if joint == "-" and (following in CARDINALS or following in SCALES):
                can_follow = following in SCALES or self._continues(current, CARDINALS[following])
                after += can_follow
            elif joint == "and" and following in CARDINALS and self._lower(after - 1) in SCALES:
                after += 1
        return total + current, after

    @staticmethod
    def _continues(current: float, more: int) -> bool:
        """Whether a word goes on with a number: twenty and five do, two and three do not."""
        if current == 0:
            return True
        room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 1
        return 0 < more < room

    def _digits(self, at: int) -> tuple[list[Fact], int]:
        token = self.words[at]
        value = float(token.text.replace(",", ""))
        after = at + 1
        attached = after < len(self.words) and self.words[after].start == token.end
        suffix = self._lower(after) if attached else ""
        if suffix in ("st", "nd", "rd", "th"):
            return self._ordinal(at, int(value), after + 1)
        if suffix == "s" and value % 10 == 0 and value < 100 and self._is_tens(at):
            return [self._fact("number", value, at, after + 1)], after + 1
        if suffix == "s" and value % 10 == 0 and value >= 10:
            decade = value if value > 100 else value + 1900
            return [self._fact("decade", decade, at, after + 1)], after + 1
        scale = self._skip_hyphen(after)
        if self._lower(scale) in SCALES:
            value *= SCALES[self._lower(scale)]
            after = scale + 1
        if suffix == "/" and token.text in ("9", "24"):
            found = [self._fact("number", value, at, at + 1, weak=True)]
            return [
                *found,
                self._fact("number", float(self._lower(at + 2) or 0), at, at + 3, weak=True),
            ], at + 3
        if self._lower(after) in ("p", "pm") and value <= 12:
            return [self._fact("number", value, at, after, also=(value + 12,))], after + 1
        return self._with_unit(at, value, after, is_word=False)

    def _is_tens(self, at: int) -> bool:
        """Whether tens are no decade: the low 30s, in their mid-forties."""
        before = [self._lower(at - back) for back in range(1, 4)]
        return before[0] in ("low", "upper", "high") or not _OWN.isdisjoint(before)

    def _is_year(self, at: int, value: float) -> bool:
        return self.words[at].text.isdigit() and len(self.words[at].text) == 4 and value < 2200

    def _with_unit(
        self, at: int, value: float, after: int, *, is_word: bool
    ) -> tuple[list[Fact], int]:
        """A cardinal with what it counts."""
        if found := self._ratio(at, value, after):
            return found
        if [self._lower(after + i) for i in range(3)] == ["and", "a", "half"]:
            value, after = self._and_a_half(value, after)
        noun = self._skip_hyphen(after)
        word = self._lower(noun)
        if word in ("-", "–") and self._lower(noun + 1)[:1] in _DIGITS:
            word = ""
        unit = UNITS.get(word, "") if noun == after or is_word or word in UNITS else ""
        if word == "per" and self._lower(noun + 1) == "cent":
            unit = "%"
        if unit == "%" and self._lower(noun + 1) in ("point", "points"):
            unit = "pp"
        if word == "percentage":
            unit = "pp" if self._lower(noun + 1).startswith("point") else "%"
        if self._lower(at - 1) in SIGNS:
            unit = SIGNS[self._lower(at - 1)]
        if word == "nautical":
            unit = "nm"
        if word in ("decade", "decades"):
            return [self._fact("number", value * 10, at, noun + 1, unit="year")], noun + 1
        if word == "centuries":
            return [self._fact("century", value, at, noun + 1)], noun + 1
        if not unit and not is_word and self._is_year(at, value):
            return self._years(at, value, after)
        also = self._of_range(at, value, after)
        group = word in _SIDED and noun > after
        weak = (
            group
            or word in ("koreas", "germanys", "chinas", "vietnams")
            or (is_word and value <= 1 and unit != "%")
        )
        weak = (
            weak or (word == "dozen") or (is_word and self._lower(after) == "-" and word == "sum")
        )
        if word == "dozen":
            value, after = value * 12, noun + 1
        return [
            self._fact("number", value, at, after, unit=unit, weak=weak, also=also, group=group)
        ], after

    def _of_range(self, at: int, value: float, after: int) -> tuple[float, ...]:
        """The first number of a range by the scale of its second: 40 to 60 million."""
        joints = ("and",) if self._lower(at - 1) == "between" else ("to", "or", "-", "–")
        if self._lower(after) not in joints or self._lower(after - 1) in SCALES:
            return ()
        last = after + 1 + (self._lower(after + 1) in SIGNS)
        while self._lower(last)[:1].isdigit() or self._lower(last) in CARDINALS:
            last += 1
        scale = SCALES.get(self._lower(last), 0) if last > after + 1 else 0
        return (number(value * scale),) if scale else ()

    def _and_a_half(self, value: float, after: int) -> tuple[float, int]:
        """Three and a half, a million and a half, two and a half million."""
        scale = SCALES.get(self._lower(after - 1), 0)
        if scale > 100 and self.words[after - 1].start:
            return value + scale / 2, after + 3
        scale = SCALES.get(self._lower(after + 3), 1)
        return (value + 0.5) * scale, after + (4 if scale > 1 else 3)

    def _years(self, at: int, value: float, after: int) -> tuple[list[Fact], int]:
        """A year, or the range 1998–99."""
        found = [self._fact("year", value, at, after)]
        end = self._lower(after + 1)
        if self._lower(after) in ("-", "–", "/") and end.isdigit() and len(end) == 2:
            last = value - value % 100 + int(end)
            if last > value:
                found.append(self._fact("year", last, after + 1, after + 2))
                return found, after + 2
        return found, after

    def _ratio(self, at: int, value: float, after: int) -> tuple[list[Fact], int] | None:
        """Two-thirds, one in five, two out of three."""
        noun = self._skip_hyphen(after)
        word = self._lower(noun)
        singular = word.removesuffix("s") if word != "halves" else "half"
        parts = {"quarter": 4, "half": 2, **ORDINALS}.get(singular)
        is_ratio = word.endswith("s") or noun > after or self._lower(noun + 1) == "of"
        if parts and parts > 1 and is_ratio and value < parts and singular != "second":
            return [self._fact("number", value / parts, at, noun + 1, unit="of")], noun + 1
        base = after + 2 if [word, self._lower(after + 1)] == ["out", "of"] else after + 1
        if word not in ("in", "out") or (word == "out" and base != after + 2):
            return None
        base += self._lower(base) == "every"
        whole = self._lower(base)
        if whole not in CARDINALS and not (whole.isdigit() and int(whole) <= 100):
            return None
        of = CARDINALS.get(whole) or (int(whole) if whole.isdigit() else 0)
        if not of > value or self._lower(self._skip_hyphen(base + 1)) in UNITS:
            return None
        ratio = number(value / of)
        return [
            self._fact("number", ratio, at, base + 1, unit="of", also=(value, float(of)))
        ], base + 1

    def _ordinal(self, at: int, value: int, after: int) -> tuple[list[Fact], int]:
        """Third, 21st; a third of, the third quarter, the 19th century."""
        noun = self._skip_hyphen(after)
        word = self._lower(noun)
        if word in ("century", "centuries"):
            return [self._fact("century", value, at, noun + 1)], noun + 1
        if word == "quarter":
            return [self._fact("quarter", value, at, noun + 1)], noun + 1
        if value > 2 and word == "of" and self._lower(at - 1) == "a":
            return [self._fact("number", 1 / value, at, after, unit="of")], after
        if value > 2 and self._lower(at - 1) == "a":
            also = (number(1 / value), number(100 / value))
            return [self._fact("number", value, at, after, also=also)], after
        weak = value == 1 or (value == 2 and (word in NOT_SECOND or not word))
        weak = weak or (value == 2 and self._lower(at - 1) in ("every", "split"))
        weak = weak or (value in (1, 2) and word == "half")
        return [self._fact("number", value, at, after, weak=weak)], after
