"""Hostile files, by name. Each stands in for a brief.yaml or for a catalog."""

from __future__ import annotations

import codecs
import random
from collections.abc import Callable
from pathlib import Path

CONTENT = Path(__file__).parent.parent / "content" / "harbour"
MEGABYTE = 1_000_000


def _bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


def _noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 (reproducible noise, no secret)


def _brief() -> bytes:
    return (CONTENT / "brief.yaml").read_bytes()


def _catalog() -> bytes:
    return (CONTENT / "ko.po").read_bytes()


YAML: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "random bytes": lambda: _noise(1, 100_000),
    "random text": lambda: "".join(chr(32 + b % 95) for b in _noise(2, 100_000)).encode(),
    "fifty megabytes": lambda: b"title: a\n" * (50 * MEGABYTE // 9),
    "as large as is read": lambda: b"- a\n" * 1_249_000,
    "as many texts as are read": lambda: b"a: [" + b"x, " * 490_000 + b"x]\n",
    "keys of one record": lambda: b"".join(b"k%d: 1\n" % n for n in range(200_000)),
    "brackets 10,000 deep": lambda: b"title: " + b"[" * 10_000 + b"]" * 10_000,
    "braces 10,000 deep": lambda: b"title: " + b"{a: " * 10_000 + b"}" * 10_000,
    "indented 2,000 deep": lambda: b"".join(b" " * n + b"a:\n" for n in range(2_000)),
    "dashes 10,000 deep": lambda: b"- " * 10_000 + b"x",
    "alias bomb": _bomb,
    "alias of itself": lambda: b"a: &a [*a]\n",
    "nul": lambda: b"title: a\0b\n",
    "lone surrogate in bytes": lambda: b"title: a\xed\xa0\x80b\n",
    "lone surrogate escaped": lambda: b'title: "a\\ud800b"\nlanguage: en\n',
    "crlf": lambda: _brief().replace(b"\n", b"\r\n") + b"x: 1\r\n",
    "cr only": lambda: _brief().replace(b"\n", b"\r") + b"x: 1\r",
    "mark of utf-8": lambda: codecs.BOM_UTF8 + _brief() + b"x: 1\n",
    "utf-16": lambda: _brief().decode().encode("utf-16"),
    "utf-16 without a mark": lambda: _brief().decode().encode("utf-16-le"),
    "utf-32": lambda: _brief().decode().encode("utf-32"),
    "euc-kr": lambda: "title: 한국의 동맹\n".encode("euc-kr"),
    "shift-jis": lambda: "title: 日本の同盟\n".encode("shift-jis"),
    "huge number": lambda: _brief() + b"words: " + b"9" * 100_000 + b"\n",
    "huge float": lambda: b"number: 1e999999999\nlanguage: .inf\ntitle: -.nan\n",
    "huge hexadecimal": lambda: b"number: 0x" + b"f" * 1_000_000 + b"\n",
    "huge date": lambda: b"publication: {date: 99999999999999999999}\n",
    "long line": lambda: b"title: " + b"a " * 2_000_000 + b"\n",
    "long word": lambda: b"title: " + b"a" * 4_000_000 + b"\n",
    "long key": lambda: b"a" * 4_000_000 + b": 1\n",
    "stars": lambda: b'title: "' + b"*a " * 1_300 + b'"\n',
    "brackets in a text": lambda: b'title: "' + b"[" * 3_900 + b'"\n',
    "quotes in a text": lambda: b'title: "' + "“".encode() * 1_300 + b'"\n',
    "unclosed quote": lambda: b'title: "' + b"a\n" * 500_000,
    "control characters": lambda: b"title: a\x01\x1b[31mb\n",
    "separators": lambda: "title: a\u2028b\u2029c\x85d\n".encode(),
    "second document": lambda: _brief() + b"---\n" + _brief(),
    "tags": lambda: b"title: !!python/object/apply:os.system [ls]\n",
    "merge keys": lambda: b"a: &a {title: x}\n<<: *a\n",
    "anchors": lambda: b"".join(b"k%d: &a%d x\n" % (n, n) for n in range(100_000)),
}
YAML |= {
    f"cut after {n} of 40": lambda n=n: _brief()[: len(_brief()) * n // 40] + b"\xe2"  # type: ignore[misc]
    for n in range(1, 40, 6)
}
PO: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "random bytes": lambda: _noise(3, 100_000),
    "random text": lambda: "".join(chr(32 + b % 95) for b in _noise(4, 100_000)).encode(),
    "fifty megabytes": lambda: b'msgid "a"\nmsgstr "b"\n' * (50 * MEGABYTE // 21),
    "as large as is read": lambda: b"".join(
        b'msgctxt "a%d"\nmsgid "a"\nmsgstr "b"\n' % n for n in range(130_000)
    ),
    "unclosed quote": lambda: b'msgid "' + b"a" * 4_000_000 + b"\n",
    "backslashes": lambda: b'msgid "' + b"\\" * 4_000_001 + b'"\n',
    "texts without a message": lambda: b'"a"\n' * 1_000_000,
    "nul": lambda: _catalog() + b"\0",
    "crlf": lambda: _catalog().replace(b"\n", b"\r\n") + b'msgid "x"\r\n',
    "cr only": lambda: _catalog().replace(b"\n", b"\r") + b'msgid "x"\r',
    "mark of utf-8": lambda: codecs.BOM_UTF8 + _catalog() + b'msgid "x"\n',
    "utf-16": lambda: _catalog().decode().encode("utf-16"),
    "surrogate": lambda: _catalog().replace("불화".encode(), b"\xed\xa0\x80"),
    "plurals": lambda: _catalog() + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
    "a brief": _brief,
}
PO |= {
    f"cut after {n} of 40": lambda n=n: _catalog()[: len(_catalog()) * n // 40]  # type: ignore[misc]
    for n in range(1, 40, 6)
}
