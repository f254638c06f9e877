"""English dates: months, days, seasons, decades, parts of them, and relative dates."""

from __future__ import annotations

from briefgen.parity.english import Numbers, Token, may_count, tokens
from briefgen.parity.facts import Fact

MONTHS = {
    name: n
    for n, name in enumerate(
        (
            "January February March April May June July August September October November December"
        ).split(),
        1,
    )
}
_SHORT = {name[:3]: n for name, n in MONTHS.items() if name != "May"} | {"Sept": 9}
_BEFORE_MAY = frozenset(
    (
        "in by since until of last early late mid this next from and to before after during "
        "every through between , –"
    ).split()
)
SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "winter": "winter"}
_BEFORE_FALL = frozenset("last this next the in early late".split())
WEEKDAYS = {
    name: name.lower()
    for name in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
}
PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
}
_RELATIVE = (
    ("last", "last-{}"), ("previous", "last-{}"), ("this", "this-{}"), ("next", "next-{}"),
    ("following", "next-{}"), ("preceding", "last-{}"), ("current", "this-{}"),
)  # fmt: skip
_AFTER = {"before": "last-{}", "earlier": "last-{}", "later": "next-{}", "after": "next-{}"}
_PERIODS = ("year", "month", "week")
_OVER = frozenset(["over", "in", "during", "within", "for"])


def facts(text: str) -> list[Fact]:
    """The numbers and dates of an English text, in no order of kinds."""
    lower = text.lower()
    dated = any(month in text for month in _NAMES) or any(word in lower for word in _CALENDAR)
    counted = may_count(text)
    if not counted and not dated:
        return []
    words = tokens(text)
    found, taken = _days(words) if dated else ([], set())
    if counted:
        found += Numbers(words, frozenset(taken))
    if dated:
        found += _seasons(words)
        found += _relative(words)
    found += _parts(words, found)
    return found


_NAMES = (
    *MONTHS,
    *(f"{short} " for short in _SHORT),
    *(f"{short}." for short in _SHORT),
    *WEEKDAYS,
)
_CALENDAR = (*SEASONS, " fall", "year", "month", "week")


def _day(token: Token | None) -> int:
    """The day of a month that a token names, or 0."""
    text = token.text if token else ""
    return int(text) if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31 else 0


def _month(words: list[Token], at: int) -> int:
    """The month that a token names, or 0."""
    text = words[at].text
    after = words[at + 1].text if at + 1 < len(words) else ""
    if text in _SHORT and (after[:1].isdigit() or after == "."):
        return _SHORT[text]
    month = MONTHS.get(text, 0)
    if month == 5 and not after[:1].isdigit():
        before = words[at - 1].lower if at else ""
        dated = before in _BEFORE_MAY or (at > 0 and _day(words[at - 1]) > 0)
        return month if dated or before in ("st", "nd", "rd", "th") else 0
    return month


def _days(words: list[Token]) -> tuple[list[Fact], set[int]]:
    """Months with their days and years, and the tokens that they take. Years are numbers too."""
    found: list[Fact] = []
    taken: set[int] = set()
    for at, token in enumerate(words):
        if token.text in WEEKDAYS:
            found.append(Fact("weekday", WEEKDAYS[token.text], token.start, token.end))
        month = _month(words, at)
        if not month:
            continue
        days = _after(words, at, taken) or _before(words, at, taken)
        for day, first, last in days or [(0, at, at)]:
            start, end = words[first].start, words[last].end
            found.append(Fact("day", (month, day), start, end))
    return found, taken


def _after(words: list[Token], at: int, taken: set[int]) -> list[tuple[int, int, int]]:
    """The days after a month: August 31, March 23–24, March 23 and 24."""
    days: list[tuple[int, int, int]] = []
    next_at = at + 1
    if next_at < len(words) and words[next_at].text == ".":
        next_at += 1
    while next_at < len(words) and (day := _day(words[next_at])):
        days.append((day, at if not days else next_at, next_at))
        taken.add(next_at)
        if next_at + 1 < len(words) and words[next_at + 1].lower in ("st", "nd", "rd", "th"):
            taken.add(next_at + 1)
            next_at += 1
        joint = words[next_at + 1].lower if next_at + 1 < len(words) else ""
        if joint not in ("-", "–", "and", "to") or next_at + 2 >= len(words):
            break
        next_at += 2
        later = words[next_at + 1].lower if next_at + 1 < len(words) else ""
        if later.isalpha() and joint != "–" and later not in ("in", "at", "of", "by", "on"):
            break  # March 23 and 24 ships
    return days


def _before(words: list[Token], at: int, taken: set[int]) -> list[tuple[int, int, int]]:
    """The day before a month: 31 August, the 31st of August."""
    back = at - 1
    if back >= 0 and words[back].lower == "of":
        back -= 1
    if back >= 1 and words[back].lower in ("st", "nd", "rd", "th"):
        back -= 1
    elif back < at - 1:
        return []  # ten of August's ships
    if back < 0 or not _day(words[back]):
        return []
    taken.update(range(back, at))
    days = [(_day(words[back]), back, at)]
    if back > 1 and words[back - 1].lower in ("-", "–", "and", "to") and _day(words[back - 2]):
        taken.add(back - 2)
        days.append((_day(words[back - 2]), back - 2, back - 2))
    return days


def _seasons(words: list[Token]) -> list[Fact]:
    found: list[Fact] = []
    for at, token in enumerate(words):
        season = SEASONS.get(token.lower, "")
        before = words[at - 1].lower if at else ""
        after = [word.text for word in words[at + 1 : at + 3]]
        if token.lower == "fall" and before in _BEFORE_FALL:
            dated = bool(after) and (after[0][:2] in ("19", "20") or after[-1][:2] in ("19", "20"))
            season = "autumn" if dated or before in ("last", "this", "next") else ""
        if season == "spring" and after[:1] in (["from"], ["up"]):
            season = ""
        if season:
            found.append(Fact("season", season, token.start, token.end))
    return found


def _relative(words: list[Token]) -> list[Fact]:
    found: list[Fact] = []
    for at, token in enumerate(words):
        period = token.lower
        if period not in _PERIODS or at == 0:
            continue
        before = words[at - 1].lower
        earlier = words[at - 2].lower if at > 1 else ""
        later = words[at + 1].lower if at + 1 < len(words) else ""
        for word, name in _RELATIVE:
            spans = earlier in ("the", "this") and at > 2 and words[at - 3].lower in _OVER
            if later == "before":
                break  # the year before last
            if before == word and not (spans and word in ("last", "previous")):
                found.append(Fact("relative", name.format(period), words[at - 1].start, token.end))
        if before in ("a", "the") and later in _AFTER and period == "year":
            weak = before == "a"
            name = _AFTER[later].format(period)
            found.append(Fact("relative", name, token.start, words[at + 1].end, weak=weak))
    return found


def _parts(words: list[Token], found: list[Fact]) -> list[Fact]:
    """Early, mid and late, where they qualify a date that was found."""
    dated = {one.start: one for one in found if one.kind in ("day", "decade", "century", "year")}
    parts: list[Fact] = []
    for at, token in enumerate(words):
        name = PARTS.get(token.lower)
        if name is None or not dated:
            continue
        follow = at + 1
        if token.lower in ("beginning", "start", "middle", "end"):
            if follow >= len(words) or words[follow].lower != "of":
                continue
            follow += 1
        while follow < len(words) and words[follow].lower in ("-", "the", "in", "to"):
            follow += 1
        if follow < len(words) and words[follow].start in dated:
            parts.append(Fact("part", name, token.start, token.end))
    return parts
