r"""Text for people on a terminal: signs that would steer it are shown, as \x1b, and never obeyed.

Names, messages and excerpts hold what strangers have written. What they could do with it: move the cursor
over what was said before, set the title of the window, ring, or turn the order of letters round. So all is
escaped but line ends, tabs and the colours that are put by `paint`.
"""

from __future__ import annotations

import os
import re

_STEERING = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters (Unicode category Cc), not tab and line feed
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode property Bidi_Control
    r"\u2028\u2029"  # ends of lines and paragraphs
    r"\ud800-\udfff"  # bytes of a file's name that are no UTF-8
)
_OURS = str(int.from_bytes(os.urandom(8), "big"))
"""The first number of colours that are ours. Nobody can know it who writes a text beforehand."""
_SIGN = re.compile(f"[{_STEERING}]")
_SIGN_OF_LINE = re.compile(f"[{_STEERING}\n]")
_COLOUR_OR_SIGN = re.compile(rf"\x1b\[{_OURS};([\d;]+)m|[{_STEERING}]")


def paint(text: str, tone: str, colour: bool) -> str:
    """A text in an ANSI tone, where colours are wanted; `for_people` makes them those of the terminal."""
    return f"\x1b[{_OURS};{tone}m{text}\x1b[{_OURS};0m" if colour and text else text


def for_people(text: str) -> str:
    """A text as it may be printed: with our colours, and all that would steer a terminal escaped."""
    return _COLOUR_OR_SIGN.sub(_shown, text)


def escaped(text: str) -> str:
    """A text with all that would steer a terminal escaped, colours too."""
    return _SIGN.sub(_code, text)


def on_a_line(text: str) -> str:
    """A text that is to stay on its line, escaped as `escaped` does, its line ends too."""
    return _SIGN_OF_LINE.sub(_code, text)


def _shown(found: re.Match[str]) -> str:
    return f"\x1b[{found[1]}m" if found[1] else _code(found)


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    if found[0] in "\n\r":
        return repr(found[0])[1:-1]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
