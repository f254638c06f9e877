"""Japanese numbers and dates: digits and Chinese numerals, with the counters that make them numbers."""

from __future__ import annotations

import re

from briefgen.parity.eastern import PLAIN, Dates, full_year, narrow, periods, value_of
from briefgen.parity.facts import Fact, number

_RUN = re.compile(r"(?:\d+(?:,\d{3})*(?:\.\d+)?|[〇零一二三四五六七八九十百千万億兆])+")
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万億兆")
IDIOMS = tuple(
    (
        "十分な 十分に 十分で 十分と 不十分 二の舞 二の次 二の足 二度と 二次的 二次被害 "
        "二次災害 二者択一 二人三脚 再三 三々五々 四面楚歌 四苦八苦 五里霧中 七転八起 八方 "
        "百貨店 万全 万能 万一 万人 千差万別 千載一遇 一石二鳥 二転三転 唯一無二 千島 千葉 "
        "三菱 三沢 三井 三重 四国 九州 五輪 五島 六本木 八戸 百年の計 四六時中 十人十色 二元 "
        "三元 億万長者 百万長者 迷惑千万 遺憾千万 三面記事 二枚舌 一騎当千 三権 一本化 一人ひとり 一人一人 一つひとつ 一歩一歩 "
        "一つ一つ 数の 一時的 一次的 三角 四角 六ヶ所 二重"
    ).split()
)
"""Words whose numerals are none, or that other languages have no number for."""
_BY_LEAD: dict[str, list[str]] = {}
for _idiom in IDIOMS:
    _BY_LEAD.setdefault(_idiom[0], []).append(_idiom)
_LEADS = frozenset(_BY_LEAD)
_COUNTERS = tuple(
    (
        "つ か国 カ国 ヶ国 ヵ国 箇国 ケ国 国 者 人 名 年 月 日 週 時 回 度 倍 隻 機 基 発 件 "
        "社 か所 カ所 箇所 点 項 段階 次 番 条 章 号 世紀 分の 割 % パーセント ポイント 台 本 "
        "党 省 庁 州 県 市 町 村 大 極 軸 辺 層 部 代 世 期 歩 校 個 行 例 類 種 通り 側 島 "
        "家 票 席 議席 か月 カ月 ヶ月 ヵ月 か年 カ年 ドル ユーロ ウォン 円 トン キロ メートル "
        "マイル 海里 階 級 位 組 枚 冊 語 字 文 段落 団体 師団 艦 世代 カ条 か条 か条 地域 "
        "都市 港 要素 機関 政府 首都 首脳 当局 分野 本柱 柱 原則 時間 方向 半世紀 余 以上"
    ).split()
)
_UNITS = (
    ("%ポイント", "pp"), ("パーセントポイント", "pp"), ("ポイント", "pp"), ("パーセント", "%"), ("%", "%"),
    ("年間", "year"), ("か年", "year"), ("カ年", "year"), ("年", "year"), ("か月", "month"),
    ("カ月", "month"), ("ヶ月", "month"), ("ヵ月", "month"), ("週間", "week"), ("週", "week"),
    ("日間", "day"), ("日", "day"), ("時間", "hour"), ("分間", "minute"), ("ドル", "USD"),
    ("米ドル", "USD"), ("円", "JPY"), ("ウォン", "KRW"), ("ユーロ", "EUR"), ("ポンド", "GBP"),
    ("銭", "sen"), ("セント", "cent"), ("人民元", "CNY"), ("元", "CNY"), ("キロメートル", "km"), ("キロ", "km"), ("海里", "nm"),
    ("カイリ", "nm"), ("マイル", "mile"), ("メートル", "m"), ("トン", "ton"), ("キログラム", "kg"),
)  # fmt: skip
_PARTIES = ("か国", "カ国", "ヶ国", "ヵ国", "国", "者", "極", "首都", "政府")
_TIMES = ("回", "度", "倍", "次", "番", "割", "つ目")
_DURATION = (
    "間",
    "ぶり",
    "前",
    "後",
    "以上",
    "以内",
    "余",
    "半",
    "にわた",
    "を超",
    "未満",
    "近く",
    "連続",
    "目",
)
_COUNTS_PERIODS = ("連続", "の間", "ぶり", "以内", "続", "にわた")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_BEFORE_SEASON = frozenset("、。年昨今来翌の先初晩同常毎早盛真厳") | frozenset(
    map(chr, range(0x3041, 0x3097))
)
_AFTER_SEASON = (
    "季",
    "に",
    "の",
    "、",
    "。",
    "から",
    "まで",
    "以",
    "先",
    "頃",
    "ごろ",
    "と",
    "・",
    "は",
    "を",
    "も",
)
_WEEKDAYS = dict(
    zip(
        "月火水木金土日",
        "monday tuesday wednesday thursday friday saturday sunday".split(),
        strict=True,
    )
)
_RELATIVE = {
    "昨年": "last-year", "去年": "last-year", "前年": "last-year", "今年": "this-year",
    "本年": "this-year", "来年": "next-year", "翌年": "next-year", "先月": "last-month",
    "前月": "last-month", "今月": "this-month", "来月": "next-month", "翌月": "next-month",
    "先週": "last-week", "前週": "last-week", "今週": "this-week", "来週": "next-week",
    "翌週": "next-week",
}  # fmt: skip
_PARTS = (
    ("初頭", "early"), ("初め", "early"), ("はじめ", "early"), ("前半", "early"), ("序盤", "early"),
    ("上旬", "early"), ("半ば", "mid"), ("中頃", "mid"), ("中葉", "mid"), ("中盤", "mid"),
    ("中旬", "mid"), ("後半", "late"), ("終盤", "late"), ("下旬", "late"), ("末", "late"),
    ("終わり", "late"), ("暮れ", "late"),
)  # fmt: skip
_HALVES_OF_YEARS = (("上半期", "上期", "前半"), ("下半期", "下期", "後半"))
_CENTURIES = {"四半世紀": 25.0, "半世紀": 50.0}
_HALVES = (
    "半分",
    "半数",
    "過半",
    "半減",
    "折半",
    "前半",
    "後半",
    "半期",
    "半ば",
    "半額",
)
_TWICE = ("倍増", "倍の", "倍に", "倍以上", "倍近", "倍と", "倍を")
_DOUBLES = ("双方", "両", "二重", "二国間", "ダブル", "ツー", "次ぐ", "次い")
_JOINED = _NUMERALS | frozenset("数何")
_VAGUE = frozenset("十百千万億兆")


def facts(text: str) -> list[Fact]:
    """The numbers and dates of a Japanese text."""
    text = narrow(text)
    found = _by_words(text)
    if not _NUMERALS.isdisjoint(text):
        found += _Scan(_masked(text)).read()
    return found


def _masked(text: str) -> str:
    """The text with idioms made unreadable, and 四半期 and 四半世紀 readable."""
    if "四半" in text:
        text = text.replace("四半", "Ｑ半")
    leads = _LEADS.intersection(text)
    for idiom in (idiom for lead in leads for idiom in _BY_LEAD[lead]):
        at = text.find(idiom)
        while at >= 0:
            end = at + len(idiom)
            if at == 0 or text[at - 1] not in _JOINED:
                text = text[:at] + "＿" * len(idiom) + text[end:]
            at = text.find(idiom, end)
    return text


class _Scan:
    """Reads the numerals of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Fact] = []
        self.dates = Dates()

    def read(self) -> list[Fact]:
        """The facts that begin with a numeral."""
        denominator: tuple[float, int] | None = None
        for match in _RUN.finditer(self.text):
            start, end = match.span()
            if not self._counts(match[0], start, end):
                continue
            value = value_of(match[0])
            if self.text.startswith("分の", end):
                denominator = value, start
                continue
            if denominator is not None:
                of, start = denominator
                denominator = None
                self._add("number", value / of, start, end, unit="of")
                continue
            self._one(match[0], value, start, end)
        return self.found + self.dates.found

    def _counts(self, run: str, start: int, end: int) -> bool:
        """Whether a run of numerals is a number: it has digits, a counter after it, or 第 before it."""
        text = self.text
        if not PLAIN.isdisjoint(run) or text[max(start - 1, 0) : start] == "第":
            return True
        if len(run) > 1 and run[-1] in "万億兆":
            return True
        if text.startswith(_COUNTERS, end):
            return not (run in ("十", "千") and text.startswith("本", end))
        if text.startswith("分の", max(start - 2, 0)) and start >= 2:
            return True
        match = _RUN.match(text, end + 1) if text[end : end + 1] in ("、", "・", "~", "-") else None
        return match is not None and text.startswith(_COUNTERS, match.end())

    def _add(
        self, kind: str, value: float, start: int, end: int, *, unit: str = "", weak: bool = False,
        also: tuple[float, ...] = (), group: bool = False,
    ) -> None:  # fmt: skip
        self.found.append(Fact(kind, number(value), start, end, unit, weak, also, group))

    def _one(self, run: str, value: float, start: int, end: int) -> None:
        text = self.text
        before = text[max(start - 1, 0) : start]
        if before in ("数", "何") and _VAGUE.issuperset(run):
            return self._add("vague", value, start - 1, end)
        if text[end : end + 1] == "数" or before == "数":
            return self._add("number", value, start, end, weak=True)
        if text.startswith("Ｑ半期", end):
            counted = before != "第" and text.startswith(_COUNTS_PERIODS, end + 3)
            return self._add("quarter", value, start, end + 3, weak=counted)
        if text.startswith("世紀", end):
            return self._add("century", value, start, end + 2, weak=value == 1)
        if text.startswith("月", end) and value <= 12 and not text.startswith("月曜", end):
            return self.dates.month(value, start, end + 1)
        if text.startswith("両日", end) and self.dates.day(value, start, end):
            return None
        if text.startswith("日", end) and not text.startswith(("日間", "日曜"), end):
            counted = text.startswith(_DURATION, end + 1)
            if self.dates.day(value, start, end + 1, counted=counted):
                return None
        elif text[end : end + 1] in ("~", "-", "・", "、", "–") and value <= 31:
            match = _RUN.match(text, end + 1)
            is_day = match is not None and text.startswith(("日", "両日"), match.end())
            if is_day and self.dates.day(value, start, end):
                return None
        if text.startswith("年", end) and self._year(value, start, end):
            return None
        return self._number(run, value, start, end)

    def _year(self, value: float, start: int, end: int) -> bool:
        """Read 1998年, 平成10年, 90年代; false if years are counted."""
        text = self.text
        if text.startswith("年代", end) and value >= 10:
            self._add("decade", value if value > 99 else value + 1900, start, end + 2)
            return True
        if base := _ERAS.get(text[max(start - 2, 0) : start]):
            self._add("year", value + base, start - 2, end + 1)
            return True
        if value < 1000 or text.startswith(_DURATION[:2], end + 1):
            return False
        self._add("year", value, start, end + 1)
        return True

    def _number(self, run: str, value: float, start: int, end: int) -> None:
        text = self.text
        unit = ""
        also: tuple[float, ...] = ()
        if text.startswith("割", end):
            return self._add("number", value * 10, start, end + 1, unit="%")
        for mark, name in _UNITS:
            if text.startswith(mark, end):
                unit = name
                if text.startswith("半", end + len(mark)):
                    value += 0.5
                break
        if text[max(start - 1, 0) : start] in ("$", "¥", "€"):
            unit = {"$": "USD", "¥": "JPY", "€": "EUR"}[text[start - 1]]
        if unit == "year" and value < 100 and not PLAIN.isdisjoint(run):
            bare = text.startswith("年", end) and not text.startswith(_DURATION, end + 1)
            also = full_year(value) if bare and value >= 10 else ()
        # 二つの町 for `the towns`: Japanese has no plural, and says how many where it is known.
        in_words = PLAIN.isdisjoint(run) and not unit and not text.startswith(_TIMES, end)
        group = 2 <= value <= 3 and (in_words or text.startswith(_PARTIES, end))
        group = group and text[max(start - 1, 0) : start] != "第"
        is_one = value == 1 and unit not in ("%", "pp") and "." not in run
        end += len("つ") if text.startswith("つ", end) else 0
        return self._add(
            "number", value, start, end, unit=unit, weak=is_one or group, also=also, group=group
        )


def _by_words(text: str) -> list[Fact]:
    """Facts that have no numeral: seasons, weekdays, relative dates, halves, 両."""
    found: list[Fact] = []
    for word in _HALVES:
        if (at := text.find(word)) >= 0:
            found.append(Fact("number", 0.5, at, at + len(word), "of", True, (50.0, 6.0)))
    for word in _TWICE if "倍" in text else ():
        if (at := text.find(word)) >= 0 and text[max(at - 1, 0) : at] not in _NUMERALS:
            found.append(Fact("number", 2.0, at, at + len(word), "", True))
    for word in _DOUBLES:
        if (at := text.find(word)) >= 0 and not text.startswith("両立", at):
            group = word in ("双方", "両", "二国間")
            found.append(Fact("number", 2.0, at, at + len(word), "", True, (), group))
    found += periods(text, _HALVES_OF_YEARS, _CENTURIES, "半年")
    for char, season in _SEASONS.items():
        at = text.find(char)
        while at >= 0:
            before = text[at - 1 : at] if at else "の"
            if (before in _BEFORE_SEASON or text.startswith("季", at + 1)) and (
                at + 1 == len(text) or text.startswith(_AFTER_SEASON, at + 1)
            ):
                found.append(Fact("season", season, at, at + 1))
            at = text.find(char, at + 1)
    if "曜" in text:
        for match in re.finditer("([月火水木金土日])曜", text):
            found.append(Fact("weekday", _WEEKDAYS[match[1]], *match.span()))
    if "年" in text or "月" in text or "週" in text:
        for word, name in _RELATIVE.items():
            if (at := text.find(word)) >= 0 and text[max(at - 1, 0) : at] != "一":
                found.append(Fact("relative", name, at, at + len(word)))
        found += _parts(text)
    elif "世紀" in text:
        found += _parts(text)
    for word in ("昨", "来"):
        if f"{word}春" in text or f"{word}秋" in text or f"{word}夏" in text or f"{word}冬" in text:
            name = "last-year" if word == "昨" else "next-year"
            found.append(Fact("relative", name, 0, 1, "", True))
    return found


def _parts(text: str) -> list[Fact]:
    """初頭, 半ば, 末 and their like after a date."""
    found: list[Fact] = []
    for word, name in _PARTS:
        at = text.find(word)
        while at >= 0:
            before = text[:at].removesuffix("の")
            dated = before.endswith(("年代", "世紀", "年", "月"))
            if dated and _NUMERALS.intersection(before[-4:]):
                found.append(Fact("part", name, at, at + len(word), "", True))
            at = text.find(word, at + 1)
    return found
