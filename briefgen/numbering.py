"""Numbers in the form of the readership, from a sample: `(1)`, `가.`, `ア`, `第1`, `①`."""

from __future__ import annotations

SERIES: tuple[str, ...] = (
    "가나다라마바사아자차카타파하",
    "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻",
    "一二三四五六七八九十",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
)
"""Series of which a sample names the first member. Arabic digits and Roman numerals are written by rule."""


def numbered(sample: str | None, n: int) -> str:
    """The number n in the form of a sample; empty without one."""
    if not sample:
        return ""
    if "1" in sample:
        return sample.replace("1", str(n), 1)
    if "Ⅰ" in sample or "I" in sample:
        return sample.replace("Ⅰ" if "Ⅰ" in sample else "I", roman(n), 1)
    for series in SERIES:
        if series[0] in sample:
            member = series[n - 1] if n <= len(series) else str(n)
            return sample.replace(series[0], member, 1)
    return sample


def roman(n: int) -> str:
    """A Roman numeral, for 1 to 39."""
    tens, ones = divmod(n, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
