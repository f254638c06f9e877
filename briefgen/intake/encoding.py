"""Text from bytes in whatever encoding, never guessed: marked, UTF-8, declared, or named by the user."""

from __future__ import annotations

import codecs
import re
import unicodedata

from briefgen.diagnostics import Span
from briefgen.intake import Unreadable
from briefgen.rules import syntax
from briefgen.source.files import point

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "cp949", "cp932", "euc_jp", "gb18030", "big5")
"""Encodings that are proposed where the bytes would be text in them; never taken unasked."""
MAX_SAMPLE = 1_000_000
"""Bytes by which encodings are proposed."""
_SHIFTED = re.compile(rb"\x1b\$[@B()]|\x1b\$\)C")
"""Escapes of ISO-2022-JP and ISO-2022-KR, whose bytes would pass as ASCII."""


def decode(data: bytes, name: str, encoding: str | None = None, declared: str | None = None) -> str:
    """The text, its lines ended by LF. `declared` is what the document says of itself.

    Raises `Unreadable` with a BG003 where the encoding is not certain.
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    named = marked or encoding or declared
    try:
        text = data.decode(named or "utf-8")
    except LookupError:
        raise _refused(Span(name), f"there is no encoding `{named}`", _proposal(data)) from None
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, named, error.start) from None
    except UnicodeError as error:  # of encodings for names on the network, say
        raise _refused(
            Span(name), f"the file is not in `{named}`: {error}", _proposal(data)
        ) from None
    if named is None and _SHIFTED.search(data):
        kind = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp"
        hint = f"name the encoding: `--encoding {kind}`"
        raise _refused(Span(name), f"expected UTF-8, found escapes of `{kind}`", hint)
    if "\0" in text:
        place = point(name, text, text.index("\0"))
        hint = "if it is UTF-16 without a mark, name the encoding: `--encoding utf-16-le`"
        raise _refused(place, "expected text, found a NUL character", hint)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _undecodable(data: bytes, name: str, named: str | None, offset: int) -> Unreadable:
    if named is not None:
        message = f"the file is not in `{named}`: it cannot be the byte 0x{data[offset]:02X} there"
        return _refused(Span(name), message, _proposal(data))
    before = data[:offset].decode("utf-8", "replace")
    place = point(name, before + "?", len(before))
    return _refused(place, f"expected UTF-8, found the byte 0x{data[offset]:02X}", _proposal(data))


def _refused(place: Span, message: str, hint: str) -> Unreadable:
    return Unreadable(syntax.NOT_UTF8.at(place, message, hint))


def _proposal(data: bytes) -> str:
    """Which encodings the bytes would be text in. More than one, as a rule: so a person has to say."""
    fitting = [name for name in _LEGACY if _fits(data, name)]
    listed = f"; its bytes would fit {', '.join(fitting)}" if fitting else ""
    return f"save the file as UTF-8, or name its encoding with `--encoding`{listed}"


def _fits(data: bytes, encoding: str) -> bool:
    """Whether the bytes are text in an encoding, as far as they are looked at."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data[:MAX_SAMPLE], final=len(data) <= MAX_SAMPLE)
    except UnicodeDecodeError:
        return False
    return not any(
        unicodedata.category(c) in ("Cc", "Co", "Cn") for c in text if c not in "\t\n\r\f"
    )
