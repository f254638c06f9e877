"""English words of number: the lexicon of `english`."""

from __future__ import annotations

CARDINALS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        ).split()
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
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth"
        ).split(),
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
    "biennial": (2, True, False),
    "biannual": (2, True, False),
    "semiannual": (2, True, False),
    "bicameral": (2, True, False),
    "triennial": (3, True, False),
    "quarterly": (4, True, False),
    "decennial": (10, True, False),
    "noon": (12, True, False),
    "midnight": (0, True, False),
    "teens": (10, True, False),
    "teenagers": (10, True, False),
    "centennial": (100, True, False),
    "centenary": (100, True, False),
    "bicentennial": (200, True, False),
    "millennium": (1000, True, False),
    "triangular": (3, True, True),
    "tripartite": (3, True, True),
    "trio": (3, True, True),
    "quad": (4, True, True),
    "quartet": (4, True, True),
    "century": (100, True, False),
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
    "pounds": "GBP", "cents": "cent", "yuan": "CNY", "renminbi": "CNY", "kilometers": "km", "kilometer": "km",
    "kilometres": "km", "kilometre": "km", "km": "km", "miles": "mile", "mile": "mile",
    "meters": "m", "metres": "m", "meter": "m", "tons": "ton", "ton": "ton", "tonnes": "ton",
    "kilograms": "kg", "kg": "kg",
}  # fmt: skip
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW"}
ROMAN = dict(
    zip(
        "II III IV VI VII VIII IX XI XII".split(),
        (2, 3, 4, 6, 7, 8, 9, 11, 12),
        strict=True,
    )
)
NOT_SECOND = frozenset(
    (
        "is was does do did has had will would can could may might should to of , ; : . ) "
        "guess thought thoughts nature hand to-none seems looks appears remains requires "
        "needs"
    ).split()
)
DECADES = {
    word: 1920 + 10 * n
    for n, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split()
    )
}
WORDS = frozenset(
    {
        *CARDINALS,
        *SCALES,
        *ORDINALS,
        *MULTIPLES,
        *VAGUE,
        *DECADES,
        "clock",
        "half",
        "dozen",
        "quarter",
        "quarters",
    }
)
