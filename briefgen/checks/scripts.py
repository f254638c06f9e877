"""How translations are written: script, punctuation, style, quotation marks. Gives BG441 to BG451.

Also BG424 and BG433 for translations. Only confirmed translations of present texts are looked at; the
others have a diagnostic of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from briefgen.checks.prose import MAX_ALONE, alone, decomposed, unbalanced, visible
from briefgen.checks.translations import foreign
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Rule, Span
from briefgen.fields import characters as most_characters
from briefgen.fields import kind_of
from briefgen.rules import prose
from briefgen.rules import translation as rules
from briefgen.source.catalog import Catalog, Entry
from briefgen.source.places import of_entry
from briefgen.text import Rich, parse, plain

# One or two ranges each: a class of more is a table of the whole plane, slow to compile.
JAPANESE = "\u3005-\u9fff"
"""Kana and Chinese characters, from 々 on; corner brackets too."""
HANGUL = "\uac00-\ud7a3\u1100-\u11ff"
"""Syllables and letters of hangul."""
HAN = "\u3400-\u9fff"
"""Chinese characters."""

PATTERNS: dict[str, tuple[tuple[re.Pattern[str], Rule, str, str | None], ...]] = {
    "ja": (
        (
            re.compile(rf"(?<=[{JAPANESE}])[,.](?!\w)|[，．｡､]"),
            rules.MIXED_PUNCTUATION,
            "the mark `{}` beside 、 and 。",
            "write 、 or 。",
        ),
        (
            re.compile(rf"[{HANGUL}]+(?: +[{HANGUL}]+)*"),
            rules.WRONG_SCRIPT,
            "hangul in a Japanese text: `{}`",
            None,
        ),
    ),
    "ko": (
        (
            re.compile(r"[、。，．｡､]"),
            rules.MIXED_PUNCTUATION,
            "the mark `{}` in a Korean text",
            "write , or . and a space",
        ),
        (
            re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+"),
            rules.WRONG_SCRIPT,
            "kana in a Korean text: `{}`",
            None,
        ),
        (
            re.compile(rf"(?<![(（·])(?<![{HAN}])[{HAN}]+(?![^()]*\))"),
            rules.BARE_HANJA,
            "Chinese characters outside parentheses: `{}`",
            "write them in hangul, or after the hangul in parentheses",
        ),
    ),
    "zh": (
        (
            re.compile(rf"(?<=[{HAN}])[,.;:!?](?!\w)|[｡､]"),
            rules.MIXED_PUNCTUATION,
            "the mark `{}` in a Chinese text",
            "write ，、。；：！？",
        ),
        (
            re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+"),
            rules.WRONG_SCRIPT,
            "kana in a Chinese text: `{}`",
            None,
        ),
    ),
}
"""What is never right in a language."""
EVERYWHERE: tuple[tuple[re.Pattern[str], Rule, str, str | None], ...] = (
    (
        re.compile("[０-９Ａ-Ｚａ-ｚ]+"),
        rules.WIDTH,
        "full-width digits or letters: `{}`",
        "write `{nfkc}`",
    ),
    (
        re.compile("[\uff66-\uff9d]+"),
        rules.WIDTH,
        "half-width katakana: `{}`",
        "write `{nfkc}`",
    ),
    (
        re.compile(r'"'),
        rules.TYPEWRITER_QUOTES,
        "a straight quotation mark",
        "write the marks of the language: 「」, “ ”, « »",
    ),
)
QUOTES = "“”‘’「」『』《》〈〉«»"
_PAIRS = {
    ")": "(",
    "]": "[",
    "）": "（",
    "」": "「",
    "』": "『",
    "”": "“",
    "》": "《",
    "〉": "〈",
    "】": "【",
}
_QUESTION = re.compile(r"[?？][”’」』)）]*$")
_ASKS = {"ja": re.compile(r"か[。”’」』)）]*$"), "ko": re.compile(r"[가까][.”’」』)）]*$")}
_EASTERN = re.compile(f"[{JAPANESE}{HANGUL}]")
_OWN = {
    "ja": ("Japanese letters", re.compile(f"[{JAPANESE}]")),
    "ko": ("hangul", re.compile(f"[{HANGUL}]")),
    "zh": ("Chinese characters", re.compile(f"[{HAN}]")),
}
"""The letters of languages that are not written in Latin ones; of others nothing is said."""
_MARKS = re.compile("[*_]")
MIN_WORDS = 4
"""Words from which on a base text is one to translate, and not just a name."""


def is_foreign(language: str, entry: Entry) -> bool:
    """Whether a translation has no letter of its language's script, and should have one."""
    own = _OWN.get(language)
    if own is None or own[1].search(entry.msgstr) or entry.msgstr == entry.msgid:
        return False
    return len(entry.msgid.split()) >= MIN_WORDS or bool(_EASTERN.search(entry.msgstr))


def foreign_scripts(content: Content) -> Iterator[Diagnostic]:
    """A translation is in the script of its language."""
    for language, catalog, entry in confirmed(content):
        if is_foreign(language, entry):
            found = f"a translation without any {_OWN[language][0]}"
            span = catalog.span(entry, "msgstr")
            yield rules.WRONG_SCRIPT.at(span, found, "put the translation in its own catalog")


def confirmed(content: Content) -> Iterator[tuple[str, Catalog, Entry]]:
    """Every confirmed translation of a present text, with its language."""
    for language in foreign(content):
        catalog = content.catalogs.get(language)
        for message, _ in content.messages if catalog else ():
            assert catalog is not None
            entry = catalog.by_context.get(message.context)
            if entry and entry.msgstr.strip() and not entry.fuzzy and entry.msgid == message.text:
                yield language, catalog, entry


def characters(content: Content) -> Iterator[Diagnostic]:
    """Marks, scripts and widths are those of the language."""
    for language, catalog, entry in confirmed(content):
        if is_foreign(language, entry):
            continue
        text = visible(entry.msgstr)
        for pattern, rule, found, advice in (*PATTERNS.get(language, ()), *EVERYWHERE):
            for match in pattern.finditer(text):
                span = _span(catalog, entry, *match.span())
                said = found.format(match[0])
                hint = advice and advice.format(nfkc=unicodedata.normalize("NFKC", match[0]))
                yield rule.at(span, said, hint)
        for index, mark in islice(unbalanced(text, _PAIRS), MAX_ALONE):
            span = _span(catalog, entry, index, index + 1)
            yield prose.UNBALANCED.at(span, alone(mark, _PAIRS))
        if not unicodedata.is_normalized("NFC", text):
            start, end = decomposed(text)
            word = unicodedata.normalize("NFC", text[start:end])
            span = _span(catalog, entry, start, end)
            yield prose.DECOMPOSED.at(span, f"`{word}` is not in composed form (NFC)")


def _span(catalog: Catalog, entry: Entry, start: int, end: int) -> Span:
    """The place of some characters of a translation; its spaces may be more than one in the file."""
    placed = of_entry(catalog, entry, "msgstr")
    if placed.text == entry.msgstr:
        return placed.span(start, end)
    return placed.find(entry.msgstr[start:end])


def against_base(content: Content) -> Iterator[Diagnostic]:
    """A translation asks, quotes and stresses where its base text does, and is none of its words."""
    for language, catalog, entry in confirmed(content):
        base, text = entry.msgid, entry.msgstr
        whole = catalog.span(entry, "msgstr")
        if text == base:
            if len(base.split()) >= MIN_WORDS:
                yield rules.COPIED.at(whole, "the translation is the base text", "translate it")
            continue
        if is_foreign(language, entry):
            continue
        asks = bool(_QUESTION.search(text) or (language in _ASKS and _ASKS[language].search(text)))
        if _QUESTION.search(base) and not asks:
            span = _span(catalog, entry, len(text) - 1, len(text))
            yield rules.QUESTION_LOST.at(span, "the base text asks, and this does not")
        elif _QUESTION.search(text) and not _QUESTION.search(base):
            span = _span(catalog, entry, len(text) - 1, len(text))
            yield rules.QUESTION_LOST.at(span, "this asks, and the base text does not")
        if "“" in base and not any(mark in text for mark in (*QUOTES, '"')):
            quoted = base[base.index("“") : base.find("”") + 1] or "“"
            found = f"the base text quotes {quoted}, and this quotes nothing"
            yield rules.QUOTATION_LOST.at(whole, found, "mark the quotation")
        yield from _emphasis(entry, whole)


def _emphasis(entry: Entry, whole: Span) -> Iterator[Diagnostic]:
    if not _MARKS.search(entry.msgid) and not _MARKS.search(entry.msgstr):
        return
    own, other = parse(entry.msgid), parse(entry.msgstr)
    for name, of in (("emphasised", "emphasis"), ("strong", "strong")):
        wanted, found = (sum(getattr(run, of) for run in runs) for runs in (own, other))
        if wanted != found:
            text = f"the base text has {wanted} {name} passages, and this has {found}"
            yield rules.EMPHASIS_DIFFERS.at(whole, text, "stress the same words")
            continue
        here, there = (_share(runs, of) for runs in (own, other))
        if min(here, there) < _FEW and max(here, there) > _MOST:
            text = f"{here:.0%} of the base text is {name}, and {there:.0%} of this"
            yield rules.EMPHASIS_DIFFERS.at(whole, text, "stress the same words")


_FEW, _MOST = 0.4, 0.8
"""Shares of a text that are far apart, whatever the languages; words differ in length."""


def _share(runs: Rich, of: str) -> float:
    """The share of a text that stands in one style."""
    lengths = [(len(run.text), getattr(run, of)) for run in runs]
    return sum(n for n, styled in lengths if styled) / (sum(n for n, _ in lengths) or 1)


_SENTENCE = re.compile(r"[^。．.!！?？]+(?:[。．!！?？]|\.(?=\s|$)|$)")
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう|ください)。?$")
_PLAIN = re.compile(r"(?:である|だ|だった|であった|ない|なかった|べきだ|[いたるうくすつぬぶむ])。$")
_LAST_SYLLABLE = re.compile(r"([\uac00-\ud7a3])[.”’)]*$")


def style(content: Content) -> Iterator[Diagnostic]:
    """Japanese keeps to である or to です・ます in a catalog; Korean keeps to 다 or 음 in a text."""
    polite: list[tuple[Catalog, Entry, int, int]] = []
    plain: list[tuple[Catalog, Entry, int, int]] = []
    for language, catalog, entry in confirmed(content):
        if language == "ja":
            for match in _SENTENCE.finditer(entry.msgstr):
                end = len(match[0].rstrip()) + match.start()
                if found := _POLITE.search(match[0].strip()):
                    polite.append((catalog, entry, end - len(found[0]), end))
                elif _PLAIN.search(match[0].strip()):
                    plain.append((catalog, entry, max(match.start(), end - 3), end))
        elif language == "ko":
            yield from _korean(catalog, entry)
    if polite and plain:
        fewer, other = (polite, "である") if len(polite) <= len(plain) else (plain, "です・ます")
        for catalog, entry, start, end in fewer:
            name = "です・ます" if fewer is polite else "である"
            text = f"a sentence in {name} style in a catalog in {other} style"
            yield rules.MIXED_STYLE.at(_span(catalog, entry, start, end), text)


def _korean(catalog: Catalog, entry: Entry) -> Iterator[Diagnostic]:
    if kind_of(entry.context).startswith("source/"):
        return
    ends: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for match in _SENTENCE.finditer(entry.msgstr):
        sentence = match[0].strip()
        end = match.start() + len(match[0].rstrip())
        if (found := _LAST_SYLLABLE.search(sentence)) and (kind := _ending(found[1])) is not None:
            ends[kind].append((end - len(found[0]), end))
    if all(ends.values()):
        start, end = min(ends.values(), key=len)[0]
        text = "endings in 다 and noun endings in one text"
        yield rules.MIXED_STYLE.at(_span(catalog, entry, start, end), text, "keep to one of them")


def _ending(syllable: str) -> bool | None:
    """Whether a sentence's last syllable is 다, or that of a noun form: 음, 함, 됨, 듦; else None."""
    if syllable == "다":
        return True
    final = (ord(syllable) - 0xAC00) % 28
    return False if final in (10, 16) else None  # ㄻ and ㅁ, in the order of Unicode


def budgets(content: Content) -> Iterator[Diagnostic]:
    """No translation has more characters than its place bears: those that its template states.

    Markup and the targets of links do not count.
    """
    for language, catalog, entry in confirmed(content):
        most = most_characters(kind_of(entry.context), language)
        if most is None or len(entry.msgstr) <= most:
            continue
        shown = plain(parse(entry.msgstr))
        if len(shown) > most:
            text = f"{len(shown)} characters, expected at most {most}"
            start = most if shown == entry.msgstr else 0
            span = _span(catalog, entry, start, len(entry.msgstr))
            advice = "what is underlined is too much" if start else "say it in fewer words"
            yield rules.TOO_LONG_FOR_PLACE.at(span, text, advice)
