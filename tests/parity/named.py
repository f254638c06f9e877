"""The labelled pairs of names: precision and recall by language. `python -m tests.parity.named` prints them.

A row of names.yaml is a sound pair in each language, and a faulty one for each of its faults. Any alarm in
a sound pair is a false one. The actors at the head of the file are all that is known beside countries.

names.yaml was written before the rule, names-y.yaml after it, to be hard for it. At first sight, precision
and recall: names.yaml 1.00 0.97 in Japanese and 1.00 1.00 in Korean, names-y.yaml 0.94 0.97 and 0.91 1.00.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml

from briefgen.checks.naming import Known
from briefgen.content import Content
from briefgen.parity import names
from tests.parity.labelled import LANGUAGES, Pair, Score, rows


def known(actors: list[dict[str, Any]]) -> Known:
    """The names of some actors."""
    catalogs: dict[str, Any] = {
        language: SimpleNamespace(
            by_context={
                f"actors/{actor['id']}/{key}": SimpleNamespace(msgstr=text)
                for actor in actors
                for key, text in zip(("name", "short"), actor[language], strict=False)
            }
        )
        for language in LANGUAGES
    }
    made = [
        SimpleNamespace(
            id=actor["id"],
            kind=actor["kind"],
            name=actor["en"][0],
            short=actor["en"][-1],
            country=actor.get("country"),
            term=None,
        )
        for actor in actors
    ]
    content = SimpleNamespace(
        brief=SimpleNamespace(value=SimpleNamespace(actors=made)),
        termbase=None,
        catalogs=catalogs,
        wanted=(),
        audiences={},
        register=None,
    )
    return Known(cast(Content, content))


def read(name: str) -> tuple[Known, list[Pair]]:
    """The names of a file, and its pairs."""
    content = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    return known(content["actors"]), rows(
        [{**row, "faults": [[a, "name", *b] for a, *b in row["faults"]]} for row in content["rows"]]
    )


def alarms(those: Known, pair: Pair) -> list[names.Difference]:
    """What is said of the names of a pair."""
    (own,), (other,) = (
        those.mentions(language, [text])
        for language, text in (("en", pair.base), (pair.language, pair.text))
    )
    return names.differences(pair.base, pair.language, pair.text, own, other)


def score(name: str, language: str) -> Score:
    """The score of one file and language."""
    those, pairs = read(name)
    own = [pair for pair in pairs if pair.language == language]
    faulty = [pair for pair in own if pair.kind]
    found = [pair for pair in faulty if alarms(those, pair)]
    false = [pair for pair in own if not pair.kind and alarms(those, pair)]
    return Score(len(faulty), len(found), len(false))


def main() -> None:
    """Print the scores, and what is wrong."""
    for name in NAMES:
        those, pairs = read(name)
        for language in LANGUAGES:
            one = score(name, language)
            print(f"{name} {language} {one} {one.precision:.2f} {one.recall:.2f}")
        for pair in pairs:
            if bool(pair.kind) != bool(said := alarms(those, pair)):
                print("missed" if pair.kind else "false", pair.base, "/", pair.text, said)


NAMES = ("names", "names-y")

if __name__ == "__main__":
    main()
