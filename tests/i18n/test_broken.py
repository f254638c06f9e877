"""What `msgfmt --check` refuses of a catalog, `briefgen i18n check` refuses too, and says where."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.cli import cli
from tests import cases
from tests.i18n.test_tools import tool

BASE = (cases.CONTENT / cases.BRIEF / "ja.po").read_text("utf-8")
WHOLE = """\
msgctxt "recommendations/R1/explanation"
msgid "It costs little."
msgstr "費用は小さい。"
"""
CONTEXT, BASE_TEXT, TRANSLATION = WHOLE.splitlines(keepends=True)
HEADER = BASE[: BASE.index("\n\n") + 1]
LANGUAGE = '"Language: ja\\n"\n'
PLURAL = 'msgid_plural "They cost little."\n'
GONE = '#~ msgctxt "gone"\n#~ msgid "gone"\n#~ msgstr "無"\n'

Edit = Callable[[str], str]


def message(text: str) -> Edit:
    """The catalog with this in place of one message."""
    return lambda catalog: catalog.replace(WHOLE, text)


def said(old: str, new: str) -> Edit:
    """The catalog with other words in that message."""
    assert old in WHOLE
    return message(WHOLE.replace(old, new))


def head(old: str, new: str) -> Edit:
    """The catalog with other words in its header."""
    assert old in HEADER
    return lambda catalog: HEADER.replace(old, new) + catalog[len(HEADER) :]


def after(text: str) -> Edit:
    """The catalog with this at its end."""
    return lambda catalog: f"{catalog}\n{text}"


BROKEN: dict[str, Edit] = {
    "message twice": message(f"{WHOLE}\n{WHOLE}"),
    "text not closed": said('小さい。"', "小さい。"),
    "escape unknown": said("小さい。", "小さい\\q。"),
    "escape at the end": said('小さい。"', '小さい。\\"'),
    "line break at the end": said("小さい。", "小さい。\\n"),
    "line break at the beginning": said('"費用', '"\\n費用'),
    "keyword unknown": said("msgstr", "msgstring"),
    "keyword in capitals": said("msgstr", "MSGSTR"),
    "no msgstr": message(CONTEXT + BASE_TEXT),
    "no msgid": message(CONTEXT + TRANSLATION),
    "no msgstr at the end": lambda catalog: catalog[: catalog.index(TRANSLATION)],
    "two msgid": message(CONTEXT + BASE_TEXT * 2 + TRANSLATION),
    "two msgstr": message(WHOLE + TRANSLATION),
    "two msgctxt": message(CONTEXT + WHOLE),
    "words between messages": message(WHOLE + "words\n"),
    "words after a text": said('小さい。"', '小さい。" words'),
    "single quotation marks": said('"費用は小さい。"', "'費用は小さい。'"),
    "comment inside a message": said("msgstr", "# why\nmsgstr"),
    "domain": message(f'domain "x"\n{WHOLE}'),
    "plural with one form": message(CONTEXT + BASE_TEXT + PLURAL + 'msgstr[0] "小"\n'),
    "plural with two forms": message(
        CONTEXT + BASE_TEXT + PLURAL + 'msgstr[0] "小"\nmsgstr[1] "小"\n'
    ),
    "plural without a number": message(CONTEXT + BASE_TEXT + PLURAL + TRANSLATION),
    "number without a plural": said("msgstr", "msgstr[0]"),
    "plural from one": message(CONTEXT + BASE_TEXT + PLURAL + 'msgstr[1] "小"\n'),
    "percent format": message("#, python-format\n" + WHOLE.replace("費用", "%(cost)s")),
    "percent alone": message("#, python-format\n" + WHOLE.replace("費用", "費用100%")),
    "brace format": message("#, python-brace-format\n" + WHOLE.replace("費用", "{cost}")),
    "C format": message("#, fuzzy-not, c-format\n" + WHOLE.replace("費用", "%d")),
    "charset EUC-JP": head("UTF-8", "EUC-JP"),
    "charset ASCII": head("UTF-8", "US-ASCII"),
    "no header": lambda catalog: catalog[len(HEADER) :],
    "two headers": after(HEADER),
    "plural forms": head(LANGUAGE, LANGUAGE + '"Plural-Forms: nplurals=2; plural=(n!;\\n"\n'),
    "no number of plural forms": head(
        LANGUAGE, LANGUAGE + '"Plural-Forms: nplurals=x; plural=0;\\n"\n'
    ),
    "byte order mark": lambda catalog: "\ufeff" + catalog,
    "lines ended by CR": lambda catalog: catalog.replace("\n", "\r"),
    "obsolete and live": after("".join(f"#~ {line}\n" for line in WHOLE.splitlines())),
    "obsolete twice": after(f"{GONE}\n{GONE}"),
    "obsolete, not closed": after(GONE.replace('"gone"\n#~ msgstr', '"gone\n#~ msgstr')),
    "obsolete in part": after(GONE.replace("#~ msgid", "msgid")),
    "obsolete without msgstr": after(GONE.replace('#~ msgstr "無"\n', "")),
    "obsolete words": after("#~ words\n"),
    "earlier text not closed": message(f'#| msgid "It cost\n{WHOLE}'),
    "earlier words": message(f"#| words\n{WHOLE}"),
    "earlier translation": message(f'#| msgstr "費用"\n{WHOLE}'),
    "end of a context in a context": said("R1/", "R1/\\004"),
    "nothing": lambda _: "",
}
"""Catalogs that gettext does not accept."""
SLIPPING: dict[str, tuple[Edit, str]] = {
    "no charset": (head("; charset=UTF-8", ""), "BG414"),
    "charset of nobody": (head("UTF-8", "CHARSET"), "BG414"),
    "charset Latin": (head("UTF-8", "ISO-8859-1"), "BG414"),
    "no language": (head(LANGUAGE, ""), "BG440"),
    "empty language": (head(LANGUAGE, '"Language: \\n"\n'), "BG440"),
    "another language": (head(LANGUAGE, '"Language: ko\\n"\n'), "BG440"),
    "space at the beginning": (said('"費用', '" 費用'), "BG452"),
    "space at the end": (said("小さい。", "小さい。 "), "BG452"),
    "control character": (said("費用", "費\x01用"), "BG410"),
    "emphasis lost": (said("費用", "*費用*"), "BG448"),
    "link added": (said("費用", "[費用](https://example.org)"), "BG409"),
    "obsolete translation of a text without one": (
        lambda catalog: (
            said("費用は小さい。", "")(catalog)
            + f'\n#~ {CONTEXT}#~ msgid "It costs nothing."\n#~ {TRANSLATION}'
        ),
        "BG453",
    ),
}
"""Catalogs that gettext accepts, with what is said of them here."""


def laid(edit: Edit, folder: Path) -> Path:
    shutil.copytree(cases.CONTENT, folder / "content")
    path = folder / "content" / cases.BRIEF / "ja.po"
    text = edit(BASE)
    assert text != BASE
    path.write_bytes(text.encode())
    return path


def found(path: Path, status: int | None = None) -> list[str]:
    """What the check says, in lines."""
    arguments = ["--content", str(path.parent.parent), "--output-format", "concise"]
    done = CliRunner().invoke(cli, ["i18n", "check", *arguments])
    assert status is None or done.exit_code == status, done.output
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", BROKEN)
def test_what_gettext_refuses(name: str, tmp_path: Path) -> None:
    path = laid(BROKEN[name], tmp_path)
    command = [tool("msgfmt"), "--check", "-o", str(tmp_path / "x.mo"), str(path)]
    assert subprocess.run(command, capture_output=True).returncode, "gettext accepts it"
    lines = found(path, 1)
    assert any(re.search(r"/ja\.po:\d+:\d+: error\[", line) for line in lines), lines


@pytest.mark.parametrize("name", SLIPPING)
def test_what_gettext_lets_slip(name: str, tmp_path: Path) -> None:
    edit, code = SLIPPING[name]
    path = laid(edit, tmp_path)
    command = [tool("msgfmt"), "--check", "-o", str(tmp_path / "x.mo"), str(path)]
    assert not subprocess.run(command, capture_output=True).returncode, "gettext refuses it"
    assert any(re.search(rf"/ja\.po:\d+:\d+: \w+\[{code}\]", line) for line in found(path))


def test_a_catalog_that_came_back_with_a_mark_is_taken_in(tmp_path: Path) -> None:
    """Tools on Windows write one; what is written here has none."""
    path = laid(said("小さい。", "わずかである。"), tmp_path)
    back = tmp_path / "back.po"
    back.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.write_text(BASE, "utf-8")
    content = ["--content", str(path.parent.parent)]
    done = CliRunner().invoke(cli, ["i18n", "update", "-l", "ja", "--from", str(back), *content])
    assert done.exit_code == 0, done.output
    assert "わずかである。" in path.read_text("utf-8")
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
