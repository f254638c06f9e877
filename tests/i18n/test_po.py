"""PO files are read whole and written as gettext writes them."""

from __future__ import annotations

import re

import polib
import pytest

from briefgen.source import po
from tests.conftest import ROOT, SEEDS

WHOLE = """\
# Who translates.
msgid ""
msgstr ""
"Language: ja\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# A comment of the translator's.
#no space
#. ¶3
#: brief.yaml:12
#, fuzzy, python-format
#| msgctxt "findings/F1/claim"
#| msgid "An \\"old\\" text"
msgctxt "findings/F2/claim"
msgid "A new\\ttext \\\\ with %(all)s"
msgstr "新しい文"

msgid "one"
msgid_plural "many"
msgstr[0] "一"
msgstr[1] "多"

msgctxt ""
msgid "an empty context"
msgstr ""

# Kept.
#, fuzzy
#~| msgid "older"
#~ msgctxt "gone"
#~ msgid "old"
#~ msgstr "古い"
"""


def test_what_is_read_is_written() -> None:
    units = po.read(WHOLE)
    assert len(units) == 5
    assert po.write(units) == WHOLE
    assert units[1].previous == {"msgctxt": "findings/F1/claim", "msgid": 'An "old" text'}
    assert units[1].comments == [" A comment of the translator's.", "no space"]
    assert [one.obsolete for one in units] == [False, False, False, False, True]
    assert [one.context for one in units] == [None, "findings/F2/claim", None, "", "gone"]


def test_another_reader_reads_the_same() -> None:
    theirs = polib.pofile(WHOLE.replace("#no", "# no"))
    ours = [one for one in po.read(WHOLE) if not one.is_header]
    assert [(e.msgctxt, e.msgid, e.obsolete) for e in theirs] == [
        (one.context, one.msgid, one.obsolete) for one in ours
    ]
    assert [e.msgstr for e in theirs if not e.msgid_plural] == [
        one.strings[0] for one in ours if one.plural is None
    ]


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
        'msgid ""\n"a"\nmsgstr ""\n"b"\n#: x:1\nmsgid "c"\nmsgstr "d"',
        '\n\n#~ msgid "a"\n#~ msgstr "b"\n#~ msgid "c"\n#~ msgstr ""\n#~ "d"\n',
    ],
)
def test_other_layouts(text: str) -> None:
    assert [(one.msgid, one.strings) for one in po.read(text)] == [("a", ["b"]), ("c", ["d"])]


@pytest.mark.parametrize("text", ['"alone"', "msgid unquoted", 'msgid "a"\nmsgstr "b" c'])
def test_what_is_no_po_is_refused(text: str) -> None:
    with pytest.raises(po.NotUnderstood) as caught:
        po.read(text)
    assert caught.value.line == text.count("\n") + 1


FILES = sorted([*SEEDS.glob("*/*.po"), *(ROOT / "templates/base/locales").glob("*.po")])


@pytest.mark.parametrize("text", [WHOLE, *(path.read_text("utf-8") for path in FILES)])
def test_lines_written_otherwise_are_read_the_same(text: str) -> None:
    """Files as tools write them are read message by message, all others line by line."""
    by_line = re.sub(r'^(?=msg|")', " ", text, flags=re.MULTILINE)
    assert po.read(by_line) == po.read(text)
    half = text.find("\nmsgctxt", len(text) // 2)
    mixed = text[:half] + re.sub(r'^(?=msg|")', " ", text[half:], flags=re.MULTILINE)
    assert po.read(mixed) == po.read(text)


def test_a_text_that_goes_on_after_an_empty_line() -> None:
    text = 'msgid "one"\nmsgstr "一"\n\n"二"\n'
    assert po.read(text)[0].strings == ["一二"]
