"""Merging keeps what still holds, marks what does not, and loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.fields import kind_of
from briefgen.i18n.merge import Tally, merge
from briefgen.i18n.template import Source
from briefgen.source import po
from briefgen.source.po import Unit

ONE = "The towns share a timetable for the bay"
TWO = "A merger of the two harbours would cost more"


def source(context: str, text: str) -> Source:
    return Source(context, text, ("¶1",), ("brief.yaml:1",), kind=kind_of(context))


def merged(sources: Sequence[Source], old: Sequence[Unit]) -> tuple[list[Unit], Tally]:
    """The messages after a merge; a second merge, of what was written, changes nothing."""
    units, tally = merge(sources, old, "bay", "ja")
    text = po.write(units)
    again, after = merge(sources, po.read(text), "bay", "ja")
    assert po.write(again) == text
    assert (after.changed, after.moved, after.obsolete) == ([], {}, [])
    assert units[0].is_header
    return units[1:], tally


def unit(context: str, text: str, translation: str, **more: list[str]) -> Unit:
    return Unit(context, text, [translation], **more)


CLAIMS = [source("findings/F1/claim", ONE), source("findings/F2/claim", TWO)]
OLD = [
    unit("findings/F1/claim", ONE, "一", comments=[" mine"]),
    unit("findings/F2/claim", TWO, "二"),
]


def test_nothing_changed() -> None:
    units, tally = merged(CLAIMS, OLD)
    assert [(one.strings, one.fuzzy) for one in units] == [(["一"], False), (["二"], False)]
    assert units[0].comments == [" mine"]
    assert units[0].extracted == ["¶1"]
    assert units[0].references == ["brief.yaml:1"]
    assert (tally.same, tally.new) == (2, 0)


def test_formats_are_those_of_the_base_text_other_flags_are_kept() -> None:
    text = replace(CLAIMS[0], flags=("python-brace-format",))
    old = replace(OLD[0], flags=["no-wrap", "python-format", "python-brace-format"])
    units, _ = merged([text], [old])
    assert units[0].flags == ["no-wrap", "python-brace-format"]


def test_reordering_leaves_translations_alone_and_follows_the_brief() -> None:
    units, tally = merged(CLAIMS[::-1], OLD)
    assert [one.context for one in units] == ["findings/F2/claim", "findings/F1/claim"]
    assert not any(one.fuzzy for one in units)
    assert tally.same == 2


def test_a_changed_text_is_fuzzy_with_the_text_before() -> None:
    units, tally = merged([source("findings/F1/claim", ONE + " of ours"), CLAIMS[1]], OLD)
    assert units[0].fuzzy
    assert units[0].previous == {"msgid": ONE}
    assert units[0].strings == ["一"]
    assert units[0].comments == [" mine"]
    assert tally.changed == ["findings/F1/claim"]


def test_a_text_that_changes_twice_shows_the_one_that_was_confirmed() -> None:
    once, _ = merge([source("findings/F1/claim", "Something else")], OLD[:1], "bay", "ja")
    units, _ = merged([source("findings/F1/claim", "Something else again")], once)
    assert units[0].previous == {"msgid": ONE}


def test_a_renamed_record_keeps_its_translation() -> None:
    units, tally = merged([source("findings/F9/claim", ONE), CLAIMS[1]], OLD)
    assert units[0].strings == ["一"]
    assert not units[0].fuzzy
    assert units[0].comments == [" mine"]
    assert tally.moved == {"findings/F1/claim": "findings/F9/claim"}
    assert tally.obsolete == []


def test_records_that_change_names_keep_their_translations() -> None:
    units, _ = merged([source("findings/F1/claim", TWO), source("findings/F2/claim", ONE)], OLD)
    assert [(one.strings, one.fuzzy) for one in units] == [(["二"], False), (["一"], False)]


def test_a_text_in_a_field_of_another_kind_is_to_be_reviewed() -> None:
    units, _ = merged([source("findings/F1/summary", ONE), CLAIMS[1]], OLD)
    assert units[0].fuzzy
    assert units[0].previous == {"msgctxt": "findings/F1/claim", "msgid": ONE}


def test_what_is_gone_is_obsolete_and_comes_back() -> None:
    units, tally = merged(CLAIMS[:1], OLD)
    assert [one.obsolete for one in units] == [False, True]
    assert tally.obsolete == ["findings/F2/claim"]
    units, _ = merged(CLAIMS, units)
    assert [(one.strings, one.fuzzy, one.obsolete) for one in units] == [
        (["一"], False, False),
        (["二"], False, False),
    ]


def test_an_obsolete_translation_serves_a_text_that_has_none() -> None:
    bare = unit("findings/F1/claim", ONE, "")
    gone = Unit("findings/F1/claim", ONE, ["一"], obsolete=True)
    units, tally = merged(CLAIMS[:1], [bare, gone])
    assert [(one.strings, one.fuzzy, one.obsolete) for one in units] == [(["一"], False, False)]
    gone = Unit("findings/F1/claim", TWO, ["二"], obsolete=True)
    units, tally = merged(CLAIMS[:1], [bare, gone])
    assert [(one.strings, one.fuzzy, one.obsolete) for one in units] == [(["二"], True, False)]
    assert units[0].previous == {"msgid": TWO}
    assert tally.changed == ["findings/F1/claim"]


def test_a_new_text_much_like_an_old_one_gets_its_translation() -> None:
    like = source("risks/K1/text", TWO.replace("cost more", "cost much more"))
    units, tally = merged([*CLAIMS, like], OLD)
    assert units[2].fuzzy
    assert units[2].strings == ["二"]
    assert units[2].previous == {"msgctxt": "findings/F2/claim", "msgid": TWO}
    assert tally.near == ["risks/K1/text"]
    unlike = source("risks/K1/text", "Storms close the pier for a week")
    units, tally = merged([*CLAIMS, unlike], OLD)
    assert units[2].strings == [""]
    assert tally.new == 1


def test_a_near_match_takes_what_has_no_other_use() -> None:
    units, tally = merged([source("findings/F7/claim", TWO + " today"), CLAIMS[0]], OLD)
    assert units[0].fuzzy
    assert units[0].strings == ["二"]
    assert (tally.near, tally.obsolete) == (["findings/F7/claim"], [])


def test_an_untranslated_text_that_changes_is_simply_new() -> None:
    units, tally = merged([source("title", TWO)], [unit("title", ONE, "")])
    assert (units[0].msgid, units[0].fuzzy, units[0].previous) == (TWO, False, {})
    assert (tally.new, tally.changed) == (1, [])


def test_no_translation_is_lost_to_another_of_the_same_text() -> None:
    obsolete = Unit("title", ONE, ["別訳"], obsolete=True)
    units, _ = merged([source("title", ONE)], [unit("title", ONE, "一"), obsolete])
    assert len(units) == 1
    assert units[0].strings == ["一"]
    assert units[0].comments == [" 別訳"]


def test_a_header_keeps_what_it_says_and_gets_what_it_lacks() -> None:
    head = Unit(strings=["Language: ja\nX-Tool: 7\n"], comments=[" Ours."])
    units, _ = merge([], [head], "bay", "ja")
    assert units[0].comments == [" Ours."]
    assert units[0].strings[0].endswith("X-Tool: 7\n")
    assert "charset=UTF-8" in units[0].strings[0]
    assert units[0].strings[0].count("Language:") == 1
