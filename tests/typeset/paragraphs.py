"""Paragraphs that nobody wrote: endless, the same for the same seed, full of what strains a line.

Words follow at random; what counts is that every kind of character meets every other, at all places of lines.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a heading, as it is set and as it is to be read."""

    tag: str
    markup: str
    text: str


CALL = '<sup class="call">{}</sup>'

_JA = (
    "港町 競り 人々 冷蔵トラック データ センター ショッピング ヴァイオリン チェックリスト 約束 運転手 整理 単線"
    " 区間 きょう あっという間 ちゃんと ウィーン フォーラム 政策 提言 漁業 協同組合 佐々木 ゆっくり ファックス 行政"
    " サーヴィス 町 ヶ所 時々 いろいろ ジャーナリスト トゥールーズ 年々 一つ ゎ"
).split()
_JA_PARTICLES = "は が を に へ と の も や から まで より では には".split()
_JA_LATIN = (
    "ASEAN",
    "impact",
    "B4",
    "GDP",
    "of the course",
    "X",
    "3.5",
    "1998",
    "42",
    "7割",
    "25%",
    "100",
)
_JA_BRACKETS = ("「」", "『』", "（）", "〈〉", "《》", "【】")
_JA_ENDS = ("。", "。", "。", "！", "？", "……。", "。」と。")
_JA_JOINTS = (
    "、",
    "、",
    "・",
    "――",
    "……",
    "：",
    "、「（",
    "」、『",
    "）・（",
    "」「",
    "）（",
    "。（",
    "」）、",
)

_KO = (
    "포구의 새벽은 경매가 시작되고 어민들은 그물을 손질하며 바람이 잦아드는 오후까지 기다린다 정책협의체를 마련하여야"
    " 한다는 견해가 우세하였으나 물류비 절감효과는 제한적이었다 동아시아협력포럼에서 논의된 방안 및 그 후속조치 이는 곧"
    " 열차 수 또한 늘었다는 뜻이며 창고의 문은 저녁에야 닫힌다 관계부처합동점검단이"
).split()
_KO_OTHER = (
    "「해양수산백서」(2025)에",
    "3.5%의",
    "ASEAN이",
    "1998년",
    "한·미·일",
    "‘가상’",
    "“동맹”이라는",
)
_KO_OTHER += ("(물론)", "A4", "GDP", "2001년까지", "철도·항만")

_EN = (
    "the of and a in harbour towns keep their ferries by timetable because representation institutional"
    " reconciliation between governments notwithstanding constitutional responsibilities a firm partnership"
    " would require considerable understanding while fish is carried inland before morning ends it appears"
    " well-known co-operation transportation infrastructure strengthening unification no one knows why for"
    " administrative interdependence to be shared"
).split()
_EN_OTHER = (
    "1998",
    "42 percent",
    "U.S.-Japan",
    "(as before)",
    "“virtual”",
    "F3,",
    "the town’s",
    "—and",
)


def paragraphs(language: str, seed: int, count: int) -> Iterator[Paragraph]:
    """Paragraphs under headings, of one line to a dozen; some hold note calls and emphasis."""
    dice = random.Random(f"{language} {seed}")  # noqa: S311 - no secret
    made = {"ja": _japanese, "ko": _korean, "en": _english}[language]
    for number in range(count):
        if number % 4 == 0:
            title = html.escape(_title(language, dice), quote=False)
            yield Paragraph("h3", title, title)
        markup = made(dice, dice.choice((1, 2, 2, 3, 3, 5)))
        yield Paragraph("p", markup, plain(markup))


def headings(seed: int, count: int) -> Iterator[str]:
    """Japanese headings, long enough to be broken."""
    dice = random.Random(f"headings {seed}")  # noqa: S311 - no secret
    for _ in range(count):
        words = (dice.choice(_JA) + dice.choice(_JA_PARTICLES) for _ in range(dice.randint(4, 9)))
        yield "".join(words) + dice.choice(("見直し", "整理", "約束"))


def plain(markup: str) -> str:
    """A text without its elements."""
    return "".join(piece.partition(">")[2] for piece in f">{markup}".split("<"))


def _japanese(dice: random.Random, sentences: int) -> str:
    return "".join(_japanese_sentence(dice) for _ in range(sentences))


def _japanese_sentence(dice: random.Random) -> str:
    parts: list[str] = []
    for _ in range(dice.randint(4, 14)):
        chance = dice.random()
        if chance < 0.15:
            word = dice.choice(_JA_LATIN)
        elif chance < 0.27:
            opening, closing = dice.choice(_JA_BRACKETS)
            word = opening + dice.choice(_JA) + dice.choice(("", "、", "？")) + closing
        else:
            word = dice.choice(_JA)
        if dice.random() < 0.05:
            word = f"<em>{word}</em>"
        if dice.random() < 0.06:
            word += CALL.format(dice.randint(1, 9))
        parts += (word, dice.choice(_JA_PARTICLES))
        if dice.random() < 0.2:
            joint = dice.choice(_JA_JOINTS)
            parts += (joint, dice.choice(_JA))
    return "".join(parts) + dice.choice(_JA) + dice.choice(_JA_ENDS)


def _korean(dice: random.Random, sentences: int) -> str:
    return _words(dice, sentences, _KO, _KO_OTHER)


def _english(dice: random.Random, sentences: int) -> str:
    return _words(dice, sentences, _EN, _EN_OTHER)


def _words(dice: random.Random, sentences: int, words: list[str], other: tuple[str, ...]) -> str:
    found: list[str] = []
    for _ in range(sentences):
        for _ in range(dice.randint(7, 26)):
            word = dice.choice(other if dice.random() < 0.12 else words)
            if dice.random() < 0.1 and word[-1].isalpha():
                word += ","
            if dice.random() < 0.04:
                word += CALL.format(dice.randint(1, 9))
            found.append(word)
        found.append(dice.choice(words) + ".")
    return " ".join(found)


def _title(language: str, dice: random.Random) -> str:
    if language == "ja":
        return next(headings(dice.randrange(10**6), 1))
    words = _KO if language == "ko" else _EN
    return " ".join(dice.choice(words) for _ in range(dice.randint(3, 12)))
