"""Text in columns of a terminal, where Korean and Japanese characters take two."""

from __future__ import annotations


def width(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    wide: int = wcswidth(text)
    return wide if wide >= 0 else len(text)


def cut(text: str, columns: int) -> str:
    """A text cut to some columns, with an ellipsis for what is left out."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def padded(text: str, columns: int) -> str:
    """A text with spaces behind it, up to some columns."""
    return text + " " * max(0, columns - width(text))
