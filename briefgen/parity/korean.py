"""Korean numbers and dates: digits, native numerals (두 척, 세 나라) and Sino-Korean ones (이십 년)."""

from __future__ import annotations

import re

from briefgen.parity.eastern import PLAIN, Dates, full_year, narrow, periods, value_of
from briefgen.parity.facts import Fact, number

_RUN = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?(?:[십백천]?(?:[만억]|조(?=\s?(?:\d|원|달러|엔|위안|유로)))(?:\s?\d[\d,]*[십백천]?)?)*[십백천]?"
    r"(?:\s?[만억](?![가-힣]))?"
)
_SINO = re.compile(
    r"(?<![가-힣\d])(수)?((?:[일이삼사오육칠팔구]?[십백천])+[일이삼사오육칠팔구]?[만억조]?|[만억])"
    r"(?=\s?(?:여 ?)?(?:년|명|개|척|대|번|배|퍼센트|세기|주 |톤|달러|원|엔|건|가지|만 |억 |킬로|만$|일 |일간|일 동안|일째|세 |마리|그루|석|표|가구|곳|기|발|회|시간|미터|해리))"
)
_SHORT = re.compile(r"(?<![가-힣])([삼오육칠팔])\s?(년|개월|개국|차|배|퍼센트|세기|단계|자 ?회담)")
_ORDINAL = re.compile(r"제([일이삼사오육칠팔구십]+)(?=[차국자장조항세의])")
_FRACTION = re.compile(r"(\d+|[일이삼사오육칠팔구십]+)분의 ?(\d+|[일이삼사오육칠팔구])")
NATIVE: dict[str, tuple[int, ...]] = {
    "두": (2,), "세": (3,), "네": (4,), "다섯": (5,), "여섯": (6,), "일곱": (7,), "여덟": (8,),
    "아홉": (9,), "열": (10,), "열한": (11,), "열두": (12,), "열세": (13,), "열네": (14,),
    "열다섯": (15,), "스무": (20,), "스물": (20,), "서른": (30,), "마흔": (40,), "쉰": (50,),
    "두세": (2, 3), "두서너": (2, 3), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5),
    "대여섯": (5, 6), "둘": (2,), "셋": (3,), "넷": (4,), "석": (3,), "넉": (4,), "한": (1,),
    "하나": (1,), "첫": (1,), "스물다섯": (25,),
}  # fmt: skip
_COUNTERS = tuple(
    (
        "가지 번 나라 차례 배 달 해 명 개 곳 사람 쪽 축 척 줄 눈 갈래 기둥 단계 시간 살 째 "
        "자릿수 번째 주 단체 기관 도시 요소 정부 건 문단 국 강대국 대 권 편 기 발 마리 항 조"
    ).split()
)
_NEEDS_COUNTER = frozenset(("열", "한", "석", "넉", "스물"))
_ALONE = frozenset("은는이가을를과와도로의만째 ,.:;·")
_STRIP = "“”‘’「」『』()《》〈〉\"'·,.:;"
_UNITS = (
    ("%포인트", "pp"), ("%p", "pp"), ("퍼센트포인트", "pp"), ("%", "%"), ("퍼센트", "%"), ("포인트", "pp"),
    ("프로", "%"), ("개년", "year"), ("년", "year"), ("개월", "month"), ("달러", "USD"),
    ("달", "month"), ("주", "week"), ("일", "day"), ("시간", "hour"), ("분", "minute"),
    ("원", "KRW"), ("엔", "JPY"), ("유로", "EUR"), ("파운드", "GBP"), ("위안", "CNY"), ("센트", "cent"),
    ("킬로미터", "km"), ("km", "km"), ("해리", "nm"), ("마일", "mile"), ("미터", "m"), ("톤", "ton"),
    ("킬로그램", "kg"), ("해", "year"),
)  # fmt: skip
_PARTIES = ("국", "개국", "자", "나라", "정부", "강")
_DURATION = (
    "간",
    "동안",
    " 동안",
    "여",
    " 만에",
    "마다",
    "째",
    "차",
    " 뒤",
    " 후",
    " 전",
    " 이상",
    " 넘",
    "짜리",
    " 사이",
    " 안에",
    "에 걸",
    " 가까이",
    " 연속",
    " 이내",
    " 미만",
)
_SEASONS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_SEASON = re.compile(
    r"(년|해|지난|올|이번|다음|이듬해|늦|초|그)?( ?)(봄|여름|가을|겨울)(?=철|에|의|부터|까지|,|\.|과|은|이|을|로|마다|동안|엔|도|내| |$)"
)
_WEEKDAYS = dict(
    zip(
        "월화수목금토일",
        "monday tuesday wednesday thursday friday saturday sunday".split(),
        strict=True,
    )
)
_RELATIVE = {
    "지난해": "last-year", "작년": "last-year", "전년": "last-year", "올해": "this-year",
    "금년": "this-year", "내년": "next-year", "이듬해": "next-year", "다음 해": "next-year",
    "지난달": "last-month", "이달": "this-month", "이번 달": "this-month",
    "다음 달": "next-month", "내달": "next-month", "지난주": "last-week", "이번 주": "this-week",
    "다음 주": "next-week", "전월": "last-month",
}  # fmt: skip
_PART = re.compile(
    r"(?<=[년기월대])\s?(초반|초엽|초순|초|전반|상순|중반|중엽|중순|후반|하순|말엽|말|끝)(?=[에의까부,. 과은이기경쯤]|$)"
)
_PARTS = {
    "초": "early",
    "전": "early",
    "상": "early",
    "중": "mid",
    "후": "late",
    "하": "late",
    "말": "late",
    "끝": "late",
}
_HALVES_OF_YEARS = (("상반기", "전반"), ("하반기", "후반"))
_CENTURIES = {"사반세기": 25.0, "반세기": 50.0}
_HALVES = (
    "절반",
    "과반",
    "반감",
    "상반기",
    "하반기",
    "전반기",
    "후반기",
    "반수",
    "반으로",
)
_DOUBLES = (
    "양국",
    "양측",
    "양쪽",
    "양자",
    "양당",
    "쌍방",
    "양 ",
    "양대",
    "양국",
    "배증",
    "갑절",
    "곱절",
    "배가",
    "남북 모두",
    "이중",
    "쌍둥이",
    "투트랙",
    "투 트랙",
    "투톱",
)
_DAYS = {
    "이틀": 2.0,
    "사흘": 3.0,
    "나흘": 4.0,
    "닷새": 5.0,
    "엿새": 6.0,
    "열흘": 10.0,
    "보름": 15.0,
}
_TWICE = ("배로", "배증", "배가 ", "배 이상")
_MASKED = ("재작년", "백년대계", "십분 ", "천만에", "세세", "하나하나", "한두", "천여 년")
_DOTTED = re.compile(r"(\d{4})\. ?(\d{1,2})\.(?: ?(\d{1,2})\.?)?")


def facts(text: str) -> list[Fact]:
    """The numbers and dates of a Korean text."""
    text = narrow(text)
    for word in _MASKED:
        if word in text:
            text = text.replace(word, "＿" * len(word))
    found = _by_words(text)
    dates = Dates()
    if not PLAIN.isdisjoint(text):
        text = _dotted(text, found)
        text = _fractions(text, found)
        for match in _RUN.finditer(text):
            _digits(text, match, found, dates)
    elif "분의" in text:
        text = _fractions(text, found)
    found += dates.found
    _native(text, found)
    _sino(text, found)
    return found


def _dotted(text: str, found: list[Fact]) -> str:
    """Take dates such as 1998. 8. 31. out of a text."""
    for match in _DOTTED.finditer(text):
        year, month, day = match.groups()
        if not 1 <= int(month) <= 12:
            continue
        found.append(Fact("year", float(year), match.start(1), match.end(1)))
        found.append(Fact("day", (int(month), int(day or 0)), match.start(2), match.end()))
        text = text[: match.start()] + "＿" * len(match[0]) + text[match.end() :]
    return text


def _fractions(text: str, found: list[Fact]) -> str:
    if "분의" not in text:
        return text
    for match in _FRACTION.finditer(text):
        of, part = value_of(match[1]), value_of(match[2])
        if of:
            found.append(Fact("number", number(part / of), *match.span(), "of"))
            text = text[: match.start()] + "＿" * len(match[0]) + text[match.end() :]
    return text


def _digits(text: str, match: re.Match[str], found: list[Fact], dates: Dates) -> None:
    run, (start, end) = match[0].rstrip(), match.span()
    end = start + len(run)
    value = value_of(run.replace(" ", ""))
    near = end + (text[end : end + 1] == " ")
    if text.startswith("세기", near):
        found.append(Fact("century", value, start, near + 2, "", value == 1))
    elif text.startswith(("분기", "사분기", "/4분기"), end):
        found.append(Fact("quarter", value, start, end + 2))
    elif text.startswith("월", end) and value <= 12:
        dates.month(value, start, end + 1)
    elif (
        text.startswith("일", end)
        and not text.startswith(("간", "동안", " 동안", " 만에", " 뒤"), end + 1)
        and dates.day(value, start, end + 1, counted=text.startswith(_DURATION, end + 1))
    ) or (_is_day_of_range(text, end) and dates.day(value, start, end)):
        return
    elif text.startswith("년대", end):
        decade = value if value > 99 else value + 1900
        found.append(Fact("decade", decade, start, end + 2))
    elif (
        text.startswith("년", end)
        and value >= 1000
        and not text.startswith(("간", "동안"), end + 1)
    ):
        found.append(Fact("year", value, start, end + 1))
    else:
        found.append(_number(text, value, start, end, near))


_RANGE = re.compile(r"[~\-–·](\d{1,2})일")


def _is_day_of_range(text: str, end: int) -> bool:
    return text[end : end + 1] in ("~", "-", "–", "·") and bool(_RANGE.match(text, end))


def _number(text: str, value: float, start: int, end: int, near: int) -> Fact:
    unit = ""
    also: tuple[float, ...] = ()
    for mark, name in _UNITS:
        if text.startswith(mark, near) or text.startswith(mark, end):
            unit = name
            after = near + len(mark)
            if text.startswith((" 반", "반"), after):
                value += 0.5
            elif mark == "년" and 10 <= value < 100 and not text.startswith(_DURATION, after):
                also = full_year(value)
            break
    if text[max(start - 1, 0) : start] in ("$", "¥", "€"):
        unit = {"$": "USD", "¥": "JPY", "€": "EUR"}[text[start - 1]]
    if text.startswith("할", near) and not text.startswith("할 ", end + 1):
        value, unit = value * 10, "%"
    group = 2 <= value <= 3 and text.startswith(_PARTIES, end)
    group = group and text[max(start - 1, 0) : start] != "제"
    is_one = value == 1 and unit not in ("%", "pp")
    return Fact("number", number(value), start, end, unit, is_one or group, also, group)


def _native(text: str, found: list[Fact]) -> None:
    """Native numerals: words of their own, or joined with a counter or a particle."""
    at = 0
    words = text.split(" ")
    for index, word in enumerate(words):
        start = at + len(word) - len(word.lstrip(_STRIP))
        bare = word.strip(_STRIP)
        at += len(word) + 1
        if not bare or bare[0] not in _FIRST:
            continue
        numeral = next((n for n in _LONGEST if bare.startswith(n)), "")
        if not numeral:
            continue
        rest = bare[len(numeral) :]
        follows = words[index + 1] if index + 1 < len(words) and not rest else ""
        if not _is_native(numeral, rest, follows, word):
            continue
        counted = rest or follows
        unit = next((u for mark, u in _UNITS if counted.startswith(mark)), "")
        unit = unit if unit in ("year", "month", "hour") or counted.startswith("주") else ""
        values = NATIVE[numeral]
        # 두 도시 for `the towns`: Korean need not mark the plural, and says how many where it is known.
        group = len(values) == 1 and 2 <= values[0] <= 3 and not unit
        group = group and not counted.startswith(("번", "배", "차례", "째"))
        weak = group or values[0] == 1
        for value in values:
            end = start + len(numeral)
            found.append(Fact("number", float(value), start, end, unit, weak, (), group))


_LONGEST = tuple(sorted(NATIVE, key=len, reverse=True))
_FIRST = frozenset(word[0] for word in NATIVE)


def _is_native(numeral: str, rest: str, follows: str, word: str) -> bool:
    """Whether what begins with a numeral is one: 두 척, 두번째, 둘은; not 두고, 세계, 열린, 둘러싼."""
    if not rest:
        if numeral in _NEEDS_COUNTER:
            return follows.startswith(_COUNTERS)
        if numeral in ("둘", "셋", "넷", "하나"):
            return True
        return bool(follows) and word[-1:] not in ",."
    if numeral in ("둘", "셋", "넷", "하나"):
        return rest[0] in _ALONE and not rest.startswith(("이서 ", "로 나뉜"))
    if numeral == "첫":
        return rest.startswith("째")
    if len(numeral) >= 2 and numeral not in ("열세", "서른"):
        return rest.startswith(_COUNTERS) or rest[0] in _ALONE
    if numeral in ("세", "두", "네", "한", "열"):
        joined = (
            "번",
            "가지",
            "나라",
            "차례",
            "배",
            "명",
            "개",
            "곳",
            "척",
            "쪽",
            "달",
            "해",
            "사람",
            "살",
            "눈",
        )
        return rest.startswith(joined) and not rest.startswith(
            ("배하", "개골", "해서", "개의치", "달리", "번째로는")
        )
    return False


def _sino(text: str, found: list[Fact]) -> None:
    if any(c in text for c in "십백천만억"):
        for match in _SINO.finditer(text):
            value = value_of(match[2])
            kind = "vague" if match[1] else "number"
            unit = (
                "year"
                if text.startswith("년", match.end()) or text.startswith(" 년", match.end())
                else ""
            )
            found.append(Fact(kind, value, *match.span(), unit))
    for match in _SHORT.finditer(text):
        unit = {"년": "year", "개월": "month", "퍼센트": "%"}.get(match[2], "")
        kind = "century" if match[2] == "세기" else "number"
        found.append(Fact(kind, value_of(match[1]), *match.span(1), unit))
    if "제" in text:
        for match in _ORDINAL.finditer(text):
            value = value_of(match[1])
            found.append(Fact("number", value, *match.span(1), "", value == 1))
    for word, value in (("삼국", 3.0), ("삼자", 3.0), ("양극", 2.0)):
        if (at := text.find(word)) >= 0:
            found.append(Fact("number", value, at, at + 2, "", True, (), True))


def _ends_word(text: str, end: int) -> bool:
    """Whether only a particle follows, or nothing."""
    return not "가" <= text[end : end + 1] <= "힣" or text[end] in "에의부까는은도가이와과보대"


def _by_words(text: str) -> list[Fact]:
    """Facts that have no numeral: seasons, weekdays, relative dates, halves, 양국."""
    found: list[Fact] = []
    for word in _HALVES:
        if (at := text.find(word)) >= 0:
            found.append(Fact("number", 0.5, at, at + len(word), "of", True, (50.0, 6.0)))
    for word in _DOUBLES:
        if (at := text.find(word)) >= 0:
            group = word[0] in "양쌍"
            found.append(Fact("number", 2.0, at, at + len(word), "", True, (), group))
    for word in _TWICE if "배" in text else ():
        at = text.find(word)
        before = text[:at].split(" ")[-2:] if at >= 0 else []
        if at >= 0 and not any(one in NATIVE or one[-1:].isdigit() for one in before if one):
            found.append(Fact("number", 2.0, at, at + len(word), "", True))
    for word, value in _DAYS.items():
        if (at := text.find(word)) >= 0:
            also = (2.0,) if value == 15 else ()
            found.append(Fact("number", value, at, at + len(word), "day", False, also))
    found += periods(text, _HALVES_OF_YEARS, _CENTURIES, "반년")
    if any(season in text for season in _SEASONS):
        for match in _SEASON.finditer(text):
            dated = match[1] or (
                match[3] != "봄" and text[match.start(3) - 1 : match.start(3)] == " "
            )
            sure = text.startswith(("봄철", "봄에", "봄부터", "봄까지", "봄마다"), match.start(3))
            if dated or sure or text[: match.start(3)].endswith("의 "):
                found.append(Fact("season", _SEASONS[match[3]], match.start(3), match.end(3)))
                if match[1] in ("지난", "올"):
                    found.append(Fact("relative", "last-year", 0, 1, "", True))
    if "요일" in text:
        for match in re.finditer("([월화수목금토일])요일", text):
            found.append(Fact("weekday", _WEEKDAYS[match[1]], *match.span()))
    for word, name in _RELATIVE.items():
        if (at := text.find(word)) >= 0 and _ends_word(text, at + len(word)):
            found.append(Fact("relative", name, at, at + len(word)))
    if "년" in text or "월" in text or "세기" in text:
        for match in _PART.finditer(text):
            if PLAIN.intersection(text[max(match.start() - 5, 0) : match.start()]):
                found.append(
                    Fact("part", _PARTS[match[1][0]], match.start(1), match.end(1), "", True)
                )
    return found
