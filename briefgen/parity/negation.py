"""Negations: whether what one language denies is denied in the other.

Each language has strong markers, which need a counterpart, and weak ones, which can be one: a language
may say `lacks` or 無理 where the other says `not`. Sentences are compared one by one where both texts
have as many, and as wholes elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from briefgen.parity.words import find, first, spaced, without

_NO_NEGATION_EN = (
    " not only ", " not just ", " not merely ", " not simply ", " not least ", " no doubt ",
    " no matter ", " whether or not ", " nothing but ", " none other ", " not to mention ",
    " no fewer than ", " no less than ", " if not ", " more often than not ", " no 1 ", " no 2 ",
    " can not but ", " could not but ", " can not help but ", " could not help but ", " no sooner ", " no less ", " no more than ", " nothing less than ",
)  # fmt: skip
_STRONG_EN = tuple(
    f" {word} "
    for word in (
        "not no never neither nor none nobody nothing nowhere without rarely seldom hardly scarcely"
    ).split()
)
_WEAK_EN = (*tuple(
    f" {word} "
    for word in (
    "lack lacks lacked lacking absent fail fails failed refuse refuses refused deny "
    "denies denied reject rejects rejected unless few fewer little hardly scarcely rarely "
    "seldom barely only except beyond prevent prevents prevented avoid avoids stop stops "
    "stopped halt halted end ended ends exclude excludes excluded outlived outlast "
    "outlasted less free impossible independent informal illegal irregular irrelevant "
    "inability instability inaction inconclusive insufficient inadequate incomplete "
    "ineffective regardless neglect ignore ignored ignores other different short but "
    "rather instead yet missing still absence unlike despite though although too refrain "
    "forgo abandon abandoned withheld off out lost lose loses disappear disappeared "
    "vanished gone prohibit prohibits prohibited forbid forbids forbidden ban bans banned "
    "resist resisted zero reluctant too disagree disagreed dispute disputed disputes "
    "doubt cease ceased until remain remains remained"
).split()
), " un", " rule out ", " ruled out ", " non ", "less ", " dis")  # fmt: skip
_NOT_UN = (" under", " until ", " unit", " unif", " univ", " uniqu", " union", " uni ")
_NO_NEGATION_JA = tuple(
    (
        "かもしれ にほかなら ほかな ざるをえ ざるを得 なければなら なくてはなら ねばなら 少な "
        "違いな だけでな だけではな のみならず ばかりでな のみでな やむを得な やむをえな "
        "かねな 間もなく まもなく ほどなく 危な 余儀なく を問わず にかかわらず にもかかわらず "
        "相変わらず 必ず まず、 絶えず みなし 幾度となく 何度となく 絶え間な いずれ 限りなく "
        "つながり ばかりか にかな 遠くな なくして すぎな 過ぎな 欠かせ"
    ).split()
)
_STRONG_JA = (
    "ない",
    "なかっ",
    "なく、",
    "なくなっ",
    "ずに",
    "ず、",
    "ず。",
    "ません",
    "なしに",
    "なしで",
    "まい。",
    "ぬまま",
    "ねば",
)
_WEAK_JA = (
    *_STRONG_JA, "なく", "なけれ", "無", "不", "非", "未", "欠", "否", "別の", "異な", "なし", "ざる", "困難", "難し", "しか",
    "拒", "を除", "以外", "断念", "見送", "ほど遠", "ゼロ", "皆無", "回避", "避け", "よりも", "やめ", "中止", "とどま", "反対",
    "だけ", "のみ", "控え", "停止",  "ず", "むしろ", "まれ", "稀",
)  # fmt: skip
_NO_NEGATION_KO = (
    "수밖에 없", "뿐 아니라", "뿐만 아니라", "않을 수 없", "않으면 안", "몇 안 되", "끊임없", "틀림없", "다름없", "상관없이", "관계없이", "빠짐없이",
    "어김없이", "없애", "없어지", "못지않", "적지 않", "머지않", "그치지 않", "않을까", "거침없", "아니나 다를까", "말할 것도 없", "지 않으면",
    "변함없이", " 안 씨", " 안 장관", " 안 총리", " 안 대통령", " 안 의원", " 안 대표", " 안 의장", " 안 교수", " 안 대사", "까지 말", "까지 마", "못 되는 수준", "안 되는 수준", "적잖", "잘못", "못지", "이 아닐 수 없",
)  # fmt: skip
_STRONG_KO = ("않", "없", "못", "아니", "아닌", "아닐", " 안 ", "지 말", "지 마")
_WEAK_KO = (
    *_STRONG_KO, "불가", "불필요", "불충분", "불확실", "불투명", "불참", "불안", "불신", "무관", "무산", "미완", "미흡", "미비",
    "미지", "미달", "비공식", "비핵", "부족", "부인", "부정", "거부", "거절", "반대", "결여", "부재", "배제", "제외", "대신", "보다는",
    "기보다", "어렵", "어려", "힘들", "중단", "실패", "다른", "다르", "무조건", "무리", "무시", "무력", "외에", "밖", "피하", "유보",
    "보류", "포기", "외면", "비", "무산", "자제", "삼가", "미치", "부결", "불", "드물", "드문", "드물게", "좀처럼",
)  # fmt: skip
_SENTENCE = {
    "en": re.compile(r"(?<=[a-z0-9”’)][.?!])\s+(?=[A-Z“])"),
    "ja": re.compile(r"(?<=[。？！])"),
    "ko": re.compile(r"(?<=[가-힣”’)][.?!])\s+"),
}


class Lost(NamedTuple):
    """A negation without counterpart."""

    word: str
    start: int
    end: int
    in_base: bool
    """Whether it is the base text's."""


def lost(base: str, language: str, text: str) -> Lost | None:
    """The first negation that only one of an English text and its translation has."""
    spoken = spaced(base)
    has_base = first(spoken, _STRONG_EN) is not None
    marked = _strong(language, text)
    if not has_base and marked is None:
        return None
    mine, theirs = _SENTENCE["en"].split(base), _SENTENCE[language].split(text)
    theirs = [one for one in theirs if one.strip()]
    pairs = list(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else [(base, text)]
    for one, other in pairs:
        if found := _missing(one, language, other):
            at = base.find(one)
            span = find(one, found) or (0, len(one))
            return Lost(found.strip(), at + span[0], at + span[1], in_base=True)
        if found := _added(one, language, other):
            at = text.find(other) + _masked(language, other).find(found)
            return Lost(found.strip(), at, at + len(found), in_base=False)
    return None


def _missing(base: str, language: str, text: str) -> str | None:
    word = first(without(spaced(base), _NO_NEGATION_EN), _STRONG_EN)
    if word is None:
        return None
    masks, weak = (_NO_NEGATION_JA, _WEAK_JA) if language == "ja" else (_NO_NEGATION_KO, _WEAK_KO)
    return None if first(without(text, masks, "＿"), weak) else word


def _added(base: str, language: str, text: str) -> str | None:
    word = _strong(language, text)
    if word is None or ("しか" if language == "ja" else "밖에") in text:
        return None
    spoken = without(spaced(base), (*_NO_NEGATION_EN, *_NOT_UN, " but also "))
    keeps_from = " from " in spoken and first(spoken, (" keep", " kept "))
    return None if keeps_from or first(spoken, (*_STRONG_EN, *_WEAK_EN)) else word


_MASKS = {"ja": _NO_NEGATION_JA, "ko": _NO_NEGATION_KO}
_ENDINGS = ("ない", "なかっ", "なく", "なけれ", "ず", "ぬ")


@lru_cache(maxsize=1024)
def _masked(language: str, text: str) -> str:
    """A translation with what only looks like a negation blotted out, character for character."""
    for phrase in _MASKS[language]:
        if phrase in text:
            blot = "＿" * len(phrase)
            text = text.replace(phrase, blot)
            for ending in _ENDINGS if language == "ja" else ():
                text = text.replace(blot + ending, blot + "＿" * len(ending))
    return text


def _strong(language: str, text: str) -> str | None:
    return first(_masked(language, text), _STRONG_JA if language == "ja" else _STRONG_KO)
