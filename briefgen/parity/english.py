"""English numbers: digits, words, ordinals, fractions, percentages, money, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefgen.parity.facts import Fact, number

CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "tn": 10**12,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
MULTIPLES = {
    "both": (2, True, True),
    "bilateral": (2, True, True),
    "trilateral": (3, True, True),
    "quadrilateral": (4, True, True),
    "bipolar": (2, True, True),
    "either": (2, True, False),
    "neither": (2, True, False),
    "pair": (2, True, False),
    "couple": (2, True, False),
    "dual": (2, True, False),
    "twin": (2, True, False),
    "double": (2, True, False),
    "doubled": (2, True, False),
    "doubles": (2, True, False),
    "doubling": (2, True, False),
    "twofold": (2, True, False),
    "latter": (2, True, False),
    "twice": (2, False, False),
    "triple": (3, False, False),
    "tripled": (3, False, False),
    "triples": (3, False, False),
    "threefold": (3, False, False),
    "quadrupled": (4, False, False),
    "fourfold": (4, False, False),
    "fivefold": (5, False, False),
    "tenfold": (10, False, False),
    "fortnight": (2, True, False),
    "decade": (10, True, False),
}
"""Words that hold a number: the number, whether it may go unsaid, whether it counts the parties."""
VAGUE = {
    "dozens": 10,
    "scores": 10,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
UNITS = {
    "%": "%", "percent": "%", "percentage": "pp", "years": "year", "year": "year",
    "months": "month", "month": "month", "weeks": "week", "week": "week", "days": "day",
    "day": "day", "hours": "hour", "hour": "hour", "minutes": "minute", "minute": "minute",
    "dollars": "USD", "dollar": "USD", "yen": "JPY", "won": "KRW", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "yuan": "CNY", "renminbi": "CNY", "kilometers": "km", "kilometer": "km",
    "kilometres": "km", "kilometre": "km", "km": "km", "miles": "mile", "mile": "mile",
    "meters": "m", "metres": "m", "meter": "m", "tons": "ton", "ton": "ton", "tonnes": "ton",
    "kilograms": "kg", "kg": "kg",
}  # fmt: skip
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW"}
_ROMAN = dict(
    zip("II III IV VI VII VIII IX XI XII".split(), (2, 3, 4, 6, 7, 8, 9, 11, 12), strict=True)
)
_NOT_SECOND = frozenset(
    "is was does do did has had will would can could may might should to of , ; : . ) guess thought "
    "thoughts nature hand to-none seems looks appears remains requires needs".split()
)
_WORDS = frozenset(
    {*CARDINALS, *SCALES, *ORDINALS, *MULTIPLES, *VAGUE, "half", "dozen", "quarter", "quarters"}
)
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]+|[^\sA-Za-z\d]")
_LETTERS = str.maketrans({c: " " for c in "-–—/.,;:()“”‘’!?\"'"})
_DIGITS = frozenset("0123456789")


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
    if not _WORDS.isdisjoint(text.lower().translate(_LETTERS).split()):
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
            return self._with_unit(at, value, after, is_word=True)
        if word in ORDINALS:
            return self._ordinal(at, ORDINALS[word], at + 1)
        if word in VAGUE:
            return self._vague(at)
        if word == "half":
            return self._half(at)
        if word in ("dozen", "dozens"):
            return [self._fact("number", 12, at, at + 1, weak=True)], at + 1
        if word == "quarter" and self._lower(at - 1) == "a" and self._lower(at + 1) == "of":
            is_time = "century" in (self._lower(at + 2), self._lower(at + 3))
            return [self._fact("number", 0.25, at, at + 1, unit="of", weak=is_time)], at + 1
        if word in MULTIPLES:
            value, weak, group = MULTIPLES[word]
            return [self._fact("number", value, at, at + 1, weak=weak, group=group)], at + 1
        if token.text in _ROMAN and self.words[max(at - 1, 0)].text[:1].isupper() and at:
            return [self._fact("number", _ROMAN[token.text], at, at + 1)], at + 1
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

    def _half(self, at: int) -> tuple[list[Fact], int]:
        follows = self._lower(self._skip_hyphen(at + 1))
        if follows in ("hearted", "heartedly", "measure", "measures", "truth", "truths", "way"):
            return [], at + 2
        if "dozen" in (self._lower(at + 1), self._lower(at + 2)):
            return [self._fact("number", 6, at, at + 1, weak=True)], at + 3
        also = (50.0,) if "century" in (follows, self._lower(at + 2)) else ()
        also = (6.0,) if "year" in (follows, self._lower(at + 2)) else also
        is_term = self._lower(at - 1) in ("first", "second", "latter", "other")
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

    def _is_year(self, at: int, value: float) -> bool:
        return self.words[at].text.isdigit() and len(self.words[at].text) == 4 and value < 2200

    def _with_unit(
        self, at: int, value: float, after: int, *, is_word: bool
    ) -> tuple[list[Fact], int]:
        """A cardinal with what it counts."""
        if found := self._ratio(at, value, after):
            return found
        if [self._lower(after + i) for i in range(3)] == ["and", "a", "half"]:
            value, after = value + 0.5, after + 3
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
        group = word in ("way",) and noun > after
        weak = group or word == "koreas" or (is_word and value <= 1 and unit != "%")
        weak = (
            weak or (word == "dozen") or (is_word and self._lower(after) == "-" and word == "sum")
        )
        if word == "dozen":
            value, after = value * 12, noun + 1
        return [self._fact("number", value, at, after, unit=unit, weak=weak, group=group)], after

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
        weak = value == 1 or (value == 2 and (word in _NOT_SECOND or not word))
        weak = weak or (value == 2 and self._lower(at - 1) in ("every", "split"))
        weak = weak or (value in (1, 2) and word == "half")
        return [self._fact("number", value, at, after, weak=weak)], after
