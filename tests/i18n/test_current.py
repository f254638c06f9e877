"""A catalog that is seen to be up to date is one that a merge leaves as it is: both ways say the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import open_workspace
from briefgen.i18n import catalogs
from briefgen.i18n.current import Current
from briefgen.i18n.merge import Tally, merge
from briefgen.i18n.template import Source
from briefgen.locations import package_data
from briefgen.source import po
from tests.conftest import SEEDS
from tests.generate import Size, write

SMALL = Size(findings=4, recommendations=2, risks=2, events=2, passages=4)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> catalogs.Project:
    """A brief whose catalogs are up to date."""
    content = tmp_path_factory.mktemp("content")
    write(content, "generated", SMALL)
    found = outlined(content)
    for one in catalogs.update(found):
        one.path.write_text(one.text, "utf-8")
    return outlined(content)


def outlined(content: Path) -> catalogs.Project:
    return catalogs.outline_of(open_workspace(content), "generated", package_data("schemas"))


def merged(sources: list[Source], text: str) -> tuple[str, Tally] | None:
    """What reading a catalog whole and merging it gives; None for one that is not sound."""
    try:
        old = po.read(text)
    except po.NotUnderstood:
        return None
    live = [one.key for one in old if not one.obsolete]
    if not live or len(set(live)) < len(live):
        return None
    units, tally = merge(sources, old, "generated", "ja")
    return po.write(units), tally


def held(sources: list[Source], text: str) -> bool:
    """Whether a catalog is seen to be up to date, which a merge must agree to."""
    seen = Current(sources, "generated").is_written(text, "ja")
    if seen:
        assert merged(sources, text) == (text, Tally(same=len(sources)))
    return seen


def test_catalogs_after_an_update_are_seen(project: catalogs.Project) -> None:
    assert project.current == {project.path("ja"), project.path("ko")}
    assert not project.units
    for one in catalogs.update(project):
        assert not one.changed
        assert one.tally == Tally(same=len(project.sources))


def test_both_ways_give_the_same_files(project: catalogs.Project) -> None:
    slow = replace(project, current=frozenset())
    assert list(catalogs.update(project)) == list(catalogs.update(slow))


OBSOLETE = '\n#~ msgctxt "gone"\n#~ msgid "old"\n#~ msgstr "古い"\n'
WORK: dict[str, Callable[[str], str]] = {
    "untranslated": lambda text: re.sub(r'msgstr "[^"]+"\n\n', 'msgstr ""\n\n', text, count=1),
    "fuzzy": lambda text: text.replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt", 1),
    "fuzzy, with the text before": lambda text: text.replace(
        "\nmsgctxt", '\n#, fuzzy\n#| msgid "before"\nmsgctxt', 1
    ),
    "a comment": lambda text: text.replace("\n\n#. ", "\n\n# Mine.\n#. ", 1),
    "a header that says more": lambda text: text.replace(
        '"Language: ja', '"Last-Translator: A\\n"\n"Language: ja', 1
    ),
    "an escape": lambda text: re.sub(r'(msgstr "[^"]+)"\n\n', r'\1\\tA\\"\\\\"\n\n', text, count=1),
    "lines": lambda text: re.sub(
        r'msgstr ("[^"]+)"\n\n', r'msgstr ""\n\1\\n"\n"A"\n\n', text, count=1
    ),
    "obsolete": lambda text: text + OBSOLETE,
}


@pytest.mark.parametrize("name", WORK)
def test_work_of_translators_is_up_to_date(project: catalogs.Project, name: str) -> None:
    text = project.path("ja").read_text("utf-8")
    worked = WORK[name](text)
    assert worked != text
    assert held(list(project.sources), worked)


LINES = (
    *("", "#, fuzzy", '#| msgid "before"', "# Mine.", "#. note", "#: brief.yaml:1", "#~", "x"),
    *(
        'msgctxt "title"',
        'msgctxt ""',
        'msgid ""',
        'msgid "one"',
        'msgstr "ein"',
        '"more"',
        '"\\n"',
    ),
    *(
        'msgid_plural "many"',
        'msgstr[0] "a"',
        '#~ msgid "old"',
        '#~ msgstr "alt"',
        '#~ msgctxt "x"',
    ),
    *("#, fuzzy, no-wrap", "\t", '"a\tb"', "#", '#~| msgid "older"', 'msgstr "\\q"', 'msgstr " "'),
)


def edited(text: str, chance: random.Random) -> str:
    """A catalog with lines and paragraphs changed, moved, doubled and taken away."""
    sign = chance.choice(("\n", "\n\n"))
    parts = text.split(sign)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(parts))
        match chance.randrange(5):
            case 0:
                parts.insert(at, chance.choice(LINES))
            case 1:
                parts[at] = chance.choice(LINES)
            case 2:
                parts.insert(at, parts[chance.randrange(len(parts))])
            case 3:
                parts[at] += chance.choice((" ", "\n", '"', OBSOLETE, "\f", "\u2028"))
            case _:
                del parts[at]
        parts = parts or [""]
    return sign.join(parts)


@pytest.mark.parametrize("seed", range(40))
def test_edits_at_random(project: catalogs.Project, seed: int) -> None:
    """An edit may leave a catalog up to date or not; what is seen to be so, a merge leaves as it is."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sources = list(project.sources)
    texts = [project.path("ja").read_text("utf-8")]
    texts += [work(texts[0]) for work in WORK.values()]
    unseen = 0
    for _ in range(25):
        text = edited(chance.choice(texts), chance)
        again = merged(sources, text)
        if not held(sources, text) and again == (text, Tally(same=len(sources))):
            unseen += 1
        if again:
            assert held(sources, again[0]) or po.read(again[0])[-1].obsolete
    assert not unseen, "catalogs that are up to date are merged without need"


@pytest.mark.parametrize("seed", range(10))
def test_edited_texts(project: catalogs.Project, seed: int) -> None:
    """The same for a brief that has changed since: a catalog of another text is not up to date."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    text = project.path("ja").read_text("utf-8")
    for _ in range(20):
        sources = list(project.sources)
        at = chance.randrange(len(sources))
        match chance.randrange(5):
            case 0:
                sources[at] = replace(sources[at], text=sources[at].text + " more")
            case 1:
                sources[at] = replace(sources[at], context=f"{sources[at].context}/x")
            case 2:
                sources[at] = replace(sources[at], references=("brief.yaml:1000",))
            case 3:
                sources[at] = replace(sources[at], notes=("another",))
            case _:
                del sources[at]
        assert not held(sources, text)


FIRST = 'msgctxt "title"'
DOUBTFUL: dict[str, Callable[[str], str]] = {
    "a tab": lambda text: text.replace('msgstr "岸', 'msgstr "\t岸', 1),
    "a form feed": lambda text: text.replace('msgstr "岸', 'msgstr "\f岸', 1),
    "a needless escape": lambda text: text.replace('msgstr "岸', 'msgstr "\\x41岸', 1),
    "a needless line": lambda text: text.replace('msgstr "岸', 'msgstr ""\n"岸', 1),
    "fuzzy without a translation": lambda text: re.sub(
        f"{FIRST}\n(.*)\nmsgstr.*", rf'#, fuzzy\n{FIRST}\n\1\nmsgstr ""', text
    ),
    "a text before, and not fuzzy": lambda text: text.replace(FIRST, f'#| msgid "before"\n{FIRST}'),
    "another comment": lambda text: text.replace("#. base text", "#. the text", 1),
    "another line": lambda text: text.replace("#: brief.yaml:2\n", "#: brief.yaml:200\n", 1),
    "no header": lambda text: text.partition("\n\n")[2],
    "a header without a field": lambda text: text.replace('"Language: ja\\n"\n', "", 1),
    "no last line end": lambda text: text[:-1],
    "an empty line at the end": lambda text: text + "\n",
    "two empty lines": lambda text: text.replace("\n\n", "\n\n\n", 1),
    "one message less": lambda text: text.rpartition("\n\n")[0] + "\n",
    "one message more": lambda text: text + OBSOLETE.replace("#~ ", ""),
    "obsolete, twice": lambda text: text + OBSOLETE * 2,
    "obsolete, in more lines": lambda text: text + OBSOLETE.replace('"old', '""\n#~ "old'),
    "an obsolete header": lambda text: text + '\n#~ msgid ""\n#~ msgstr "old"\n',
    "obsolete, first": lambda text: text.replace("\n\n", f"\n{OBSOLETE}\n", 1),
    "obsolete, of a text of today that is not translated": lambda text: (
        re.sub(f"({FIRST}\n.*\nmsgstr).*", r'\1 ""', text) + OBSOLETE.replace("gone", "title")
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_a_merge_changes_is_not_up_to_date(project: catalogs.Project, name: str) -> None:
    sources, text = list(project.sources), project.path("ja").read_text("utf-8")
    text = DOUBTFUL[name](text)
    assert merged(sources, text) != (text, Tally(same=len(sources)))
    assert not held(sources, text)


def test_two_sources_of_one_key() -> None:
    one = Source(None, "Findings")
    text = po.write(merge([one], [], "generated", "ja")[0])
    assert held([one], text)
    assert not held([one, one], text + "\n" + text.partition("\n\n")[2])


def test_the_first_brief() -> None:
    found = catalogs.outline_of(open_workspace(SEEDS), "virtual-alliance", package_data("schemas"))
    slow = replace(found, current=frozenset())
    assert list(catalogs.update(found)) == list(catalogs.update(slow))
