"""Editions made by chance, beside the samples: what figures must be able to draw."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations

from briefgen import figures
from briefgen.edition import (
    ActorName,
    Edition,
    Event,
    Finding,
    Recommendation,
    Relationship,
    Relationships,
    Timeline,
)
from briefgen.figures.lines import STATES
from briefgen.figures.svg import Box, Drawing
from tests.figures.samples import (
    actor,
    edition,
    event,
    finding,
    measure,
    passages,
    recommendation,
    samples,
    tie,
    wordings,
)

SAMPLES = samples()
TREND = (None, "improving", "steady", "declining")
LOCALES = ("en-US", "ja-JP", "ko-KR")
WORDS = {
    "en-US": [
        "a",
        "firm",
        "tie",
        "of",
        "two",
        "long-standing",
        "partners,",
        "at",
        "least",
        "temporarily,",
        "reinvigorated",
    ],
    "ja-JP": [
        "最も弱いが、",
        "少なくとも",
        "一時的に",
        "改善",
        "「ガイドライン」",
        "ー",
        "とみられる。",
    ],
    "ko-KR": [
        "가장",
        "취약하나",
        "적어도",
        "일시적으로는",
        "개선되는",
        "것으로",
        "보이는",
        "한·일",
        "관계",
    ],
}


def phrase(dice: random.Random, locale: str, most: int) -> str:
    """Some words; at times one that no line can hold."""
    if dice.random() < 0.04:
        return dice.choice(("W", "漢", "힣")) * dice.randint(40, 90)
    glue = "" if locale == "ja-JP" else " "
    return glue.join(dice.choices(WORDS[locale], k=dice.randint(1, most)))


def some_actors(dice: random.Random, locale: str) -> list[ActorName]:
    return [
        actor(
            {
                "id": f"a{index}",
                "name": f"{phrase(dice, locale, 5)} {index}",
                "short": f"{phrase(dice, locale, 3)} {index}" if dice.random() < 0.7 else "",
                "own": index == dice.randint(0, 3),
            }
        )
        for index in range(dice.randint(2, 8))
    ]


def some_ties(dice: random.Random, locale: str, actors: list[ActorName]) -> Iterator[Relationship]:
    pairs = list(combinations(actors, 2))
    for index in range(dice.randint(1, 6)):
        state, trend = dice.choice(STATES), dice.choice(TREND)
        yield tie(
            {
                "id": f"L{index}",
                "number": dice.choice(("", "1", f"({index})")),
                "name": phrase(dice, locale, 6),
                "state": state,
                "state_label": state * dice.choice((1, 1, 9)),
                "label": phrase(dice, locale, dice.choice((4, 4, 60))),
                "trend": trend or "",
                "trend_label": trend or "",
            },
            dice.choice(pairs),
        )


def some_events(dice: random.Random, locale: str) -> Iterator[Event]:
    first, span = dice.randint(2, 9000), dice.choice((0, 1, 8, 90, 900))
    for index in range(dice.randint(1, 14)):
        data: dict[str, object] = {
            "id": f"E{index}",
            "title": f"{phrase(dice, locale, 12)} {index}",
            "kind": dice.choice(("", phrase(dice, locale, 2))),
        }
        if dice.random() < 0.85:
            year, month = first + dice.randint(0, span), dice.randint(1, 12)
            until = dice.choice((f"{year:04}-{month:02}-28", f"{year + 1:04}-12-31"))
            data |= {
                "date": phrase(dice, locale, 3),
                "start": f"{year:04}-{month:02}-{dice.randint(1, 28):02}",
                "external": dice.random() < 0.5,
            }
            data["end"] = max(str(data["start"]), until)
        yield event(data)


def some_findings(dice: random.Random, locale: str, count: int) -> Iterator[Finding]:
    for index in range(dice.choice((1, 3, 8, 12, 15, 60))):
        cited = sorted(dice.sample(range(1, count + 1), min(count, dice.choice((1, 1, 2, 3)))))
        strength = dice.choice(("evidenced", "firm", "asserted", "hedged"))
        yield finding(
            {
                "id": f"F{index + 1}" * dice.choice((1, 1, 1, 1, 1, 1, 9)),
                "claim": f"{phrase(dice, locale, 14)} {index}.",
                "passages": " ".join(map(str, cited)),
                "evidence": f"{dice.randint(1, count)}.2" if dice.random() < 0.4 else "",
                "strength": strength,
                "strength_label": f"{strength} {locale}",
                "core": dice.random() < 0.4,
            }
        )


def some_recommendations(dice: random.Random, locale: str) -> Iterator[Recommendation]:
    actors = [
        actor(
            {
                "id": f"b{index}",
                "name": f"{phrase(dice, locale, 4)} {index}",
                "short": f"{phrase(dice, locale, 2)} {index}" if dice.random() < 0.9 else "",
                "own": index == 1,
            }
        )
        for index in range(dice.randint(1, 12))
    ]
    for index in range(dice.choice((1, 3, 7, 12, 40))):
        to = [one for one in actors if dice.random() < 0.4] or [dice.choice(actors)]
        horizon = dice.choice(("", phrase(dice, locale, 4)))
        data = {"id": f"R{index}", "action": f"{phrase(dice, locale, 20)} {index}."}
        yield recommendation(data | {"horizon": horizon}, to)


def generated(seed: int) -> Edition:
    dice = random.Random(seed)  # noqa: S311 - the same editions in each run
    locale = LOCALES[seed % 3]
    actors = some_actors(dice, locale)
    ties = list(some_ties(dice, locale, actors))
    joined = {end.id for item in ties for end in item.between}
    count = dice.choice((1, 3, 10, 30, 60))
    return edition(
        ties,
        [item for item in actors if item.id in joined],
        list(some_events(dice, locale)),
        findings=list(some_findings(dice, locale, count)),
        recommendations=list(some_recommendations(dice, locale)),
        passages=passages(count) if seed % 5 else (),
        locale=locale,
        wording=wordings().get(locale[:2]),
    )


CASES = {**SAMPLES, **{f"generated-{seed}": generated(seed) for seed in range(150)}}


_DRAWN: dict[int, tuple[Edition, list[tuple[str, Drawing, str]]]] = {}


def drawn(case: Edition) -> list[tuple[str, Drawing, str]]:
    """The figures of an edition: name, drawing, alternative. Those of one that was drawn are remembered."""
    if id(case) not in _DRAWN:
        results = (
            (name, figure.draw(figures.frame(name, case, measure)))
            for name, figure in figures.FIGURES.items()
        )
        _DRAWN[id(case)] = case, [(name, *result) for name, result in results if result]
    return _DRAWN[id(case)][1]


def records(case: Edition) -> tuple[list[Relationship], list[Event]]:
    parts = [part for section in case.sections for part in section.parts]
    return (
        [item for part in parts if isinstance(part, Relationships) for item in part.items],
        [item for part in parts if isinstance(part, Timeline) for item in part.items],
    )


def shrunk(box: Box) -> Box:
    """Without the rounding of sums."""
    return Box(box.left + 0.01, box.top + 0.01, box.right - 0.01, box.bottom - 0.01)


def grey(mark: str) -> str:
    """A mark without its colour and place."""
    return re.sub(r'class="[^"]*" | (?:x|y|d|fill|stroke)="[^"]*"', "", mark)
