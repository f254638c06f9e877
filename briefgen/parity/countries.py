"""Countries in a text: by their names, their people, their capitals, and the signs in joined names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from briefgen.parity.country_words import AMBIGUOUS, EN, JA, KO, SIGNS

_NAMES = {"en": EN, "ja": JA, "ko": KO}
_BOTH = {"KRKP": ("KR", "KP", "KO"), "": ()}
_BEFORE = {
    "ja": "(?<![今同本毎当翌前後半数調単全終連0-9〇一二三四五六七八九十])",
    "ko": "(?<![가-힣0-9])",
}
_PREFIXED = re.compile(r"(?<![歴来探滞存現所反絶相敵])[対訪在駐反親渡]([日米韓朝中露])")
_AFTER = {"中": "央間心立東小部期南近枢絶性核継", "独": "自立占断特", "仏": "教", "豪": "雨華", "印": "象刷度",
          "朝": "食刊廷晩", "日": "程曜時数常記", "英": "語字雄", "米": "価作飯粒穀"}  # fmt: skip
"""What makes another word of a sign: 米中央軍, 反独裁, 訪日程."""


class Country(NamedTuple):
    """A country that a text names."""

    codes: tuple[str, ...]
    """ISO codes; KO for Korea where it is not said which."""
    start: int
    end: int
    is_sure: bool
    """Whether it is named; false for what only alludes to it (the Diet), or may be another word."""
    is_joined: bool = False
    """Whether it stands in a joined name, such as 日米韓."""


class _Form(NamedTuple):
    text: str
    codes: tuple[str, ...]
    is_sure: bool


@cache
def _forms(language: str) -> tuple[dict[str, list[_Form]], re.Pattern[str]]:
    """The names of a language by their first letter, longest first, and what finds first letters."""
    found: dict[str, list[_Form]] = {}
    for code, columns in _NAMES[language].items():
        for is_sure, column in zip((True, False), columns, strict=True):
            for text in filter(None, column.split("|")):
                form = _Form(text, _BOTH.get(code, (code,)), is_sure)
                found.setdefault(text[0], []).append(form)
    merged: dict[str, list[_Form]] = {}
    for lead, forms in found.items():
        by_text: dict[str, _Form] = {}
        for form in forms:
            same = by_text.get(form.text)
            codes = (*same.codes, *form.codes) if same else form.codes
            sure = form.is_sure and (same is None or same.is_sure)
            by_text[form.text] = _Form(form.text, codes, sure)
        merged[lead] = sorted(by_text.values(), key=lambda form: -len(form.text))
    boundary = "(?<![A-Za-z])" if language == "en" else ""
    return merged, re.compile(f"{boundary}[{re.escape(''.join(merged))}]")


@lru_cache(maxsize=4096)
def countries(language: str, text: str) -> tuple[Country, ...]:
    """The countries that a text names, in its order."""
    found = _joined(language, text) if language in SIGNS else []
    taken = {at for one in found for at in range(one.start, one.end)}
    forms, leads = _forms(language)
    end = 0
    for match in leads.finditer(text):
        start = match.start()
        if start < end or start in taken:
            continue
        form = next((f for f in forms[match[0]] if _stands(language, f.text, text, start)), None)
        if form is not None:
            end = start + len(form.text)
            found.append(Country(form.codes, start, end, form.is_sure))
    return tuple(sorted(found, key=lambda one: one.start))


def _stands(language: str, form: str, text: str, start: int) -> bool:
    """Whether a form is a word at a place: Latin ones between others, short Korean ones at its head."""
    if not text.startswith(form, start):
        return False
    end = start + len(form)
    if language == "en":
        if form in ("the South", "the North") and text[end + 1 : end + 2].isupper():
            return False  # the South China Sea
        return not text[end : end + 1].isalpha()
    if language == "ko" and len(form) < 3 and form[-1] != "국":
        before = text[start - 1 : start]
        if "가" <= before <= "힣" or before.isdigit():
            return form in ("미군", "서울", "북한", "일본", "도쿄", "소련")
        return len(form) > 1 or text[end : end + 1] == " "
    return True


def _joined(language: str, text: str) -> list[Country]:
    """Joined names and names with a prefix: 日米韓, 한·미·일, 미일, 対米, 在韓米軍."""
    signs = SIGNS[language]
    found: list[Country] = []
    for match in _pattern(language).finditer(text):
        plain = "".join(c for c in match[0] if c in signs)
        start, end = match.span()
        if language == "ja":
            after = text[end : end + 1]
            if (plain[-1:], after) == ("日", "本") or (
                plain[-1:] == "ロ" and "ァ" <= after <= "ー"
            ):
                end, plain = end - 1, plain[:-1]
        if len(plain) < 2 or len(set(plain)) < len(plain) or plain in ("북한", "남한"):
            continue
        codes = tuple(signs[c] for c in plain)
        is_dotted = len(match[0]) > len(plain) and "남" not in plain
        is_sure = is_dotted or not _is_doubtful(language, plain, text, start, end)
        found.append(Country(codes, start, end, is_sure, is_joined=True))
    if language == "ja":
        for match in _PREFIXED.finditer(text):
            after = text[match.end() : match.end() + 1]
            is_joined = any(one.start <= match.start(1) < one.end for one in found)
            if not is_joined and not (after and after in _AFTER.get(match[1], "")):
                found.append(Country((signs[match[1]],), *match.span(), is_sure=True))
    return found


def _is_doubtful(language: str, plain: str, text: str, start: int, end: int) -> bool:
    """Whether joined signs may be another word, or parts of two."""
    if plain in AMBIGUOUS:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    is_split = bool(after) and after in _AFTER.get(plain[-1], "")
    return language == "ja" and (is_split or (plain[0] == "中" and "一" <= before <= "鿿"))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    signs = "".join(SIGNS[language])
    dots = "[·ㆍ‧・]"
    if language == "ja":
        return re.compile(f"{_BEFORE['ja']}(?<![ァ-ヶー])[{signs}](?:・?[{signs}])+")
    dotted = f"[{signs}](?:{dots}[{signs}])+(?![가-힣]?{dots})"
    return re.compile(f"{_BEFORE['ko']}(?:{dotted}|[한미일북중러]{{2,4}})")
