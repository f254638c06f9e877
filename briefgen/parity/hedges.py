"""Hedges: words by which a statement is made with less than full certainty or reach, by class.

A class of the base text needs a marker of that class in the translation. A person decides: whether a
hedge is kept is a matter of wording that no list holds.
"""

from __future__ import annotations

from typing import NamedTuple

from briefgen.parity.english_words import CARDINALS, SCALES
from briefgen.parity.words import find, first, spaced


class Hedge(NamedTuple):
    """A class of hedges, with its markers by language."""

    name: str
    en: tuple[str, ...]
    ja: tuple[str, ...]
    ko: tuple[str, ...]
    before_number: bool = False
    """Whether the English markers count only before a number."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(f" {one.replace('_', ' ')} " for one in text.split())


def _forms(text: str) -> tuple[str, ...]:
    return tuple(one.replace("_", " ") for one in text.split())


HEDGES = (
    Hedge(
        "appearance",
        _words("appear appears appeared seem seems seemed seemingly apparent apparently perceived"),
        _forms(
            "みられ 見られ 見え みえ ようだ ようで ように見 ようにみ ように思 らしい らしく 思われ うかがえ 映 そうに そうで そうだ 受け止め 見受け とされ 模様 "
            "気配 感じ かに"
        ),
        _forms("보이 보인 보임 보였 보여 듯 것_같 여겨 여길 인식되 비치 비칠 비친 느껴 생각되"),
    ),
    Hedge(
        "likelihood",
        _words("likely unlikely probably probable likelier"),
        _forms(
            "可能性が高 可能性は高 可能性が大き 可能性は低 可能性が低 公算 見込み 見込ま 見通し だろう であろう でしょう おそらく 恐らく そうに そうだ そうで とみられ "
            "とみて 予想 考えにく ありそう 蓋然性 はずで 万一 万が一 高い確率"
        ),
        _forms(
            "가능성이_크 가능성이_큼 가능성이_큰 가능성이_클 가능성이_커 가능성이_더 가능성이_높 가능성은_높 가능성은_크 가능성은_낮 가능성이_낮 가능성은_작 가능성이_작 "
            "가능성이_희박 가능성을_높 것으로_보 것으로_예상 전망 아마 것_같 듯 공산 개연성 어려워_보 가망 유력 만약 만일 십중팔구"
        ),
    ),
    Hedge(
        "possibility",
        _words("might perhaps possibly maybe"),
        _forms("かもしれ 可能性 うる 得る うると えない 恐れ おそれ かねない あるいは もしかす 余地 ことがある 場合がある"),
        _forms("수_있 수도 수_없 지_모르 지도_모른 지도_모르 가능성 우려 혹시 어쩌면 아마 여지"),
    ),
    Hedge(
        "generality",
        (
            *_words("generally largely mostly broadly usually typically tend tends tended"),
            " in general ", " by and large ", " for the most part ", " on the whole ",
        ),
        _forms(
            "総じて 概して 一般に 一般的 おおむね 概ね 大方 ほぼ たいてい 通常 傾向 全般 主に 主として 大部分 多くの場合 普通 しばしば 総論 大半 大筋 全体として 大枠 "
            "がち 広く 大きく"
        ),
        _forms("대체로 일반적 일반으로 대부분 전반 주로 대개 보통 통상 경향 흔히 대체적 널리 자주 대략 대다수 크게 쉽다 하곤 쉬운"),
    ),
    Hedge(
        "minimum",
        (" at least ",),
        _forms("少なくとも 以上 最低 せめて を下ら"),
        _forms("적어도 최소 이상 하다못해"),
    ),
    Hedge(
        "duration",
        (
            *_words("temporarily provisionally"), " for now ", " for the time being ",
            " for the moment ", " so far ",
        ),
        _forms("当面 一時 暫定 当分 さしあたり 今のところ 目下 とりあえず 現時点 これまで 現在まで 差し当たり 今まで"),
        _forms("일시 당분간 잠정 임시 우선은 현재로서 지금으로서 당장은 한시 지금까지 아직까지 현재까지 여태 이제까지 당장"),
    ),
    Hedge(
        "condition",
        (
            *_words("absent unless"), " as long as ", " provided that ", " only if ",
            " in the absence of ",
        ),
        _forms("限り なければ なしに ない場合 条件 欠い 限って ないかぎり 前提 ないなら なくては"),
        _forms("는_한 않은_한 않는_한 없다면 않으면 조건 전제 경우 때만 없으면 없이는 아니라면 않고서는 야만 때에만 경우에만"),
    ),
    Hedge(
        "extent",
        (
            *_words("partly partially somewhat"), " in part ", " to some extent ",
            " some degree ", " to a degree ",
        ),
        _forms("一部 部分的 ある程度 一因 やや 多少 一定 いくらか 幾分 ひとつには 一つには"),
        _forms("일부 부분 어느_정도 다소 일정 얼마간 조금 일각 한_요인"),
    ),
    Hedge(
        "hearsay",
        _words("reportedly allegedly supposedly"),
        _forms("とされ という とみられ 伝え 報じ 報道 といわ と言わ 模様 よれば によると 疑い 疑惑 いわれ"),
        _forms("알려 전해 보도 고_한다 추정 것으로_보 의혹 따르면 전했 소문 주장"),
    ),
    Hedge(
        "approximation",
        _words("about around roughly approximately nearly almost"),
        _forms("約 およそ おおよそ ほぼ ほど 程度 前後 近く 近い 余り くらい ぐらい 頃 ごろ 内外 迫る 弱"),
        _forms("_약_ 가량 정도 쯤 남짓 거의 대략 안팎 내외 가까운 가까이 육박 경_ 년경 월경 일경 시경 무렵 0여 1여 2여 3여 4여 5여 6여 7여 8여 9여 십여 백여 천여 만여"),
        before_number=True,
    ),
    Hedge(
        "lower bound",
        (" more than ", " over ", " at least ", " exceeding ", " no fewer than ", " no less than "),
        _forms("以上 超 上回 余り 余人 余年 余名 十余 百余 千余 万余 少なくとも 国もの 人もの 隻もの 件もの 回もの 年もの 円もの ドルもの 万もの 越え 強の あまり 余りの"),
        _forms("이상 넘 초과 웃도 웃돈 상회 적어도 0여 십여 백여 천여 만여 최소 무려 이나_되 에_달하 넘게 남짓"),
        before_number=True,
    ),
    Hedge(
        "upper bound",
        (" less than ", " fewer than ", " under ", " below ", " up to ", " at most ", " no more than "),
        _forms("未満 以下 足らず 満たな 満たず 下回 弱 以内 最大 まで 上限 多くとも せいぜい 割り込 を割 を切 もかから もかけず に届か 最高"),
        _forms("미만 이하 못_미 채_ 밑도 밑돈 밑돌 하회 이내 안_되 최대 까지 상한 많아야 기껏 불과 못_되 내에 아래 도_걸리지 도_되지 도_안_ 지_못"),
        before_number=True,
    ),
)  # fmt: skip
"""The classes, each with its markers."""

_STRONG = {
    "ja": _forms(
        "かもしれな かもしれず 可能性が 可能性は とみられ おそらく 恐らく 総じて 概して らしい と思われ ように見え ように見 とされる もようだ 模様だ"
    ),
    "ko": _forms(
        "지도_모른 지_모른 지도_모르 수도_있 가능성이 가능성은 것으로_보인 것으로_보이 아마_ 아마도 대체로 듯하 것_같"
    ),
}
"""Markers that are never used without a reason in the base text."""
_ANY_EN = _forms(
    "_appear _seem _look _likel unlikel _probab _may_ _might_ _could_ _would_ _can_ perhaps _possib _potential "
    "_perceiv _risk _fear _expect _suggest _believ _think _thought _apparent reported _danger _if_ threaten _chance "
    "_prospect _should _consider _general _large _most _broad _usual _typical _tend _whole _alleged _suppose _maybe "
    "_presum _doubt _estimate _assum _view _hold _opportun _plausib _conceiv _imply _implie impossib _said _say "
    "_option _unlike _feasib _capab _open _whether _liable _inferred _judge _understood _known_ _will_ _sign"
)
"""What in a base text can be a reason for a hedge."""


class Missing(NamedTuple):
    """A hedge without counterpart."""

    name: str
    """Its class."""
    word: str
    start: int
    end: int
    in_base: bool
    """Whether it is the base text's."""


def missing(base: str, language: str, text: str) -> list[Missing]:
    """The hedges of an English text that its translation does not have, and the other way round."""
    spoken = spaced(base)
    found: list[Missing] = []
    padded = f" {text} "
    for hedge in HEDGES:
        word = first(spoken, hedge.en)
        if word is None or (hedge.before_number and not _counts(spoken, hedge.en)):
            continue
        if hedge.before_number:
            word = next(w for w in hedge.en if _counts(spoken, (w,)))
        if first(padded, hedge.ja if language == "ja" else hedge.ko) is None:
            found.append(_missing(hedge.name, base, word))
    if " may " in spoken and " may " in f" {base} ".replace("’", "'"):
        possibility = HEDGES[2]
        if first(padded, possibility.ja if language == "ja" else possibility.ko) is None:
            found.append(_missing(possibility.name, base, " may "))
    if (marker := first(text, _STRONG[language])) and first(spoken, _ANY_EN) is None:
        at = text.find(marker)
        found.append(Missing("hedge", marker.strip(), at, at + len(marker), in_base=False))
    return found


def _missing(name: str, base: str, word: str) -> Missing:
    start, end = find(base, word) or (0, len(base))
    return Missing(name, word.strip(), start, end, in_base=True)


_TIMES = frozenset("years months weeks days decades centuries hours year month week day".split())


def _counts(spoken: str, markers: tuple[str, ...]) -> bool:
    """Whether one of some markers stands before a number."""
    for marker in markers:
        at = spoken.find(marker)
        while at >= 0:
            words = spoken[at + len(marker) :].split(" ", 3)
            word = words[0].lstrip("$€£¥")
            is_number = word[:1].isdigit() or word in CARDINALS or word in SCALES
            is_over = marker == " over " and not _TIMES.isdisjoint(words[1:3])
            is_time = marker == " around " and word in CARDINALS and CARDINALS[word] == 1
            is_denied = spoken.startswith(" no", at - 3) and at >= 3
            if is_number and not is_denied and word != "one" and not is_over and not is_time:
                return True
            at = spoken.find(marker, at + 1)
    return False
